"""Who answers whom: claims that deny, dismiss, correct or counter a claim of the other side.

A pair needs two things: the one claim must speak against something, and it must be tied to the other (see `ties`).
Order of print plays no part. Precision goes before recall: what nothing ties is left to an editor.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from . import camps, wording
from .reading import Claim, Rebuttal, RebuttalType, Speaker, TextSpan
from .ties import SIGNALS, Said, Signal, Tie, by_aim, share

# Appeals, worries and promises set nothing up that could be denied, and answer nothing.
STATED = frozenset({"assertion", "accusation", "opinion", "prediction", "denial", "dismissal"})
LEAST = 0.5
# How many claims away an answer is looked for: farther than any report goes, and bounded for a book.
REACH = 150
# A signal names one target for an answer, but whoever denies a part in something answers all who blame him.
MOST: dict[Signal, int] = {by_aim: 4}
CORRECTING = re.compile(r"\b(?:instead|rather than|(?:is|are|was|were) the ones? who)\b", re.IGNORECASE)


def find(doc: Doc, claims: list[Claim], speakers: list[Speaker]) -> list[Rebuttal]:
    """The rebuttals among the claims of an article, each pair once with its type, confidence and tying words."""
    said = gather(doc, claims, speakers)
    found: list[Rebuttal] = []
    for answer in said:
        for tie, other in _ties(doc, answer, said).values():
            if tie.confidence < LEAST:
                continue
            phrase = (TextSpan(tie.phrase.start_char, tie.phrase.end_char),) if tie.phrase is not None else ()
            found.append(
                Rebuttal(
                    rebuttal=answer.claim.id,
                    target=other.claim.id,
                    type=_type(answer, tie),
                    confidence=round(tie.confidence, 2),
                    phrase=phrase,
                )
            )
    return found


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
