from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from claimtrack import database


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://ann:s%40fe@db.example:6543/claims",
            {"HOST": "db.example", "PORT": 6543, "NAME": "claims", "USER": "ann", "PASSWORD": "s@fe"},
        ),
        ("postgresql://db.example/claims?sslmode=require", {"OPTIONS": {"sslmode": "require"}}),
        ("postgresql://ann@/claims?host=/run/Sockets&port=5433", {"HOST": "/run/Sockets", "PORT": "5433"}),
        ("postgresql://%2Frun%2FSockets/claims", {"HOST": "/run/Sockets", "NAME": "claims"}),
        ("postgresql:///claims", {"HOST": "", "USER": "", "NAME": "claims"}),
    ],
)
def test_a_url_becomes_settings(url: str, expected: dict[str, Any]) -> None:
    settings = database.from_url(url)
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert {key: settings.get(key) for key in expected} == expected


@pytest.mark.parametrize("url", ["mysql://ann:secret@db/claims", "claims", "postgresql://ann:secret@db:x/claims"])
def test_a_bad_url_is_refused_without_showing_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        database.from_url(url)
    assert "secret" not in str(refusal.value)


def test_a_url_without_a_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="names no database"):
        database.from_url("postgresql://ann@db.example/")


def test_without_a_url_the_embedded_server_is_named_but_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr("claimtrack.embedded_postgres.Cluster.attach", lambda self: pytest.fail("started"))
    settings = database.from_environment()
    assert settings["ENGINE"] == "claimtrack.postgresql"
    assert settings["HOST"].startswith("/")


def test_commands_that_only_look_at_code_get_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_NO_DATABASE", "1")
    assert database.from_environment() == {"ENGINE": "django.db.backends.dummy"}
