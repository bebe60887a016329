"""Sources that are described, not named: "his lawyer", "a senior official", "the report", "the two senators"."""

from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from . import bodies, papers, people, wordlists
from .heads import DETERMINERS, Head, text_of
from .parties import Party
from .reading import SpeakerKind

if TYPE_CHECKING:
    from .mentions import Resolver
PAIRS = frozenset("two pair both brothers sisters couple duo".split())


def party(mention: Span, head: Head, resolver: "Resolver") -> Party | None:
    """The party of a described or half-named source."""
    words = core(mention, head.token)
    if head.sort == "organisation" and words.end <= head.token.i:
        words = mention.doc[head.token.left_edge.i : head.token.i + 1]
    owner = _owner(words, head.token, resolver)
    match head.sort:
        case "organisation":
            return bodies.party(words, head.token, owner, _spelled(words, resolver, owner), resolver)
        case "document" | "group":
            return _things(mention, words, head, owner, resolver)
        case _:
            return people.party(mention, words, head.token, owner, _spelled(words, resolver, owner), resolver)


def core(mention: Span, head: Token) -> Span:
    """A mention without its relative clauses and what follows a comma."""
    doc, end = mention.doc, mention.end
    is_paper = head.lemma_.lower() in wordlists.terms("document_heads")
    for token in mention:
        if token.i <= head.i:
            continue
        clause = token.dep_ == "relcl" and token.head in mention
        clause = clause or token.dep_ == "acl" and token.head == head and is_paper
        if token.text in {",", "(", "—", "–", ";", ":"} or token.lower_ in {"who", "which", "whom", "whose"}:
            end = token.i
            break
        if clause and token.left_edge.i > head.i:
            end = min(end, token.left_edge.i)
            break
    return doc[mention.start : end] if end > mention.start else mention


def is_definite(words: Span) -> bool:
    """ "the", "that" or a possessive opens the phrase."""
    return words[0].lower_ in {"the", "this", "that", "these", "those"}


def _owner(words: Span, head: Token, resolver: "Resolver") -> Party | None:
    """Whose it is: "his campaign", "Mr Reyes's lawyer", "the mayor's aide", "an adviser to Mr Reyes"."""
    for token in words:
        if token.dep_ == "poss" and token.i < head.i:
            return resolver.owner(token)
    for token in words:
        if token.i > head.i and (person := resolver.cast.at(token)) is not None:
            return resolver.register.person(person)
    before = resolver.cast.in_span(words[: max(0, head.i - words.start)])
    return resolver.register.person(before[-1]) if before else None


def _spelled(words: Span, resolver: "Resolver", owner: Party | None) -> str:
    """The words with a leading possessor replaced by the name of whom it means, and without an article."""
    if owner is not None and owner.name:
        case = next((token for token in words if token.dep_ == "case" and token.tag_ == "POS"), None)
        after = words[0].i + 1 if words[0].tag_ in {"PRP$", "WP$"} else None
        if case is not None and owner.kind == "person" and not resolver.cast.in_span(words[: case.i - words.start]):
            # "The mayor's spokesman" is Ms Alvarez's.
            after = case.i + 1
        if after is not None and after < words.end:
            return f"{owner.name}'s {text_of(words.doc[after : words.end])}"
    text = text_of(words)
    first, _, rest = text.partition(" ")
    return rest if first.lower() in {"a", "an", "this", "that", "these", "those"} and rest else text


def _joined(first: Token, words: Span, resolver: "Resolver") -> Party | None:
    """Several who are named beside each other and speak as one: "Mr Reyes and the bureau"."""
    parts = [first]
    while (following := next((c for c in parts[-1].children if c.dep_ == "conj" and c in words), None)) is not None:
        parts.append(following)
    if len(parts) < 2 or not any(token.pos_ == "PROPN" or resolver.cast.at(token) for token in parts):
        return None
    names = []
    for part in parts:
        party = resolver.party(_alone(part, words)) if part.pos_ == "PROPN" else None
        names.append(party.name if party is not None else text_of(_alone(part, words)))
    *others, last = names
    return resolver.register.named(" and ".join([", ".join(others), last]), "group")


def _alone(part: Token, words: Span) -> Span:
    """One of several joined nouns, without those after it."""
    rest = [child.left_edge.i for child in part.children if child.dep_ in {"cc", "conj"} or child.is_punct]
    start = max(part.left_edge.i, words.start)
    return words.doc[start : min([i for i in rest if i > part.i] or [part.right_edge.i + 1])]


def _things(mention: Span, words: Span, head: Head, owner: Party | None, resolver: "Resolver") -> Party:
    """A paper or a group: its writer, found again by its noun if nothing else tells it apart, or as it is called."""
    kind: SpeakerKind = "document" if head.sort == "document" else "group"
    if kind == "document":
        author = papers.maker(head.token, resolver) or papers.author(mention, head.token, resolver)
        if author is not None:
            return author
    bare = all(token.lower_ in DETERMINERS or token.i == head.token.i for token in words)
    said = {token.lower_ for token in words}
    if kind == "group" and (joined := _joined(head.token, words, resolver)) is not None:
        return joined
    if kind == "group" and (said == {"both"} or is_definite(words) and said & PAIRS):
        pair = resolver.last_pair(words[0])
        if pair is not None:
            return pair
    if bare and is_definite(words):
        nouns = papers.alike(head.token.lower_) if kind == "document" else {head.token.lower_}
        for noun in (head.token.lower_, *nouns):
            found = resolver.register.last_with_head(noun, frozenset({kind}), words.start_char)
            if found is not None:
                return found
    return resolver.register.named(_spelled(words, resolver, owner), kind)
