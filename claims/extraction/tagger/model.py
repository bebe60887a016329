"""The trained files and what they say of a window. Loaded by the first text that is read."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from .windows import FARTHEST, LONGEST_WORD, UNKNOWN, Window

FOLDER = Path(__file__).parents[1] / "trained"
MODEL, NUMBERS, VOCABULARY = FOLDER / "tagger.onnx", FOLDER / "tagger.npz", FOLDER / "tokenizer.json"


class Judged(NamedTuple):
    """What the encoder says of a window of n words: the weights of labels `(n, 7)`, the words' states `(n, 384)`."""

    emissions: np.ndarray
    states: np.ndarray


class Links:
    """A biaffine head: how well what is asked for goes with what asks."""

    def __init__(self, numbers: Mapping[str, np.ndarray], name: str) -> None:
        self._asking, self._asking_bias = numbers[f"{name}_asking"], numbers[f"{name}_asking_bias"]
        self._asked, self._asked_bias = numbers[f"{name}_asked"], numbers[f"{name}_asked_bias"]
        self._arcs, self._none, self._distance = (numbers[f"{name}_{part}"] for part in ("arcs", "none", "distance"))

    def weigh(self, asking: np.ndarray, asked: np.ndarray, apart: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The weights `(m, k)` of links between m words and k others, and `(m,)` of having none.

        Words are given by their states; `apart` `(m, k)` is how many words the other comes later.
        """
        left = np.maximum(asking @ self._asking + self._asking_bias, 0) @ self._arcs
        right = np.maximum(asked @ self._asked + self._asked_bias, 0)
        near = self._distance[np.clip(apart, -FARTHEST, FARTHEST) + FARTHEST]
        return left @ right.T + near, left @ self._none


class Model:
    """The trained files, on one thread: a machine's other cores read other articles."""

    def __init__(self, path: Path = MODEL, numbers: Path = NUMBERS) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # An arena keeps what the longest window needed, for ever.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        arrays = np.load(numbers)
        self.transitions: np.ndarray = arrays["transitions"]
        self.begin: np.ndarray = arrays["begin"]
        self.cues, self.sources = Links(arrays, "cue"), Links(arrays, "source")

    def __call__(self, window: Window) -> Judged:
        """One window at a time: quantisation looks at all it is given, so a text's result must not hang on others'."""
        batch = {
            "ids": window.ids[None],
            "shapes": window.shapes[None],
            "quoted": window.quoted[None],
            "first": window.first[None],
        }
        emissions, states = self._session.run(None, batch)
        return Judged(emissions[0], states[0])


@cache
def model() -> Model:
    """The model that ships."""
    return Model()


@cache
def vocabulary() -> Tokenizer:
    """The encoder's word pieces."""
    tokenizer = Tokenizer.from_file(str(VOCABULARY))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=50_000)
def pieces_of(text: str) -> tuple[int, ...]:
    """The ids of a word's pieces: at least one, at most `LONGEST_WORD`."""
    ids = vocabulary().encode(text[:200], add_special_tokens=False).ids[:LONGEST_WORD]
    return tuple(ids) or (UNKNOWN,)
