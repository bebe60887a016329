"""Advisory locks: for what PostgreSQL cannot lock as a row because the row is not there yet."""

import hashlib

from django.db import connection


def hold(key: str) -> None:
    """Wait for the lock named `key` and hold it until this transaction ends; takes any text, raises outside one."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"The lock {key!r} would be let go at once: open a transaction first.")
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
