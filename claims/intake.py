"""From submissions to stored articles and their claims, in batches: what `manage.py ingest` does.

Every article is stored by a transaction of its own and its claims by another, so whatever ends a run leaves whole
articles behind. One that was stored and not yet read is read by the next run, or by a worker, whoever comes first.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pghistory
from django.db import DataError, IntegrityError, reset_queries, transaction

from articles.ingestion import Refused
from articles.models import Article, ArticleVersion, Extraction, Outcome, Submission
from claims import extraction, tasks, tracking
from claims.extraction import Readers, Reading

logger = logging.getLogger(__name__)

# A batch goes through the language model together, and is in memory together.
BATCH_ARTICLES = 16
BATCH_CHARACTERS = 200_000


@dataclass
class Tally:
    """What became of what was sent in."""

    new: int = 0
    unchanged: int = 0
    new_versions: int = 0
    copies: int = 0
    refused: int = 0
    unread: int = 0
    claims: int = 0

    @property
    def taken(self) -> int:
        """How many articles are stored now, whether by this run or before it."""
        return self.new + self.unchanged + self.new_versions + self.copies

    @property
    def seen(self) -> int:
        return self.taken + self.refused


_COUNTED_AS = {
    Outcome.NEW: "new",
    Outcome.UNCHANGED: "unchanged",
    Outcome.NEW_VERSION: "new_versions",
    Outcome.COPY: "copies",
}


class Intake:
    """One run. `complain` gets a sentence for each refusal, `advance` is called after each thing seen.

    With `readers` the texts of a batch are read by several processes at once; batches are that much larger.
    """

    def __init__(
        self,
        *,
        extract: bool = True,
        readers: Readers | None = None,
        complain: Callable[[str], None] = logger.warning,
        advance: Callable[[Tally], None] = lambda tally: None,
    ) -> None:
        self.extract = extract
        self.read_many = readers.read_many if readers else extraction.read_many
        self.width = readers.processes if readers else 1
        self.complain = complain
        self.advance = advance
        self.tally = Tally()

    def run(self, items: Iterable[Submission | Refused]) -> Tally:
        """Store every submission and find its claims; with `extract=False` a worker is asked to find them."""
        for batch in batches(items, self.width):
            waiting = [version for item in batch for version in self._take(item)]
            if waiting and self.extract:
                self._read(waiting)
            # In debug mode Django remembers each query, with the text in it.
            reset_queries()
        return self.tally

    def _take(self, item: Submission | Refused) -> list[ArticleVersion]:
        """Store one thing, and return the versions that have to be read because of it."""
        if isinstance(item, Refused):
            return self._refuse(item)
        try:
            with transaction.atomic(), pghistory.context(command="ingest"):
                version, outcome = Article.objects.take(item)
                waiting = [one for one in (version, *heirs(version, outcome)) if one.extraction == Extraction.PENDING]
                if not self.extract:
                    for one in waiting:
                        tasks.request_extraction(one)
        except (DataError, IntegrityError) as error:
            # Ingestion should have seen it; that it did not must not cost the articles behind it.
            name = item.headline or item.source_id or item.text[:60]
            return self._refuse(Refused(f"The database does not take “{name}”: {str(error).splitlines()[0]}"))
        name = _COUNTED_AS[outcome]
        setattr(self.tally, name, getattr(self.tally, name) + 1)
        if not waiting or not self.extract:
            self.advance(self.tally)
        return waiting

    def _refuse(self, refusal: Refused) -> list[ArticleVersion]:
        self.tally.refused += 1
        self.complain(f"Refused: {refusal}")
        self.advance(self.tally)
        return []

    def _read(self, versions: list[ArticleVersion]) -> None:
        # The same text may come twice in a batch.
        versions = list({version.pk: version for version in versions}.values())
        done = 0
        try:
            for version, reading in zip(versions, self._readings(versions), strict=True):
                self._count(tracking.track(version, reading=reading))
                done += 1
        except Exception:
            # One text spoils the whole batch's stream, so the rest goes one by one, each with its try counted.
            logger.debug("A batch broke off", exc_info=True)
            for version in versions[done:]:
                self._read_alone(version)

    def _readings(self, versions: list[ArticleVersion]) -> Iterator[Reading]:
        """Read the texts together, in order. This loads the language model, so there must be something to read."""
        return self.read_many(
            extraction.Text(version.text, version.article.headline or None, version.article.published_on)
            for version in versions
        )

    def _read_alone(self, version: ArticleVersion) -> None:
        try:
            self._count(tracking.attempt(version.pk))
        except Exception as error:
            self.tally.unread += 1
            why = (str(error) or type(error).__name__).splitlines()[0]
            self.complain(f"Stored but not read: article {version.article_id}, “{version.article}” ({why})")
            self.advance(self.tally)

    def _count(self, tracked: tracking.Tracked) -> None:
        self.tally.claims += tracked.claims
        self.advance(self.tally)


def heirs(version: ArticleVersion, outcome: Outcome) -> Iterator[ArticleVersion]:
    """The copy that became an original because its own original's text has just changed."""
    if outcome != Outcome.NEW_VERSION:
        return
    before = version.article.versions.filter(number=version.number - 1).first()
    if before is not None:
        released = ArticleVersion.objects.waiting().current().filter(sha256=before.sha256, article__copy_of=None)
        yield from released.select_related("article")


def batches(items: Iterable[Submission | Refused], width: int = 1) -> Iterator[list[Submission | Refused]]:
    """Cut a stream where a batch has enough articles or enough text for so many readers."""
    batch: list[Submission | Refused] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Submission) else 0
        if len(batch) >= BATCH_ARTICLES * width or characters >= BATCH_CHARACTERS * width:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
