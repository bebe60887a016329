"""Background work. The queue only delivers: what is due, and whether it was done, stands in the articles' own rows."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from articles.models import ArticleVersion, Extraction
from claims.models import Worker

logger = logging.getLogger(__name__)

# How long a text may wait before it is asked for again; longer than the longest article takes.
OVERDUE = timedelta(minutes=5)


@task
def extract(version_id: int) -> int:
    """Find the claims of one article version; returns how many there are. Safe to run twice, or at the same time."""
    # Here, not above: a web process enqueues this task and must never load spaCy for it.
    from claims import tracking

    return tracking.attempt(version_id).claims


def request_extraction(version: ArticleVersion) -> None:
    """Ask for a version's claims, within the caller's transaction: if that fails, so does the request."""
    if version.extraction != Extraction.PENDING:
        return
    version.extraction_requested_at = timezone.now()
    version.save(update_fields=["extraction_requested_at"])
    extract.enqueue(version.pk)


def sweep() -> int:
    """Ask again for every text that has waited too long, whatever became of its task; returns how many."""
    late = timezone.now() - OVERDUE
    overdue = ArticleVersion.objects.waiting().filter(
        Q(extraction_requested_at__lt=late) | Q(extraction_requested_at=None, seen_at__lt=late)
    )
    with transaction.atomic():
        versions = list(overdue.select_for_update(skip_locked=True).defer("text")[:1000])
        for version in versions:
            request_extraction(version)
    if versions:
        logger.warning("%d texts had waited too long and were asked for again", len(versions))
    return len(versions)


def beat(name: str) -> None:
    """Note that the worker of that name is alive."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": timezone.now()})
