import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimtrack import supervisor
from claimtrack.postgres_place import PROJECT
from claimtrack.supervisor import ChildEndedError, Supervisor

SLEEPER = (sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "state_directory", lambda: tmp_path)


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """Stopping takes the signals over; the tests want theirs back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind((supervisor.HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def site(port: int) -> Iterator[Supervisor]:
    site = Supervisor(port)
    site.take()
    yield site
    site.stop()


def soon(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_free_port_draws_no_complaint(port: int) -> None:
    assert supervisor.complaint(port) is None


def test_a_port_in_use_is_one_line(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind((supervisor.HOST, port))
        other.listen()
        assert supervisor.main(["check", str(port)]) == 1
    assert capsys.readouterr().err == (
        f"Port {port} is in use by another program: choose another one, as in make run PORT={port + 1}\n"
    )


def test_our_own_site_on_the_port_is_recognised(site: Supervisor) -> None:
    complaint = supervisor.complaint(site.port)
    assert complaint is not None
    assert complaint.startswith(f"claimtrack already runs on http://127.0.0.1:{site.port}/: stop it with `make stop`")


@pytest.mark.parametrize("word", ["http", "-1", "", "99999"])
def test_a_port_that_is_none_is_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert supervisor.main(["check", word]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_children_end_with_their_supervisor(site: Supervisor) -> None:
    children = [site.start(name, *SLEEPER) for name in ("one", "two")]
    site.stop()
    assert all(child.process is not None and child.process.poll() is not None for child in children)
    assert supervisor.complaint(site.port) is None


def test_a_child_that_will_not_stop_is_killed(site: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "PATIENCE", 0.2)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    child = site.start("deaf", sys.executable, "-c", code)
    assert child.process is not None
    time.sleep(0.5)
    site.stop()
    assert child.process.poll() == -signal.SIGKILL


def test_the_end_of_a_vital_child_is_the_end(site: Supervisor) -> None:
    child = site.start("site", sys.executable, "-c", "raise SystemExit(3)")
    assert child.process is not None
    child.process.wait()
    with pytest.raises(ChildEndedError, match=r"The site ended by itself \(status 3\)\."):
        site.look()


def test_a_worker_that_ended_is_started_again(site: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "RESTART_AFTER", 0.0)
    child = site.start("worker", *SLEEPER, vital=False)
    first = child.process
    assert first is not None
    first.kill()
    first.wait()
    site.look()
    site.look()
    assert child.process is not first
    assert child.process is not None
    assert child.process.poll() is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_a_killed_supervisor_takes_its_children_along(tmp_path: Path, port: int) -> None:
    code = (
        "import pathlib, sys, time; from claimtrack import supervisor\n"
        "supervisor.state_directory = lambda: pathlib.Path(sys.argv[1])\n"
        f"site = supervisor.Supervisor({port}); site.take(); site.start('child', *{SLEEPER!r}); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        assert supervisor.held(supervisor.pid_file(port))
        os.kill(process.pid, signal.SIGKILL)
    assert soon(lambda: not supervisor.held(supervisor.pid_file(port)))
