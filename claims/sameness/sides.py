"""Who speaks for whom, across articles: the same speaker, or one that speaks for the same body."""

import re
from dataclasses import dataclass
from functools import cache

from claims.extraction.wordlists import table
from claims.naming import name_key

# Bodies in which opponents sit side by side: to belong to one of them makes nobody speak for another member.
_FLOORS = frozenset(
    "senate house congress parliament party committee council assembly court press republican democrat democratic "
    "university hospital school police".split()
)
_SPEAKS = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|press secretary|press officer|head of communications)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Side:
    """A speaker of the database, with what its article says of it. `part_of` is the name of the body it is part of."""

    key: int | str
    name: str
    kind: str = "person"
    part_of: str = ""
    role: str = ""
    affiliation: str = ""


def same_side(one: Side, other: Side) -> bool:
    """Whether the two are one speaker, or one speaks for the other, or both for one body. Unnamed sources never do."""
    if one.key == other.key:
        return True
    if "anonymous" in (one.kind, other.kind):
        return False
    if one.kind == other.kind == "person":
        # Two members of a body may differ; two of its spokespeople may not.
        return bool(_spoken_for(one) & _spoken_for(other))
    return bool(_bodies(one) & _bodies(other))


def _bodies(side: Side) -> frozenset[str]:
    """The bodies that a speaker is, or speaks for."""
    if side.kind == "person":
        return _spoken_for(side)
    return frozenset(filter(None, (_body(side.name), _body(side.part_of))))


def _spoken_for(side: Side) -> frozenset[str]:
    """The bodies that a person speaks for, as far as role and affiliation tell."""
    if not _SPEAKS.search(side.role):
        return frozenset()
    named = [side.affiliation, _SPEAKS.sub("", side.role), side.part_of]
    # "The firm" is another one in every article.
    found = (_body(name) for name in named if re.search(r"[A-Z]", name))
    return frozenset(body for body in found if body and not _FLOORS & set(body.split()))


@cache
def _body(name: str) -> str:
    """A name as it is compared: "Moscow" and "Russian" are Russia, as are its government and its Kremlin."""
    key = re.sub(r"^(?:the|of|for)\s+|\s+(?:of|for|government)$", "", name_key(name))
    return _places().get(key, key)


@cache
def _places() -> dict[str, str]:
    found = {}
    for [country, *_], seats, demonyms in table("places"):
        for name in (country, *seats, *demonyms):
            found[name_key(name)] = name_key(country)
    return found
