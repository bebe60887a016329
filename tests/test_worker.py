"""The background worker's chores; the queue's own loop is django-tasks-db's to test."""

import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db.utils import OperationalError
from django_tasks_db.management.commands import db_worker

from claims import tasks
from claims.management.commands import worker
from claims.models import Worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queue(settings: Any) -> Iterator[None]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def work(*options: str) -> None:
    call_command("worker", "--once", "--no-startup-delay", *options, verbosity=0)


def test_a_worker_beats_and_sweeps_while_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    beaten, swept = threading.Event(), threading.Event()
    names: list[str] = []
    monkeypatch.setattr(tasks, "beat", lambda name: (names.append(name), beaten.set()))
    monkeypatch.setattr(tasks, "sweep", swept.set)
    monkeypatch.setattr(db_worker.Worker, "run", lambda self: (beaten.wait(5), swept.wait(5)))

    work()
    assert beaten.is_set()
    assert swept.is_set()
    assert names[0].rpartition("-")[2].isdigit()


def test_a_worker_that_leaves_is_no_longer_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    beaten = threading.Event()
    beat = tasks.beat
    monkeypatch.setattr(tasks, "beat", lambda name: (beat(name), beaten.set()))
    seen: list[int] = []
    monkeypatch.setattr(
        db_worker.Worker, "run", lambda self: (beaten.wait(5), seen.append(Worker.objects.alive().count()))
    )

    work()
    assert seen == [1]
    assert Worker.objects.count() == 0


def test_a_chore_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    third = threading.Event()
    calls: list[int] = []

    def sweep() -> None:
        calls.append(1)
        if len(calls) == 3:
            third.set()
        raise ValueError("a bad row")

    monkeypatch.setattr(tasks, "sweep", sweep)
    monkeypatch.setattr(db_worker.Worker, "run", lambda self: third.wait(5))
    work("--sweep", "0.01")
    assert third.is_set()
    assert "A worker's chore failed" in caplog.text


def test_a_worker_outlives_its_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "RECONNECT_AFTER", 0.0)
    runs: list[int] = []

    def run(self: db_worker.Worker) -> None:
        runs.append(1)
        if len(runs) == 1:
            raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(db_worker.Worker, "run", run)
    work()
    assert len(runs) == 2
