"""What is compared, and what a comparison says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .sides import Side


class Verdict(StrEnum):
    """Two claims are one told again, contradict each other, may be one, or are about different things."""

    SAME = "same"
    CONFLICTING = "conflicting"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as it is compared: its words, the cue that brings them ("denied"), what it does, who says it, which day.

    `act` is one of the extraction's ("appeal", …) or empty; `day` the day of publication, where it is known.
    """

    words: str
    cue: str = ""
    act: str = ""
    side: Side | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict, how sure it is that the two are one (0 to 1), and why, in a sentence for an editor."""

    verdict: Verdict
    score: float
    reason: str
