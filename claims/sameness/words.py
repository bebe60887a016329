"""A claim's words as they are compared: what each means, whichever form or synonym it is told with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from claims.extraction.wordlists import table

# Words that say little of what a claim is about, and those by which a reporter keeps distance from it.
LIGHT = frozenset(
    "a an the this that these those there here it its itself they them their theirs he him his she her hers we us our "
    "ours you your i me my mine who whom whose which what where when why how and or but if as than then so of in on at "
    "by for from to into onto with within about over after before during since until between among through per via "
    "is are was were be been being am do does did done doing have has had having will would shall should can could may "
    "might must also too very just even still yet already again ever now such own same other another any some all "
    "both each every either many much most one ones only rather instead because although though while whereas "
    "alleged allegedly purported apparent apparently reported reportedly supposed so-called claimed suspected claim "
    "claims accusation accusations allegation allegations suggestion suggestions course absolutely really simply "
    "mr mrs ms dr sir well s like no not never none nobody nothing neither nor without nowhere hardly scarcely "
    "cannot deny denied denies denying out off up down way thing things time times today yesterday tomorrow "
    "earlier later new percent million billion thousand hundred dozen pounds dollars euros".split()
) - frozenset(["up", "down", "later", "earlier"])
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_IRREGULAR = {
    "rose": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "sank": "sink", "sunk": "sink",
    "shrank": "shrink", "shrunk": "shrink", "began": "begin", "begun": "begin", "left": "leave", "came": "come",
    "went": "go", "gone": "go", "said": "say", "bring": "bring", "brought": "bring", "thought": "think",
    "men": "man", "women": "woman", "shot": "shoot", "fought": "fight", "taught": "teach", "spoke": "speak",
    "spoken": "speak", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose", "drove": "drive",
    "wrote": "write", "written": "write", "ran": "run", "flew": "fly", "flown": "fly", "struck": "strike",
    "spent": "spend", "lent": "lend", "kept": "keep", "felt": "feel", "caught": "catch", "died": "die", "dies": "die",
    "dying": "die", "lying": "lie", "lied": "lie", "grounds": "ground", "news": "news", "talks": "talks",
    "passed": "pass", "ties": "tie",
}  # fmt: skip
_ABBREVIATED = (
    (re.compile(r"\bU\.\s?S\.(?:\s?A\.)?"), "US"),
    (re.compile(r"\bU\.\s?K\."), "UK"),
    (re.compile(r"\bE\.\s?U\."), "EU"),
    (re.compile(r"\bU\.\s?N\."), "UN"),
    (re.compile(r"\b([Cc])an(?:not|['’]t)\b"), r"\1an not"),
    (re.compile(r"\b([Ww])on['’]t\b"), r"\1ill not"),
    (re.compile(r"n['’]t\b"), " not"),
    (re.compile(r"['’](?:s|S)\b|(?<=s)['’](?=\s)"), ""),
    (re.compile(r"\bper cent\b"), "percent"),
)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[£$€%]|[.,;:!?…—–()]")


@dataclass(frozen=True, slots=True)
class Word:
    """A token. `means` is what it is compared by, "" for light words, numbers and marks; `side` -1 for an opposite."""

    text: str
    means: str = ""
    side: int = 1
    # Whether the opposite leaves nothing between: what is not open is closed.
    exact: bool = False
    named: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower()


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The tokens of a claim's words, places under their country's name."""
    for pattern, plain in _ABBREVIATED:
        text = pattern.sub(plain, text)
    return tuple(_read([match.group() for match in _TOKEN.finditer(text)]))


def _read(tokens: list[str]) -> Iterator[Word]:
    at = 0
    while at < len(tokens):
        for length in (3, 2, 1):
            together = " ".join(tokens[at : at + length])
            place = _places().get(together.lower()) if together[:1].isupper() else None
            if place:
                yield Word(together, f"@{place}", named=True)
                at += length
                break
        else:
            starts = at == 0 or tokens[at - 1] in {".", "!", "?", "…"}
            yield _word(tokens[at], starts)
            at += 1


def _word(text: str, starts: bool) -> Word:
    lower = text.lower()
    if not text[0].isalpha() or lower in LIGHT or lower in TIMES:
        return Word(text)
    named = text[0].isupper() and not starts and not (text.isupper() and len(text) > 3)
    means, side, exact = _meanings().get(stem(lower), (stem(lower), 1, False))
    return Word(text, means, side, exact, named)


@cache
def stem(word: str) -> str:
    """One form for all forms of a word: closes, closed and closing are "clos"."""
    word = word.replace("’", "'").removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending, least in (("ied", 4), ("ing", 5), ("ed", 4), ("ly", 5)):
        if word.endswith(ending) and len(word) > least:
            word = f"{word[:-3]}y" if ending == "ied" else word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.rstrip("e") if len(word) > 3 else word


@cache
def _meanings() -> dict[str, tuple[str, int, bool]]:
    found: dict[str, tuple[str, int, bool]] = {}
    path = Path(__file__).parent / "synonyms.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        exact = entry.endswith("!")
        known_as = ""
        for side, half in zip((1, -1), entry.rstrip("! ").split("|"), strict=False):
            for word in filter(None, (part.strip() for part in half.split(","))):
                known_as = known_as or stem(word)
                found.setdefault(stem(word), (known_as, side, exact))
    return found


@cache
def _places() -> dict[str, str]:
    found = {}
    for [country, *_], seats, demonyms in table("places"):
        for name in (country, *seats, *demonyms):
            found[name.lower()] = country.lower()
    return found
