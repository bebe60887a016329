"""Who speaks for whom: a spokesman and his principal, an office and its government, a campaign and its candidate."""

from functools import lru_cache

from . import places
from .reading import Speaker

# Bodies in which opponents sit side by side: belonging to one does not make two speakers one camp.
SHARED_FLOORS = frozenset(
    "senate house congress parliament party committee council assembly court press republican democrat "
    "democratic".split()
)


@lru_cache(maxsize=4096)
def same(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers are one, or one speaks for the other."""
    if one.key == other.key:
        return True
    if _names(one) & _names(other):
        return True
    if (_names(one) | _short(one)) & _principals(other) or (_names(other) | _short(other)) & _principals(one):
        return True
    return bool({p for p in _principals(one) & _principals(other) if not _is_floor(p)})


@lru_cache(maxsize=4096)
def _names(speaker: Speaker) -> frozenset[str]:
    names = {speaker.name.lower()}
    if speaker.kind == "government" and (country := places.country(speaker.name)):
        names.add(country.lower())
    return frozenset(names)


def _short(speaker: Speaker) -> frozenset[str]:
    """The surname by which a camp is called: "the Clinton campaign"."""
    return frozenset(speaker.name.lower().split()[-1:]) if speaker.kind == "person" else frozenset()


@lru_cache(maxsize=4096)
def _principals(speaker: Speaker) -> frozenset[str]:
    """The names of those a speaker speaks for, as far as role, affiliation and name tell."""
    found: set[str] = set()
    for text in filter(None, (speaker.affiliation, speaker.part_of)):
        found.add(text.lower())
        found.add(text.lower().removesuffix(" campaign"))
        if country := places.country(text):
            found.add(country.lower())
        if office := places.office(text):
            found.add(office.name.lower())
            if speaker.kind == "person" and office.part_of != "United States":
                found.add(office.part_of.lower())
    if speaker.kind == "group" and (country := places.country(speaker.name.partition(" ")[0])):
        found.add(country.lower())
    return frozenset(found)


def _is_floor(name: str) -> bool:
    return bool(SHARED_FLOORS.intersection(name.replace("'s", "").split())) or places.country(name) is not None


def surnames(speaker: Speaker) -> frozenset[str]:
    """The names, in lower case, by which an article may point to a speaker in passing."""
    found = {speaker.name.lower(), *(alias.lower() for alias in speaker.aliases)}
    if speaker.kind == "person":
        found.add(speaker.name.split()[-1].lower() if speaker.name.split() else "")
    return frozenset(name for name in found if name)
