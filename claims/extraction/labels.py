"""Speech that only a sign attributes: "SMITH: …" in a transcript, "Smith: …" in a headline, “…” — Smith."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from . import wordlists
from .direct import DASHES, Quoted

LONGEST_LABEL = 9  # tokens
SHORT_LABEL = 4  # tokens of a name as transcripts give it
LONGEST_HEADLINE = 45
NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
CAPITALS = re.compile(r"[A-Z][A-Z.'’\- ]+")


class Label(NamedTuple):
    """A sign that works as a cue, the name beside it, and what it attributes."""

    sign: Token
    source: Span
    content: frozenset[int]


def find_labels(doc: Doc, quoted: Quoted) -> Iterator[Label]:
    """All labels of a document, paragraph by paragraph."""
    start = 0
    first = True
    for end in [*sorted(quoted.breaks), len(doc)]:
        if end > start:
            label = _colon(doc, start, end, quoted, headline=first)
            if label is not None:
                yield label
            else:
                yield from _signatures(doc, start, end, quoted)
            first = first and not any(token.is_alpha for token in doc[start:end])
        start = end + 1


def _colon(doc: Doc, start: int, end: int, quoted: Quoted, *, headline: bool) -> Label | None:
    headline = headline and end - start <= LONGEST_HEADLINE
    at = next((i for i in range(start + 1, min(end - 1, start + LONGEST_LABEL + 1)) if doc[i].text == ":"), None)
    if at is None:
        return None
    label = doc[start:at]
    # "More from Jones: …", "Here's Clinton in 1992: …" lead up to a quotation; a bare name may lead up to anything.
    if any(token.i in quoted.inside or token.is_punct and token.text in ",()" for token in label):
        return None
    if label.text.lower() in wordlists.terms("no_labels") or any(token.like_num for token in label):
        return None
    if any(token.pos_ in ("VERB", "AUX") for token in label) and not CAPITALS.fullmatch(label.text):
        return None
    short = len(label) <= SHORT_LABEL
    opens = at + 1 in quoted.inside
    named = any(token.ent_type_ in NAMES for token in label)
    paper = any(token.lower_ in wordlists.terms("document_heads") for token in (label[0], label[-1]))
    person = any(token.ent_type_ == "PERSON" for token in label) or short and label.text.isupper()
    if headline and (named or paper or opens) or person and (opens or short):
        return Label(doc[at], _without_preposition(label), frozenset(range(at + 1, end)))
    return None


def _without_preposition(label: Span) -> Span:
    """As in "CNN president on the debates": who, without what about."""
    for token in label[1:]:
        if token.pos_ == "ADP" and token.lower_ in ("on", "about", "to"):
            return label.doc[label.start : token.i]
    return label


def _signatures(doc: Doc, start: int, end: int, quoted: Quoted) -> Iterator[Label]:
    for span in quoted.standing:
        if not start <= span.start < end:
            continue
        after = [token for token in doc[span.end : end] if not token.is_space]
        if len(after) < 2 or after[0].text not in DASHES:
            continue
        name = [token for token in after[1:] if token.text not in ".,"]
        if 1 <= len(name) <= 8 and name[0].text[:1].isupper() and not any(t.pos_ in ("VERB", "AUX") for t in name):
            last = next((t for t in after[2:] if t.text == ","), None)
            stop = last.i if last is not None else name[-1].i + 1
            yield Label(after[0], doc[name[0].i : stop], frozenset(range(span.start, span.end)))
