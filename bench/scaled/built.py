"""The scale database as it is kept: built once, in a cluster of its own, under the system's temporary folder, named by what made it.

``python -m bench.scaled.built`` builds it, where there is none. Anything that writes rows or judges them makes another name, and the one before is
removed. While it is measured, fsync is on, as in service.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import psycopg
from psycopg import sql

from bench import scale
from bench.scaled.mould import Mould
from tutela.config import roles
from tutela.config.made_of import SOURCE, fingerprint, migrations
from tutela.config.postgres import SUPERUSER, Cluster

ROOT: Final = Path(__file__).resolve().parents[2]
HOME: Final = Path(os.environ.get("TUTELA_BENCH_HOME") or Path(tempfile.gettempdir()) / f"tutela-bench-{os.geteuid()}")
SERVER: Final[Mapping[str, str]] = {"shared_buffers": "4GB", "maintenance_work_mem": "1GB", "max_wal_size": "8GB", "max_connections": "60"}
LOADING: Final[Mapping[str, str]] = {
    **SERVER, "fsync": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off",
}
"""While it is built: what a power cut would lose is built again."""
BASE: Final = "base"
SCALE: Final = "scale"
_WRITES: Final = ("facts", "law", "foundations", "record", "demo", "practice/*/operations", "desks/*/operations")
Progress = Callable[[str], None]


class Built:
    """One kept scale database."""

    def __init__(self, folder: Path) -> None:
        """Say where; nothing happens yet."""
        self.folder = folder
        self.cluster = Cluster(folder / "postgres", options=SERVER, shared=HOME)
        self.loading = Cluster(folder / "postgres", options=LOADING, shared=HOME)

    @property
    def told(self) -> Path:
        """What was loaded; it is there when the database is whole."""
        return self.folder / "loaded.json"

    def loaded(self) -> dict[str, Any]:
        """Counts of what is in it, and how long each step took."""
        found: dict[str, Any] = json.loads(self.told.read_text())
        return found

    def environment(self, role: str = roles.APP, database: str = SCALE) -> dict[str, str]:
        """What a process of the product needs to work on it."""
        return {
            **os.environ, "DATABASE_URL": self.cluster.url(database, role), "TUTELA_STATIC_ROOT": str(self.folder / "static"), "TUTELA_SECURE": "0",
            "TUTELA_TRAINING": "0", "TUTELA_TESTING": "0", "TUTELA_LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "tutela.config.settings",
            "TUTELA_SECRET_KEY": "for the benchmark alone, and long enough to please every check of its length", "PYTHONPATH": str(ROOT),
        }

    def connect(self, database: str = SCALE, **how: Any) -> psycopg.Connection[Any]:
        """An administrator's connection."""
        return psycopg.connect(self.cluster.url(database, SUPERUSER), **how)

    def run(self, *command: str, role: str = roles.APP, database: str = SCALE, **more: str) -> str:
        """Run a Python module in a process of its own.

        :raises RuntimeError: with what it said, if it failed
        """
        environment = {**self.environment(role, database), **more}
        done = subprocess.run([sys.executable, "-m", *command], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def prepare(self, database: str) -> None:
        """Migrate, grant, gather static files."""
        self.run("tutela.config.manage", "prepare", role=roles.OWNER, database=database)

    def copied(self, name: str, of: str) -> None:
        """Make a database from another, which is left as it is."""
        with self.connect("postgres", autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            admin.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(*map(sql.Identifier, (name, roles.OWNER, of))))

    def dropped(self, *names: str) -> None:
        """Drop databases, where they are."""
        with self.connect("postgres", autocommit=True) as admin:
            for name in names:
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def name_of(size: str) -> str:
    """The name of what these sources would build."""
    written = [path for part in _WRITES for folder in SOURCE.glob(part) for path in folder.rglob("*") if path.suffix in {".py", ".yaml"}]
    single = SOURCE.glob("desks/*/operations.py")
    ours = [SOURCE / "../../bench/scale.py", *(SOURCE / "../../bench/scaled").glob("*.py")]
    made = fingerprint({*migrations(), *written, *single})
    bench = fingerprint_of(ours)
    return f"{size}-{made[:10]}{bench[:6]}"


def fingerprint_of(files: Sequence[Path]) -> str:
    """A digest of files."""
    import hashlib

    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(files))).hexdigest()


