"""Names of persons, taken apart and compared."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .given import Tie, is_given, near, tie
from .keys import APOSTROPHES, fold, name_key, sets, skeleton, spellings, spelt
from .likeness import CONTRADICTORY, DIFFERENT, SAME, Likeness, Verdict, uncertain

_SUFFIXES = {"jr": "Jr.", "junior": "Jr.", "sr": "Sr.", "senior": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
_PARTICLES = {
    **dict.fromkeys("von van vom zu zum der den ter ten af".split(), "von"),
    **dict.fromkeys("de del della di da do dos das du la las los le y e".split(), "de"),
    **dict.fromkeys("al el ul as ar an ash".split(), "al"),
    **dict.fromkeys("bin ibn ben bint abu".split(), "bin"),
}
# Dropped without a word by many papers: Assad, de Gaulle. "bin Salman" says whose son he is, and stays.
_DROPPED = frozenset(["von", "de", "al"])
_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president senator sen rep representative gov governor "
    "minister general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm judge justice "
    "secretary ambassador mayor rev reverend father rabbi imam sheikh sheik ayatollah cardinal bishop archbishop "
    "chancellor".split()
)
_WORD_ENDS = APOSTROPHES + '.,;:()[]"“”'


@dataclass(frozen=True, slots=True)
class Person:
    """A name in its parts. `words` are in order, without titles, particles and suffix; initials are single letters."""

    words: tuple[str, ...]
    particles: frozenset[str]
    suffix: str
    # All letters but those of titles and suffix, in one word: DeGaulle, de Gaulle.
    letters: str

    @property
    def given(self) -> str:
        return self.words[0]

    @property
    def middle(self) -> tuple[str, ...]:
        return self.words[1:-1]

    @property
    def family(self) -> str:
        return self.words[-1]

    @property
    def parts(self) -> tuple[str, ...]:
        """The words with those joined by hyphens apart."""
        return tuple(part for word in self.words for part in word.split("-"))


@lru_cache(maxsize=10_000)
def parse(name: str) -> Person:
    tokens = [token for raw in name.split() if (token := raw.strip(_WORD_ENDS.replace(",", "").replace(".", "")))]
    tokens = _in_order(tokens)
    words = [word for token in tokens for word in _split(token, alone=len(tokens) == 1, shouted=name.isupper())]
    while len(words) > 1 and fold(words[0]) in _TITLES:
        del words[0]
    suffix = ""
    while len(words) > 1 and fold(words[-1]) in _SUFFIXES:
        suffix = _SUFFIXES[fold(words.pop())]
    letters = spelt("".join(words).replace("-", ""))
    kept, particles = [], set()
    for at, word in enumerate(words):
        particle = _PARTICLES.get(fold(word)) if 0 < at < len(words) - 1 else None
        head, _, tail = word.partition("-")
        if particle:
            particles.add(particle)
        elif at and tail and _PARTICLES.get(fold(head)) in {"al", "bin"}:
            particles.add(_PARTICLES[fold(head)])
            kept.append(tail)
        else:
            kept.append(word)
    return Person(tuple(kept), frozenset(particles), suffix, letters)


def _in_order(tokens: list[str]) -> list[str]:
    """ "Kirby, John" the other way round; the comma before "Jr." says nothing."""
    for at, token in enumerate(tokens[:-1]):
        if token.endswith(",") and fold(tokens[at + 1].strip(_WORD_ENDS)) not in _SUFFIXES:
            return [*tokens[at + 1 :], *tokens[:at], token.rstrip(",")]
    return tokens


def _split(token: str, *, alone: bool, shouted: bool) -> list[str]:
    """ "H.W." and "JK" are initials, "O'Neil's" is O'Neil."""
    token = re.sub(rf"[{APOSTROPHES}]s$", "", token.strip(",;:"))
    letters = re.fullmatch(r"(?:\w\.[-\s]?)+\w?\.?", token)
    capitals = 2 <= len(token) <= 3 and token.isalpha() and token.isupper() and not (alone or shouted)
    if letters or (capitals and fold(token) not in _SUFFIXES):
        return [char for char in token if char.isalpha()]
    token = token.strip(_WORD_ENDS)
    return [{"st": "saint", "ste": "sainte"}.get(fold(token), token)] if token else []


def blocks(name: str) -> set[str]:
    """Keys of which two names share at least one if they could be of one person: how all but given names sound."""
    person = parse(name)
    if len(person.words) < 2:
        return {skeleton(name) for name in person.words}
    telling = person.words[1:] if is_given(person.given) else person.words
    words = [word for word in telling if len(word) > 1] or list(person.words)
    pieces = {piece for word in words for piece in (word.replace("-", ""), *word.split("-")) if len(piece) > 1}
    known = {f"known {id_}" for id_ in [_known().get(name_key(name))] if id_ is not None}
    return {skeleton(piece) for piece in pieces} | {skeleton("".join(person.parts)), person.letters} | known


