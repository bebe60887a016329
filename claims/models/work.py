"""Who is at work in the background, so that pages can say whether a waiting article will be read."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

# A worker beats every few seconds; one that was not heard for this long is gone.
SILENCE = timedelta(seconds=60)


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self) -> "WorkerQuerySet":
        return self.filter(seen_at__gte=timezone.now() - SILENCE)


class Worker(models.Model):
    """A background process that reads articles, and when it was last heard."""

    name = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
