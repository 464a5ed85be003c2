"""A backup is restored into a fresh database, its rows counted and the audit log's chain walked; what was tampered with is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.database import Clone, databases
from tutela.config import backup
from tutela.config.backup import DUMP, MANIFEST, NotWhole
from tutela.config.place import here
from tutela.foundations.audit import Line, write_many
from tutela.foundations.audit.sealing import seal_all

KEY = b"the key of these tests"


@pytest.fixture(autouse=True)
def drilled(database_clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a database for the drill, and the addresses that the commands ask for."""
    monkeypatch.setenv("DATABASE_URL", database_clone.url())
    monkeypatch.setenv("DATABASE_OWNER_URL", database_clone.url("tutela_owner"))
    monkeypatch.setenv("DATABASE_ADMIN_URL", database_clone.url("postgres"))
    monkeypatch.setenv("TUTELA_FILES", str(tmp_path / "files"))
    name = f"{database_clone.name}_drill"
    yield name
    databases.drop(Clone(name))


def store(folder: Path, content: bytes) -> str:
    """Content in a folder, under its own digest."""
    digest = hashlib.sha256(content).hexdigest()
    path = folder / digest[:2] / digest[2:4] / digest
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return digest


@pytest.fixture
def written(database_clone: Clone, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder of a backup of a database with some rows in it."""
    with database_clone.connect() as owner:
        owner.execute("INSERT INTO django_content_type (app_label, model) SELECT 'backed_up', n::text FROM generate_series(1, 500) n")
    content = store(tmp_path / "files", b"a letter")
    with database_clone.connect() as owner:
        owner.execute("INSERT INTO documents_file VALUES (%s, 8, 'txt', 'quarantined', now(), null, '', '')", [content])
    assert backup.backup([str(tmp_path / "kept")]) == 0
    assert "rows of" in capsys.readouterr().out
    return next((tmp_path / "kept").iterdir())


def test_the_drill_finds_every_row_and_a_whole_chain(written: Path, database_clone: Clone, drilled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert backup.restore([str(written), "--into", drilled]) == 0, capsys.readouterr().err
    assert "the audit log's chain is whole" in capsys.readouterr().out
    with database_clone.connect() as before, Clone(drilled).connect() as after:
        assert backup.count(before) == backup.count(after)


def test_the_app_has_the_same_rights_there_and_no_more(written: Path, drilled: str) -> None:
    assert backup.restore([str(written), "--into", drilled]) == 0
    with Clone(drilled).connect("tutela_app") as app:
        assert app.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'backed_up'").fetchone() == (500,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DELETE FROM django_migrations")


def test_the_content_of_documents_comes_with_it(written: Path, drilled: str, tmp_path: Path) -> None:
    assert backup.restore([str(written), "--into", drilled, "--files", str(tmp_path / "back")]) == 0
    assert [path.read_bytes() for path in (tmp_path / "back").rglob("*") if path.is_file()] == [b"a letter"]


def test_content_that_was_changed_is_refused(written: Path, drilled: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept = next(path for path in (written / "files").rglob("*") if path.is_file())
    kept.write_bytes(b"another letter")
    assert backup.restore([str(written), "--into", drilled]) == 1
    assert f"the document content {kept.name} is missing" in capsys.readouterr().err


def test_a_dump_that_was_changed_is_refused(written: Path, drilled: str, capsys: pytest.CaptureFixture[str]) -> None:
    dump = bytearray((written / DUMP).read_bytes())
    dump[len(dump) // 2] ^= 1
    (written / DUMP).write_bytes(dump)
    assert backup.restore([str(written), "--into", drilled]) == 1
    assert "it was changed or cut short" in capsys.readouterr().err


def test_a_manifest_that_was_changed_to_fit_is_refused(written: Path, drilled: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads((written / MANIFEST).read_text())
    said["rows"]["django_content_type"] -= 1
    (written / MANIFEST).write_text(json.dumps(said))
    assert backup.restore([str(written), "--into", drilled]) == 1
    assert "does not bear this deployment's seal" in capsys.readouterr().err


def test_a_backup_of_another_deployment_is_refused(written: Path) -> None:
    with pytest.raises(NotWhole, match="another secret key"):
        backup.read(written, KEY)


def test_a_database_that_is_there_is_never_restored_over(written: Path, database_clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    assert backup.restore([str(written), "--into", database_clone.name]) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_row_that_did_not_come_back_is_named(written: Path, drilled: str) -> None:
    place = here()
    said = backup.read(written, backup._key(place))
    said["rows"]["django_content_type"] += 1
    with pytest.raises(NotWhole, match="the rows of 1 tables differ: django_content_type had"):
        backup.drill(place, written, drilled, said)


def seal_some() -> None:
    """Three lines under a seal."""
    write_many(Line(officer="o:somebody", kind="operation", action=f"made up {number}") for number in range(3))
    assert seal_all() == 3


def test_the_seal_of_the_time_of_the_dump_is_looked_for(drilled: str, tmp_path: Path) -> None:
    seal_some()
    assert backup.backup([str(tmp_path / "kept")]) == 0
    folder = next((tmp_path / "kept").iterdir())
    place = here()
    said = backup.read(folder, backup._key(place))
    assert said["seal"][0] == 1
    with pytest.raises(NotWhole, match="chain does not hold"):
        backup.drill(place, folder, drilled, {**said, "seal": [1, "0" * 64]})


def test_a_log_that_was_tampered_with_before_the_dump_does_not_verify(
    database_clone: Clone, drilled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    seal_some()
    with database_clone.connect() as admin:
        admin.execute("SET session_replication_role = replica")  # past the triggers, as only a superuser goes
        admin.execute("UPDATE audit_auditline SET action = 'never done' WHERE action = 'made up 1'")
    assert backup.backup([str(tmp_path / "kept")]) == 0
    assert backup.restore([str(next((tmp_path / "kept").iterdir())), "--into", drilled]) == 1
    assert "chain does not hold" in capsys.readouterr().err
