"""Our launcher of PostgreSQL: as root and not, in deep folders, in folders that the server's user cannot reach, after a kill."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tutela.config import postgres
from tutela.config.postgres import FAST, LONGEST, SOCKET, SUPERUSER, Cluster, Unstartable

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="whoever is not root starts the server as themselves, and reaches what they reach")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach, as those of pytest are not."""
    path = Path(tempfile.mkdtemp(prefix="tutela-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def private_folder(tmp_path: Path) -> Path:
    """A folder that is ours alone."""
    path = tmp_path / "private"
    path.mkdir(mode=0o700)
    return path


def started(cluster: Cluster) -> Iterator[Cluster]:
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture
def cluster(open_folder: Path) -> Iterator[Cluster]:
    """A server that runs."""
    yield from started(Cluster(open_folder / "pg", options=FAST, shared=open_folder))


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])


def answers(cluster: Cluster) -> str:
    with psycopg.connect(cluster.url("postgres", SUPERUSER)) as connection:
        return str(connection.execute("SELECT lower('ÉÑ')").fetchone())


def test_it_runs_as_nobody_where_we_are_root_and_as_ourselves_elsewhere(cluster: Cluster) -> None:
    wanted = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    assert Path(f"/proc/{postmaster(cluster)}").stat().st_uid == wanted
    assert answers(cluster) == "('éñ',)"


def test_it_listens_on_a_socket_of_ours_alone(cluster: Cluster) -> None:
    assert cluster.sockets.stat().st_mode & 0o777 == 0o700
    with psycopg.connect(cluster.url("postgres", SUPERUSER)) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_the_folders_above_stay_as_they_were(open_folder: Path) -> None:
    above = open_folder / "above"
    above.mkdir(mode=0o711)
    for _ in started(Cluster(above / "pg", options=FAST, shared=open_folder)):
        assert above.stat().st_mode & 0o777 == 0o711


def test_a_socket_in_a_deep_folder_goes_where_its_path_is_short(open_folder: Path) -> None:
    deep = open_folder.joinpath(*["a-folder-with-a-long-name"] * 5)
    cluster = Cluster(deep, options=FAST, shared=open_folder)
    assert len(os.fsencode(deep / "socket" / SOCKET)) > LONGEST
    assert len(os.fsencode(cluster.sockets / SOCKET)) <= LONGEST
    for _ in started(cluster):
        assert answers(cluster) == "('éñ',)"


@as_root
def test_what_nobody_cannot_reach_is_put_where_it_can(private_folder: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = postgres._wheel()
    assert real is not None
    for part in (real, real.with_name(f"{real.name}.libs")):
        (private_folder / part.name).symlink_to(part)
    monkeypatch.setattr(postgres, "_wheel", lambda: private_folder / real.name)
    cluster = Cluster(private_folder / "pg", options=FAST, shared=open_folder)
    for _ in started(cluster):
        assert answers(cluster) == "('éñ',)"
        assert cluster.data.is_relative_to(open_folder)
        assert cluster.binaries.folder.is_relative_to(open_folder)
        assert private_folder.stat().st_mode & 0o777 == 0o700
    again = postgres.find("nobody", open_folder)
    assert again == cluster.binaries


def test_a_server_that_was_killed_starts_again_with_what_was_committed(open_folder: Path) -> None:
    cluster = Cluster(open_folder / "pg", shared=open_folder)
    for _ in started(cluster):
        with psycopg.connect(cluster.url("postgres", SUPERUSER)) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
        os.kill(postmaster(cluster), signal.SIGKILL)
        until = time.monotonic() + 10
        while cluster.running() and time.monotonic() < until:
            time.sleep(0.02)
        for _ in range(50):
            try:
                cluster.start()
                break
            except Unstartable:  # its children are still ending
                time.sleep(0.1)
        with psycopg.connect(cluster.url("postgres", SUPERUSER)) as connection:
            assert connection.execute("SELECT n FROM kept").fetchone() == (1,)


def test_starting_what_runs_changes_nothing(cluster: Cluster) -> None:
    before = postmaster(cluster)
    assert cluster.start() is False
    assert postmaster(cluster) == before


def test_a_folder_with_something_else_in_it_is_left_alone(open_folder: Path) -> None:
    (open_folder / "pg/data").mkdir(parents=True)
    (open_folder / "pg/data/letters.txt").write_text("not ours")
    with pytest.raises(Unstartable, match="holds something that is no PostgreSQL cluster"):
        Cluster(open_folder / "pg", options=FAST, shared=open_folder).start()
    assert (open_folder / "pg/data/letters.txt").read_text() == "not ours"


def test_a_socket_folder_that_is_a_link_is_refused(cluster: Cluster, open_folder: Path) -> None:
    cluster.stop()
    shutil.rmtree(cluster.sockets)
    cluster.sockets.symlink_to(open_folder)
    with pytest.raises(Unstartable, match="belongs to somebody else"):
        cluster.start()
    cluster.sockets.unlink()


def test_without_any_binaries_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_wheel", lambda: None)
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    with pytest.raises(Unstartable, match="Set DATABASE_URL"):
        postgres.find()


def test_a_named_folder_without_binaries_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TUTELA_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(Unstartable, match="no initdb in it"):
        postgres.find()