@contextmanager
def built(size: str, *, kept: bool = False, progress: Progress = print) -> Iterator[Built]:
    """The scale database, built where there is none, its cluster running meanwhile.

    :param size: one of :data:`bench.scale.SIZES`
    :param kept: take the one that is there, whatever made it, migrated to what the sources ask for now
    """
    HOME.mkdir(parents=True, exist_ok=True)
    HOME.chmod(0o755)  # the server's user must reach its data
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = HOME / name_of(size)
        standing = sorted(path.parent for path in HOME.glob(f"{size}-*/loaded.json"))
        if kept and standing and not (folder / "loaded.json").exists():
            folder = standing[-1]
        for other in {path for path in HOME.glob(f"{size}-*") if path != folder}:
            Built(other).cluster.remove()
            shutil.rmtree(other, ignore_errors=True)
        found = Built(folder)
        if not found.told.exists():
            found.cluster.remove()
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            found.loading.start()
            try:
                _build(found, size, progress=progress)
            finally:
                found.loading.stop()
        found.cluster.start()
        try:
            found.prepare(SCALE)
            yield found
        finally:
            found.cluster.stop()


def _build(found: Built, size: str, *, progress: Progress) -> None:
    began = perf_counter()
    with found.connect("postgres", autocommit=True) as admin:
        roles.create_roles(admin)
        roles.create_database(admin, BASE)
    progress("   migrating, and setting the force up")
    found.prepare(BASE)
    found.run("bench.scaled.making", "force", database=BASE)
    progress("   living the lives from which moulds are made")
    small = size == "small"
    moulds = _moulds(found, small=small)
    made = perf_counter()
    found.copied(SCALE, BASE)
    progress(f"   casting and loading ({made - began:.0f} s so far)")
    with found.connect() as connection:
        loaded = scale.load(
            connection, moulds, people=scale.SIZES[size], url=found.cluster.url(SCALE, SUPERUSER), processes=0 if small else os.cpu_count() or 1,
            progress=_every(progress),
        )
    copied = perf_counter()
    progress(f"   sealing the audit, vacuum and statistics ({copied - began:.0f} s so far)")
    found.run("bench.scaled.making", "seal")
    with found.connect(autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
        row = admin.execute("SELECT pg_database_size(current_database())").fetchone()
    took = {"moulds": made - began, "load": copied - made, "seal and vacuum": perf_counter() - copied}
    counts = loaded._asdict() | {"rows": dict(loaded.rows), "moulds": len(moulds), "bytes": row[0] if row else 0, "seconds": took}
    found.told.write_text(json.dumps(counts, indent=2))


def _moulds(found: Built, *, small: bool) -> list[Mould]:
    """Live them in two processes, each on a database of its own: their officers are this force's, and no other building's."""
    names = ["moulds_0", "moulds_1"]
    processes = []
    for number, name in enumerate(names):
        found.copied(name, BASE)
        more = ["--few"] if small else []
        command = [sys.executable, "-m", "bench.scaled.making", "make", str(number), str(len(names)), str(found.folder / name), *more]
        environment = {**found.environment(database=name), "BENCH_READER": found.cluster.url(name, SUPERUSER)}
        processes.append(subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL))
    codes = [process.wait() for process in processes]
    if any(codes):
        raise RuntimeError(f"the moulds were not made: exit codes {codes}")
    made: list[Mould] = []
    for name in names:
        made += pickle.loads((found.folder / name).read_bytes())
        (found.folder / name).unlink()
    found.dropped(*names)
    return made


def _every(progress: Progress, seconds: float = 20) -> Progress:
    """Say something every so many seconds."""
    last = perf_counter()

    def say(what: str) -> None:
        nonlocal last
        if perf_counter() - last > seconds:
            last = perf_counter()
            progress(f"      {what}")

    return say


def main(argv: Sequence[str] | None = None) -> int:
    """Build it, and say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m bench.scaled.built", description="Build the scale database, where there is none.")
    parser.add_argument("size", choices=scale.SIZES, nargs="?", default="tenth")
    parser.add_argument("--prove", action="store_true", help="derive every duty anew, and compare")
    asked = parser.parse_args(argv)
    with built(asked.size) as found:
        print(json.dumps(found.loaded(), indent=2))
        if asked.prove:
            began = perf_counter()
            print(found.run("bench.scaled.making", "prove"), f"({perf_counter() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
