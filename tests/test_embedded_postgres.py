import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from claimtrack import postgres_place
from claimtrack.embedded_postgres import Cluster
from claimtrack.postgres_place import Account, EmbeddedPostgresError

STRANGER = Account("stranger", uid=54321, gid=54321)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A directory that the server's account can reach; pytest's own are closed to it when root runs the tests."""
    directory = Path(tempfile.mkdtemp(prefix="claimtrack-test-", dir="/tmp"))
    directory.chmod(0o755)
    yield directory
    Cluster("some", fleeting=True, place=directory).stop()
    shutil.rmtree(directory)


@pytest.fixture
def cluster(place: Path) -> Iterator[Cluster]:
    cluster = Cluster("some", fleeting=True, place=place)
    yield cluster
    cluster.release()
    cluster.stop()


def ask(cluster: Cluster, question: str) -> object:
    connection = psycopg2.connect(cluster.url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_the_server_is_up_while_it_is_held_and_down_afterwards(cluster: Cluster) -> None:
    cluster.attach()
    assert ask(cluster, "SELECT current_database()") == "claimtrack"
    assert cluster.running()

    cluster.release()
    assert not cluster.running()


def test_letters_have_the_same_order_on_every_machine(cluster: Cluster) -> None:
    cluster.attach()
    assert ask(cluster, "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['b', 'A', 'é', 'B', 'a']) x") == "ABabé"


def test_only_its_own_account_can_knock(cluster: Cluster) -> None:
    cluster.attach()
    assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
    assert ask(cluster, "SHOW listen_addresses") == ""


def test_the_last_of_two_processes_stops_it(cluster: Cluster) -> None:
    code = "import sys; from claimtrack.embedded_postgres import Cluster; from pathlib import Path\n"
    code += "Cluster('some', fleeting=True, place=Path(sys.argv[1])).attach(); print('up', flush=True); input()"
    command = [sys.executable, "-c", code, str(cluster.place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=postgres_place.PROJECT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"up\n"
        cluster.attach()
        cluster.release()
        assert cluster.running()
        other.communicate(b"\n", timeout=30)
    assert not cluster.running()


def test_a_server_whose_only_user_was_killed_is_adopted(cluster: Cluster) -> None:
    code = "import os, signal, sys; from claimtrack.embedded_postgres import Cluster; from pathlib import Path\n"
    code += "Cluster('some', fleeting=True, place=Path(sys.argv[1])).attach(); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", code, str(cluster.place)], cwd=postgres_place.PROJECT, check=False)
    assert cluster.running()
    before = postmaster(cluster)

    cluster.attach()
    assert postmaster(cluster) == before
    cluster.release()
    assert not cluster.running()


def test_a_killed_server_comes_back(cluster: Cluster) -> None:
    cluster.attach()
    os.kill(postmaster(cluster), signal.SIGKILL)

    cluster.attach()
    assert ask(cluster, "SELECT 1") == 1


def test_lock_files_that_name_a_living_stranger_are_stale(cluster: Cluster) -> None:
    cluster.attach()
    cluster.release()
    for path in (cluster.data / "postmaster.pid", cluster.socket / f"{postgres_place.SOCKET_NAME}.lock"):
        path.write_text(f"{os.getpid()}\n{cluster.data}\n{int(time.time())}\n5432\n{cluster.socket}\n\n\n")

    cluster.attach()
    assert ask(cluster, "SELECT 1") == 1


def test_half_a_cluster_is_thrown_away(place: Path) -> None:
    cluster = Cluster("half", fleeting=True, place=place)
    (cluster.home / "data.new").mkdir(parents=True)
    (cluster.home / "data.new" / "PG_VERSION").write_text("18")
    try:
        cluster.attach()
        assert ask(cluster, "SELECT 1") == 1
    finally:
        cluster.release()


def test_data_of_another_postgresql_are_left_alone(cluster: Cluster) -> None:
    cluster.attach()
    cluster.release()
    version = cluster.data / "PG_VERSION"
    kept = version.read_text()
    version.write_text("9\n")
    durable = Cluster("some", place=cluster.place)
    with pytest.raises(EmbeddedPostgresError, match="of PostgreSQL 9, the binaries are 18"):
        durable.attach()
    version.write_text(kept)


def test_a_server_told_to_stay_outlives_its_users(cluster: Cluster) -> None:
    cluster.attach()
    cluster.keep()
    cluster.release()
    assert cluster.running()
    assert cluster.stop()
    assert not cluster.stop()


def test_a_private_directory_anywhere_above_keeps_others_out(place: Path) -> None:
    inner = place / "private" / "inner"
    inner.mkdir(parents=True, mode=0o755)
    inner.parent.chmod(0o755)
    assert STRANGER.can_enter(inner / "not there yet")

    inner.parent.chmod(0o700)
    assert not STRANGER.can_enter(inner)


def test_a_clone_out_of_reach_keeps_its_data_in_a_system_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    system = tmp_path / "system"
    monkeypatch.delenv("CLAIMTRACK_VAR", raising=False)
    monkeypatch.setattr(postgres_place, "PROJECT", tmp_path / "clone")
    monkeypatch.setattr(postgres_place, "SYSTEM_DIRECTORIES", (system,))
    monkeypatch.setattr(postgres_place, "server_account", lambda: STRANGER)

    place = postgres_place.place()
    assert place.parent == system
    assert not system.exists()

    monkeypatch.setenv("CLAIMTRACK_VAR", str(tmp_path / "var"))
    with pytest.raises(EmbeddedPostgresError, match="set CLAIMTRACK_VAR to a place that it can"):
        postgres_place.place()


def test_an_ordinary_user_keeps_everything_in_var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.delenv("CLAIMTRACK_VAR", raising=False)
    monkeypatch.setattr(postgres_place, "PROJECT", tmp_path)
    monkeypatch.setattr(postgres_place, "server_account", lambda: None)
    assert postgres_place.place() == tmp_path / "var"
    assert postgres_place.binaries(tmp_path) == postgres_place.packaged_binaries()


def test_binaries_out_of_reach_are_copied_and_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = postgres_place.packaged_binaries()
    monkeypatch.setattr(postgres_place, "server_account", lambda: STRANGER)
    monkeypatch.setattr(Account, "can_enter", lambda self, path: False)

    copied = postgres_place.binaries(tmp_path)
    assert copied != installed
    assert b"PostgreSQL" in subprocess.check_output([copied / "postgres", "--version"])
    # initdb finds its libraries beside the package, so they must have come along.
    assert b"PostgreSQL" in subprocess.check_output([copied / "initdb", "--version"])
    assert postgres_place.binaries(tmp_path) == copied


def test_somebody_elses_directory_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to("elsewhere")
    with pytest.raises(EmbeddedPostgresError, match="belongs to someone else"):
        postgres_place.own_directory(tmp_path / "link", 0o700)


def test_a_long_path_gets_a_short_socket() -> None:
    assert postgres_place.socket_directory(Path("/short")) == Path("/short/socket")
    moved = postgres_place.socket_directory(Path("/" + "long/" * 25))
    assert moved.parent == Path("/tmp")
    assert moved == postgres_place.socket_directory(Path("/" + "long/" * 25))
