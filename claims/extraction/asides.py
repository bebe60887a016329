"""Messages inside a message: "accused them of *what it says was* a raid", "the paper reported that *Ito had said* no".

The tagger sees one layer, as the corpus that taught it has one. Of what lies below it some is marked well enough for a
rule: a phrase that "what", a cue and the copula put in somebody's mouth; what a paper or a document only passes on; a
statement that is taken up whole ("doubted *Ito's claim* that …").
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from . import cues, wordlists

NEAR = 6  # tokens between "what" and its cue
NAMED = ("attr", "acomp", "oprd", "ccomp", "prep")


class Aside(NamedTuple):
    """A cue and the positions of the tokens that it puts in its source's mouth."""

    cue: Token
    content: frozenset[int]


def find_asides(doc: Doc, within: frozenset[int]) -> Iterator[Aside]:
    """The asides within a message, given by its tokens' positions."""
    for at in sorted(within):
        token = doc[at]
        entry = cues.entry_of(token) if token.pos_ in ("VERB", "AUX") else None
        if entry is None or not entry.speech:
            continue
        if not any(before.lower_ == "what" for before in doc[max(0, at - NEAR) : at]):
            continue
        content = within.intersection(_named(token))
        if content:
            yield Aside(token, content)


def _named(cue: Token) -> Iterator[int]:
    doc = cue.doc
    copula = doc[cue.i + 1] if cue.i + 1 < len(doc) else cue
    if copula.lemma_ != "be":
        return
    for child in copula.rights:
        if child.dep_ in NAMED:
            yield from (token.i for token in child.subtree)


def find_relayed(doc: Doc, source: Span | None, content: frozenset[int]) -> Aside | None:
    """What somebody says in a message that a paper or a document only passes on, if all of the message is that."""
    if not _passes_on(source):
        return None
    verb = next((token for token in _tops(doc, content) if token.pos_ == "VERB"), None)
    entry = cues.entry_of(verb) if verb is not None else None
    if verb is None or entry is None or not entry.speech:
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj" and child.i in content), None)
    said = next((child for child in verb.rights if child.dep_ == "ccomp" and child.i in content), None)
    if subject is None or said is None:
        return None
    return Aside(verb, content.intersection(range(said.left_edge.i, max(content) + 1)))


def _passes_on(source: Span | None) -> bool:
    if source is None or source.root.pos_ == "PRON":
        return False
    word = source.root.lower_
    return word in wordlists.terms("press_names") or word in wordlists.terms("document_heads")


def find_taken_up(doc: Doc, content: frozenset[int]) -> Aside | None:
    """The statement, named by a noun with its owner, that all of a message is about."""
    noun = next(_tops(doc, content), None)
    entry = cues.entry_of(noun) if noun is not None and noun.pos_ == "NOUN" else None
    if noun is None or entry is None or not entry.speech:
        return None
    said = next((child for child in noun.rights if child.dep_ in ("acl", "ccomp") and _is_clause(child)), None)
    if said is None:
        return None
    return Aside(noun, content.intersection(token.i for token in said.subtree))


def _is_clause(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.lefts)


def _tops(doc: Doc, content: frozenset[int]) -> Iterator[Token]:
    """The words of a message that hang on nothing in it."""
    for i in sorted(content):
        token = doc[i]
        if (token.head == token or token.head.i not in content) and token.is_alpha:
            yield token
