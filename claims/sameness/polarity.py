"""What a claim affirms and what it denies: each of its meanings with a sign, and what it rules out by contrast."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .words import Word, stem

_NEGATORS = frozenset(
    "not no never none nobody nothing neither nor without nowhere hardly scarcely deny denied denies denying".split()
)
# Followed by a verb, these say that it was not done: "failed to pay".
_UNDONE = frozenset("fail failed fails refuse refused refuses decline declined declines".split())
_NO_NEGATION = re.compile(r"^(?:not|no|nothing)$"), frozenset("only just merely doubt but".split())
_ENDS = frozenset(".;:!?,—–()") | {"but", "because", "although", "though", "while", "whereas"}
_PREPOSITIONS = frozenset("in on at by for from to with of".split())
_PRONOUNS = frozenset("he she it they we i".split())
# Cues by which a speaker says that something is not so.
_DENYING = frozenset(
    stem(word)
    for word in "deny reject refute dispute contradict repudiate rebut disavow contest dismiss rubbish".split()
)


@dataclass(frozen=True, slots=True)
class Polarity:
    """`signs`: 1 for a meaning that is affirmed, -1 for one that is denied; `heads`: those directly under a negation.

    `excluded` are meanings that are ruled out beside what takes their place ("not in Kyiv, but in Washington").
    `opposed` holds each meaning that is told by an opposite (-1), `exact` those whose opposite leaves nothing between.
    """

    signs: dict[str, int] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    sides: dict[str, int] = field(default_factory=dict)
    exact: frozenset[str] = frozenset()
    denied: bool = False


def denies(cue: str, words: Sequence[Word]) -> bool:
    """Whether the cue says that the content is not so. "Dismissed … as ridiculous" says so in the content itself."""
    if any(word.lower == "as" for word in words[1:] if word.text) and not any(w.lower == "denied" for w in words):
        judged = [at for at, word in enumerate(words) if word.lower == "as"]
        if judged and judged[0] > 0:
            return False
    if words and words[0].lower == "as":
        return False
    cue_stems = {stem(part) for part in re.findall(r"[a-z]+", cue.lower())}
    return bool(cue_stems & _DENYING) or cue.lower().startswith(("ruled out", "rules out", "hit back at"))


def polarity(words: Sequence[Word], *, denied: bool = False) -> Polarity:
    """Read the signs of a claim's meanings; `denied` turns all of them."""
    excluded_at = _excluded(words)
    kept = [word for at, word in enumerate(words) if at not in excluded_at]
    flips = [0] * len(kept)
    heads: set[str] = set()
    for at in range(len(kept)):
        if not _negates(kept, at):
            continue
        first = True
        for place in range(at + 1, len(kept)):
            following = kept[place]
            if following.lower in _ENDS or (
                following.lower == "and" and place + 1 < len(kept) and kept[place + 1].lower in _PRONOUNS
            ):
                break
            flips[place] += 1
            if following.means and first:
                heads.add(following.means)
                first = False
    signs: dict[str, int] = {}
    sides: dict[str, int] = {}
    exact: set[str] = set()
    for word, flipped in zip(kept, flips, strict=True):
        if not word.means:
            continue
        sign = word.side * (-1 if flipped % 2 else 1) * (-1 if denied else 1)
        signs[word.means] = sign if signs.get(word.means, sign) == sign else 0
        sides[word.means] = word.side if sides.get(word.means, word.side) == word.side else 0
        if word.exact:
            exact.add(word.means)
    ruled_out = frozenset(words[at].means for at in excluded_at if words[at].means)
    return Polarity(signs, frozenset(heads), ruled_out - frozenset(signs), sides, frozenset(exact), denied)


def _negates(words: Sequence[Word], at: int) -> bool:
    lower = words[at].lower
    following = words[at + 1].lower if at + 1 < len(words) else ""
    if lower in _UNDONE:
        return following == "to"
    pattern, harmless = _NO_NEGATION
    return lower in _NEGATORS and not (pattern.match(lower) and following in harmless)


def _excluded(words: Sequence[Word]) -> frozenset[int]:
    """Where the words of a contrast stand that are ruled out, with the word that rules them out."""
    lowers = [word.lower for word in words]
    found: set[int] = set()
    for at, lower in enumerate(lowers):
        if lower in {"instead", "rather"} and lowers[at + 1 : at + 2] in (["of"], ["than"]):
            found |= set(range(at, _clause_end(lowers, at + 2)))
        elif lower == "not" and "but" in lowers[at : at + 12] and lowers[at + 1 : at + 2] not in (["only"], ["just"]):
            but = lowers.index("but", at)
            after = next((word for word in lowers[but + 1 :] if word not in {"rather"}), "")
            begins = at + 1
            if after in _PREPOSITIONS:
                begins = next((n for n in range(but - 1, at, -1) if lowers[n] == after), at + 1)
            elif after in _PRONOUNS or "not" in lowers[but:]:
                continue
            found |= {at, *range(begins, but)}
        elif lower == "not" and at and lowers[at - 1] in {",", "and"} and at > 2:
            found |= set(range(at, _clause_end(lowers, at + 1)))
    return frozenset(found)


def _clause_end(lowers: Sequence[str], at: int) -> int:
    while at < len(lowers) and lowers[at] not in _ENDS:
        at += 1
    return at
