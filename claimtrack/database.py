"""Which database: the one DATABASE_URL names, else the embedded server, started at the first connection.

Reading the settings starts nothing, so `manage.py help`, `collectstatic` and the type checker stay quick.
"""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from claimtrack import embedded_postgres
from claimtrack.postgres_place import EmbeddedPostgresError

SCHEMES = ("postgres", "postgresql")
# One connection a thread, kept for a minute and tried before a request uses it.
LASTING = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def from_environment() -> dict[str, Any]:
    """The value of DATABASES["default"]."""
    if os.environ.get("CLAIMTRACK_NO_DATABASE") == "1":
        # For commands that look at code only; whoever connects is told so by Django.
        return {"ENGINE": "django.db.backends.dummy"}
    if url := os.environ.get("DATABASE_URL"):
        return from_url(url)
    try:
        return from_url(embedded_postgres.cluster().url) | {"ENGINE": "claimtrack.postgresql"}
    except EmbeddedPostgresError as error:
        raise ImproperlyConfigured(str(error)) from None


def from_url(url: str) -> dict[str, Any]:
    """Settings for a postgresql:// URL as libpq writes them: options in the query, sockets as `host`."""
    if urlsplit(url).scheme not in SCHEMES:
        # The URL itself holds a password and stays out of the message.
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// (claimtrack needs PostgreSQL).")
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from None
    if not settings["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL names no database: it ends in /NAME.")
    options = settings.pop("OPTIONS", {})
    host = urlsplit(url).netloc.rpartition("@")[2]
    if host.lower().startswith("%2f"):
        # urlsplit() writes host names in small letters, which is wrong for a directory.
        settings["HOST"] = unquote(host.partition(":")[0])
    for name, key in (("HOST", "host"), ("PORT", "port"), ("USER", "user"), ("PASSWORD", "password")):
        if key in options:
            settings[name] = str(options.pop(key))
    if options:
        settings["OPTIONS"] = options
    return settings | LASTING
