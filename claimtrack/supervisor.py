"""The site and its worker as one: started together, watched, stopped together.

    python -m claimtrack.supervisor check PORT    is the port to be had?
    python -m claimtrack.supervisor stop          stop every site of this clone, and its database

Standard library only, so that the Makefile can ask before there is an environment.
"""

import contextlib
import ctypes
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimtrack.postgres_place import EmbeddedPostgresError, state_directory

HOST = "127.0.0.1"
PATIENCE = 8.0  # seconds that a child has for stopping by itself
RESTART_AFTER = 3.0  # seconds before a worker that ended is started again


@dataclass
class Child:
    name: str
    command: Sequence[str]
    # The site cannot do without it; what is not vital is started again.
    vital: bool
    process: subprocess.Popen[bytes] | None = None
    ended_at: float | None = None


class ChildEndedError(Exception):
    """A vital child is gone; the message says which."""


class Supervisor:
    """Children that live as long as we do. The port's pid file is locked by us and by them: a lock means life."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.children: list[Child] = []
        self._pid_file = pid_file(port)
        self._lock: int | None = None

    def take(self) -> None:
        """Claim the port's pid file; the caller has asked `complaint()` first."""
        self._pid_file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self._pid_file, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._note_pids()

    def start(self, name: str, *command: str, vital: bool = True) -> Child:
        child = Child(name, command, vital)
        self.children.append(child)
        self._spawn(child)
        return child

    def run(self, name: str, *command: str) -> int:
        """Run one command to its end, as a child like the others; its exit status."""
        child = self.start(name, *command)
        assert child.process is not None
        code = child.process.wait()
        self.children.remove(child)
        return code

    def wait_until_serving(self, timeout: float = 60.0) -> None:
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            self.look()
            if answers(self.port):
                return
            time.sleep(0.1)
        raise ChildEndedError(f"The site does not answer on port {self.port}.")

    def watch(self) -> None:
        """Look after the children until one of the vital ones ends, or a signal comes."""
        while True:
            self.look()
            time.sleep(0.5)

    def look(self) -> None:
        for child in self.children:
            if child.process is None or child.process.poll() is None:
                continue
            if child.vital:
                raise ChildEndedError(f"The {child.name} ended by itself (status {child.process.returncode}).")
            if child.ended_at is None:
                child.ended_at = time.monotonic()
                print(f"The {child.name} ended (status {child.process.returncode}); it is started again.", flush=True)
            elif time.monotonic() - child.ended_at > RESTART_AFTER:
                child.ended_at = None
                self._spawn(child)

    def stop(self) -> None:
        """End every child: asked first, killed with all its own children after `PATIENCE`, or at a second Ctrl-C."""
        hurry = False

        def lose_patience(*_: object) -> None:
            nonlocal hurry
            hurry = True

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lose_patience)
        for child in self._alive():
            child.process.terminate()  # type: ignore[union-attr]
        deadline = time.monotonic() + PATIENCE
        while self._alive() and not hurry and time.monotonic() < deadline:
            time.sleep(0.05)
        for child in self._alive():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)  # type: ignore[union-attr]
            child.process.wait()  # type: ignore[union-attr]
        self.children.clear()
        self._pid_file.unlink(missing_ok=True)

    def _alive(self) -> list[Child]:
        return [child for child in self.children if child.process is not None and child.process.poll() is None]

    def _spawn(self, child: Child) -> None:
        assert self._lock is not None
        child.process = subprocess.Popen(
            child.command,
            stdin=subprocess.DEVNULL,
            # A Ctrl-C in the terminal reaches us alone; the children are told once, by us.
            start_new_session=True,
            pass_fds=(self._lock,),
            preexec_fn=die_with_parent,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        self._note_pids()

    def _note_pids(self) -> None:
        pids = [os.getpid(), *(child.process.pid for child in self._alive())]  # type: ignore[union-attr]
        self._pid_file.write_text("".join(f"{pid}\n" for pid in pids))


def answers(port: int) -> bool:
    """Whether the site says anything; the port is open some time before it does."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def die_with_parent() -> None:
    """Runs in a new child: on Linux the kernel will end it should we be killed."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def pid_file(port: int) -> Path:
    return state_directory() / f"serve-{port}.pid"


def held(path: Path) -> bool:
    """Whether a supervisor or one of its children still has this pid file locked."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def complaint(port: int) -> str | None:
    """Why the site cannot be served on `port`, in one line, or None if it can."""
    other = f"stop it with `make stop`, or choose another port: make run PORT={port + 1}"
    if held(pid_file(port)):
        return f"claimtrack already runs on http://{HOST}:{port}/: {other}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return f"Port {port} is not for ordinary users: choose one above 1023, as in make run PORT=8000"
        except OverflowError:
            return f"There is no port {port}: choose one from 1024 to 65535, as in make run PORT=8000"
        except OSError:
            return f"Port {port} is in use by another program: choose another one, as in make run PORT={port + 1}"
    return None


def running_pid_files() -> Iterator[Path]:
    for path in sorted(state_directory().glob("serve-*.pid")):
        if held(path):
            yield path
        else:
            path.unlink(missing_ok=True)


def stop_all() -> list[str]:
    """Stop the sites of this clone and then its database; says what was stopped."""
    stopped = []
    for path in running_pid_files():
        pids = [int(line) for line in path.read_text().split()]
        # The supervisor stops its children; where it was killed, they are told directly.
        for number, seconds in ((signal.SIGTERM, PATIENCE + 4), (signal.SIGKILL, 5.0)):
            for pid in pids if number == signal.SIGKILL or not alive(pids[0]) else pids[:1]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            deadline = time.monotonic() + seconds
            while held(path) and time.monotonic() < deadline:
                time.sleep(0.1)
            if not held(path):
                break
        path.unlink(missing_ok=True)
        stopped.append(f"the site on port {path.stem.removeprefix('serve-')}")
    # Only here: `check` runs without the environment in which the database's package is.
    from claimtrack import embedded_postgres

    if embedded_postgres.cluster().stop():
        stopped.append("PostgreSQL")
    if embedded_postgres.test_cluster().stop_unused():
        stopped.append("the tests' PostgreSQL")
    return stopped


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["check"] and len(arguments) == 2:
        problem = complaint(int(arguments[1])) if arguments[1].isdigit() else f"PORT={arguments[1]} is not a number"
        if problem:
            print(problem, file=sys.stderr)
        return 1 if problem else 0
    if arguments == ["stop"]:
        try:
            stopped = stop_all()
        except EmbeddedPostgresError as error:
            print(f"claimtrack: {error}", file=sys.stderr)
            return 1
        print(f"Stopped {' and '.join(stopped)}." if stopped else "Nothing was running.")
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
