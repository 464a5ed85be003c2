"""Tests on real PostgreSQL: one cluster, a template that is migrated once, and a clone of it for each worker.

Nothing starts until a test asks for the database. The cluster lives in a folder under the machine's temporary one and is shared by every run
of every checkout; a run holds a shared lock on it and the last to end stops it. The template is named by a fingerprint of what made it, and
kept, so that a single test starts in about a second. Tests are the app's role: what it may not do in production, it may not do here.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar

import psycopg
import pytest
from psycopg import sql

from tutela.config import roles
from tutela.config.made_of import SOURCE, fingerprint, migrations
from tutela.config.postgres import FAST, SUPERUSER, Cluster, Unstartable

T = TypeVar("T")

ROOT: Final = Path(__file__).parents[1]
HOME: Final = Path(os.environ.get("TUTELA_TEST_HOME") or Path(tempfile.gettempdir()) / f"tutela-tests-{os.geteuid()}")
KEPT: Final = 4
"""Templates that are kept, the latest used."""

(HOME / "static").mkdir(parents=True, exist_ok=True)
HOME.chmod(0o755)  # the server's user must reach its data
cluster: Final = Cluster(HOME, options=FAST, shared=HOME)

os.environ["DJANGO_SETTINGS_MODULE"] = "tutela.config.settings"
os.environ["TUTELA_SECRET_KEY"] = "for tests alone, and long enough to please every check of its length"
os.environ["TUTELA_TESTING"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # a browser that a test drove leaves its loop behind in this process
os.environ["TUTELA_SECURE"] = "0"
os.environ["TUTELA_STATIC_ROOT"] = str(HOME / "static")  # empty: files are found in their apps, and whitenoise warns of a folder that is not there
os.environ["TUTELA_FILES"] = str(HOME / "files")
os.environ["DATABASE_URL"] = cluster.url("nothing_before_a_test_asks", roles.APP)


@dataclass(frozen=True)
class Clone:
    """A database of one's own, with commits that are real, gone when the test is over."""

    name: str

    def url(self, role: str = roles.APP) -> str:
        """Its address: for the app, or for ``tutela_owner``, ``tutela_worker``, ``postgres``."""
        return cluster.url(self.name, role)

    def connect(self, role: str = SUPERUSER, **how: Any) -> psycopg.Connection[Any]:
        """A connection past Django; as ``postgres`` it may do what no role of the product may."""
        return psycopg.connect(self.url(role), **how)

    def environment(self, role: str = roles.APP) -> dict[str, str]:
        """What a child process of the product needs to work on it."""
        return {**os.environ, "DATABASE_URL": self.url(role)}

    def together(self, *calls: Callable[[], T]) -> list[T | Exception]:
        """Run the calls at once, each in a thread with a connection of its own.

        :returns: what each gave or raised, in their order
        """
        from django.db import connections

        def one(call: Callable[[], T]) -> T | Exception:
            try:
                return call()
            except Exception as cause:  # noqa: BLE001  what it raised is what the test asks about
                return cause
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(one, calls))


def _orphaned() -> bool:
    """Was the server started by a checkout that was removed since? Then what it reads from its own files is gone, and nothing works in it."""
    try:
        pid = (cluster.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0].strip()
        return os.readlink(f"/proc/{pid}/exe").endswith(" (deleted)")
    except OSError:  # another system than Linux, or it has just ended
        return False


