"""The words of a claim, made comparable: its tokens, its keywords, and which phrases of a lexicon it holds."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from . import places, wordlists
from .reading import Claim, Spans

LIGHT = frozenset(
    "be have do say tell go get make take come see know think want thing way year time people also many more much very "
    "just even still now then there here one two other such own same be will would can could may might should must "
    "mr mrs ms president added told lot let call try use give put keep talk look show need like not no never".split()
)
HEDGES = frozenset("alleged purported apparent reported supposed so-called claimed suspected".split())
FRAMING = frozenset({"despite", "after", "before", "amid", "during", "since", "following", "ahead"})
CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def text_of(doc: Doc) -> str:
    """The document's text. spaCy joins it anew each time it is asked for, which steps that ask per claim cannot pay."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


def quoted_in(doc: Doc) -> frozenset[int]:
    """The positions of the tokens within quotations, kept with the document for steps that ask per claim."""
    inside: frozenset[int] | None = doc.user_data.get("quoted")
    if inside is None:
        spans = doc.spans.get("quotations", ())
        inside = doc.user_data["quoted"] = frozenset(i for span in spans for i in range(span.start, span.end))
    return inside


def tokens_of(doc: Doc, spans: Spans) -> list[Token]:
    """The tokens that stretches of text cover, in order; a stretch within a token takes the whole token."""
    found: list[Token] = []
    length = len(text_of(doc))
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end <= length else None
        found.extend(span or ())
    return found


def root_of(tokens: Sequence[Token]) -> Token | None:
    """The token on which the others hang: of several, the first."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if (token.head == token or token.head.i not in inside) and not token.is_punct and not token.is_space:
            return token
    return None


def keyword(token: Token) -> str | None:
    """The word by which a token is compared: its lemma, or the country that a place or people stands for."""
    if token.is_punct or token.is_space or not any(c.isalnum() for c in token.text):
        return None
    where = places.country(token.text) if token.text[:1].isupper() else None
    if where is not None:
        return f"@{where}"
    lemma = token.lemma_.lower()
    # "Was behind the attack" has its meaning in a preposition; hedges are the reporter's, not a part of what is said.
    if lemma == "behind":
        return lemma
    if token.lower_ in HEDGES:
        return None
    return lemma if token.pos_ in CONTENT_POS and lemma not in LIGHT and len(lemma) > 1 else None


def keywords(tokens: Iterable[Token]) -> frozenset[str]:
    """The keywords of some tokens, without those of phrases that only set the scene ("despite the attack")."""
    return frozenset(word for token in tokens if (word := keyword(token)) is not None and not is_framed(token))


def is_framed(token: Token) -> bool:
    """Whether a token stands in a phrase that sets the scene: "despite …", "after …"."""
    while token.head != token:
        if token.dep_ == "prep" and token.lower_ in FRAMING:
            return True
        token = token.head
    return False


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in sorted(wordlists.terms(name), key=len, reverse=True):
        words, _, kind = entry.rpartition(" ")
        parts = tuple(words.split())
        by_first.setdefault(parts[0], []).append((parts, kind))
    return {first: tuple(entries) for first, entries in by_first.items()}


def judgements(tokens: Sequence[Token]) -> Iterator[tuple[Span, str]]:
    """Each judging phrase among the tokens with its kind ("d" not so, "r" brushed aside), negated ones left out."""
    entries = _phrases("judgements")
    for place, token in enumerate(tokens):
        for parts, kind in entries.get(token.lower_, ()):
            following = tokens[place : place + len(parts)]
            if len(following) == len(parts) and [t.lower_ for t in following] == list(parts):
                if parts[0] in {"not", "no"} or not is_negated(token):
                    yield token.doc[token.i : following[-1].i + 1], kind
                break
        # "Not" and "n't" are one word, however they are written.
        if token.lower_ in {"n't", "n’t"}:
            for parts, kind in entries.get("not", ()):
                following = tokens[place + 1 : place + len(parts)]
                if [t.lower_ for t in following] == list(parts[1:]):
                    yield token.doc[token.i : following[-1].i + 1], kind
                    break


def is_predicated(span: Span) -> bool:
    """Whether a judging word is what its sentence says ("is a lie"), not a mere attribute ("a false statement law")."""
    token = span.root
    while token.dep_ != "ROOT" and token.head != token:
        if token.dep_ in {"relcl", "acl", "advcl", "nsubj", "nsubjpass", "pobj", "poss", "compound"}:
            return False
        token = token.head
    return True


def is_negated(token: Token) -> bool:
    """Whether a word or the verb it completes stands under "not", "no" or "never"."""
    for ruler in (token, token.head):
        for child in ruler.children:
            if child.dep_ == "neg" or child.lower_ in {"no", "never", "neither", "nor"}:
                return True
        if ruler.dep_ == "ROOT":
            break
    return False


def text_order(claim: Claim) -> tuple[int, int]:
    """Where a claim begins in the text: its cue if it has one, else its content."""
    spans = claim.cue or claim.content
    return (spans[0].start, spans[0].end) if spans else (0, 0)
