"""What a comparison of two names says."""

from dataclasses import dataclass
from enum import IntEnum


class Verdict(IntEnum):
    """Ordered: whatever is greater says more for one and the same."""

    DIFFERENT = 0
    UNCERTAIN = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """A verdict, how likely it is that the two are one, and why, in a sentence for an editor.

    `contradicts` marks names that cannot be of one person, such as two middle initials; others are merely unlike.
    """

    verdict: Verdict
    score: float = 0.0
    reason: str = ""
    contradicts: bool = False

    def as_doubt(self) -> "Likeness":
        """For two who are here as two: names that agree are then a question as well."""
        return uncertain(0.9, "The names agree.") if self.verdict == Verdict.SAME else self


SAME = Likeness(Verdict.SAME, 1.0)
DIFFERENT = Likeness(Verdict.DIFFERENT)
CONTRADICTORY = Likeness(Verdict.DIFFERENT, contradicts=True)


def uncertain(score: float, reason: str) -> Likeness:
    return Likeness(Verdict.UNCERTAIN, score, reason)


# Where names agree with those of two speakers, and so with neither.
ONE_OF_SEVERAL = uncertain(0.8, "The names agree, but they agree with those of another speaker as well.")
