"""From documents to attributions as the model sees them: spans, and which cue and source each content goes with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from .decoding import Piece, best_labels, padded, pieces, probabilities
from .documents import paragraphs_of
from .model import Judged, Links, Model, model
from .windows import windows

# The heads learnt what goes with what among the words of a window; nearness helps where they waver (looked for on dev,
# where any value between half and twice these does as well).
PER_WORD, OTHER_PARAGRAPH = 0.1, 3.0
BATCH = 64  # windows decoded together


class Found(NamedTuple):
    """A span of tokens `[start, end)` of a document, and how sure its labels are: the least of their probabilities."""

    start: int
    end: int
    sure: float


@dataclass(slots=True)
class Tagged:
    """A cue with its contents and its source.

    `content_link` and `source_link` say how sure it is that they belong together: probabilities among all cues of the
    window, or among all its sources and having none.
    """

    cue: Found
    source: Found | None = None
    contents: list[Found] = field(default_factory=list)
    content_link: float = 1.0
    source_link: float = 1.0

    def sure(self) -> dict[str, float]:
        """How sure each part of it is, and each link."""
        return {
            "cue": self.cue.sure,
            "content": min(content.sure for content in self.contents),
            "content link": self.content_link,
            "source": self.source.sure if self.source else 1.0,
            "source link": self.source_link,
        }


class _Place(NamedTuple):
    """For each word of a window the token it is, and the number of its paragraph."""

    tokens: Sequence[int]
    paragraphs: Sequence[int]


def tag(doc: Doc, reader: Model | None = None) -> list[Tagged]:
    """The attributions that the model sees in a document that has its quotations, by the order of their cues."""
    reader = reader or model()
    tokens, paragraphs = _places(doc)
    found: list[Tagged] = []
    seen = [(window, reader(window)) for window in windows(paragraphs_of(doc))]
    for start in range(0, len(seen), BATCH):
        batch = seen[start : start + BATCH]
        emissions, lengths = padded([judged.emissions for _, judged in batch])
        labels = best_labels(emissions, lengths, reader.transitions, reader.begin)
        likely = probabilities(emissions, lengths, reader.transitions, reader.begin)
        for row, (window, judged) in enumerate(batch):
            length = len(window.first)
            own = labels[row, :length]
            where = slice(window.start, window.start + length)
            cut = list(pieces(own, likely[row, np.arange(length), own]))
            linked = list(_linked(cut, judged, reader, _Place(tokens[where], paragraphs[where])))
            if found and not linked:
                # A quotation that fills a window goes on with the speech before it.
                found[-1].contents += [_found(piece, tokens[where]) for piece in cut if piece.role == "content"]
            found += linked
    return found


def _places(doc: Doc) -> tuple[list[int], list[int]]:
    """For each word of a document the token it is, and the number of its paragraph."""
    tokens, paragraphs, line = [], [], 0
    for token in doc:
        if not token.is_space:
            tokens.append(token.i)
            paragraphs.append(line)
        elif "\n" in token.text:
            line += 1
    return tokens, paragraphs


def _found(piece: Piece, tokens: Sequence[int]) -> Found:
    return Found(tokens[piece.start], tokens[piece.end - 1] + 1, piece.sure)


def _linked(cut: Sequence[Piece], judged: Judged, reader: Model, place: _Place) -> Iterator[Tagged]:
    """Each content goes to a cue, each cue that has one to a source or to none."""

    cues = [piece for piece in cut if piece.role == "cue"]
    contents = [piece for piece in cut if piece.role == "content"]
    sources = [piece for piece in cut if piece.role == "source"]
    made = [Tagged(_found(cue, place.tokens)) for cue in cues]
    if not (cues and contents):
        return
    for content, weights, _ in _weighed(contents, cues, reader.cues, judged, place):
        chances = _chances(weights)
        best = int(chances.argmax())
        made[best].contents.append(_found(content, place.tokens))
        made[best].content_link = min(made[best].content_link, float(chances[best]))
    if sources:
        for tagged, (_, weights, none) in zip(
            made, _weighed(cues, sources, reader.sources, judged, place), strict=True
        ):
            chances = _chances(np.append(weights, none))
            best = int(chances.argmax())
            tagged.source = _found(sources[best], place.tokens) if best < len(sources) else None
            tagged.source_link = float(chances[best])
    yield from (tagged for tagged in made if tagged.contents)


def _weighed(
    asking: Sequence[Piece], asked: Sequence[Piece], links: Links, judged: Judged, place: _Place
) -> Iterator[tuple[Piece, np.ndarray, np.ndarray]]:
    """For each piece that asks the weights of those it may go with, and of none."""
    first, other = np.array([one.start for one in asking]), np.array([one.start for one in asked])
    weights, none = links.weigh(judged.states[first], judged.states[other], other[None] - first[:, None])
    last, others_last = np.array([one.end for one in asking]), np.array([one.end for one in asked])
    gaps = np.maximum(np.maximum(other[None] - last[:, None], first[:, None] - others_last[None]), 0)
    lines = np.array(place.paragraphs)
    weights = weights - PER_WORD * gaps - OTHER_PARAGRAPH * (lines[other][None] != lines[first][:, None])
    yield from zip(asking, weights, none, strict=True)


def _chances(weights: np.ndarray) -> np.ndarray:
    odds = np.exp(weights - weights.max())
    shares: np.ndarray = odds / odds.sum()
    return shares
