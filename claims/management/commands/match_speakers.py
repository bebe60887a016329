"""Look through the speakers that are here for those who may be one: for archives older than the comparing of names."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from claims.models import Speaker, SpeakerMatch


class Command(BaseCommand):
    help = (
        "Compare the speakers that are here already, and ask editors about those who may be one. New speakers are "
        "compared as they come in. Merges nobody; may be run again, and asks nothing twice."
    )

    def handle(self, **options: Any) -> None:
        before = SpeakerMatch.objects.count()
        keys = Speaker.objects.standing().named().filter(article=None).order_by("pk").values_list("pk", flat=True)
        for key in keys.iterator():
            # One at a time: readings that come in meanwhile wait for no longer than that.
            with transaction.atomic():
                Speaker.objects.get(pk=key).look_for_matches()
        self.stdout.write(f"New pairs on the editors' list: {SpeakerMatch.objects.count() - before:,}")
