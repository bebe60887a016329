"""Finds what stands between quotation marks, before anything is known about sentences.

News mixes styles: a quotation opens curly and closes straight, a mark is lost, a paragraph opens again what the one
before left open. So marks are not paired by their shape. Within a paragraph every way of reading its marks as opening,
closing or stray is weighed, and the cheapest wins: shape and position are only hints that make a reading dearer.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, SpanGroup

from .reading import TextSpan

PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]*[^\s][^\n\r\u2028\u2029]*")
DOUBLE_MARK = re.compile(r"``|''|[\"“”„‟«»＂]")
OPENING, CLOSING = frozenset(("``", "“", "„", "‟", "«")), frozenset(("”", "»"))
SINGLE_OPENING = re.compile(r"(?<![^\s(\[—–\-:“\"/])(['‘])(?=[\w$£€#@.…])(?!\d0s|(?:em|til|cause|tis|twas|n)\b)")
MARKS = "\"“”„‟«»＂‘’'`"

# What a reading of one mark costs. Ordinary marks cost nothing; a stray one costs more than any single odd trait.
WRONG_SHAPE, WRONG_PLACE, GLUED, NESTED, STRAY = 1.0, 1.5, 1.0, 1.5, 2.5
# A quotation still open where its paragraph ends: the next one opens again, or at least this one began with it.
REOPENED, BEGAN_WITH_IT, LOST = 1.0, 2.4, 3.0


class Quotation(NamedTuple):
    """One quoted stretch: `[start, end)` with its marks. `closed` is false if its paragraph ends first."""

    start: int
    end: int
    closed: bool = True

    def of(self, text: str) -> str:
        """The words and marks of the quotation."""
        return text[self.start : self.end]


class _Pairs(NamedTuple):
    """The pairs of a reading, last first: readings that part share what they had before."""

    last: Quotation
    rest: "_Pairs | None"


class _Reading(NamedTuple):
    """A way to read the marks so far: what it cost, the marks now open, and the pairs closed."""

    cost: float
    opened: tuple[int, ...]
    pairs: _Pairs | None


def paragraphs(text: str) -> Iterator[TextSpan]:
    """The lines of a text that hold more than white space."""
    for match in PARAGRAPH.finditer(text):
        yield TextSpan(*match.span())


def pair(text: str) -> list[Quotation]:
    """All outermost quotations of a text, in order."""
    found: list[Quotation] = []
    lines = list(paragraphs(text))
    for number, line in enumerate(lines):
        following = lines[number + 1].of(text).lstrip() if number + 1 < len(lines) else ""
        double = list(_pair_double(text, line, reopened=_opens(following)))
        single = [q for q in _pair_single(text, line) if not any(d.start < q.end and q.start < d.end for d in double)]
        found += sorted(double + single)
    return found


def _opens(paragraph: str) -> bool:
    match = DOUBLE_MARK.match(paragraph)
    return match is not None and match.group() not in CLOSING


def _pair_double(text: str, line: TextSpan, *, reopened: bool) -> Iterator[Quotation]:
    marks = list(DOUBLE_MARK.finditer(text, *line))
    readings = {0: _Reading(0.0, (), None)}
    for mark in marks:
        step: dict[int, _Reading] = {}
        for reading in readings.values():
            for option in _options(text, line, mark, reading):
                depth = len(option.opened)
                if depth not in step or option.cost < step[depth].cost:
                    step[depth] = option
        readings = step
    best = min((_finish(text, line, reading, reopened) for reading in readings.values()), key=lambda r: r.cost)
    pairs = best.pairs
    spans = []
    while pairs:
        quotation, pairs = pairs
        spans.append(quotation)
    yield from reversed(spans)


def _options(text: str, line: TextSpan, mark: re.Match[str], reading: _Reading) -> Iterator[_Reading]:
    """The ways to go on from a reading over one more mark: it opens, it closes, it is stray."""
    cost, opened, pairs = reading
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    shape = mark.group()

    yield _Reading(cost + STRAY, opened, pairs)
    opening = WRONG_SHAPE * (shape in CLOSING) + WRONG_PLACE * after.isspace() + GLUED * before.isalnum()
    if not opened:
        yield _Reading(cost + opening, (mark.start(),), pairs)
    elif len(opened) == 1 and shape in OPENING:
        yield _Reading(cost + opening + NESTED, (*opened, mark.start()), pairs)
    if opened:
        closing = WRONG_SHAPE * (shape in OPENING) + WRONG_PLACE * before.isspace() + GLUED * after.isalnum()
        if len(opened) == 1:
            pairs = _Pairs(Quotation(opened[0], mark.end()), pairs)
        yield _Reading(cost + closing, opened[:-1], pairs)


def _finish(text: str, line: TextSpan, reading: _Reading, reopened: bool) -> _Reading:
    if not reading.opened:
        return reading
    first = reading.opened[0]
    cost = REOPENED if reopened else BEGAN_WITH_IT if not text[line.start : first].strip() else LOST
    end = line.start + len(line.of(text).rstrip())
    return _Reading(reading.cost + cost, (), _Pairs(Quotation(first, end, closed=False), reading.pairs))


def _pair_single(text: str, line: TextSpan) -> Iterator[Quotation]:
    """Single marks in pairs. An apostrophe never opens; a plural's (“voters’ rights”) closes for want of another."""
    at = line.start
    while opening := SINGLE_OPENING.search(text, at, line.end):
        mark = "’" if opening.group() == "‘" else "'"
        closing = possessive = None
        for match in re.compile(rf"(?<=[^\s]){mark}(?!\w)").finditer(text, opening.end(), line.end):
            if text[match.start() - 1] == "s" and re.match(r" [a-z]", text[match.end() : match.end() + 2]):
                possessive = possessive or match
            else:
                closing = match
                break
        closing = closing or possessive
        at = closing.end() if closing else opening.end()
        if closing:
            yield Quotation(opening.start(), closing.end())


def find_quotations(doc: Doc) -> Doc:
    """Set `doc.spans["quotations"]`, marks included."""
    spans = (doc.char_span(q.start, q.end, alignment_mode="expand") for q in pair(doc.text))
    doc.spans["quotations"] = SpanGroup(doc, name="quotations", spans=[span for span in spans if span is not None])
    return doc
