"""spaCy's documents as the encoder's words, and back."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .model import pieces_of
from .windows import Word, shape_of


def words_of(doc: Doc) -> list[Token]:
    """The tokens that are words to the encoder: all but white space."""
    return [token for token in doc if not token.is_space]


def paragraphs_of(doc: Doc) -> list[list[Word]]:
    """The words of a document that has its quotations, by paragraph. Together they are `words_of`."""
    inside = {at for span in doc.spans["quotations"] for at in range(span.start, span.end)}
    return [
        [Word(pieces_of(token.text), shape_of(token.text), token.i in inside) for token in line] for line in _lines(doc)
    ]


def _lines(doc: Doc) -> Iterator[list[Token]]:
    line: list[Token] = []
    for token in doc:
        if not token.is_space:
            line.append(token)
        elif "\n" in token.text and line:
            yield line
            line = []
    if line:
        yield line
