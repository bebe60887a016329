"""Names of places and offices, used for those who govern there: Moscow, the Ukrainian government, the Kremlin."""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Span

from . import wordlists


class Office(NamedTuple):
    """A body that speaks for itself, and the government it belongs to."""

    name: str
    part_of: str


@cache
def _governments() -> dict[str, str]:
    names: dict[str, str] = {}
    for (country, *_), seats, _demonyms in wordlists.table("places"):
        for name in (country, *seats):
            names[name.lower()] = country
    return names


@cache
def _demonyms() -> dict[str, str]:
    return {
        demonym.lower(): country
        for (country, *_), _seats, demonyms in wordlists.table("places")
        for demonym in demonyms
    }


@cache
def _offices() -> dict[str, Office]:
    return {name.lower(): Office(names[0], body) for names, (body, *_) in wordlists.table("offices") for name in names}


def without_article(text: str) -> str:
    """The words without a leading "the" and a trailing possessive mark."""
    words = " ".join(text.split())
    for mark in ("'s", "’s", "'", "’"):
        words = words.removesuffix(mark)
    head, _, rest = words.partition(" ")
    return rest if head.lower() == "the" and rest else words


def government(text: str) -> str | None:
    """The country whose government the words name, by country, capital or short form; None for anything else."""
    return _governments().get(text.strip().lower()) or _governments().get(without_article(text).lower())


def by_demonym(text: str) -> str | None:
    """The country of a demonym: "Ukrainian" → "Ukraine"."""
    return _demonyms().get(text.strip().lower())


def country(text: str) -> str | None:
    """The country that a place name, a short form or a demonym points to."""
    return government(text) or by_demonym(text)


def office(text: str) -> Office | None:
    """The office that the words name, with the government it is part of."""
    return _offices().get(without_article(text).lower())


def is_public_body(text: str) -> bool:
    """Whether the name of a body says that it is one of the state: "… ministry", "… police department"."""
    words = without_article(text).lower().split()
    heads = wordlists.terms("office_heads")
    if words and (words[0] in {"department", "ministry"} or " ".join(words).startswith(("bureau of", "court of"))):
        return True
    return bool(words) and (words[-1] in heads or " ".join(words[-2:]) in heads)


def in_words(words: Span) -> str | None:
    """The country that the first place name or demonym among the words points to."""
    whole = government(words.text)
    if whole:
        return whole
    for length in (3, 2, 1):
        for start in range(words.start, words.end - length + 1):
            found = country(words.doc[start : start + length].text)
            if found:
                return found
    return None
