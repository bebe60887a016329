"""Bodies that are described, not named: "the company", "his campaign", "the ministry", "the conservative weekly"."""

import re
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from . import heads, places
from .parties import BODIES, Party
from .reading import SpeakerKind
from .wording import text_of

if TYPE_CHECKING:
    from .mentions import Resolver

PRIVATE, PUBLIC = frozenset({"organisation"}), frozenset({"government"})
CAMPAIGNS = frozenset({"campaign", "camp"})
# A state is none of these, whatever was named last.
NEVER_STATES = frozenset(
    "airline alliance bank broadcaster business campaign chain charity church club coalition college company "
    "conglomerate corporation federation firm foundation group journal league magazine manufacturer maker movement "
    "network newspaper nonprofit outlet pac paper party publication publisher retailer service site startup station "
    "tabloid team union university weekly website".split()
)
ALWAYS_STATES = frozenset(
    "administration city country county court government kingdom ministry nation parliament police regime state "
    "town".split()
)
PRESS = frozenset("broadcaster magazine network newspaper outlet paper publication tabloid weekly website".split())
# Called so, a body is whichever is most present; other nouns point to the one that was named with them.
OF_ANY = frozenset(
    "agency business company corporation firm group magazine network newspaper organisation organization outlet paper "
    "publication site tabloid website".split()
)


def party(words: Span, head: Token, owner: Party | None, spelled: str, resolver: "Resolver") -> Party | None:
    """The party of a body that a noun phrase describes or half names."""
    noun = head.lower_
    if owner is not None and owner.person is not None and (noun in CAMPAIGNS or noun == "team" and _runs(owner, head)):
        return campaign_of(owner, resolver)
    if is_nameless(words) and words[0].lower_ in {"the", "this", "that", "these", "those"}:
        found = _known(words, head, resolver)
        if found is not None:
            return found
    if noun in PRESS and (name := next((e for e in words.ents if e.label_ == "ORG" and e.end <= head.i), None)):
        # "The Norwick Times tabloid", but "Norwick magazine".
        named = name if len(name) > 1 else words.doc[name.start : head.i + 1]
        return resolver.register.named(heads.text_of(named), "organisation")
    public = places.is_public_body(spelled) or head.ent_type_ == "GPE"
    place = next((where for token in words if (where := places.country(token.text))), "")
    kind: SpeakerKind = "government" if public else "organisation"
    part_of = place if public and place and place != spelled else owner.name if owner is not None else ""
    return resolver.register.named(spelled, kind, part_of=part_of)


def campaign_of(person: Party, resolver: "Resolver") -> Party:
    """The campaign of a candidate, which is a speaker of its own: "Hale campaign"."""
    return resolver.register.named(f"{person.name.split()[-1]} campaign", "organisation", part_of=person.name)


def _runs(person: Party, head: Token) -> bool:
    """Whether the article speaks of somebody's campaign anywhere, so that "the Hale team" is it, too."""
    surname = re.escape(person.name.split()[-1])
    return re.search(rf"\b{surname}(['’]s?)? (\w+ )?campaign\b", text_of(head.doc)) is not None


def is_nameless(words: Span) -> bool:
    """Whether only common nouns describe it."""
    return not any(token.text[:1].isupper() for token in words[1:]) and not words[0].ent_type_


def _kinds(noun: str) -> frozenset[str]:
    return PRIVATE if noun in NEVER_STATES else PUBLIC if noun in ALWAYS_STATES else BODIES


def _known(words: Span, head: Token, resolver: "Resolver") -> Party | None:
    """Which body "the company" means: one called so before, else the one that is most present."""
    noun = head.lower_
    kinds = _kinds(noun)
    found = resolver.register.last_with_head(noun, kinds, words.start_char) or _last_named(words, noun, resolver)
    if found is None and noun in CAMPAIGNS:
        found = _last_described(head, resolver)
    if found is not None or noun in CAMPAIGNS:
        return found
    bare = all(token.lower_ in heads.DETERMINERS or token == head for token in words)
    press = {p: 3.0 for p in resolver.register.parties if p.is_press()} if noun in PRESS else {}
    present = resolver.antecedent_of_kind(head, kinds, preferred=press) if bare or press else None
    if present is not None and noun in OF_ANY:
        return present
    described = _last_described(head, resolver)
    if described is None and noun == "administration":
        return _of_president(resolver)
    return described or present


def _of_president(resolver: "Resolver") -> Party | None:
    """ "The administration" is that of the president whom the article names."""
    for person in resolver.register.holders(frozenset({"president"})):
        if person.role.role.lower() in {"president", "us president", "u.s. president"}:
            return resolver.register.named(f"{person.name.split()[-1]} administration", "government")
    return None


def _last_named(words: Span, noun: str, resolver: "Resolver") -> Party | None:
    """The body last named before these words whose name ends in the noun: "the committee"."""
    for entity in reversed(resolver.doc.ents):
        if entity.end <= words.start and entity.label_ == "ORG" and entity[-1].lower_ == noun:
            name = heads.text_of(entity)
            return resolver.register.named(name, "government" if places.is_public_body(name) else "organisation")
    return None


def _last_described(head: Token, resolver: "Resolver") -> Party | None:
    """The phrase before that ends in the noun and tells whose it is: "China's ministry", "the Hale campaign"."""
    headline = head.doc._.headline
    for at in range(head.i - 1, -1, -1):
        token = head.doc[at]
        if headline is not None and token.idx < headline.end:
            break
        if token.lower_ == head.lower_ or {token.lower_, head.lower_} <= CAMPAIGNS:
            phrase = heads.phrase(token)
            before = head.doc[phrase.start : token.i]
            if any(t.text[:1].isupper() and t.lower_ not in heads.DETERMINERS for t in before):
                return resolver.party(phrase)
    return None
