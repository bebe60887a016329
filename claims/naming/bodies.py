"""Names of bodies (organisations, governments, offices), taken apart and compared."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extraction.wordlists import table

from .keys import fold, sets
from .likeness import DIFFERENT, SAME, Likeness, uncertain

_SMALL = frozenset("the of for and in on to a an & de des du".split())
_SPELT = {
    "defence": "defense",
    "centre": "center",
    "centres": "centers",
    "theatre": "theater",
    "organisation": "organization",
    "labour": "labor",
    "harbour": "harbor",
    "programme": "program",
    "co-operation": "cooperation",
    "ministries": "ministry",
    "dept": "department",
    "govt": "government",
    "assn": "association",
    "intl": "international",
    "natl": "national",
    "univ": "university",
}
_LEGAL = frozenset(
    "inc incorporated ltd limited llc llp plc corp corporation co company gmbh ag sa nv bv spa oyj".split()
)
# What a paper puts beside a name to say what it is; in capitals it is the name's own.
_WHAT_IT_IS = frozenset(
    "news agency newspaper newspapers daily weekly magazine broadcaster television tv channel station radio "
    "network service wire state state-run state-owned".split()
)
_AGENCY = re.compile(r"\s+(?:State )?(?:News|Press) Agency$|\s+News Service$")
# Words that leave open which body it is.
_FURTHER = frozenset("service services department agency office group authority force forces holdings news".split())
_COMMON = frozenset(
    "ministry minister department government administration parliament police army military navy force forces air "
    "court supreme high council city county town state national federal security service intelligence foreign "
    "defense interior exterior justice finance health education agriculture transport trade energy environment "
    "economy labor culture affairs external internal treasury embassy consulate mission office agency authority "
    "authorities committee commission cabinet congress senate house presidency president prime command staff "
    "general border guard coast customs central bank election electoral board union party opposition company "
    "hospital school university prosecutor prosecutors prosecution officials emergency emergencies fire brigade "
    "law enforcement sheriff district regional local public press and works".split()
)
# Where the order of the words says nothing: Ministry of Defence, Defence Ministry.
_ANY_ORDER = frozenset("ministry department office embassy bureau government".split())


@dataclass(frozen=True, slots=True)
class Body:
    """A name in its parts: the words that tell it, in order, and whose it is ("russia"), as far as the name says."""

    words: tuple[str, ...]
    country: str
    known: str
    acronym: str
    initials: frozenset[str]

    @property
    def joined(self) -> str:
        """Al-Jazeera, Al Jazeera, Aljazeera."""
        return "".join(self.words).replace("-", "")

    @property
    def is_common(self) -> bool:
        """Every country, or every town, has one of that name."""
        return not (self.country or self.known) and all(word in _COMMON for word in self.words)


@lru_cache(maxsize=10_000)
def parse(name: str) -> Body:
    name = re.sub(r"\s*\([^)]*\)\s*$", "", name.strip()) or name
    short = _plain(_AGENCY.sub("", name)) or _plain(name)
    words, country = _without_country(short)
    acronym = "".join(char for char in name if char.isalnum())
    is_acronym = len(short) == 1 and acronym.isupper() and 2 <= len(acronym) <= 8
    known = _known().get(_key(name), "") or _known().get(" ".join(short), "")
    if not known and country and _homes().get(office := " ".join(words)) == country:
        # "US State Department", which is simply the State Department.
        known = _known()[office]
    return Body(
        words=words,
        country=country,
        known=known,
        acronym=fold(acronym) if is_acronym else "",
        initials=frozenset(_initials(name)) if len(name.split()) > 1 else frozenset(),
    )


def blocks(name: str) -> set[str]:
    """Keys of which two names share at least one if they could be of one body."""
    body = parse(name)
    core = [word for word in body.words if word not in _FURTHER] or list(body.words)
    keys = {f"core {' '.join(sorted(core))}", f"joined {body.joined}"}
    keys |= {f"known {body.known}"} if body.known else set()
    keys |= {f"letters {letters}" for letters in {body.acronym, *body.initials, parenthesised(name)} if letters}
    return keys


def compare(
    one: str, other: str, *, one_of: str = "", other_of: str = "", goes_by: frozenset[str] = frozenset()
) -> Likeness:
    """Whether two names are of one body. `one_of` and `other_of` are what each is part of ("Russia").

    `goes_by` are short names that an article has given for one of them: what else would be a guess is known then.
    """
    a, b = parse(one), parse(other)
    homes = [body.country or _home(of) or _homes().get(body.known, "") for body, of in ((a, one_of), (b, other_of))]
    if all(homes) and homes[0] != homes[1]:
        return DIFFERENT
    if a.known or b.known:
        if a.known == b.known:
            return SAME
        if a.known and b.known:
            return DIFFERENT
    if _same_words(a, b) or a.joined == b.joined:
        return _of_one_home(a, b, homes)
    for short, long in ((a, b), (b, a)):
        if short.acronym and short.acronym in long.initials:
            return _by_letters(short.acronym, goes_by)
    if sorted(a.words) == sorted(b.words):
        return uncertain(0.4, "The same words in another order.")
    one_sided = set(a.words) ^ set(b.words)
    if one_sided and one_sided <= _FURTHER and set(a.words) & set(b.words) and homes[0] == homes[1]:
        return uncertain(0.45, f"The names differ only by “{' '.join(sorted(one_sided))}”.")
    return DIFFERENT


def parenthesised(name: str) -> str:
    """The letters of "World Health Organization (WHO)"."""
    found = re.search(r"\(([A-Z][A-Z.&]{1,8})\)", name)
    return fold("".join(filter(str.isalnum, found[1]))) if found else ""


def _of_one_home(a: Body, b: Body, homes: list[str]) -> Likeness:
    if homes[0] == homes[1]:
        return SAME
    if all(word in _COMMON for word in a.words):
        return uncertain(0.4, f"The names agree, but only one is said to be of {(homes[0] or homes[1]).title()}.")
    # The American Red Cross is not the Red Cross; but whether it is said that the Kremlin is Russia's says nothing.
    return DIFFERENT if a.country or b.country else SAME


def _by_letters(letters: str, goes_by: frozenset[str]) -> Likeness:
    if letters in goes_by:
        return SAME
    # Two letters are the beginnings of too much.
    return uncertain(0.5, f"“{letters.upper()}” may be the other’s initials.") if len(letters) > 2 else DIFFERENT


def _same_words(a: Body, b: Body) -> bool:
    return a.words == b.words or (bool(_ANY_ORDER & set(a.words)) and sorted(a.words) == sorted(b.words))


def _plain(name: str) -> list[str]:
    """The words that tell a body, folded: without small ones, legal forms, and what says what it is."""
    tokens = [token for raw in name.split() if (token := raw.strip(',;:"“”'))]
    own = [token for token in tokens if not (token.islower() and token in _WHAT_IT_IS)]
    # "city council" and "police" have no other name.
    tokens = own if any(token[:1].isupper() for token in own) and _tells(own) else tokens
    words = [_SPELT.get(word, word) for token in tokens if (word := _word(token)) and word not in _SMALL]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    if "ministry" in words or "department" in words:
        words = [word for word in words if word not in {"affairs", "external"}] or words
    return words


def _tells(tokens: list[str]) -> bool:
    return any(_word(token) not in _SMALL and _place((_word(token),)) is None for token in tokens)


def _word(token: str) -> str:
    token = re.sub(r"['’]s?$", "", token)
    return fold(token.replace(".", "")).strip("-()")


def _without_country(words: list[str]) -> tuple[tuple[str, ...], str]:
    """The words without the country that leads or ends them, and that country."""
    for length in (3, 2, 1):
        if len(words) > length:
            if (country := _place(tuple(words[:length]))) is not None:
                return tuple(words[length:]), country
            if words[0] in _COMMON and (country := _place(tuple(words[-length:]))) is not None:
                return tuple(words[:-length]), country
    return tuple(words), ""


def _home(part_of: str) -> str:
    words = _plain(part_of)
    country = _place(tuple(words))
    return country if country is not None else _known().get(" ".join(words), " ".join(words))


def _place(words: tuple[str, ...]) -> str | None:
    return _places().get(" ".join(words))


def _initials(name: str) -> set[str]:
    tokens = [word for token in re.split(r"[\s\-–]+", name) if (word := _word(token))]
    return {
        letters
        for chosen in (tokens, [word for word in tokens if word not in _SMALL])
        if len(letters := "".join(word[0] for word in chosen)) > 1
    }


def _key(name: str) -> str:
    return " ".join(word for token in name.split() if (word := _word(token.strip(',;:"“”'))) and word not in _SMALL)


@cache
def _places() -> dict[str, str]:
    """Countries by each of their names and demonyms. Capitals are left out: towns have councils of their own."""
    found = {}
    for [country], others, *demonyms in table("places"):
        key = _key(country)
        short = [name for name in others if _key(name) in _SHORT_COUNTRIES]
        for name in (country, *short, *(name for field in demonyms for name in field)):
            found[_key(name)] = key
    return found


_SHORT_COUNTRIES = frozenset(["us", "usa", "uk", "britain", "great britain", "uae", "america", "united states america"])


@cache
def _known() -> dict[str, str]:
    """What each name of the lists stands for."""
    lines = [*sets("bodies"), *(row[0] for row in table("offices"))]
    found: dict[str, str] = {}
    for line in lines:
        keys = [_key(name) for name in line]
        known = next((found[key] for key in keys if key in found), keys[0])
        found |= dict.fromkeys(keys, known)
    return found


@cache
def _homes() -> dict[str, str]:
    """Whose the offices of the list are, by what each of their names stands for."""
    return {_known()[_key(name)]: _home(of) for names, [of] in table("offices") for name in names}
