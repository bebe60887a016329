"""Advisory locks: for what PostgreSQL cannot lock as a row because the row is not there yet."""

import hashlib

from django.db import connection


def hold(key: str, *, shared: bool = False) -> None:
    """Wait for the lock named `key` and hold it until this transaction ends; takes any text, raises outside one.

    Any number may share it; whoever holds it alone waits for them, and they for whoever holds it alone.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"The lock {key!r} would be let go at once: open a transaction first.")
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [number])
