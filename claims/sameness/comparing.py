"""The decision on two claims: who speaks, what it is about, numbers and names, denial and direction, then the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from . import polarity, quantities
from .quantities import Quantity
from .sides import same_side
from .statements import Comparison, Statement, Verdict
from .words import Word, words_of

# Claims whose vectors are less alike than this are not compared: no paraphrase of the test table is, and next to no
# pair of unrelated claims is not.
CANDIDATE = 0.4
# How much of the shorter claim's meanings the other must share, to be about the same, and to say the same.
ABOUT = 0.34
SAID = 0.6
# Days after which "the incident" is another one.
FAR_APART = 21
_ASKING = frozenset(["appeal"])
_MODALS = {
    "may": "may", "might": "may", "could": "may", "possibly": "may", "perhaps": "may", "probably": "may",
    "will": "will", "would": "will", "shall": "will", "going": "will", "plans": "will", "planned": "will",
    "should": "should", "must": "should", "ought": "should", "if": "if", "unless": "if",
}  # fmt: skip
_EXTENT = {
    "all": "all", "every": "all", "everyone": "all", "everybody": "all", "entire": "all", "whole": "all",
    "completely": "all", "fully": "all", "some": "some", "partly": "some", "partially": "some", "several": "some",
    "most": "most", "mostly": "most", "majority": "most", "few": "few",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """What a statement comes to, once read."""

    words: tuple[Word, ...]
    meanings: frozenset[str]
    names: frozenset[str]
    numbers: tuple[Quantity, ...]
    polarity: polarity.Polarity
    asks: bool
    question: bool


@lru_cache(maxsize=4096)
def _read(words_text: str, cue: str, act: str) -> _Read:
    words = words_of(words_text)
    signed = polarity.polarity(words, denied=polarity.denies(cue, words))
    meanings = frozenset(signed.signs)
    return _Read(
        words=words,
        meanings=meanings,
        names=frozenset(word.means for word in words if word.named and word.means) & meanings,
        numbers=tuple(quantities.quantities(words)),
        polarity=signed,
        asks=act in _ASKING,
        question=words_text.rstrip(' ”"').endswith("?"),
    )


def compare(one: Statement, other: Statement, likeness: float | None = None) -> Comparison:
    """Whether `other` is `one` told again. `likeness` is the cosine of their vectors, where it is known."""
    if one.side is None or other.side is None or not same_side(one.side, other.side):
        return _different("The speakers do not speak for each other.")
    return compare_propositions(one, other, likeness)


def compare_propositions(one: Statement, other: Statement, likeness: float | None = None) -> Comparison:
    """Whether the two say the same, whoever says it."""
    a, b = _read(one.words, one.cue, one.act), _read(other.words, other.cue, other.act)
    shared = a.meanings & b.meanings
    numbers = quantities.compare(a.numbers, b.numbers)
    close = _closeness(a, b, likeness)
    if not shared or close < ABOUT or (len(shared) == 1 and not _short(a, b, numbers)):
        return _different("They share too few words to be about the same.")
    if clash := _clash(a, b, numbers, close):
        return Comparison(Verdict.CONFLICTING, round(close, 2), clash) if close >= SAID else _different(clash)
    doubts = list(_doubts(one, other, a, b, numbers))
    if close < SAID:
        doubts.append("They share a subject, but each also says something else")
    elif a.meanings - shared and b.meanings - shared and len(shared) / len(a.meanings | b.meanings) <= 0.5:
        doubts.append("Each says something that the other does not")
    if doubts:
        # So little in common besides a doubt is two claims.
        verdict = Verdict.UNSURE if close - 0.08 * len(doubts) >= 0.48 else Verdict.DIFFERENT
        return Comparison(verdict, round(0.5 * close, 2), f"{'; '.join(doubts)}.")
    told = "in the same words" if a.meanings == b.meanings else "in other words"
    agreeing = f", with the same {'number' if numbers.shared < 3 else 'numbers'}" if numbers.shared else ""
    return Comparison(Verdict.SAME, round(0.5 + 0.5 * close, 2), f"The same said {told}{agreeing}.")


def _different(reason: str) -> Comparison:
    return Comparison(Verdict.DIFFERENT, 0.0, reason)


def _closeness(a: _Read, b: _Read, likeness: float | None) -> float:
    """From 0 to 1: how much of what the two say is common, names counting more, and their vectors a little."""
    shared, either = a.meanings & b.meanings, a.meanings | b.meanings
    if not shared:
        return 0.0
    names = a.names | b.names

    def weight(meanings: frozenset[str]) -> float:
        return sum(1.4 if meaning in names else 1.0 for meaning in meanings)

    least = min(weight(a.meanings), weight(b.meanings))
    overlap, union = weight(shared) / least, weight(shared) / weight(either)
    found = 0.65 * overlap + 0.35 * union
    return found if likeness is None else min(1.0, 0.7 * found + 0.3 * max(0.0, likeness) + 0.05)


def _short(a: _Read, b: _Read, numbers: quantities.Numbers) -> bool:
    """Whether one of the two says one thing only, so that to share it is to share all: "responsibility"."""
    lengths = sorted((len(a.meanings), len(b.meanings)))
    return numbers.shared > 0 or (lengths[0] == 1 and lengths[1] <= 3)


def _clash(a: _Read, b: _Read, numbers: quantities.Numbers, close: float) -> str:
    """Why the two cannot both be true, or nothing."""
    if numbers.clash:
        mine, theirs = numbers.clash
        what = "year" if mine.kind == "year" else "number"
        return f"They differ in a {what}: {mine.text} and {theirs.text}."
    one, two = a.polarity, b.polarity
    agree = {m for m in a.meanings & b.meanings if one.signs[m] == two.signs[m]}
    oppose = {m for m in a.meanings & b.meanings if one.signs[m] * two.signs[m] < 0}
    ruled_out = (one.excluded & b.meanings - two.excluded) | (two.excluded & a.meanings - one.excluded)
    if ruled_out and not (one.excluded & two.excluded):
        return f"One rules out what the other says: {_said(ruled_out)}."
    if oppose:
        turned = {m for m in oppose if one.sides[m] * two.sides[m] < 0}
        if turned:
            return f"They point in opposite directions: {_told(a, turned)} and {_told(b, turned)}."
        heads = (one.heads | two.heads) & oppose
        if one.denied != two.denied or heads or len(oppose) >= len(agree):
            return f"One affirms what the other denies: {_told(a, oppose)}."
    return ""


def _doubts(one: Statement, other: Statement, a: _Read, b: _Read, numbers: quantities.Numbers) -> Sequence[str]:
    """What keeps an editor from being spared the question, in words."""
    found = []
    first, second = a.polarity, b.polarity
    shared = a.meanings & b.meanings
    if any(first.signs[m] * second.signs[m] < 0 for m in shared):
        found.append("A word is denied in one and affirmed in the other")
    turned = {m for m in shared if first.sides[m] * second.sides[m] < 0} - first.exact - second.exact
    if turned:
        found.append("One denies the opposite of what the other says, which leaves room between")
    if {m for m in shared if 0 in (first.signs[m], second.signs[m])}:
        found.append("One both affirms and denies")
    if a.asks != b.asks:
        found.append("One asks for what the other states")
    if a.question != b.question:
        found.append("One is a question")
    if numbers.loose:
        found.append(f"“{numbers.loose[0].text}” and “{numbers.loose[1].text}” may both be true")
    elif numbers.alone:
        found.append(f"Only one gives “{numbers.alone.text}”")
    mine, theirs = a.names - b.names - b.meanings, b.names - a.names - a.meanings
    if mine and theirs:
        found.append(f"One names {_told(a, mine)}, the other {_told(b, theirs)}")
    if _swapped(a, b):
        found.append("They name the same two in another order")
    for table, what in ((_MODALS, "how sure or how soon"), (_EXTENT, "how much of it")):
        if _of(table, a.words) ^ _of(table, b.words):
            found.append(f"They may differ in {what} it is")
    if one.day and other.day and abs((one.day - other.day).days) > FAR_APART and not (a.names & b.names):
        found.append(f"They were published {abs((one.day - other.day).days)} days apart")
    return found


def _of(table: dict[str, str], words: Sequence[Word]) -> set[str]:
    return {table[word.lower] for word in words if word.lower in table and word.text != "May"}


def _swapped(a: _Read, b: _Read) -> bool:
    """Whether two names change places around what is said of them: who attacked whom."""
    orders = []
    for read in (a, b):
        order = [word.means for word in read.words if word.means in a.names & b.names]
        passive = bool(
            re.search(r"\b(?:was|were|been|being|be|is|are)\b.*\bby\b", " ".join(w.lower for w in read.words))
        )
        orders.append(list(dict.fromkeys(order))[:: -1 if passive else 1])
    together = any("and" in [w.lower for w in read.words] for read in (a, b))
    return len(orders[0]) > 1 and orders[0] != orders[1] and not together


def _told(read: _Read, meanings: set[str] | frozenset[str]) -> str:
    return ", ".join(f"“{word.text}”" for word in read.words if word.means in meanings) or _said(meanings)


def _said(meanings: set[str] | frozenset[str]) -> str:
    return ", ".join(f"“{meaning.removeprefix('@').title()}”" for meaning in sorted(meanings))
