"""Who disputes whom, as a picture's lines and as the rows of the table behind it.

Names stand one below the other; an arc leads from whoever answers to the one whose claim it is. Only geometry: the
template draws it, the stylesheet colours it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# As many as a picture still tells apart, and as many rows as one reads through.
MOST_SPEAKERS = 12
MOST_ROWS = 30
NAMES_WIDTH, ARCS_WIDTH, LINE, TOP = 184, 166, 32, 18
LONGEST_NAME = 24
WIDEST_STEP = 20
NOBODY = "Nobody named"


@dataclass(frozen=True, slots=True)
class Row:
    """So many claims of `said` that `answered` answers, so many of these confirmed by an editor."""

    said_id: int | None
    said: str
    said_slug: str | None
    answered_id: int | None
    answered: str
    answered_slug: str | None
    number: int
    confirmed: int

    @property
    def in_words(self) -> str:
        return f"{self.answered} answers {self.said} {times(self.number)}"


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from one name to another: its path, how thick it is, and where it swings farthest out."""

    path: str
    thickness: float
    confirmed: bool
    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Disputes:
    rows: list[Row]
    names: list[Name]
    arcs: list[Arc]
    # Whether there are more rows than these, and more rows than arcs.
    more: bool
    left_out: bool

    names_end = NAMES_WIDTH - 4
    width = NAMES_WIDTH + ARCS_WIDTH

    @property
    def height(self) -> int:
        return TOP + LINE * len(self.names)

    @property
    def in_words(self) -> str:
        """What the picture shows, for those who do not see it."""
        told = "; ".join(row.in_words for row in self.rows[:8])
        return f"{told}; and others, as the table says." if len(self.rows) > 8 else f"{told}."


def disputes_of(found: Iterable[Mapping[str, Any]]) -> Disputes:
    """Give it the first rows of `Rebuttal.objects.by_speakers()`, the largest first: one more than `MOST_ROWS`."""
    rows = [
        Row(
            row["said_id"],
            row["said_name"] or NOBODY,
            row["said_slug"],
            row["answered_id"],
            row["answered_name"] or NOBODY,
            row["answered_slug"],
            row["number"],
            row["confirmed"],
        )
        for row in found
    ]
    shown = rows[:MOST_ROWS]
    people = _people(shown)
    at = {pk: place for place, pk in enumerate(people)}
    drawn = [row for row in shown if {row.said_id, row.answered_id} <= at.keys() and row.said_id != row.answered_id]
    longest = max((abs(at[row.answered_id] - at[row.said_id]) for row in drawn), default=1)
    stride = min(WIDEST_STEP, (ARCS_WIDTH - 62) / longest)
    return Disputes(
        rows=shown,
        names=[Name(_short(name), _y(place)) for place, name in enumerate(people.values())],
        # The thin ones last, to lie on top.
        arcs=[_arc(row, at[row.answered_id], at[row.said_id], stride) for row in drawn],
        more=len(rows) > MOST_ROWS,
        left_out=len(drawn) < len(rows),
    )


def _people(rows: list[Row]) -> dict[int | None, str]:
    """Those who dispute most with each other, in an order that keeps their arcs short."""
    names: dict[int | None, str] = {}
    for row in rows:
        sides = {row.answered_id: row.answered, row.said_id: row.said}
        if len(names | sides) <= MOST_SPEAKERS and row.said_id != row.answered_id:
            names |= sides
    order: list[int | None] = []
    # Each where the arcs to those already placed are shortest; then once more, now that all have a place.
    for pk in [*names, *names]:
        others = [other for other in order if other != pk]
        order = min(
            ([*others[:at], pk, *others[at:]] for at in range(len(others) + 1)), key=lambda it: _length(it, rows)
        )
    return {pk: names[pk] for pk in order}


def _length(order: list[int | None], rows: list[Row]) -> int:
    """Of all arcs together, the thick ones counted by their answers."""
    at = {pk: place for place, pk in enumerate(order)}
    return sum(
        row.number * abs(at[row.said_id] - at[row.answered_id])
        for row in rows
        if {row.said_id, row.answered_id} <= at.keys()
    )


def _arc(row: Row, start: int, end: int, stride: float) -> Arc:
    """`stride`: how much farther an arc swings out for each name that it passes."""
    # Upward and downward lines between the same two swing out differently, so that both are seen.
    down = end > start
    reach = round(16 + stride * abs(end - start)) + (0 if down else 16)
    # A little above and below the middle of a name, where lines that come and lines that go would meet.
    from_y, to_y = (_y(start) + 4, _y(end) - 4) if down else (_y(start) - 4, _y(end) + 4)
    x = NAMES_WIDTH + 4
    path = f"M{x} {from_y}A{reach} {abs(to_y - from_y) / 2:g} 0 0 {int(down)} {x + 5} {to_y}"
    return Arc(path, 1.2 + 0.5 * min(row.number, 8), row.confirmed > 0, row.number, x + reach, (from_y + to_y) // 2)


def _y(place: int) -> int:
    return TOP + LINE * place


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
