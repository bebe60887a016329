"""Logistic regression over named features: small enough to be read, and sure of itself no more than it is right.

Weights lie in `trained/` as lines of a feature and its weight. They are fitted by `fitting`; nothing is needed for that
but numpy.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "trained"
SURE, ROUNDS = 1e-4, 25

type Features = Mapping[str, float]
type Weights = Mapping[str, float]


def probability(weights: Weights, features: Features) -> float:
    """How likely it is, from 0 to 1. Features without a weight say nothing."""
    total = sum(value * weights.get(name, 0.0) for name, value in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def log_odds(chance: float) -> float:
    """A probability as what may be added up; none is taken for certain."""
    chance = min(1 - SURE, max(SURE, chance))
    return log(chance / (1 - chance))


def fit(rows: Sequence[Features], outcomes: Sequence[bool], *, ridge: float = 1.0, seldom: int = 3) -> dict[str, float]:
    """Weights by Newton's method with a ridge; features that fewer than `seldom` rows have are left out."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= seldom)
    column = {name: number for number, name in enumerate(names)}
    given = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                given[number, column[name]] = value
    wanted = np.array(outcomes, dtype=float)
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(given @ weights, -30, 30)))
        slope = given.T @ (chance - wanted) + ridge * weights
        curve = (given.T * (chance * (1 - chance))) @ given + ridge * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < SURE:
            break
    return dict(zip(names, weights.tolist(), strict=True))


@cache
def load(name: str) -> Weights:
    """The weights in a file of `trained/`."""
    weights = {}
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            feature, weight = line.split("\t")
            weights[feature] = float(weight)
    return weights


def save(name: str, weights: Weights, remark: str) -> None:
    """Write weights, with a remark on where they come from."""
    lines = [f"# {remark}", *(f"{feature}\t{weight:.3f}" for feature, weight in sorted(weights.items()))]
    (FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    load.cache_clear()
