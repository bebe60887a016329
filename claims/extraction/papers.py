"""Sources that are written things: a study speaks for itself, a letter for whoever wrote it."""

from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from . import heads
from .parties import BODIES, Party

if TYPE_CHECKING:
    from .mentions import Resolver

# Who reads a letter hears its writer.
OF_THEIR_WRITER = frozenset(
    "letter statement email e-mail memo message tweet note plan proposal order announcement declaration testimony "
    "affidavit op-ed editorial essay column piece article story headline communique communiqué release dispatch "
    "readout".split()
)
OF_THEIR_BODY = frozenset("report investigation analysis review survey audit inquiry".split())
ALIKE = (
    frozenset({"lawsuit", "suit", "complaint"}),
    frozenset({"ad", "advert", "advertisement", "spot", "commercial"}),
    frozenset({"report", "study", "paper"}),
)
MAKING = frozenset(
    "air author circulate deliver file issue launch make pen post produce publish put release run send sign "
    "write".split()
)
STEPS = 4  # verbs to climb in search of a subject
NAMING = frozenset({"PROPN", "NOUN"})


def author(mention: Span, head: Token, resolver: "Resolver") -> Party | None:
    """The party for whom a paper speaks, or None if it speaks for itself."""
    noun = head.lemma_.lower()
    if noun not in OF_THEIR_WRITER and noun not in OF_THEIR_BODY:
        return None
    owner = _owner_in(mention, head, resolver)
    if owner is not None and owner.kind in BODIES and owner.mentions:
        return owner  # A body that speaks already speaks in its report, too.
    if noun in OF_THEIR_BODY:
        return None
    if owner is not None or mention[0].lower_ not in {"the", "this", "that"}:
        # "A Norwick Bank letter" is called so, and "a letter from Ms Marsh" is she.
        return owner if owner is not None and owner.kind not in BODIES else None
    return _announced(head, noun, resolver) or _made(head, noun, resolver)


def maker(head: Token, resolver: "Resolver") -> Party | None:
    """Who is said to make a paper in the same breath, and so to speak by it: "the union released a spot saying …"."""
    verb = head.head
    if head.dep_ != "dobj" or verb.pos_ != "VERB" or verb.lemma_.lower() not in MAKING:
        return None
    subject = _subject_of(verb)
    return resolver.party(heads.phrase(subject)) if subject is not None and subject.i < head.i else None


def alike(noun: str) -> frozenset[str]:
    """The nouns by which a paper may be called again: a "suit" is a "lawsuit"."""
    return next((nouns for nouns in ALIKE if noun in nouns), frozenset({noun}))


def _owner_in(words: Span, head: Token, resolver: "Resolver") -> Party | None:
    """Whose it is by its own phrase: "the bureau's letter", "a statement from the bureau", "a Bureau report"."""
    for child in head.children:
        if child not in words:
            continue
        if child.dep_ == "poss":
            return resolver.owner(child)
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            return _object_of(child, words, resolver)
        if child.dep_ == "acl":
            by = next((c for c in child.children if c.dep_ == "agent" and c in words), None)
            return _object_of(by, words, resolver) if by is not None else None
    for entity in words.ents:
        if entity.end <= head.i and entity.label_ == "ORG" and entity.root.head == head:
            return resolver.party(entity)
    return None


def _object_of(preposition: Token, words: Span, resolver: "Resolver") -> Party | None:
    noun = next((child for child in preposition.children if child.dep_ == "pobj" and child in words), None)
    return resolver.party(heads.phrase(noun)) if noun is not None and noun.pos_ in NAMING else None


def _announced(head: Token, noun: str, resolver: "Resolver") -> Party | None:
    """Who said something before in a paper of this name: "the union said in a statement"."""
    found: Party | None = None
    for claim in resolver.claims:
        if not claim.content or claim.content[0].start >= head.idx:
            break
        party = resolver.speaker_of.get(claim.id)
        if party is not None and claim.cue and noun in resolver.words_of(claim.cue):
            found = party
    return found


def _made(head: Token, noun: str, resolver: "Resolver") -> Party | None:
    """Who was said before to have made a paper of this name: "the union sent a letter to the mayor"."""
    for at in range(head.i - 1, -1, -1):
        token = head.doc[at]
        if token.lower_ != noun or token.pos_ != "NOUN":
            continue
        owner = _owner_in(heads.phrase(token), token, resolver)
        if owner is not None:
            return owner
        verb = token.head
        if token.dep_ == "pobj" and verb.lower_ == "in":
            verb = verb.head
        if verb.pos_ == "VERB" and (token.dep_ == "pobj" or verb.lemma_.lower() in MAKING):
            subject = _subject_of(verb)
            if subject is not None and subject.i < head.i:
                return resolver.party(heads.phrase(subject))
    return None


def _subject_of(verb: Token) -> Token | None:
    """Who does it: the verb's own subject, or that of the verb it goes on from."""
    for _ in range(STEPS):
        found = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
        if found is not None or verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head == verb:
            return found
        verb = verb.head
    return None
