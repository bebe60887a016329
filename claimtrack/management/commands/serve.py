"""`make run`: the database, the sample articles, the site and its worker, until Ctrl-C."""

import signal
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from claimtrack.supervisor import HOST, ChildEndedError, Supervisor, complaint

SAMPLES = settings.BASE_DIR / "fixtures" / "articles"
MANAGE = (sys.executable, str(settings.BASE_DIR / "manage.py"))
# Any number will do, as long as every version of claimtrack uses the same one.
MIGRATION_LOCK = 7_401_993_510


class Command(BaseCommand):
    help = "Serve the site with a background worker beside it, ready to look at; Ctrl-C stops both, and the database."
    # They need the database, which is not up yet; migrate runs them.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-samples", action="store_true", help="do not ingest fixtures/articles")

    def handle(self, *, port: int, no_samples: bool, **options: Any) -> None:
        if problem := complaint(port):
            self.stderr.write(problem)
            sys.exit(1)
        supervisor = Supervisor(port)
        supervisor.take()
        # Set even where Ctrl-C was ignored when we began, as it is for a script's background jobs.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, interrupt)
        failure = ""
        try:
            self.prepare(supervisor, samples=not no_samples)
            self.serve(supervisor)
        except KeyboardInterrupt:
            pass
        except ChildEndedError as error:
            failure = str(error)
        except OperationalError as error:
            failure = f"No database: {str(error).strip().splitlines()[0]}"
        finally:
            supervisor.stop()
            connection.close()
        if failure:
            self.stderr.write(failure)
            sys.exit(1)
        self.stdout.write("\nStopped.")

    def prepare(self, supervisor: Supervisor, *, samples: bool) -> None:
        with migration_lock():
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                self.stdout.write("Preparing the database …")
                call_command("migrate", verbosity=0, interactive=False)
        if not settings.DEBUG:
            call_command("collectstatic", verbosity=0, interactive=False)
        if samples:
            # In a process of its own, so that the language model's memory is given back.
            status = supervisor.run("ingest of the samples", *MANAGE, "ingest", "--skip-checks", str(SAMPLES))
            if status:
                self.stderr.write(f"Not every sample article could be read (status {status}).")
        if settings.DEBUG:
            call_command("demo_editor", stdout=self.stdout)
        connection.close()

    def serve(self, supervisor: Supervisor) -> None:
        bind = ("--bind", f"{HOST}:{supervisor.port}")
        conf = ("-c", str(settings.BASE_DIR / "claimtrack" / "gunicorn_conf.py"), "--chdir", str(settings.BASE_DIR))
        supervisor.start("site", sys.executable, "-m", "gunicorn", *conf, *bind, "claimtrack.wsgi")
        supervisor.start("worker", *MANAGE, "worker", "--skip-checks", vital=False)
        supervisor.wait_until_serving()
        self.stdout.write(f"claimtrack is at http://{HOST}:{supervisor.port}/ (Ctrl-C stops it)")
        self.stdout.flush()
        supervisor.watch()


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def migration_lock() -> Iterator[None]:
    """One migration at a time, whoever else starts now. Held by the session: migrations have their own transactions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
