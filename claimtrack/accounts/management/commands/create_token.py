"""`manage.py create_token USER --name NAME --scope read --scope review`: a token for a program, shown this once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claimtrack.accounts.models import ApiToken, Scope, User


class Command(BaseCommand):
    help = "Make a token for a program of USER's and print it: it is not stored and cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="log-in name")
        parser.add_argument("--name", required=True, help="what the token is for")
        parser.add_argument("--scope", action="append", choices=Scope.values, help="may be repeated; read if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user “{options['user']}”.")
        _, token = ApiToken.objects.create(user, name=options["name"], scopes=options["scope"] or [Scope.READ.value])
        self.stdout.write(token)
