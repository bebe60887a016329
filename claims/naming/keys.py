"""Words of names in the forms that they are compared in, and the lists that say what spelling alone does not."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "the"])
# Letters that Unicode does not take apart into a plain one and its accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "a"}
)
# German and Nordic letters have a second plain form.
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
APOSTROPHES = "'’‘ʼʹ`´ʻʿʾ"

# How the same endings of Slavic names are written; each pattern stands for one letter or two of the original.
_ENDINGS = (
    (re.compile(r"(?:iy|yi|yy|ij|ii|yj)$"), "y"),
    (re.compile(r"(?<=[sc]k)i$"), "y"),
    (re.compile(r"(?<=\w\w\we)[ij]$"), "y"),
    (re.compile(r"(?<=\w\w\wa)[ij]$"), "y"),
    (re.compile(r"^ye(?=[bdfgklmnprstvxz])"), "e"),
    (re.compile(r"ksandr"), "xandr"),
)
# Coarser: what different systems of transliteration, and ears, make of one name.
_SOUNDS = (
    (re.compile(r"sch|sh|sz"), "s"),
    (re.compile(r"tsch|tch|ch|kh|ck|gh"), "k"),
    (re.compile(r"ph|w"), "v"),
    (re.compile(r"dz|zh|th|ts|tz"), lambda m: m.group()[0]),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[cqg]"), "k"),
    (re.compile(r"f"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=.)[aeiouyjh]"), ""),
    (re.compile(r"^[aeiouyjh]"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def name_key(name: str) -> str:
    """The form that names are compared in: lower case, no accents, titles, possessives or punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"['’]s\b", "", text)
    words = re.findall(r"\w+", text)
    return " ".join([word for word in words if word not in _TITLES] or words)


def fold(text: str) -> str:
    """Lower case without accents, and without apostrophes: they are inside words."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(char for char in text if not unicodedata.combining(char) and char not in APOSTROPHES)


@cache
def spellings(word: str) -> frozenset[str]:
    """The plain forms of a word; two words are spelt the same if they share one. Müller: muller, mueller."""
    composed = unicodedata.normalize("NFC", word.casefold())
    return frozenset(_without_endings(fold(form)) for form in (composed, composed.translate(_SPELLED_OUT)))


def spelt(word: str) -> str:
    """One plain form of a word, for comparing words that nobody spells out."""
    return min(spellings(word))


def skeleton(word: str) -> str:
    """The consonants as they sound, for finding what may be the same: Gaddafi and Kadhafi have one."""
    sounds = fold(word)
    for pattern, sound in _SOUNDS:
        sounds = pattern.sub(sound, sounds)
    return sounds or fold(word)


def distance(one: str, other: str) -> int:
    """How many letters have to be added, left out, changed or swapped with their neighbour to get from one to other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
            if i > 1 and j > 1 and (a, b) == (other[j - 2], one[i - 2]):
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]


@cache
def sets(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the list `name`: on each, names between bars; `#` begins a remark."""
    return tuple(tuple(part.strip() for part in line.split("|") if part.strip()) for line in _lines(name))


def _lines(name: str) -> Iterator[str]:
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if entry := line.partition("#")[0].strip():
            yield entry


def _without_endings(word: str) -> str:
    for pattern, letter in _ENDINGS:
        word = pattern.sub(letter, word)
    return word
