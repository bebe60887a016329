"""Names of persons in an article: which stretches are names, and which of them are one person.

The model's PERSON entities are cleaned of titles and possessive marks, joined by given names that the model missed, and
grouped by surname; "Mr", "Mrs" and given names keep two people of one surname apart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from . import wordlists
from .namings import bare, find_names, is_name_word, repaired, words_in

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

# A surname within so many tokens after a full name means its bearer, not a namesake.
NEARBY = 25
PARTICLES = frozenset("de del di du der el la le bin".split())  # "Al", "Ben" and "Van" are given names, too
SPELT = 5  # letters of a name in which one may be wrong
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(eq=False)
class Person:
    """One person of the article, with every stretch of text that names them."""

    given: str
    surname: str
    suffix: str = ""
    gender: str = ""
    names: list[Span] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form of the name that the article gives."""
        return max((_plain(span) for span in self.names), key=lambda text: (len(text.split()), len(text)))


def _plain(span: Span) -> str:
    return repaired(" ".join(span.text.split()))


def _parts(span: Span) -> tuple[str, str, str]:
    words = [word.lower().rstrip(".,") for word in span.text.split() if any(c.isalpha() for c in word)]
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    given = words[0] if len(words) > 1 and words[0] not in PARTICLES else ""
    return (given, words[-1] if words else "", suffix)


def _gender(span: Span) -> str:
    """What the words before a name and the given name tell: "m", "f" or ""."""
    titles, roles = wordlists.gendered("honorifics"), wordlists.gendered("roles")
    for token in reversed(span.doc[max(0, span.start - 3) : span.start]):
        word = bare(token)
        gender = titles.get(word, "") or roles.get(word, "")
        if gender:
            return gender
        if word not in titles and word not in roles:
            break
    return wordlists.gendered("given_names").get(span[0].lower_, "") if words_in(span) > 1 else ""


def _holds(person: Person, words: list[str]) -> bool:
    """Whether some words stand together in the fullest name of a person."""
    full = person.name.lower().split()
    return any(full[at : at + len(words)] == words for at in range(len(full) - len(words) + 1))


def _same_given(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) >= 3 or len(short) == 1)


class Cast:
    """The persons of an article, and who is named at which token."""

    def __init__(self, doc: Doc) -> None:
        self.persons: list[Person] = []
        self._at: dict[int, Person] = {}
        spans = find_names(doc)
        # Full names first, the longest before those that may be parts of them, then what is only a surname.
        for span in sorted(spans, key=lambda span: (words_in(span) == 1, words_in(span) < 3, span.start)):
            self._enter(span)
        self._enter_missed(doc)
        for person in self.persons:
            person.names.sort()

    def at(self, token: Token) -> Person | None:
        """The person whose name covers a token."""
        return self._at.get(token.i)

    def in_span(self, tokens: Iterable[Token]) -> list[Person]:
        """The persons named in a stretch of text, each once, in order."""
        return list(dict.fromkeys(person for token in tokens if (person := self.at(token))))

    def name_at(self, token: Token) -> Span | None:
        """The stretch that names the person at a token."""
        person = self.at(token)
        return next((span for span in person.names if span.start <= token.i < span.end), None) if person else None

    def _enter(self, span: Span) -> None:
        given, surname, suffix = _parts(span)
        gender = _gender(span)
        person = self._find(span, given, surname, suffix, gender)
        if person is None:
            person = Person(given, surname, suffix, gender)
            self.persons.append(person)
        person.given = max(person.given, given, key=len)
        person.gender = person.gender or gender
        person.names.append(span)
        for token in span:
            self._at[token.i] = person

    def _find(self, span: Span, given: str, surname: str, suffix: str, gender: str) -> Person | None:
        def agrees(person: Person) -> bool:
            return not gender or not person.gender or gender == person.gender

        if given:
            for person in self.persons:
                if person.surname == surname and person.suffix == suffix and _same_given(person.given, given):
                    return person
            # "Suu Kyi" is a part of "Aung San Suu Kyi", "Kim Jong" of "Kim Jong Un".
            words = [token.lower_ for token in span]
            return next((person for person in self.persons if agrees(person) and _holds(person, words)), None)
        named = [person for person in self.persons if person.surname == surname and agrees(person)]
        named = named or [person for person in self.persons if person.given == surname and agrees(person)]
        named = named or [person for person in self.persons if agrees(person) and _is_misspelt(surname, person)]
        return _likeliest(named, span.start)

    def _enter_missed(self, doc: Doc) -> None:
        """Surnames that the model did not mark, where the article names their bearer elsewhere."""
        surnames = Counter(person.surname for person in self.persons if len(person.surname) > 2)
        for token in doc:
            if token.lower_ not in surnames or token.i in self._at or not is_name_word(token):
                continue
            follows = token.i + 1 < len(doc) and is_name_word(doc[token.i + 1])
            # "Ferguson Police" is a body of a place, whoever else is called Ferguson.
            if token.ent_type_ in {"PERSON", ""} or not follows:
                self._enter(doc[token.i : token.i + 1])


def _is_misspelt(word: str, person: Person) -> bool:
    """Whether a word is a person's surname or given name but for one letter, or for two that changed places."""
    for name in (person.surname, person.given):
        if min(len(word), len(name)) < SPELT or word[0] != name[0] or abs(len(word) - len(name)) > 1:
            continue
        same = next((at for at, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]), len(word))
        one, other = word[same:], name[same:]
        if one[1:] == other or one == other[1:] or len(one) > 1 and one[1] + one[0] + one[2:] == other:
            return True
    return False


def _likeliest(persons: list[Person], position: int) -> Person | None:
    """Whom a bare surname means: its only bearer, the one fully named just before, or the one introduced first.

    Of several named just before, the one of whom the sentence speaks: "Rosa Alvarez, the mother of Luis Alvarez, …".
    """
    if len(persons) < 2:
        return persons[0] if persons else None
    near = [
        (span.root.dep_ in SUBJECTS, span.start, person)
        for person in persons
        for span in person.names
        if words_in(span) > 1 and 0 <= position - span.start < NEARBY
    ]
    if near:
        return max(near, key=lambda item: item[:2])[2]
    return min(persons, key=_introduction)


def _introduction(person: Person) -> tuple[bool, int]:
    """Where an article first gives the full name; who is never named in full comes last."""
    return min((words_in(span) == 1, span.start) for span in person.names)
