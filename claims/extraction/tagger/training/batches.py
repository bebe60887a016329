"""Prepared articles as batches of windows with what is to be learnt of them."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from ..windows import BEGIN, LABELS, WIDEST, Window, Word, windows

NARROW = (80, 160, WIDEST, WIDEST, WIDEST)  # widths that a first window may have
POOL = 16  # batches that are filled together, so that each holds windows of one length


class Lesson(NamedTuple):
    """A window with the label of each of its words and, per relation, pairs (word, word it goes with or -1)."""

    window: Window
    labels: np.ndarray
    links: tuple[list[tuple[int, int]], list[tuple[int, int]]]


@dataclass
class Batch:
    """Lessons side by side. Masks are false where a window has ended; `links` are (window, word, 1 + other or 0)."""

    ids: Tensor
    shapes: Tensor
    quoted: Tensor
    first: Tensor
    labels: Tensor
    mask: Tensor
    words: Tensor
    links: tuple[Tensor, Tensor]


def articles(path: Path) -> list[dict[str, Any]]:
    """What `prepare` wrote."""
    with path.open() as lines:
        found = [json.loads(line) for line in lines]
    for article in found:
        article["paragraphs"] = [[Word(*word) for word in line] for line in article["paragraphs"]]
    return found


def lessons(article: dict[str, Any], *, first: int | None = None) -> Iterator[Lesson]:
    """The windows of an article; `first` is how wide the first may be."""
    for window in windows(article["paragraphs"], widest=WIDEST, first=first):
        end = window.start + len(window.first)
        labels = np.array(article["labels"][window.start : end])
        role = LABELS[labels[0]]
        if role[0] == "I":  # a content that goes on from the window before
            labels[0] = BEGIN[role[2:]]
        links = []
        for relation in ("cues", "sources"):
            inside = ((at, to) for at, to in article[relation] if window.start <= at < end)
            links.append(
                [(at - window.start, to - window.start if window.start <= to < end else -1) for at, to in inside]
            )
        yield Lesson(window, labels, (links[0], links[1]))


def epoch(corpus: Sequence[dict[str, Any]], size: int, luck: random.Random) -> list[Batch]:
    """All articles in a new order, cut at new places, as batches of windows of about one length."""
    found = [lesson for article in corpus for lesson in lessons(article, first=luck.choice(NARROW))]
    luck.shuffle(found)
    batches = []
    for start in range(0, len(found), size * POOL):
        pool = sorted(found[start : start + size * POOL], key=lambda lesson: len(lesson.window.ids))
        batches += [collated(pool[at : at + size]) for at in range(0, len(pool), size)]
    luck.shuffle(batches)
    return batches


def collated(found: Sequence[Lesson]) -> Batch:
    """Lessons as one batch."""
    longest = max(len(lesson.window.ids) for lesson in found)
    most = max(len(lesson.labels) for lesson in found)

    def rows(width: int, arrays: Iterator[np.ndarray]) -> Tensor:
        together = np.zeros((len(found), width), dtype=np.int64)
        for row, array in zip(together, arrays, strict=True):
            row[: len(array)] = array
        return torch.from_numpy(together)

    links = []
    for relation in (0, 1):
        triples = [(row, at, to + 1) for row, lesson in enumerate(found) for at, to in lesson.links[relation]]
        links.append(torch.tensor(triples, dtype=torch.long).reshape(-1, 3))
    return Batch(
        ids=rows(longest, (lesson.window.ids for lesson in found)),
        shapes=rows(longest, (lesson.window.shapes for lesson in found)),
        quoted=rows(longest, (lesson.window.quoted for lesson in found)),
        first=rows(most, (lesson.window.first for lesson in found)),
        labels=rows(most, (lesson.labels for lesson in found)),
        mask=rows(longest, (np.ones(len(lesson.window.ids)) for lesson in found)).bool(),
        words=rows(most, (np.ones(len(lesson.labels)) for lesson in found)).bool(),
        links=(links[0], links[1]),
    )
