"""Word lists in `lexicons/`: one entry a line, fields between bars, `#` says where an entry comes from."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

LEXICONS = Path(__file__).parent / "lexicons"


def _lines(name: str) -> Iterator[str]:
    for line in (LEXICONS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            yield entry


@cache
def terms(name: str) -> frozenset[str]:
    """The entries of a plain list, in lower case: `terms("document_heads")` holds "report"."""
    return frozenset(entry.lower() for entry in _lines(name))


@cache
def gendered(name: str) -> dict[str, str]:
    """The entries of a list whose words may end in " f" or " m", in lower case: "spokeswoman" → "f", "mayor" → ""."""
    found: dict[str, str] = {}
    for entry in _lines(name):
        words, _, last = entry.rpartition(" ")
        found[(words if words and last in "fm" else entry).lower()] = last if words and last in "fm" else ""
    return found


@cache
def table(name: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The rows of a list with fields: each row a tuple of fields, each field a tuple of values (commas between)."""
    return tuple(
        tuple(tuple(value.strip() for value in field.split(",") if value.strip()) for field in entry.split("|"))
        for entry in _lines(name)
    )
