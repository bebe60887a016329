"""The tests' house: a database server of their own, tasks that run at once, and a browser where there is one."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import django
import pytest

from claimtrack import embedded_postgres, postgres_place

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker
    from pytest_django.live_server_helper import LiveServer

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Of the variables that configure claimtrack, tests heed those that say where things are; the rest is each test's own.
HEEDED = {"CLAIMTRACK_VAR", "CLAIMTRACK_PG_BIN"}


def pytest_configure(config: pytest.Config) -> None:
    """Comes before the settings are read, because they say which database it is."""
    for name in [name for name in os.environ if name.startswith("CLAIMTRACK_")]:
        if name not in HEEDED:
            del os.environ[name]
    # Workers of pytest-xdist inherit what the first process set.
    if "DATABASE_URL" not in os.environ:
        cluster = embedded_postgres.test_cluster()
        os.environ["DATABASE_URL"] = cluster.attach().replace("/claimtrack?", f"/{free_name()}?")
        config.add_cleanup(cluster.release)
    os.environ["DJANGO_SETTINGS_MODULE"] = "claimtrack.settings"
    # pytest-django has looked for settings already and found none to set up.
    django.setup()


def free_name() -> str:
    """A database name for this run; Django puts test_ before it. Two runs at once get two."""
    number = 1
    while True:
        path = postgres_place.state_directory() / f"test-run-{number}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            number += 1
        else:
            # Left open: the lock is ours until this process ends.
            return "claimtrack" if number == 1 else f"claimtrack_{number}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    skip = pytest.mark.skip(reason="no Chromium on PATH: .ci/run installs one, or apt-get install chromium")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> None:
    """Knox makes the table of the token model that ours replaces, and it keeps Django from emptying the user table."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS knox_authtoken")


@pytest.fixture(autouse=True)
def quick_settings(settings: Any) -> None:
    """Tasks run where they are enqueued, and passwords are hashed in no time."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django refuses its ORM beside one unless told that it is fine.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def live(live_server: "LiveServer", browser: "Browser", monkeypatch: pytest.MonkeyPatch) -> Iterator["Page"]:
    """A page of a real browser on the running site: live.goto("/claims/"). Any error in its console fails the test."""
    from django.db import connection

    # The server's threads would keep theirs, and the test database could not be dropped.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    yield page
    context.close()
    assert not complaints, complaints


def is_complaint(message: Any) -> bool:
    # A page that answers 403 or 404 is reported here as well, and is often what the test is about.
    return message.type == "error" and "Failed to load resource" not in message.text
