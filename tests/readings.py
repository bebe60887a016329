"""Readings written by hand, so that tracking can be tested without a language model."""

from itertools import count
from typing import Any

from claims.extraction.reading import Claim, EvidenceNote, Hedge, Reading, Rebuttal, Spans, Speaker, TextSpan

SPEAKERS = {
    "ruiz": Speaker(
        key="ruiz", name="Ana Ruiz", kind="person", role="mayor", affiliation="Port Elm", aliases=("Ruiz",)
    ),
    "lind": Speaker(key="lind", name="Bo Lind", kind="person", role="engineer"),
    "official": Speaker(key="official", name="a senior official", kind="anonymous"),
    "russia": Speaker(key="russia", name="Russia", kind="government", aliases=("Moscow",)),
    "kremlin": Speaker(key="kremlin", name="Kremlin", kind="government", part_of="Russia"),
}


def where(text: str, *pieces: str) -> Spans:
    return tuple(TextSpan(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


class ReadingOf:
    """Builds the reading of one text, claim by claim: `ReadingOf(text).says("ruiz", "the bridge is safe").done()`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.claims: list[Claim] = []
        self.rebuttals: list[Rebuttal] = []
        self.notes: list[EvidenceNote] = []
        self.hedges: list[Hedge] = []
        self._number = count(1)

    def says(self, speaker: str | None, *pieces: str, cue: str = "said", **fields: Any) -> "ReadingOf":
        number = next(self._number)
        claim = Claim(
            id=f"c{number}",
            attribution=f"a{number}",
            speaker=speaker,
            content=where(self.text, *pieces),
            cue=where(self.text, cue),
            **{"mode": "indirect", **fields},
        )
        self.claims.append(claim)
        return self

    def answers(self, rebuttal: str, target: str, kind: str = "denial") -> "ReadingOf":
        self.rebuttals.append(Rebuttal(rebuttal=rebuttal, target=target, type=kind, confidence=0.8))
        return self

    def notes_that(self, words: str, *claims: str, status: str = "no_evidence_given") -> "ReadingOf":
        self.notes.append(EvidenceNote(span=where(self.text, words)[0], claims=claims, status=status))
        return self

    def hedged_by(self, words: str, *claims: str, owner: str = "reporter") -> "ReadingOf":
        self.hedges.append(Hedge(span=where(self.text, words)[0], owner=owner, claims=claims))
        return self

    def done(self) -> Reading:
        used = {claim.speaker for claim in self.claims}
        return Reading(
            speakers=tuple(speaker for key, speaker in SPEAKERS.items() if key in used),
            claims=tuple(self.claims),
            rebuttals=tuple(self.rebuttals),
            evidence_notes=tuple(self.notes),
            hedges=tuple(self.hedges),
        )
