"""Running PostgreSQL's programs: as the right account, and with nothing of ours about them."""

import os
import subprocess
from pathlib import Path

from claimtrack import postgres_place
from claimtrack.postgres_place import EmbeddedPostgresError


class Programs:
    """initdb, pg_ctl and the rest, for the clusters of one place."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def call(self, name: str, *arguments: str) -> int:
        """Run a program for its exit status. Without pipes: a server that inherited one would keep us waiting."""
        return self._process(name, *arguments, output=subprocess.DEVNULL).returncode

    def run(self, name: str, *arguments: str, text: str = "") -> str:
        """Run a program that has to succeed, with `text` as its input; what it printed."""
        done = self._process(name, *arguments, output=subprocess.PIPE, text=text)
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no reason given"]
            raise EmbeddedPostgresError(f"{name} failed: {lines[-1].strip()}")
        return done.stdout

    def _process(self, name: str, *arguments: str, output: int, text: str = "") -> subprocess.CompletedProcess[str]:
        account = postgres_place.server_account()
        return subprocess.run(
            [str(postgres_place.binaries(self.place) / name), *arguments],
            input=text,
            stdout=output,
            stderr=output,
            text=True,
            check=False,
            # Neither our directory nor our terminal nor our PG* variables are the server's business.
            cwd="/",
            start_new_session=True,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            umask=0o077,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


def is_postmaster(pid: int, data: Path) -> bool:
    """Whether `pid` is a live PostgreSQL server on `data`; a postmaster's working directory is its data."""
    process = Path(f"/proc/{pid}")
    if Path("/proc/self/stat").exists():
        try:
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            return state not in "ZX" and (process / "cwd").samefile(data)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            # A process whose directory we may not see is another account's, and our server is not.
            return False
    listing = subprocess.run(
        ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(listing) and not listing.startswith("Z") and str(data) in listing