class Databases:
    """The clones of one process."""

    def __init__(self) -> None:
        """Start nothing."""
        self._numbers = count(1)
        self._holding: int | None = None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts, builds, clones and stops."""
        with (HOME / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def admin(self) -> psycopg.Connection[Any]:
        """The administrator's connection."""
        return psycopg.connect(cluster.url("postgres", SUPERUSER), autocommit=True)

    def _begin(self) -> None:
        """Start the cluster, unless another run has, and hold it."""
        if self._holding is None:
            self._holding = os.open(HOME / "users", os.O_CREAT | os.O_RDWR, 0o644)
            fcntl.flock(self._holding, fcntl.LOCK_SH)
        if cluster.running():
            if not _orphaned():
                return
            cluster.stop("immediate")
        try:
            made = cluster.start()
        except Unstartable:
            cluster.remove()  # of a machine that lost its power: there is nothing in it to keep
            made = cluster.start()
        with self.admin() as admin:
            if made:
                roles.create_roles(admin)
            self._clear(admin)

    def _clear(self, admin: psycopg.Connection[Any]) -> None:
        """Drop what runs left that were killed, and templates that nobody used lately."""
        names = [row[0] for row in admin.execute("SELECT datname FROM pg_database WHERE datname ~ '^(run|template|seeded|building)_'")]
        dead = [name for name in names if name.startswith(("run_", "building_")) and not Path(f"/proc/{name.split('_')[1]}").exists()]
        for kind in ("template_", "seeded_"):
            dead += sorted((name for name in names if name.startswith(kind)), key=self._last_used, reverse=True)[KEPT:]
        for name in dead:
            self._drop(admin, name)

    @staticmethod
    def _last_used(name: str) -> float:
        path = HOME / name
        return path.stat().st_mtime if path.exists() else 0.0

    @staticmethod
    def _drop(admin: psycopg.Connection[Any], name: str) -> None:
        (HOME / name).unlink(missing_ok=True)
        admin.execute("UPDATE pg_database SET datistemplate = false WHERE datname = %s", [name])
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @staticmethod
    def _exists(admin: psycopg.Connection[Any], name: str) -> bool:
        return admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None

    def _template(self, admin: psycopg.Connection[Any]) -> str:
        """The template of these migrations, built if there is none."""
        name = f"template_{fingerprint(migrations())}"
        if not self._exists(admin, name):
            building = f"building_{os.getpid()}"
            self._drop(admin, building)
            roles.create_database(admin, building)
            self.manage(building, "prepare", role=roles.OWNER)
            self._rename(admin, building, name)
        (HOME / name).touch()
        return name

    @staticmethod
    def _rename(admin: psycopg.Connection[Any], name: str, to: str) -> None:
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))

    def _seeded(self) -> str:
        """The template with the invented force in it, built if there is none, which takes longer: other runs go on meanwhile."""
        name = f"seeded_{fingerprint([*SOURCE.rglob('*.py'), *SOURCE.rglob('*.yaml')])}"
        with (HOME / "seeding").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with self._alone():
                self._begin()
            with self.admin() as admin:
                if not self._exists(admin, name):
                    building = f"building_{os.getpid()}_seeded"
                    self._drop(admin, building)
                    with self._alone():
                        self._copy(admin, self._template(admin), building)
                    self.manage(building, "seed", role=roles.APP)
                    self._rename(admin, building, name)
            (HOME / name).touch()
        return name

    @staticmethod
    def _copy(admin: psycopg.Connection[Any], template: str, name: str) -> None:
        create = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY")
        admin.execute(create.format(sql.Identifier(name), sql.Identifier(roles.OWNER), sql.Identifier(template)))

    @staticmethod
    def manage(database: str, *command: str, role: str) -> None:
        """Run one of the product's commands on a database, and fail with what it said."""
        environment = {**os.environ, "DATABASE_URL": cluster.url(database, role)}
        done = subprocess.run([sys.executable, "-m", "tutela.config.manage", *command], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"{' '.join(command)} failed on the tests' template:\n{done.stdout}\n{done.stderr}", pytrace=False)

    def clone(self, *, seeded: bool = False) -> Clone:
        """A fresh clone of the template: empty, or with the invented force in it."""
        name = f"run_{os.getpid()}_{next(self._numbers)}"
        template = self._seeded() if seeded else None
        with self._alone():
            self._begin()
            with self.admin() as admin:
                self._drop(admin, name)
                self._copy(admin, template or self._template(admin), name)
        return Clone(name)

    def copy(self, clone: Clone) -> Clone:
        """Another of the same, with what is in it by now; nobody may be connected to it."""
        name = f"run_{os.getpid()}_{next(self._numbers)}"
        with self._alone(), self.admin() as admin:
            self._copy(admin, clone.name, name)
        return Clone(name)

    def drop(self, clone: Clone) -> None:
        """Drop a clone, whoever is still connected."""
        with self.admin() as admin:
            self._drop(admin, clone.name)

    def end(self) -> None:
        """Let go of the cluster, and stop it if nobody else holds it."""
        if self._holding is None:
            return
        with self._alone():
            try:
                fcntl.flock(self._holding, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # another run still works
            else:
                cluster.stop()
            os.close(self._holding)
            self._holding = None


databases: Final = Databases()


def pytest_configure() -> None:
    """Set Django up before tests are collected, for their imports; pytest-django then forbids the database to those that do not ask."""
    import django

    django.setup()


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Django's connection is to that database, in every thread."""
    from django.db import connection, connections

    settings = connections.settings["default"]
    before = settings["NAME"]
    connection.close()
    settings["NAME"] = connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = connection.settings_dict["NAME"] = before


@pytest.fixture(scope="session", autouse=True)
def _the_cluster_is_let_go() -> Iterator[None]:
    """When a process has run its tests it holds the cluster no longer."""
    yield
    databases.end()


@pytest.fixture(scope="session")
def django_db_setup(_the_cluster_is_let_go: None, django_db_blocker: Any) -> Iterator[None]:
    """This process's own clone, in place of what pytest-django would migrate."""
    mine = databases.clone()
    with django_db_blocker.unblock(), pointed_at(mine.name):
        yield
    databases.drop(mine)


@pytest.fixture
def database_clone(_the_cluster_is_let_go: None, django_db_blocker: Any) -> Iterator[Clone]:
    """A fresh clone with real commits; Django's connection is to it, in every thread. Not with ``django_db``, whose transaction is another's."""
    clone = databases.clone()
    with django_db_blocker.unblock(), pointed_at(clone.name):
        yield clone
    databases.drop(clone)


@pytest.fixture
def seeded_clone(_the_cluster_is_let_go: None, django_db_blocker: Any) -> Iterator[Clone]:
    """As ``database_clone``, with the invented force, its people and its days in it."""
    clone = databases.clone(seeded=True)
    with django_db_blocker.unblock(), pointed_at(clone.name):
        yield clone
    databases.drop(clone)
