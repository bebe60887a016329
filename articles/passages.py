"""A text with things marked in it, cut into paragraphs of segments that a template can print one after the other.

Pure: offsets are code points into the text and come out as they went in. Marks may nest and overlap.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """`[start, end)` of a text is marked for the sake of `of`; where `opens` is true the mark begins, after no gap."""

    start: int
    end: int
    of: Any
    opens: bool = True
    # Lies over other marks instead of taking their place, and is no reason to show a paragraph.
    over: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same marks cover all through; `opening` are those that begin with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    opening: tuple[Mark, ...] = ()

    @property
    def innermost(self) -> Mark | None:
        """The shortest mark: of nested ones, the one that says most about these words."""
        under = (mark for mark in self.marks if not mark.over)
        return min(under, key=lambda mark: mark.end - mark.start, default=None)

    @property
    def over(self) -> Mark | None:
        """The mark that lies over the others here."""
        return next((mark for mark in self.marks if mark.over), None)


@dataclass(slots=True)
class Paragraph:
    """One line of the text; `opening` are the marks that begin in it, in text order."""

    start: int
    end: int
    segments: list[Segment] = field(default_factory=list)
    opening: list[Mark] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        return any(segment.innermost for segment in self.segments)


def marks_of(spans: Iterable[Iterable[int]], of: Any) -> list[Mark]:
    """One mark for each span of a discontinuous extent; only the first of them opens."""
    return [Mark(start, end, of, opens=number == 0) for number, (start, end) in enumerate(spans)]


def paragraphs(text: str, marks: Iterable[Mark] = ()) -> list[Paragraph]:
    """The lines of `text` that hold more than white space, each cut where a mark begins or ends."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    result = []
    for line in PARAGRAPH.finditer(text):
        if not line.group().strip():
            continue
        paragraph = Paragraph(*line.span())
        here = [mark for mark in ordered if mark.start < paragraph.end and mark.end > paragraph.start]
        inner = {at for mark in here for at in (mark.start, mark.end) if paragraph.start < at < paragraph.end}
        edges = sorted({paragraph.start, paragraph.end} | inner)
        for start, end in pairwise(edges):
            covering = tuple(mark for mark in here if mark.start <= start and mark.end >= end)
            opening = tuple(mark for mark in covering if mark.start == start and mark.opens)
            paragraph.segments.append(Segment(text[start:end], covering, opening))
            paragraph.opening += opening
        result.append(paragraph)
    return result
