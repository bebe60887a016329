"""The parties of an article while its speakers are being found: entries that gather names, roles and mentions."""

from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Span

from . import places, wordlists
from .names import Person
from .reading import Speaker, SpeakerKind, TextSpan
from .roles import NONE, Role

BODIES = frozenset({"organisation", "government"})


@dataclass(eq=False)
class Party:
    """Somebody who appears in the article, and is a speaker as soon as there are mentions."""

    name: str
    kind: SpeakerKind
    person: Person | None = None
    members: tuple[Person, ...] = ()
    gender: str = ""
    role: Role = NONE
    works: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    part_of: str = ""
    thing: bool = False  # nothing that "he" may mean: "the front page"
    aliases: list[str] = field(default_factory=list)
    mentions: list[TextSpan] = field(default_factory=list)

    def head(self) -> str:
        """The last word of the name before a preposition, by which "the company" finds it again."""
        words: list[str] = []
        for word in self.name.lower().split():
            if words and word in {"of", "for", "on", "in", "at", "from", "to", "with", "by", "who", "that", "against"}:
                break
            words.append(word.strip(",.'’"))
        return words[-1] if words else ""

    def is_press(self) -> bool:
        """Whether its name is that of a paper or a broadcaster: "The Norwick Post"."""
        words = self.name.lower().split()
        return bool(words) and words[-1] in wordlists.terms("press_names")

    def note(self, mention: Span, alias: str) -> None:
        """Keep a mention, and another name if it brings one."""
        span = TextSpan(mention.start_char, mention.end_char)
        if span not in self.mentions:
            self.mentions.append(span)
        if alias and alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)


class Register:
    """The parties of one article, each found again under its names."""

    def __init__(self) -> None:
        self.parties: list[Party] = []
        self._of_person: dict[int, Party] = {}

    def add(self, party: Party) -> Party:
        """Enter a party that is known to be new."""
        self.parties.append(party)
        return party

    def person(self, person: Person, role: Role = NONE) -> Party:
        """The party of a named person."""
        party = self._of_person.get(id(person))
        if party is None:
            party = self.add(Party(person.name, "person", person, (person,), person.gender, role))
            self._of_person[id(person)] = party
        return party

    def persons(self, persons: tuple[Person, ...]) -> Party:
        """The party of several persons who speak as one."""
        for party in self.parties:
            if party.kind == "group" and set(party.members) == set(persons):
                return party
        *names, last = [person.name for person in persons]
        return self.add(Party(" and ".join([", ".join(names), last]), "group", members=persons))

    def named(self, name: str, kind: SpeakerKind, part_of: str = "") -> Party:
        """The body of a name, found again under its short name or its initials."""
        wanted = _key(name)
        for party in self.parties:
            alike = party.kind == kind or {party.kind, kind} <= BODIES
            if alike and (_key(party.name) == wanted or wanted in map(_key, party.aliases)):
                return party
        if kind in BODIES and any(letter.isupper() for letter in name):
            for party in self.parties:
                if party.kind in BODIES and _is_short_for(name, party.name):
                    if len(name) > len(party.name):
                        party.aliases.append(party.name)
                        party.name = name
                    return party
        return self.add(Party(name, kind, part_of=part_of))

    def last_with_head(self, head: str, kinds: frozenset[str], before: int) -> Party | None:
        """The party of some kind that spoke last before a point and whose name ends in a noun: "the committee"."""
        spoken = [party for party in self.parties if party.kind in kinds and party.head() == head and party.mentions]
        return max(
            spoken,
            key=lambda party: max((m for m in party.mentions if m.start < before), default=(-1, -1)),
            default=None,
        )

    def holders(self, roles: frozenset[str]) -> list[Party]:
        """The persons who hold one of some roles."""
        return [party for party in self.parties if party.kind == "person" and roles & party.works]


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return places.without_article(name).lower().replace("’", "'").replace(".", "")


def _is_short_for(name: str, full: str) -> bool:
    """ "NSC" and "National Security Council", "the Post" and "The Washington Post", in either order."""
    short, long = sorted((_key(name), _key(full)), key=len)
    small = {"of", "the", "for", "and", "on", "in", "to"}
    words, parts = long.split(), short.split()
    if len(short) > 1 and short == "".join(word[0] for word in words if word not in small):
        return True
    if parts == words[: len(parts)] and words[-1] in {"inc", "corp", "co", "ltd", "llc", "plc", "group"}:
        return True
    common = wordlists.terms("organisation_heads") | wordlists.terms("office_heads")
    return parts == words[-len(parts) :] and (len(parts) > 1 or parts[0] in common)


def speakers(register: Register) -> list[tuple[Party, Speaker]]:
    """The parties that are mentioned as sources, each with its speaker under a key of its own."""
    made: list[tuple[Party, Speaker]] = []
    taken: set[str] = set()
    for party in sorted((p for p in register.parties if p.mentions), key=lambda p: min(p.mentions)):
        stem = "-".join("".join(c if c.isalnum() else " " for c in party.name.lower()).split())[:60] or "speaker"
        key, count = stem, 1
        while key in taken:
            count += 1
            key = f"{stem}-{count}"
        taken.add(key)
        # A campaign belongs to a candidate, but only an office is a part of what has it.
        office = party.kind == "government"
        speaker = Speaker(
            key=key,
            name=party.name,
            kind=party.kind,
            role=party.role.role,
            affiliation=party.role.affiliation or ("" if office else party.part_of),
            aliases=tuple(party.aliases),
            part_of=party.part_of if office else "",
            mentions=tuple(sorted(party.mentions)),
        )
        made.append((party, speaker))
    return made
