"""Cuts an article into windows that the encoder can read: whole paragraphs, as many as fit.

Training and reading share this module, so that the two can never see a text differently. It knows neither spaCy nor
PyTorch.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

WIDEST = 320  # word pieces of a window in training, its marks included
READ = 224  # and in reading: a third faster, and no worse
LONGEST_WORD = 12  # word pieces of one word that are looked at
FARTHEST = 32  # words between two spans beyond which distance is no longer told apart
FIRST, LAST, UNKNOWN = 101, 102, 100  # what BERT's vocabulary calls [CLS], [SEP] and [UNK]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
BEGIN = {"source": 1, "cue": 3, "content": 5}


class Word(NamedTuple):
    """A word of an article: its pieces, its shape, and whether it stands between quotation marks."""

    pieces: Sequence[int]
    shape: int
    quoted: bool


class Window(NamedTuple):
    """What the encoder reads at once. `ids`, `shapes` and `quoted` have one entry for each piece and mark.

    `first` says at which piece each word starts; word 0 of the window is word `start` of the article.
    """

    start: int
    ids: np.ndarray
    shapes: np.ndarray
    quoted: np.ndarray
    first: np.ndarray


def shape_of(text: str) -> int:
    """What the encoder's lower case hides: 1 lower, 2 capitalised, 3 all capitals, 4 number, 5 sign, 6 else."""
    if not any(character.isalpha() for character in text):
        return 4 if any(character.isdigit() for character in text) else 5
    if text.islower():
        return 1
    if text.isupper() and len(text) > 1:
        return 3
    return 2 if text[0].isupper() else 6


def windows(paragraphs: Sequence[Sequence[Word]], *, widest: int = READ, first: int | None = None) -> Iterator[Window]:
    """The windows of an article, in order. `first` makes the first one narrower, which moves all that follow."""
    start = at = 0
    parts: list[Sequence[Word]] = []
    room = (first or widest) - 1
    for paragraph in paragraphs:
        for part in _parts(paragraph, widest - 2):
            size = sum(len(word.pieces) for word in part) + 1
            if size > room and parts:
                yield _window(start, parts)
                start, parts = at, []
                room = widest - 1
            parts.append(part)
            room -= size
            at += len(part)
    if parts:
        yield _window(start, parts)


def _parts(paragraph: Sequence[Word], room: int) -> Iterator[Sequence[Word]]:
    """A paragraph, or what fits of it at a time."""
    start = size = 0
    for at, word in enumerate(paragraph):
        if size + len(word.pieces) > room:
            yield paragraph[start:at]
            start, size = at, 0
        size += len(word.pieces)
    if start < len(paragraph):
        yield paragraph[start:]


def _window(start: int, parts: Sequence[Sequence[Word]]) -> Window:
    ids, shapes, quoted, first = [FIRST], [0], [0], []
    for part in parts:
        for word in part:
            first.append(len(ids))
            ids += word.pieces
            shapes += [word.shape] * len(word.pieces)
            quoted += [2 if word.quoted else 1] * len(word.pieces)
        ids.append(LAST)
        shapes.append(0)
        quoted.append(0)
    return Window(start, *(np.array(row, dtype=np.int64) for row in (ids, shapes, quoted, first)))
