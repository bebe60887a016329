"""Claims of one article that say the same: headline and lead, paraphrase and quotation.

Two claims are twins if one camp says both, both do the same thing (accuse, appeal, …) and they share most of the
shorter one's keywords, rare words counting more. A quotation right after its paraphrase needs to share less, since news
writing puts the two together for that reason.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from . import camps, wording
from .reading import Claim, Speaker

# How many claims back a twin is looked for: farther than any report goes, and bounded for a book.
REACH = 150
ALIKE = 0.6
ALIKE_WHEN_QUOTED = 0.35
ALIKE_IN_HEADLINE = 0.34


def find(
    doc: Doc, claims: list[Claim], speakers: Sequence[Speaker] = ()
) -> tuple[list[Claim], tuple[tuple[str, ...], ...]]:
    """The claims with `restates` set to the first statement of the same, and the groups of ids that say the same."""
    words = {claim.id: wording.keywords(wording.tokens_of(doc, claim.content)) for claim in claims}
    weight = _weights(words)
    by_key = {speaker.key: speaker for speaker in speakers}
    ordered = sorted(claims, key=wording.text_order)
    body = [claim for claim in ordered if not claim.headline]
    first: dict[str, str] = {}
    for place, claim in enumerate(body):
        likest, best = 0.0, None
        for at in range(max(0, place - REACH), place):
            other = body[at]
            alike = _likeness(words, weight, other, claim) if _may_restate(other, claim, by_key) else 0.0
            if alike >= _needed(body, at, place) and alike > likest:
                likest, best = alike, other
        if best is not None:
            first[claim.id] = first.get(best.id, best.id)
    for claim in ordered:
        if claim.headline:
            found = _of_headline(claim, body, words, weight)
            if found is not None:
                first[claim.id] = first.get(found.id, found.id)
    groups: dict[str, list[str]] = {}
    for claim in ordered:
        groups.setdefault(first.get(claim.id, claim.id), []).append(claim.id)
    linked = [replace(claim, restates=first.get(claim.id)) for claim in claims]
    return linked, tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _weights(words: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """How much a shared keyword tells: the less, the more claims of the article hold it."""
    counts = Counter(word for claim in words.values() for word in claim)
    return {word: 1.0 / (1.0 + 0.25 * (count - 1)) for word, count in counts.items()}


def _likeness(words: Mapping[str, frozenset[str]], weight: Mapping[str, float], one: Claim, other: Claim) -> float:
    """The shared share of the poorer claim's keywords, by weight; 0 if they share fewer than two."""
    mine, theirs = words[one.id], words[other.id]
    shared = mine & theirs
    if len(shared) < 2:
        return 0.0
    return sum(weight[w] for w in shared) / min(sum(weight[w] for w in mine), sum(weight[w] for w in theirs))


def _may_restate(one: Claim, other: Claim, speakers: Mapping[str, Speaker]) -> bool:
    if one.speaker is None or other.speaker is None or one.act != other.act:
        return False
    if one.inside == other.id or other.inside == one.id or (one.utterance and one.utterance == other.utterance):
        return False
    if one.speaker == other.speaker:
        return True
    mine, theirs = speakers.get(one.speaker), speakers.get(other.speaker)
    return mine is not None and theirs is not None and camps.same(mine, theirs)


def _needed(body: Sequence[Claim], at: int, place: int) -> float:
    paraphrased = body[at].mode != "direct" and body[place].mode == "direct" and place - at <= 2
    return ALIKE_WHEN_QUOTED if paraphrased else ALIKE


def _of_headline(
    claim: Claim, body: Sequence[Claim], words: Mapping[str, frozenset[str]], weight: Mapping[str, float]
) -> Claim | None:
    best, likeness = None, ALIKE_IN_HEADLINE
    for other in body:
        same = other.speaker == claim.speaker
        found = (
            _likeness(words, weight, claim, other) + (0.1 if other.act == claim.act else 0.0) + (0.2 if same else 0.0)
        )
        if found > likeness and (same or found > 0.7):
            best, likeness = other, found
    return best
