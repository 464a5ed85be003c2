"""``tutela backup`` and ``tutela restore``: a dump with its counts and its seal, and the drill that proves that it is whole.

The manifest beside the dump holds the dump's digest, the rows of every table in the same snapshot, and a signature by this deployment's
secret key. A restore refuses what does not agree with it, restores into a database that was not there, counts again, and walks the audit
log's chain from its beginning to the seal that the manifest names. A backup that has never been restored is a hope.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from tutela.config import environment, roles
from tutela.config.place import Place, here
from tutela.config.postgres import Unstartable, find
from tutela.foundations.kit import clock

DUMP: Final = "database.dump"
FILES: Final = "files"
MANIFEST: Final = "manifest.json"
_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""
_TRANSIENT: Final = ("procrastinate_workers",)
"""Counted for nothing: who works at the moment."""


class NotWhole(RuntimeError):
    """The backup cannot be trusted, or was not restored whole; the message says where it differs."""


def backup(argv: Sequence[str] = ()) -> int:
    """Write a backup of the database into a folder of its own."""
    parser = argparse.ArgumentParser(prog="tutela backup", description="Dump the database into a new folder in DIR, with its counts and its seal.")
    parser.add_argument("dir", type=Path)
    asked = parser.parse_args(argv)
    place = here()
    try:
        with place.open():
            into = asked.dir / f"tutela-{clock.wall():%Y%m%dT%H%M%SZ}"
            rows = write(place.url(roles.OWNER), into, _key(place), place.files)
    except (NotWhole, Unstartable, psycopg.OperationalError, FileExistsError) as cause:
        print(f"tutela backup: {cause}", file=sys.stderr)
        return 1
    print(f"{into}: {sum(rows.values())} rows of {len(rows)} tables")
    return 0


def write(url: str, into: Path, key: bytes, files: Path) -> dict[str, int]:
    """Dump a database and count its rows, in one snapshot, with the content of its documents.

    :param url: its address, as the role that owns its tables
    :param files: the folder with the content of documents
    :returns: the rows of each table
    :raises NotWhole: if the dump fails, or the content of a document is not there
    """
    into.mkdir(mode=0o700, parents=True)
    with psycopg.connect(url) as owner:
        owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = str(_value(owner, "SELECT pg_export_snapshot()"))
        rows = count(owner)
        seal = owner.execute("SELECT seq, root FROM audit_seal ORDER BY seq DESC LIMIT 1").fetchone()
        copy_files(owner, files, into / FILES)
        _program("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={into / DUMP}", f"--dbname={url}")
    body = {"version": version("tutela"), "written": clock.wall().isoformat(), "sha256": _digest(into / DUMP), "rows": rows, "seal": seal}
    (into / MANIFEST).write_text(json.dumps({**body, "signature": _signature(body, key)}, indent=2) + "\n", encoding="utf-8")
    return rows


def count(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Count the rows of every table; a partitioned one is counted as one."""
    names = [row[0] for row in connection.execute(_TABLES) if row[0] not in _TRANSIENT]
    return {name: int(_value(connection, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name)))) for name in names}


def copy_files(database: psycopg.Connection[Any], source: Path, into: Path | None) -> None:
    """See that the content of every document is what it was, by its address; and put it into another folder.

    :raises NotWhole: naming the first that is missing or was changed
    """
    for (digest,) in database.execute("SELECT digest FROM documents_file WHERE state <> 'refused' ORDER BY digest").fetchall():
        part = Path(digest[:2], digest[2:4], digest)
        if not (source / part).is_file() or _digest(source / part) != digest:
            raise NotWhole(f"the document content {digest} is missing from {source}, or was changed there.")
        if into is not None:
            (into / part.parent).mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(source / part, into / part)


