"""The background worker: the queue's own loop, a heartbeat, and a sweep for what the queue lost."""

import logging
import os
import socket
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connections
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from claims import tasks
from claims.models import Worker

logger = logging.getLogger(__name__)
RECONNECT_AFTER = 3.0  # seconds


class Command(db_worker.Command):
    help = "Extract the claims of waiting articles, and whatever else is queued. Run as many as there is work for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--once", action="store_true", dest="batch", help="the same as --batch")
        parser.add_argument("--beat", type=float, default=5.0, metavar="SECONDS", help="between beats (%(default)s)")
        parser.add_argument("--sweep", type=float, default=60.0, metavar="SECONDS", help="between sweeps (%(default)s)")
        # The reloader may end a task half way; whoever wants it asks for it.
        parser.set_defaults(reload=False)

    def configure_logging(self, verbosity: int) -> None:
        super().configure_logging(verbosity)
        # "Shutting down gracefully" is no warning when somebody asked for it.
        if verbosity == 1:
            db_worker.logger.setLevel(logging.ERROR)

    def handle(self, *, beat: float, sweep: float, **options: Any) -> None:  # type: ignore[override]
        name = f"{socket.gethostname()}-{os.getpid()}"
        over = threading.Event()
        chores = [
            threading.Thread(target=repeat, args=(over, seconds, chore), daemon=True)
            for seconds, chore in ((beat, lambda: tasks.beat(name)), (sweep, tasks.sweep), (3600, forget_the_dead))
        ]
        for thread in chores:
            thread.start()
        try:
            while True:
                try:
                    return super().handle(**options)
                except (OperationalError, InterfaceError) as error:
                    # The database went away; the articles know what is still to be done when it is back.
                    logger.error("No database (%s); trying again", str(error).strip().split("\n")[0])
                    connections.close_all()
                    time.sleep(RECONNECT_AFTER)
        finally:
            over.set()
            for thread in chores:
                thread.join(timeout=2)
            say_goodbye(name)


def repeat(over: threading.Event, seconds: float, chore: Callable[[], object]) -> None:
    """Do the chore at once and then every so often, on a connection of this thread; an error costs one round."""
    while not over.is_set():
        close_old_connections()
        try:
            chore()
        except Exception:
            logger.exception("A worker's chore failed")
            connections.close_all()
        over.wait(seconds)
    connections.close_all()


def forget_the_dead() -> None:
    """Workers that were killed leave their row behind."""
    Worker.objects.filter(seen_at__lt=timezone.now() - timedelta(days=1)).delete()


def say_goodbye(name: str) -> None:
    """Pages say at once that nobody is at work, instead of waiting for the silence to be noticed."""
    try:
        Worker.objects.filter(name=name).delete()
    except (OperationalError, InterfaceError):
        logger.debug("No database to say goodbye to")
