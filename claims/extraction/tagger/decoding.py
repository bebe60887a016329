"""The best labels of each window, and how sure they are: a linear-chain CRF (Lafferty et al., ICML 2001) in numpy.

All windows of a batch are decoded together, since a step of a few numbers costs as much as a step of hundreds.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .windows import LABELS

IMPOSSIBLE = -1e4  # as training masks it
ROLES = ("source", "cue", "content")


class Piece(NamedTuple):
    """A run of words `[start, end)` of a window under one role; `sure` is the least probability of its labels."""

    role: str
    start: int
    end: int
    sure: float


def allowed() -> tuple[np.ndarray, np.ndarray]:
    """What forbids impossible labels: transitions `(7, 7)` into, and beginnings `(7,)` with, an inside label."""
    pairs = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    begin = np.zeros(len(LABELS), dtype=np.float32)
    for after, label in enumerate(LABELS):
        if label.startswith("I-"):
            begin[after] = IMPOSSIBLE
            for before, other in enumerate(LABELS):
                if other[2:] != label[2:]:
                    pairs[before, after] = IMPOSSIBLE
    return pairs, begin


def padded(rows: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Emissions of several windows, `(words, 7)` each, as one array and the windows' lengths."""
    lengths = np.array([len(row) for row in rows])
    together = np.zeros((len(rows), lengths.max(), len(LABELS)), dtype=np.float32)
    for row, emissions in zip(together, rows, strict=True):
        row[: len(emissions)] = emissions
    return together, lengths


def best_labels(emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray, begin: np.ndarray) -> np.ndarray:
    """The likeliest labels of each window, `(windows, words)`, by Viterbi. Past a window's length they mean nothing."""
    count, longest, _ = emissions.shape
    score = emissions[:, 0] + begin
    back = np.zeros(emissions.shape, dtype=np.int8)
    stand = np.arange(len(LABELS))
    for at in range(1, longest):
        ways = score[:, :, None] + transitions
        back[:, at] = ways.argmax(1)
        on = (at < lengths)[:, None]
        back[:, at] = np.where(on, back[:, at], stand)
        score = np.where(on, ways.max(1) + emissions[:, at], score)
    labels = np.zeros((count, longest), dtype=np.int8)
    labels[:, -1] = score.argmax(1)
    rows = np.arange(count)
    for at in range(longest - 1, 0, -1):
        labels[:, at - 1] = back[rows, at, labels[:, at]]
    return labels


def probabilities(emissions: np.ndarray, lengths: np.ndarray, transitions: np.ndarray, begin: np.ndarray) -> np.ndarray:
    """How likely each label of each word is, `(windows, words, 7)`, by the forward-backward algorithm."""
    odds = np.exp(np.maximum(transitions, -50.0))
    peak = emissions.max(2, keepdims=True)
    likely = np.exp(emissions - peak)
    forward, backward = np.empty_like(emissions), np.ones_like(emissions)
    state = likely[:, 0] * np.exp(np.maximum(begin, -50.0))
    forward[:, 0] = state / state.sum(1, keepdims=True)
    for at in range(1, emissions.shape[1]):
        state = (forward[:, at - 1] @ odds) * likely[:, at]
        forward[:, at] = state / state.sum(1, keepdims=True)
    for at in range(emissions.shape[1] - 2, -1, -1):
        state = (backward[:, at + 1] * likely[:, at + 1]) @ odds.T
        state /= state.sum(1, keepdims=True)
        backward[:, at] = np.where((at + 1 < lengths)[:, None], state, 1.0)
    both = forward * backward
    shares: np.ndarray = both / both.sum(2, keepdims=True)
    return shares


def pieces(labels: np.ndarray, sure: np.ndarray) -> Iterator[Piece]:
    """The pieces that a window's labels cut. `sure` is the probability of the label of each word."""
    start, role = -1, ""
    for at, label in enumerate((*labels.tolist(), 0)):
        name = LABELS[label]
        if role and (name[0] != "I" or name[2:] != role):
            yield Piece(role, start, at, float(sure[start:at].min()))
            role = ""
        if name[0] == "B" or name[0] == "I" and not role:
            start, role = at, name[2:]