def read(folder: Path, key: bytes) -> dict[str, Any]:
    """Read a backup's manifest, having proved that it is this deployment's and that the dump is the one that it speaks of.

    :raises NotWhole: if either is not so
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as cause:
        raise NotWhole(f"{folder / MANIFEST} cannot be read: {cause}") from None
    signature = said.pop("signature", "")
    if not hmac.compare_digest(signature, _signature(said, key)):
        raise NotWhole(f"{folder / MANIFEST} does not bear this deployment's seal: it was changed, or written under another secret key.")
    if _digest(folder / DUMP) != said["sha256"]:
        raise NotWhole(f"{folder / DUMP} is not what the manifest speaks of: it was changed or cut short.")
    return dict(said)


def restore(argv: Sequence[str] = ()) -> int:
    """Restore a backup into a fresh database, count its rows and verify the audit log's chain."""
    parser = argparse.ArgumentParser(prog="tutela restore", description="Restore a backup into a database that is not there yet, and prove that it is whole.")
    parser.add_argument("dir", type=Path, help="the folder that tutela backup wrote")
    parser.add_argument("--into", required=True, metavar="DB", help="the name of the database to make")
    parser.add_argument("--files", type=Path, metavar="FOLDER", help="where to put the content of documents; without it it is only looked at")
    parser.add_argument("--drop", action="store_true", help="drop the database again once it is proved whole")
    asked = parser.parse_args(argv)
    place = here()
    try:
        with place.open():
            said = read(asked.dir, _key(place))
            drill(place, asked.dir, asked.into, said, files=asked.files)
            if asked.drop:
                with place.admin() as admin:
                    admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(asked.into)))
    except (NotWhole, Unstartable, psycopg.OperationalError) as cause:
        print(f"tutela restore: {cause}", file=sys.stderr)
        return 1
    print(f"{asked.into}: {sum(said['rows'].values())} rows of {len(said['rows'])} tables as they were at {said['written']}; the audit log's chain is whole")
    return 0


def drill(place: Place, folder: Path, database: str, said: dict[str, Any], *, files: Path | None = None) -> None:
    """Restore, count, verify.

    :raises NotWhole: if the database is there already, a row or the content of a document is missing, or the chain does not hold
    """
    with place.admin() as admin:
        if not roles.create_database(admin, database):
            raise NotWhole(f"the database {database} is there already; a drill restores into one of its own.")
    owner = place.url(roles.OWNER, database)
    _program("pg_restore", "--exit-on-error", f"--dbname={owner}", str(folder / DUMP))
    with psycopg.connect(owner) as restored:
        found = count(restored)
        copy_files(restored, folder / FILES, files)
    differing = sorted(name for name in said["rows"].keys() | found.keys() if said["rows"].get(name) != found.get(name))
    if differing:
        told = "; ".join(f"{name} had {said['rows'].get(name, 'none')}, has {found.get(name, 'none')}" for name in differing)
        raise NotWhole(f"the rows of {len(differing)} tables differ: {told}")
    expected = [f"--expect={said['seal'][0]}:{said['seal'][1]}"] if said["seal"] else []
    verified = subprocess.run(
        [sys.executable, "-m", "tutela.config.manage", "audit", "verify", *expected], env=place.environment(roles.APP, database), capture_output=True,
        text=True, check=False,
    )
    if verified.returncode:
        raise NotWhole(f"the audit log's chain does not hold:\n{verified.stdout}{verified.stderr}")


def _program(name: str, *arguments: str) -> None:
    """Run ``pg_dump`` or ``pg_restore`` as ourselves: a machine's older one refuses a newer server, so the wheel's comes first.

    :raises NotWhole: with what it said, if it failed
    """
    done = subprocess.run([str(find().folder / name), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotWhole(f"{name} ended with {done.returncode}:\n{done.stderr.strip()}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _signature(body: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, json.dumps(body, sort_keys=True).encode(), "sha256").hexdigest()


def _key(place: Place) -> bytes:
    """What this deployment seals with: derived from its secret key, for backups alone."""
    if "TUTELA_SECRET_KEY" not in os.environ and "TUTELA_SECRET_KEY_FILE" not in os.environ:
        os.environ["TUTELA_SECRET_KEY_FILE"] = str(place.secret())
    return hmac.new(environment.text("TUTELA_SECRET_KEY").encode(), b"tutela backup", "sha256").digest()


def _value(connection: psycopg.Connection[Any], query: str | sql.Composed) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]
