"""Numbers of a claim with what they count: amounts, shares, years, days of the year, times of day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .words import Word, stem

_SPELT = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_TIMES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9,
          "trillion": 1e12, "tn": 1e12}  # fmt: skip
_MONEY = {"£": "pounds", "$": "dollars", "€": "euros", "pound": "pounds", "dollar": "dollars", "euro": "euros"}
# What is measured, and how much of the first unit each is.
_UNITS = {
    "metr": ("length", 1), "meter": ("length", 1), "kilometr": ("length", 1e3), "kilometer": ("length", 1e3),
    "km": ("length", 1e3), "mil": ("length", 1609.34), "mile": ("length", 1609.34), "foot": ("length", 0.3048),
    "feet": ("length", 0.3048), "second": ("duration", 1), "minut": ("duration", 60), "hour": ("duration", 3600),
    "day": ("duration", 86400), "week": ("duration", 604800), "month": ("duration", 2629800),
    "year": ("duration", 31557600), "gram": ("mass", 1e-3), "kg": ("mass", 1), "kilogram": ("mass", 1),
    "tonn": ("mass", 1e3), "ton": ("mass", 1e3), "litr": ("volume", 1), "liter": ("volume", 1),
    "gallon": ("volume", 3.785), "barrel": ("volume", 159), "degre": ("degrees", 1), "degree": ("degrees", 1),
    "%": ("percent", 1), "percent": ("percent", 1), "percentag": ("points", 1),
}  # fmt: skip
_ROUGH = frozenset("about around roughly approximately nearly almost some estimated".split())
_BOUNDS = frozenset(
    ["at least", "at most", "more than", "less than", "fewer than", "up to", "no more", "over", "under"]
)
_EXACT = frozenset(["year", "date", "clock"])
MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` of what `kind` says: "year", "date", "clock", "label Tank", a measure, or "count" of the nouns `of`."""

    kind: str
    value: float
    text: str
    of: frozenset[str] = frozenset()
    rough: bool = False
    bound: bool = False

    def fits(self, other: "Quantity") -> bool:
        """Whether both can be true of one thing."""
        if self.kind in _EXACT or self.kind.startswith("label"):
            return self.value == other.value
        near = 0.1 if self.rough or other.rough else 0.005
        return abs(self.value - other.value) <= near * max(abs(self.value), abs(other.value), 1e-9)


def quantities(words: Sequence[Word]) -> Iterator[Quantity]:
    """Every number among the words."""
    at = 0
    while at < len(words):
        number, length = _number(words, at)
        if number is None:
            at += 1
            continue
        yield from _quantity(words, at, at + length, number)
        at += length


def _number(words: Sequence[Word], at: int) -> tuple[float | None, int]:
    """The number that begins here and how many words it takes."""
    lower = words[at].lower
    if lower[0].isdigit():
        plain = re.sub(r",(?=\d{3})", "", lower)
        if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
            return None, 1
        value = float(plain)
    elif lower in _SPELT:
        value = float(_SPELT[lower])
    elif "-" in lower and all(part in _SPELT for part in lower.split("-")):
        value = float(sum(_SPELT[part] for part in lower.split("-")))
    else:
        return None, 1
    length = 1
    while at + length < len(words) and words[at + length].lower in _TIMES:
        value *= _TIMES[words[at + length].lower]
        length += 1
    return value, length


def _quantity(words: Sequence[Word], start: int, end: int, value: float) -> Iterator[Quantity]:
    before = words[start - 1] if start else None
    after = list(words[end : end + 4])
    text = " ".join(
        word.text for word in words[max(0, start - (before is not None and before.text in _MONEY)) : end + 1]
    )
    lead = " ".join(word.lower for word in words[max(0, start - 3) : start])
    rough = any(word in lead.split() for word in _ROUGH)
    bound = any(re.search(rf"\b{bound}\b", lead) for bound in _BOUNDS)
    first = after[0].lower if after else ""
    digits = words[start].text
    if before is not None and before.text in _MONEY:
        yield Quantity(_MONEY[before.text], value, text.rsplit(" ", 1)[0], rough=rough, bound=bound)
    elif stem(first) in _MONEY:
        yield Quantity(_MONEY[stem(first)], value, text, rough=rough, bound=bound)
    elif first in MONTHS and value <= 31:
        yield Quantity("date", MONTHS[first] * 100 + value, text)
    elif before is not None and before.lower in MONTHS and value <= 31:
        yield Quantity("date", MONTHS[before.lower] * 100 + value, f"{before.text} {digits}")
    elif first in {"am", "pm", "a.m", "p.m"}:
        yield Quantity("clock", value + 12 * (first[0] == "p"), text)
    elif stem(first) in _UNITS:
        kind, each = _UNITS[stem(first)]
        yield Quantity(kind, value * each, text, rough=rough, bound=bound)
    elif digits.isdigit() and len(digits) == 4 and 1900 <= value <= 2100:
        yield Quantity("year", value, digits)
    elif before is not None and before.named and before.means and not before.means.startswith("@"):
        yield Quantity(f"label {before.means}", value, f"{before.text} {digits}")
    elif words[start].lower != "one":
        nouns = frozenset(word.means for word in after if word.means)
        yield Quantity("count", value, " ".join(word.text for word in words[start:end]), nouns, rough, bound)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the numbers of two claims stand to each other: what cannot both be true, and what only one of them gives."""

    clash: tuple[Quantity, Quantity] | None = None
    loose: tuple[Quantity, Quantity] | None = None
    alone: Quantity | None = None
    shared: int = 0


def compare(one: Sequence[Quantity], other: Sequence[Quantity]) -> Numbers:
    """Set the numbers of two claims beside each other, each kind by itself."""
    clash = loose = alone = None
    shared = 0
    for mine, theirs in ((one, other), (other, one)):
        for quantity in mine:
            rivals = [each for each in theirs if _comparable(quantity, each, mine, theirs)]
            if any(quantity.fits(each) for each in rivals):
                shared += 1
            elif rivals and (quantity.bound or rivals[0].bound):
                loose = loose or (quantity, rivals[0])
            elif rivals and mine is one:
                # "From £84m to £131m" beside "£131m": what the other leaves out is no clash.
                if any(each.fits(own) for own in mine for each in rivals):
                    alone = alone or quantity
                else:
                    clash = clash or (quantity, rivals[0])
            elif not rivals:
                alone = alone or quantity
    return Numbers(clash, loose, alone, shared)


def _comparable(one: Quantity, other: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind != "count" or one.of & other.of:
        return True
    # "12 soldiers", "15 troops of the north": the only numbers that there are.
    return len([q for q in mine if q.kind == "count"]) == len([q for q in theirs if q.kind == "count"]) == 1