def compare(one: str, other: str) -> Likeness:
    """Whether two full names are of one person, spelt, shortened or ordered differently."""
    a, b = parse(one), parse(other)
    if len(a.words) < 2 or len(b.words) < 2:
        return SAME if name_key(one) == name_key(other) else DIFFERENT
    known, as_well = _known().get(name_key(one)), _known().get(name_key(other))
    if known is not None and known == as_well:
        return SAME
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return CONTRADICTORY
    found = _in_words(a, b)
    if a.suffix != b.suffix:
        if found.verdict != Verdict.SAME:
            return DIFFERENT
        generation = a.suffix or b.suffix
        return uncertain(0.6, f"The names agree, but only one has “{generation}”: it may be father and son.")
    if found.verdict and not _particles_agree(a, b):
        return uncertain(0.5, "The names agree but for the small words before the surname.")
    return found


def are_surname_and_full(one: str, other: str) -> bool:
    """Whether one is a bare surname, and the other a full name that ends in it."""
    short, full = sorted((parse(one), parse(other)), key=lambda person: len(person.words))
    return len(short.words) == 1 < len(full.words) and bool(spellings(short.family) & spellings(full.family))


def _in_words(a: Person, b: Person) -> Likeness:
    if a.letters == b.letters or spelt("".join(a.parts)) == spelt("".join(b.parts)):
        return SAME
    families, givens = near(a.family, b.family), tie(a.given, b.given)
    if families == Tie.SAME and givens and (clash := _middles_clash(a.middle, b.middle)):
        return CONTRADICTORY if clash == "other" else uncertain(0.5, "The middle names are spelt nearly alike.")
    if families == Tie.SAME and givens == Tie.SAME:
        if len(a.given) == len(b.given) == 1 and a.words != b.words:
            return uncertain(0.6, "The initials agree as far as both give them.")
        return SAME
    return _turned_round(a, b) or _partly(a, b, families, givens)


def _turned_round(a: Person, b: Person) -> Likeness | None:
    """Xi Jinping and Jinping Xi; but James Martin is not Martin James."""
    one, other = [spelt(part) for part in a.parts], [spelt(part) for part in b.parts]
    if len(one) != len(other) or other not in (one[1:] + one[:1], one[-1:] + one[:-1]):
        return None
    return None if is_given(a.given) and is_given(b.given) else SAME


def _partly(a: Person, b: Person, families: Tie, givens: Tie) -> Likeness:
    if families == Tie.SAME and givens:
        how, score = {
            Tie.NEAR: ("are spelt nearly alike", 0.55),
            Tie.COGNATE: ("are forms of one name in two languages", 0.7),
            Tie.INITIAL: ("begin alike, and one is an initial", 0.6),
            Tie.SHORT_FORMS: ("may be short for one name", 0.65),
        }[givens]
        return uncertain(score, f"The same surname; “{a.given}” and “{b.given}” {how}.")
    if families == Tie.SAME:
        for one, other in ((a, b), (b, a)):
            if any(tie(other.given, word) == Tie.SAME for word in one.middle):
                return uncertain(0.5, f"The same surname; “{other.given}” is a middle name of the other.")
            if "-" in one.given and tie(one.given.partition("-")[0], other.given) == Tie.SAME:
                return uncertain(0.45, "The same surname; one given name is the first half of the other.")
        return DIFFERENT
    if families == Tie.NEAR and givens in {Tie.SAME, Tie.NEAR} and not _middles_clash(a.middle, b.middle):
        score = 0.5 if givens == Tie.SAME else 0.35
        return uncertain(score, f"“{a.family}” and “{b.family}” are spelt nearly alike, and so are the given names.")
    if givens == Tie.SAME:
        for one, other in ((a, b), (b, a)):
            # Not more: what was taken for a name may be the beginning of a headline.
            few = 0 < len(one.parts) - len(other.parts) <= 2
            further = {*one.middle, *one.family.split("-")} if few else set()
            if any(spellings(other.family) & spellings(word) for word in further):
                return uncertain(0.5, f"The same given name; one has a surname beside “{other.family}”.")
    return DIFFERENT


def _middles_clash(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """ "other" where middle names are two, "near" where they are almost one, "" where they agree as far as both go."""
    for a, b in zip(one, other, strict=False):
        match tie(a, b):
            case Tie.NONE:
                return "other"
            case Tie.NEAR | Tie.COGNATE | Tie.SHORT_FORMS:
                return "near"
    return ""


def _particles_agree(a: Person, b: Person) -> bool:
    return a.particles == b.particles or (not (a.particles and b.particles) and a.particles ^ b.particles <= _DROPPED)


@cache
def _known() -> dict[str, int]:
    return {name_key(name): number for number, line in enumerate(sets("people")) for name in line}
