"""From words to speakers: which person or body each source mention of an article means.

Mentions are read in the order of the text. A name finds its person, a place its government, "the company" the body last
named so, a pronoun whoever has the floor. What cannot be told stays as described, or nobody.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from . import descriptions, heads, people, places
from .heads import Head
from .names import Cast
from .parties import Party, Register, speakers
from .reading import Claim, Spans, Speaker
from .roles import NONE, Role, is_role, of_name
from .stage import SUBJECTS, Stage, role_weight
from .wording import text_of

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you"})
DEEPEST = 8  # of descriptions within descriptions: "the mayor's aide's lawyer"; odd parses have no end
CARRIED = frozenset({"he", "she"})
# What the model takes for a body: a visa, a road, a make of aircraft.
TYPE = re.compile(r"[A-Z]{1,3}-?\d+[A-Z]?")
RELATIVE = frozenset({"who", "which", "whom", "that", "whose"})


def resolve(doc: Doc, claims: list[Claim]) -> tuple[list[Speaker], list[Claim]]:
    """The speakers of an article, and its claims with `speaker` set to their keys (None where nobody is named)."""
    resolver = Resolver(doc, claims)
    resolver.run()
    made = speakers(resolver.register)
    keys = {id(party): speaker.key for party, speaker in made}
    resolved = []
    for claim in claims:
        party = resolver.speaker_of.get(claim.id)
        resolved.append(replace(claim, speaker=keys.get(id(party)) if party else None))
    return [speaker for _, speaker in made], resolved


class Resolver:
    """One pass over an article; `speaker_of` maps the ids of claims to parties."""

    def __init__(self, doc: Doc, claims: Sequence[Claim]) -> None:
        self.doc = doc
        self.claims = claims
        self.cast = Cast(doc)
        self.register = Register()
        self.stage = Stage(doc, claims)
        self.speaker_of: dict[str, Party] = {}
        self._depth = 0
        self._entity_at = {token.i: entity for entity in doc.ents for token in entity}
        self._by_mention: dict[tuple[int, int], Party] = {}
        for person in self.cast.persons:
            roles = [of_name(name) for name in person.names]
            party = self.register.person(person, first_role(roles))
            party.works, party.described = people.works_of(person, roles)

    def run(self) -> None:
        """Resolve every mention in the order of the text, but headlines after the body that explains them."""
        sourced = [(mention, claim) for claim in self.claims if (mention := self._mention(claim)) is not None]
        sourced.sort(key=lambda pair: (pair[1].headline, pair[0].start, pair[0].end))
        onlookers = self._onlookers({token.i for mention, _ in sourced for token in mention})
        late: list[tuple[Span, Claim]] = []
        for mention, claim in sourced:
            while onlookers and onlookers[0].i < mention.start:
                self._look_on(onlookers.pop(0))
            if mention[0].lower_ in FIRST_PERSON and mention[0].text != "US":
                # "I told them so," he said: the speaker is known only once the claim around it is.
                late.append((mention, claim))
            else:
                self._settle(mention, claim)
        self._give_floating_quotations()
        for mention, claim in late:
            party = self.speaker_of.get(claim.inside) if claim.inside else None
            if party is not None:
                self.speaker_of[claim.id] = party
                party.note(mention, "")

    def party(self, mention: Span) -> Party | None:
        """The party that a mention means."""
        if self._depth > DEEPEST:
            return None
        self._depth += 1
        try:
            return self._party(mention)
        finally:
            self._depth -= 1

    def _party(self, mention: Span) -> Party | None:
        head = heads.read(mention, self.cast)
        match head.sort:
            case "pronoun":
                return self._pronoun(head.token)
            case "person":
                return self.register.person(head.persons[0])
            case "persons":
                return self.register.persons(head.persons)
            case "government":
                return self.register.named(places.in_words(mention) or heads.text_of(mention), "government")
            case "office":
                office = places.office(heads.text_of(mention))
                return self.register.named(office.name, "government", office.part_of) if office else None
            case _:
                return descriptions.party(mention, head, self)

    def antecedent(self, pronoun: Token) -> Party | None:
        """The party that a personal or possessive pronoun means."""
        return self.stage.antecedent(pronoun, self.speaker_of)

    def owner(self, token: Token) -> Party | None:
        """Whom a possessor means: "his", "whose", "Mr Reyes's", "the mayor's"."""
        if token.tag_ == "PRP$":
            return self.antecedent(token)
        if token.tag_ == "WP$":
            return self._pronoun(token)
        person = self.cast.at(token)
        if person is not None:
            return self.register.person(person)
        phrase = heads.phrase(token)
        if phrase.root != token or token.pos_ == "NOUN" and not (is_role(token) or heads.is_body(token)):
            return None
        return self.party(phrase) if token.pos_ in {"NOUN", "PROPN"} else None

    def words_of(self, spans: Spans) -> frozenset[str]:
        """The words of some spans, in lower case."""
        return frozenset(word for span in spans for word in span.of(text_of(self.doc)).lower().split())

    def antecedent_of_kind(
        self, token: Token, kinds: frozenset[str], gender: str = "", preferred: Mapping[Party, float] | None = None
    ) -> Party | None:
        """The party of some kind that is most present at a token; with what speaks for or against each."""
        return self.stage.best(token, kinds, gender, self.speaker_of, preferred)

    def last_pair(self, token: Token) -> Party | None:
        """The two persons who spoke or acted last, for "the two" and "both men"."""
        latest = self.stage.latest_persons(token)
        pair = next((party for party in latest if len(party.members) == 2), None)
        if pair is not None:
            return pair
        persons = [party.person for party in latest if party.person is not None][:2]
        return self.register.persons((persons[1], persons[0])) if len(persons) == 2 else None

    def _settle(self, mention: Span, claim: Claim) -> None:
        span = (mention.start, mention.end)
        party = self._by_mention.get(span) or self.party(mention)
        if party is None or not party.name:
            # Half a word, such as the 's of "let's", is nobody.
            return
        if party not in self.register.parties:
            self.register.add(party)
        self._by_mention[span] = party
        self.speaker_of[claim.id] = party
        head = heads.read(mention, self.cast)
        party.note(mention, self._alias(mention, head))
        if not claim.headline:
            self.stage.enter(head.token, party, speaking=True)

    def _alias(self, mention: Span, head: Head) -> str:
        if head.sort == "person":
            name = next((s for s in head.persons[0].names if mention.start <= s.start and s.end <= mention.end), None)
            return " ".join(name.text.split()) if name is not None else ""
        text = heads.text_of(mention)
        return text if head.sort in {"government", "office", "organisation"} and any(map(str.isupper, text)) else ""

    def _mention(self, claim: Claim) -> Span | None:
        if not claim.source:
            return None
        start, end = claim.source[0]
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span if span is not None and len(span) else None

    def _pronoun(self, token: Token) -> Party | None:
        if token.lower_ in RELATIVE and (phrase := _relative_antecedent(token)) is not None:
            return self._by_mention.get((phrase.start, phrase.end)) or self.party(phrase)
        return self.antecedent(token)

    def _onlookers(self, sources: set[int]) -> list[Token]:
        """Persons, bodies and groups that are no source themselves: a pronoun may still mean them."""
        found = {span.root.i for person in self.cast.persons for span in person.names}
        for entity in self.doc.ents:
            if entity.label_ in {"ORG", "GPE"} and not self.cast.in_span(entity) and not TYPE.fullmatch(entity.text):
                found.add(entity.root.i)
        for chunk in self.doc.noun_chunks:
            root = chunk.root
            if root.tag_ in {"NNS", "NNPS"} and role_weight(root) > 1 and (root.ent_type_ == "NORP" or is_role(root)):
                found.add(root.i)
        found.update(token.i for token in self.doc if token.lower_ in CARRIED and token.dep_ in SUBJECTS)
        return [self.doc[i] for i in sorted(found - sources)]

    def _look_on(self, token: Token) -> None:
        person = self.cast.at(token)
        if token.lower_ in CARRIED:
            if not self.stage.is_reported(token) and (party := self.antecedent(token)) is not None:
                self.stage.enter(token, party, speaking=False)
        elif person is not None:
            self.stage.enter(token, self.register.person(person), speaking=False)
            joined = [other for child in token.children if child.dep_ == "conj" and (other := self.cast.at(child))]
            if joined and role_weight(token) > 1:
                self.stage.enter(token, self.register.persons((person, *joined)), speaking=False)
        elif role_weight(token) > 0:
            entity = self._entity_at.get(token.i)
            if token.tag_ in {"NNS", "NNPS"} and (entity is None or entity.label_ == "NORP"):
                phrase = self.doc[token.left_edge.i : token.i + 1]
                self.stage.enter(token, Party(heads.text_of(phrase), "group"), speaking=False)
            elif entity is not None:
                place = places.government(entity.text)
                body = places.is_public_body(entity.text) or entity.label_ == "GPE"
                name = place or heads.text_of(entity)
                party = self.register.named(name, "government" if body else "organisation")
                self.stage.enter(token, party, speaking=False)

    def _give_floating_quotations(self) -> None:
        """A quotation without source and cue is by the one who was quoted last, or in the same utterance."""
        last: Party | None = None
        spoken: dict[str, Party] = {}
        for claim in sorted(self.claims, key=lambda claim: claim.content[0] if claim.content else (0, 0)):
            if claim.source or claim.cue or claim.headline:
                party = self.speaker_of.get(claim.id)
            else:
                party = spoken.get(claim.utterance or "") or last
                if party is not None:
                    self.speaker_of[claim.id] = party
            if party is not None and claim.utterance:
                spoken.setdefault(claim.utterance, party)
            if party is not None and claim.mode != "indirect" and not claim.inside and not claim.headline:
                last = party


def first_role(roles: Sequence[Role]) -> Role:
    """The first role that the article gives somebody anywhere, with the first affiliation."""
    role = NONE
    for found in roles:
        role = Role(role.role or found.role, role.affiliation or (found.affiliation if found.role else ""))
        if role.role and role.affiliation:
            break
    return role


def _relative_antecedent(pronoun: Token) -> Span | None:
    """The noun phrase that a relative clause hangs on: "Mr Ito, who said …"."""
    token = pronoun
    while token.dep_ != "relcl" and token.head != token:
        token = token.head
    if token.dep_ != "relcl" or token.head == token:
        return None
    noun = token.head
    # "Mr Ito, a professor who said …" and "Mr Ito is a professor who said …" are Mr Ito.
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        noun = noun.head
    if noun.dep_ == "attr" and (subject := next((c for c in noun.head.children if c.dep_ == "nsubj"), None)):
        noun = subject
    # "Mr Ito of Norwick, who …", "dozens of farmers who …": neither a town nor the rest of a number speaks.
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and _is_no_speaker(noun, pronoun):
        noun = noun.head.head
    if noun.lower_ in heads.NUMBERS:
        return heads.phrase(noun)
    return noun.doc[noun.left_edge.i : noun.i + 1]


def _is_no_speaker(noun: Token, pronoun: Token) -> bool:
    place = noun.ent_type_ == "GPE" and pronoun.lower_ == "who"
    return place or noun.head.lower_ == "of" and noun.head.head.lower_ in heads.NUMBERS
