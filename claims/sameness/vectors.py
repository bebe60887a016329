"""Vectors of what claims say: static word vectors, small and offline. For workers and commands, never for the site."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.extraction.wordlists import table

if TYPE_CHECKING:
    import numpy as np

DIMENSIONS = 256
# Stored beside each vector: those of another model are not comparable.
MODEL = "wordllama-0.4.0-256"


def vectors_of(texts: Sequence[str]) -> "np.ndarray[Any, Any]":
    """A row of length 1 for each text, in order; 15,000 texts a second. Loads the model the first time (one second)."""
    found: np.ndarray[Any, Any] = _model().embed([" ".join(_plain(text).split()) or "…" for text in texts], norm=True)
    return found


@cache
def _model() -> Any:
    import wordllama

    # By itself it looks elsewhere for what its own package holds, and then asks the network.
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def _plain(text: str) -> str:
    """Without quotation marks, and with capitals and peoples under their country's name: they are told either way."""
    return " ".join(_places().get(word.strip(",.“”\"'’"), word) for word in text.translate(_MARKS).split())


_MARKS = str.maketrans(dict.fromkeys('“”"…', " "))


@cache
def _places() -> dict[str, str]:
    found = {}
    for [country, *_], seats, demonyms in table("places"):
        for name in (*seats, *demonyms):
            found[name] = country
    return found
