"""Who answers whom: claims that deny, dismiss, correct or counter a claim of the other side.

Two ways lead to a pair. Words may tie the two (see `ties`): "those claims are false", "responded". But most answers
stand behind a plain "said", so trained trees weigh every pair of claims by different speakers (see `answering`). Order
of print plays no part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from . import camps, reasons, wording
from .answering import features
from .answering.trees import trees
from .reading import Claim, Rebuttal, RebuttalType, Speaker, TextSpan
from .ties import SIGNALS, Said, Signal, Tie, by_aim, by_named_noun, share

# Appeals, worries and promises set nothing up that could be denied, and answer nothing.
STATED = frozenset({"assertion", "accusation", "opinion", "prediction", "denial", "dismissal"})
LEAST = 0.5
# From this chance on, half of the pairs of articles that the trees had not seen were right.
LIKELY = 0.25
LEAST_WORTH_NAMING = 0.05
# How many claims away an answer is looked for: farther than any report goes, and bounded for a book.
REACH = 150
AT_ONCE, STEP = 200, 120  # claims of a long text that are weighed together
# A signal names one target for an answer, but whoever denies a part in something answers all who blame him.
MOST: dict[Signal, int] = {by_aim: 4}
CORRECTING = re.compile(r"\b(?:instead|rather than|(?:is|are|was|were) the ones? who)\b", re.IGNORECASE)


@dataclass
class Pair:
    """An answer and what it answers, with the words that tie them, if any, and the chance that the trees give it."""

    answer: Said
    target: Said
    tie: Tie | None = None
    chance: float = 0.0


def find(doc: Doc, claims: list[Claim], speakers: list[Speaker]) -> list[Rebuttal]:
    """The rebuttals among the claims of an article, each pair once with its type, confidence, words and reason."""
    said = gather(doc, claims, speakers)
    pairs = {(answer.claim.id, target.claim.id): Pair(answer, target, tie) for answer, target, tie in tied(doc, said)}
    # The surest first: of two claims only one answers the other.
    for answer, target, chance in sorted(weighed(doc, said), key=lambda pair: -pair[2]):
        key = (answer.claim.id, target.claim.id)
        if key in pairs:
            pairs[key].chance = max(pairs[key].chance, chance)
        elif chance >= LIKELY and key[::-1] not in pairs and may_answer(answer, target):
            pairs[key] = Pair(answer, target, None, chance)
    return [_rebuttal(doc, pair) for _, pair in sorted(pairs.items(), key=lambda item: _printed(item[1]))]


def tied(doc: Doc, said: Sequence[Said]) -> Iterator[tuple[Said, Said, Tie]]:
    """The pairs that words tie."""
    for answer in said:
        for tie, other in _ties(doc, answer, said).values():
            if tie.confidence >= LEAST:
                yield answer, other, tie


def weighed(doc: Doc, said: Sequence[Said]) -> Iterator[tuple[Said, Said, float]]:
    """The pairs of claims by two speakers that have a chance. A quotation cut in two is one, under its first half."""
    said = first_halves(said)
    for start in range(0, max(1, len(said) - AT_ONCE + STEP), STEP):
        part = said[start : start + AT_ONCE]
        rows, answers, targets = features.table(doc, part)
        if len(rows):
            chances = trees("links").chances(rows)
            for at in np.flatnonzero(chances >= LEAST_WORTH_NAMING):
                yield part[answers[at]], part[targets[at]], float(chances[at])


def first_halves(said: Sequence[Said]) -> list[Said]:
    """Claims without those that go on with an utterance."""
    seen: set[tuple[str | None, str]] = set()
    kept: list[Said] = []
    for one in said:
        whole = (one.claim.utterance, one.speaker.key)
        if one.claim.utterance is None or whole not in seen:
            kept.append(one)
        seen.add(whole)
    return kept


def _printed(pair: Pair) -> tuple[int, int]:
    return pair.answer.place, pair.target.place


def _rebuttal(doc: Doc, pair: Pair) -> Rebuttal:
    tie = pair.tie
    phrase = reasons.phrase(pair.answer, pair.target) if tie is None else tie.phrase
    kind = _type(pair.answer, tie or Tie(pair.chance, pair.answer.opposes or "counterclaim"))
    return Rebuttal(
        rebuttal=pair.answer.claim.id,
        target=pair.target.claim.id,
        type=kind,
        confidence=round(max(pair.chance, tie.confidence if tie else 0.0), 2),
        phrase=(TextSpan(phrase.start_char, phrase.end_char),) if phrase is not None else (),
        reason=reasons.reason(pair.answer, pair.target, kind, phrase if tie else None),
    )


def gather(doc: Doc, claims: Sequence[Claim], speakers: Sequence[Speaker]) -> list[Said]:
    """The claims of known speakers, headlines left out, in the order of the text."""
    by_key = {speaker.key: speaker for speaker in speakers}
    said: list[Said] = []
    for claim in sorted(claims, key=wording.text_order):
        speaker = by_key.get(claim.speaker or "")
        tokens = tuple(wording.tokens_of(doc, claim.content))
        if speaker is None or claim.headline or not tokens:
            continue
        judged = tuple(wording.judgements(tokens))
        cue = tuple(wording.tokens_of(doc, claim.cue))
        said.append(Said(claim, tokens, cue, wording.keywords(tokens), judged, speaker, len(said)))
    return said


def may_answer(answer: Said, other: Said) -> bool:
    """Whether two claims can be a pair at all: two camps, and something said that can be answered."""
    if answer is other or other.claim.act not in STATED or answer.claim.act not in STATED:
        return False
    return answer.claim.inside != other.claim.id and not camps.same(answer.speaker, other.speaker)


def _ties(doc: Doc, answer: Said, said: Sequence[Said]) -> dict[str, tuple[Tie, Said]]:
    """What each signal ties an answer to best, by the target's id; of two signals for one target, the surer."""
    near = said[max(0, answer.place - REACH) : answer.place + REACH + 1]
    others = [other for other in near if may_answer(answer, other)]
    found: dict[str, tuple[Tie, Said]] = {}
    for signal in SIGNALS:
        ties = [(tie, other) for other in others if (tie := signal(doc, answer, other, said)) is not None]
        if signal is by_named_noun:
            # "The senator's remark" seldom points to one claim; what is called an accusation does.
            ties = [(tie, other) for tie, other in ties if other.claim.act == "accusation"]
        ties.sort(key=lambda pair: (-pair[0].confidence, -share(answer, pair[1]), _distance(answer, pair[1])))
        for tie, other in ties[: MOST.get(signal, 1)]:
            known = found.get(other.claim.id)
            if known is None or known[0].confidence < tie.confidence:
                found[other.claim.id] = (tie, other)
    return found


def _distance(answer: Said, other: Said) -> int:
    gap = answer.place - other.place
    return gap if gap > 0 else 3 - gap


def _type(answer: Said, tie: Tie) -> RebuttalType:
    if tie.type == "counterclaim" and CORRECTING.search("".join(token.text_with_ws for token in answer.tokens)):
        return "correction"
    return tie.type
