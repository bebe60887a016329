"""Who is reported to have said what: text in, a `Reading` out.

This is the whole public face. Importing it is cheap: spaCy and the models are loaded by the first text that is read, so
a process that only talks about readings never pays for them.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from .processes import Readers
from .reading import Reading, Text

VERSION = "2.1"

__all__ = ["VERSION", "Readers", "Reading", "Text", "read", "read_many"]


def read(text: str, *, title: str | None = None, published: date | None = None) -> Reading:
    """Read one article. `title` is its headline, if the text begins with it; `published` dates its "on Thursday"."""
    return next(read_many([Text(text, title, published)]))


def read_many(texts: Iterable[Text], *, batch_size: int = 16) -> Iterator[Reading]:
    """Read a stream of articles, in order and in flat memory: nothing is kept once it has been handed over.

    One core does it; `Readers` uses several.
    """
    from .pipeline import readings

    return readings(texts, batch_size=batch_size)
