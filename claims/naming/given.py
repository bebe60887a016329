"""Given names: which are one name, spelt or shortened, and which only may be."""

from collections import defaultdict
from enum import IntEnum
from functools import cache

from claims.extraction.wordlists import gendered

from .keys import distance, fold, sets, skeleton, spellings

# Shorter words are too often one letter from another name: Joan, John.
LONG_ENOUGH = 5


class Tie(IntEnum):
    """How two words of names stand to each other; whatever is greater ties more."""

    NONE = 0
    NEAR = 1
    COGNATE = 2
    INITIAL = 3
    SHORT_FORMS = 4
    SAME = 5


def tie(one: str, other: str) -> Tie:
    """How two given names stand to each other; a single letter is an initial."""
    if spellings(one) & spellings(other):
        return Tie.SAME
    if len(one) == 1 or len(other) == 1:
        return Tie.INITIAL if fold(one)[:1] == fold(other)[:1] else Tie.NONE
    families, others = _families(one), _families(other)
    if families & others:
        return Tie.SAME
    if others & _stands_for(one) or families & _stands_for(other):
        # "Joe" is Joseph; "Sam" is Samuel or Samantha.
        settled = len(_stands_for(one) or _stands_for(other)) == 1
        return Tie.SAME if settled else Tie.SHORT_FORMS
    if _stands_for(one) & _stands_for(other):
        return Tie.SHORT_FORMS
    if any(families & cognates and others & cognates for cognates in _cognates()):
        return Tie.COGNATE
    if is_given(one) and is_given(other):
        # Two names that we know, and know to be two: Maria and Mario.
        return Tie.NONE
    return near(one, other)


def near(one: str, other: str) -> Tie:
    """Whether two words, of whatever names, could be one that is spelt or heard differently."""
    if spellings(one) & spellings(other):
        return Tie.SAME
    a, b = fold(one), fold(other)
    if min(len(a), len(b)) < LONG_ENOUGH:
        return Tie.NONE
    # By sound alone Stone would be Sutton.
    sounds_alike = skeleton(one) == skeleton(other) and abs(len(a) - len(b)) < 2
    return Tie.NEAR if distance(a, b) <= (2 if sounds_alike else 1) else Tie.NONE


@cache
def is_given(word: str) -> bool:
    """Whether the word is a given name that we know."""
    return bool(spellings(word) & _known())


@cache
def _known() -> frozenset[str]:
    listed = [name for name in gendered("given_names") if " " not in name]
    ours = [name for kind in ("spellings", "nicknames", "cognates") for line in sets(kind) for name in line]
    return frozenset(form for name in [*listed, *ours] for form in spellings(name))


@cache
def _families(word: str) -> frozenset[str]:
    """The word in all its spellings."""
    forms = spellings(word)
    return forms.union(*(line for line in _spelt("spellings") if line & forms))


@cache
def _stands_for(word: str) -> frozenset[str]:
    """The full names, one spelling of each, that the word is a short form of."""
    return frozenset(full for form in spellings(word) for full in _short_forms().get(form, ()))


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for full, *short in sets("nicknames"):
        # One entry for Catherine and Katherine, which are one name.
        known_as = min(_families(full))
        for name in short:
            for form in spellings(name):
                found[form].add(known_as)
    return {short: frozenset(full) for short, full in found.items()}


@cache
def _spelt(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(form for each in line for form in spellings(each)) for line in sets(name))


@cache
def _cognates() -> tuple[frozenset[str], ...]:
    return tuple(line.union(*map(_families, line)) for line in _spelt("cognates"))
