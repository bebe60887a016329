"""An editor for looking around on one's own machine."""

from typing import Any

import pghistory
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claimtrack.accounts.models import Role, User

NAME = "editor"
PASSWORD = "claimtrack-demo"  # public on purpose: the command refuses to run where it would matter


class Command(BaseCommand):
    help = "Create a demo editor and say how to log in; only where CLAIMTRACK_DEBUG is on."

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("A known password has no place on a public site: demo_editor needs CLAIMTRACK_DEBUG=1.")
        with pghistory.context(reason="demo_editor"):
            editor, created = User.objects.get_or_create(
                username=NAME, defaults={"role": Role.EDITOR, "display_name": "Demo editor"}
            )
            if created:
                editor.set_password(PASSWORD)
                editor.save(update_fields=["password"])
        # A password that somebody has changed since is theirs.
        if editor.check_password(PASSWORD):
            self.stdout.write(f"Editor: log in as {NAME} with the password {PASSWORD}")
