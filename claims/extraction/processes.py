"""Reads a stream of articles on several cores, in order and in flat memory.

Each process has the models for itself (about 500 MB). Batches go out ahead of what is asked for, but only so many that
every process has one to read and one to come.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import batched
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from .reading import Reading, Text

AHEAD = 2  # batches for each process, the one it reads included


class Readers:
    """Processes that read, to be used in a `with` statement; they are started by the first text."""

    def __init__(self, processes: int) -> None:
        # A fork would share the parent's connections and threads; a fresh interpreter shares nothing.
        self._pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
        self.processes = processes
        self._ahead = AHEAD * processes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def read_many(self, texts: Iterable[Text], *, batch_size: int = 16) -> Iterator[Reading]:
        """Readings of texts, in order. A text that cannot be read raises when its batch's turn comes."""
        waiting: deque[Future[list[Reading]]] = deque()
        for batch in batched(texts, batch_size):
            waiting.append(self._pool.submit(_read, batch))
            if len(waiting) >= self._ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _read(texts: tuple[Text, ...]) -> list[Reading]:
    from .pipeline import readings

    return list(readings(texts, batch_size=len(texts)))
