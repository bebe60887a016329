"""History: every change to a tracked row is written by the database itself, whichever code made it."""

from collections.abc import Callable, Sequence

import pghistory
import pghistory.models
from django.db import models


class Event(pghistory.models.Event):
    """A row's content after (or, for a delete, before) one change. The key is wide: an archive outgrows 32 bits."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def keeps_history[Model: models.Model](*, exclude: Sequence[str] = ()) -> Callable[[type[Model]], type[Model]]:
    """Class decorator: inserts, updates and deletes of the model leave an event row that nobody can change.

    `exclude` names fields that are left out, such as passwords and computed columns.
    """
    # New trackers for each model: they remember the model that they were given to.
    track: Callable[[type[Model]], type[Model]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        base_model=Event,
        exclude=list(exclude) or None,
    )
    return track
