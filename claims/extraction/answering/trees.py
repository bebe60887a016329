"""Boosted trees (Friedman, Annals of Statistics 2001) as a table of numbers: trained elsewhere, asked with numpy.

All trees are gone down at once, one level at a time, for all rows: a few dozen numpy calls whatever their number.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

NUMBERS = Path(__file__).parents[1] / "trained" / "answering.npz"
AT_ONCE = 4096  # rows, to bound memory for a book


class Trees:
    """Trees that end in weights, summed and turned into a probability.

    Every node has the `feature` it asks for, the `edge` up to which one goes `left` (beyond it `right`), and
    its `weight`; an end leads to itself. `roots` are where trees begin; an equal number of them is each model's, and
    what the models say is averaged.
    """

    def __init__(self, numbers: Mapping[str, np.ndarray], name: str) -> None:
        self._roots, self._feature = numbers[f"{name}_roots"], numbers[f"{name}_feature"]
        self._edge, self._left = numbers[f"{name}_edge"], numbers[f"{name}_left"]
        self._right, self._weight = numbers[f"{name}_right"], numbers[f"{name}_weight"]
        self._depth, self._models = int(numbers[f"{name}_depth"]), int(numbers[f"{name}_models"])
        self._base = float(numbers[f"{name}_base"])

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """The probability `(n,)` for each of n rows of features; `ValueError` if rows lack what is asked for."""
        if len(rows) and rows.shape[1] <= self._feature.max():
            raise ValueError(f"trees ask for {self._feature.max() + 1} columns, not {rows.shape[1]}")
        parts = [self._some(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _some(self, rows: np.ndarray) -> np.ndarray:
        node = np.repeat(self._roots[None], len(rows), 0)
        flat = rows.ravel()
        row = np.arange(0, rows.size, rows.shape[1])[:, None]
        for _ in range(self._depth):
            low = flat.take(row + self._feature.take(node)) <= self._edge.take(node)
            node = np.where(low, self._left.take(node), self._right.take(node))
        weights = self._weight[node].reshape(len(rows), self._models, -1).sum(2) + self._base
        chances: np.ndarray = (1 / (1 + np.exp(-weights))).mean(1)
        return chances


@cache
def numbers() -> Mapping[str, np.ndarray]:
    """The trained numbers that ship."""
    with np.load(NUMBERS) as arrays:
        return {name: arrays[name] for name in arrays.files}


@cache
def trees(name: str) -> Trees:
    """One of the models that ship: "links"."""
    return Trees(numbers(), name)
