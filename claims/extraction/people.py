"""Single persons who are described, not named: "his lawyer", "the mayor", "a spokesman for the bank", "the Texan"."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from . import heads, papers, wordlists
from .names import Person
from .parties import Party
from .roles import Role, is_role, is_somebody, role_words

if TYPE_CHECKING:
    from .mentions import Resolver

SAME_WORK = (
    frozenset({"attorney", "lawyer", "counsel", "solicitor"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson", "press secretary"}),
    frozenset({"senator", "lawmaker"}),
    frozenset({"congressman", "congresswoman", "representative", "lawmaker"}),
    frozenset({"adviser", "advisor", "aide"}),
    frozenset({"chairman", "chairwoman", "chair", "chairperson"}),
    frozenset({"chief", "head", "leader", "director"}),
    frozenset({"nominee", "candidate", "contender", "hopeful", "front-runner", "frontrunner"}),
    frozenset({"businessman", "billionaire", "mogul", "magnate", "tycoon"}),
    frozenset({"reporter", "journalist", "correspondent"}),
)
SHORT = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor"}
# "Sen." may stand a few words before a name: "Sen. and presidential candidate".
BEFORE = 3
AFTER = 6
PARTY = re.compile(r"\W{0,3}([RD])\s?[-–.]{1,2}\s?([A-Z][a-z]+)")
HOLDS, AGREES, OTHERWISE = 3.0, 1.0, -2.5
PROMINENT = 0.2
SOON = 8  # sentences in which somebody described is named


def works_of(person: Person, roles: Sequence[Role]) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns for what a person is, and all words of the roles that go with the names, in lower case."""
    nouns: set[str] = set()
    words: set[str] = set()
    for name, role in zip(person.names, roles, strict=True):
        if role.role:
            nouns.update(role_words(role.role))
            words.update(f"{role.role} {role.affiliation}".lower().split())
        for token in name.doc[max(0, name.start - BEFORE) : name.start]:
            short = SHORT.get(token.lower_.rstrip("."))
            if short is not None:
                nouns.add(short)
        # "Ann Hale (R-Utah)", "Ann Hale, D-Ore.,".
        after = name.doc[name.end : name.end + AFTER]
        party = PARTY.match(after.text) if len(after) > 2 and after[0].text in {"(", ","} else None
        if party is not None:
            nouns.add("republican" if party[1] == "R" else "democrat")
            words.add(party[2].lower())
    return frozenset(nouns), frozenset(words)


def party(mention: Span, words: Span, head: Token, owner: Party | None, spelled: str, resolver: "Resolver") -> Party:
    """Somebody named elsewhere if the words allow it, else anonymous; `words` are the mention without its clauses."""
    if not is_somebody(head) and (maker := papers.maker(head, resolver)) is not None:
        return maker
    nouns = _nouns(words, head)
    own = words[0].tag_ == "PRP$" or any(token.dep_ == "poss" for token in words if token.i < head.i)
    found: Party | None = None
    if own:
        found = _of_owner(nouns, owner, resolver)
    elif words[0].lower_ in {"the", "this", "that"}:
        found = _known(mention, words, head, nouns, resolver)
    elif words[0].lower_ in {"a", "an"}:
        found = _named_soon(words, head, nouns, owner, resolver)
    if found is not None:
        return found
    if any(token.text[:1].isupper() for token in words[1:]) and not is_role(head) and head.pos_ == "PROPN":
        return resolver.register.named(spelled, "organisation")
    somebody = is_somebody(head) or heads.is_inhabitant(head) or head.pos_ != "NOUN"
    return resolver.register.add(Party(spelled, "anonymous", gender=_gender(head), thing=not somebody))


def _nouns(words: Span, head: Token) -> frozenset[str]:
    """The nouns for what somebody described is, with those that mean the same work."""
    nouns = {word for token in words if token.i <= head.i for word in role_words(token.text)} or {head.lower_}
    return frozenset(word for noun in nouns for work in (*SAME_WORK, {noun}) if noun in work for word in work)


def _of_owner(nouns: frozenset[str], owner: Party | None, resolver: "Resolver") -> Party | None:
    """ "His lawyer": the one lawyer whose role names him, or names nobody else."""
    holders = [person for person in resolver.register.holders(nouns) if person is not owner]
    if owner is None:
        return None
    surname = owner.name.split()[-1].lower()
    for person in holders:
        said = f"{person.role.role} {person.role.affiliation}".lower().split()
        if surname in " ".join(said) or {"his", "her", "their"}.intersection(said):
            return person
    if len(holders) == 1 and not any(c.isupper() for c in f"{holders[0].role.role[1:]}{holders[0].role.affiliation}"):
        return holders[0]
    return None


def _known(mention: Span, words: Span, head: Token, nouns: frozenset[str], resolver: "Resolver") -> Party | None:
    """Whom "the mayor" means: one who holds the office, an unnamed one met before, or whoever has the floor."""
    register = resolver.register
    anonymous = register.last_with_head(head.lower_, frozenset({"anonymous"}), words.start_char)
    holders = register.holders(nouns)
    unnamed = head.lemma_.lower() in wordlists.terms("anonymous_heads")
    if anonymous is not None and (unnamed or not holders):
        return anonymous
    # "The man who called", "the front page": told apart, or not somebody at all.
    told_apart = not (is_somebody(head) or heads.is_inhabitant(head))
    for child in head.rights:
        told_apart |= child in mention and child.dep_ in {"relcl", "acl"}
        # "The attorney general of New York" is nobody in the article who is not called so.
        told_apart |= child in mention and child.dep_ == "prep" and any(t.pos_ == "PROPN" for t in child.subtree)
    if (unnamed or told_apart) and not holders:
        return None
    told = {token.lower_ for token in words if token.i != head.i and token.pos_ in {"ADJ", "NOUN", "PROPN"}}
    fit: dict[Party, float] = {}
    for party in register.parties:
        if party.kind == "person":
            fit[party] = HOLDS if party in holders else OTHERWISE if party.works else 0.0
            fit[party] += PROMINENT * min(10, len(party.person.names) if party.person else 0)
            fit[party] += AGREES * min(2, len(told & party.described))
    found = resolver.antecedent_of_kind(head, frozenset({"person"}), _gender(head), fit)
    return found or max(holders, key=lambda party: fit[party], default=None)


def _named_soon(
    words: Span, head: Token, nouns: frozenset[str], owner: Party | None, resolver: "Resolver"
) -> Party | None:
    """ "A federal judge ruled …", and further down "Judge Peter Novak": the first of that work named after it."""
    if head.lemma_.lower() in wordlists.terms("anonymous_heads") and not head.lower_.startswith("spokes"):
        return None
    gender = _gender(head)
    sentences = resolver.stage.sentence_of
    for party in resolver.register.holders(nouns):
        first = party.person.names[0] if party.person is not None else None
        if first is None or gender and party.gender and party.gender != gender:
            continue
        if not first.start - words.start > 0 or sentences(first.root) - sentences(head) > SOON:
            continue
        said = f"{party.role.role} {party.role.affiliation}".lower()
        if owner is None or owner.name.split()[-1].lower() in said:
            return party
    return None


def _gender(head: Token) -> str:
    return wordlists.gendered("roles").get(head.lower_, "")
