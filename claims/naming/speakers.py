"""Names of speakers of any kind: which to compare, and what the comparison of all their names comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from . import bodies, persons
from .keys import name_key
from .likeness import DIFFERENT, SAME, Likeness, Verdict, uncertain

BODIES = frozenset(["organisation", "government"])


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody under all names that are surely theirs; `part_of` and `goes_by` (short names given) are for bodies."""

    names: tuple[str, ...]
    kind: str
    part_of: str = ""
    goes_by: frozenset[str] = field(default_factory=frozenset)


def blocks(name: str, kind: str) -> list[str]:
    """Keys to find by what `compare` would not call different. None for kinds whose names mean nothing elsewhere."""
    if kind == "person":
        return sorted(f"p {key}"[:100] for key in persons.blocks(name))
    if kind in BODIES:
        return sorted(f"b {key}"[:100] for key in bodies.blocks(name))
    return []


def stands_alone(name: str, kind: str, part_of: str = "") -> bool:
    """Whether the name tells who it is outside its article.

    A surname does not, nor does what every country has (the Defence Ministry), nor a word without a capital (police).
    """
    if kind == "anonymous":
        return False
    if kind == "person":
        # "Charles III" is a full name: the number does what a surname does elsewhere.
        person = persons.parse(name)
        return len(person.words) > 1 or person.suffix in {"II", "III", "IV"}
    if kind in BODIES:
        return any(map(str.isupper, name)) and not (bodies.parse(name).is_common and not part_of)
    return True


def surname(name: str) -> str:
    """The last word of a person's name, "Jr." and the like left out."""
    words = persons.parse(name).words
    return words[-1] if words else name


def short_names(aliases: Iterable[str]) -> frozenset[str]:
    """The acronyms among other names: "WHO", "World Health Organization (WHO)"."""
    return frozenset(
        letters for name in aliases if (letters := bodies.parse(name).acronym or bodies.parenthesised(name))
    )


def compare(one: Named, other: Named) -> Likeness:
    """What all names of the one and all of the other say together. Persons are never bodies."""
    if one.kind == other.kind == "person":
        return _together([persons.compare(a, b) for a in one.names for b in other.names])
    if not {one.kind, other.kind} <= BODIES:
        return DIFFERENT
    pairs = [(a, b) for a in one.names for b in other.names]
    goes_by = one.goes_by | other.goes_by
    found = _together(
        [bodies.compare(a, b, one_of=one.part_of, other_of=other.part_of, goes_by=goes_by) for a, b in pairs]
    )
    if found is SAME and one.kind != other.kind and not any(_is_telling(a) or _is_telling(b) for a, b in pairs):
        return uncertain(0.5, "The same name, once of a government and once of an organisation.")
    return found


def _is_telling(name: str) -> bool:
    """Whether the name alone rules out a namesake of another kind: Georgia, the country, and Georgia, the team."""
    body = bodies.parse(name)
    return bool(body.known) or len(body.words) > 1 or len(name_key(name).split()) > 1


def _together(found: list[Likeness]) -> Likeness:
    best = max(found, key=lambda likeness: (likeness.verdict, likeness.score), default=DIFFERENT)
    if any(likeness.contradicts for likeness in found):
        if best.verdict == Verdict.SAME:
            return uncertain(0.5, "One of the names agrees, another speaks against it.")
        return DIFFERENT
    return best
