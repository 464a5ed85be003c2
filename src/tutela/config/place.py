"""Where this copy of the product keeps what it needs: the secret key, its own PostgreSQL, what it serves.

With ``DATABASE_URL`` set the database is a force's own and no cluster is ours. ``DATABASE_OWNER_URL`` names the role that migrates and is
dumped (else the same), ``DATABASE_ADMIN_URL`` one that may create databases; both only for the commands that need them.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg

from tutela.config import roles
from tutela.config.made_of import fingerprint, migrations, static_files
from tutela.config.postgres import SUPERUSER, Cluster, Progress

DATABASE: Final = "tutela"


class Place:
    """One copy: its folder, and the addresses of its database."""

    def __init__(self, folder: Path, *, training: bool = False, progress: Progress = lambda _: None) -> None:
        """Say where; nothing happens yet.

        :param training: whether it is run as a newcomer's copy, whoever's the database is
        """
        self.folder = folder.resolve()
        self.progress = progress
        self.given = os.environ.get("DATABASE_URL")
        self.cluster = None if self.given else Cluster(self.folder / "postgres", progress=progress)
        self.training = training or self.cluster is not None

    def url(self, role: str = roles.APP, database: str = DATABASE) -> str:
        """The address of the database for one of the product's roles."""
        if self.cluster is not None:
            return self.cluster.url(database, role)
        named = {roles.OWNER: "DATABASE_OWNER_URL", SUPERUSER: "DATABASE_ADMIN_URL", roles.WORKER: "DATABASE_WORKER_URL"}.get(role, "DATABASE_URL")
        address = os.environ.get(named) or str(self.given)
        return address if database == DATABASE else _with_database(address, database)

    @property
    def files(self) -> Path:
        """Where the content of documents is."""
        return Path(os.environ.get("TUTELA_FILES") or self.folder / "files")

    def secret(self) -> Path:
        """The file with the secret key, made once and for us alone to read."""
        path = self.folder / "secret-key"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        return path

    def environment(self, role: str = roles.APP, database: str = DATABASE) -> dict[str, str]:
        """What a process of the product is given: the deployment's own variables first, a newcomer's where there are none."""
        ours = {"DJANGO_SETTINGS_MODULE": "tutela.config.settings"}
        if self.training:
            ours |= {"TUTELA_SECURE": "0", "TUTELA_TRAINING": "1", "TUTELA_LOG": "readable", "TUTELA_LOG_LEVEL": "WARNING"}
            ours |= {"TUTELA_STATIC_ROOT": str(self.folder / "static"), "TUTELA_FILES": str(self.files), "TUTELA_MAIL_FOLDER": str(self.folder / "mail")}
            ours |= {"TUTELA_PRINTED_FOLDER": str(self.folder / "printed")}
            if "TUTELA_SECRET_KEY" not in os.environ:
                ours["TUTELA_SECRET_KEY_FILE"] = str(self.secret())
        return {**ours, **os.environ, "DATABASE_URL": self.url(role, database)}

    def start(self) -> bool:
        """Have the database there: our cluster running, with its roles and an empty database.

        :returns: whether the database was made now
        """
        if self.cluster is None:
            return False
        self.cluster.start()
        with self.admin() as admin:
            roles.create_roles(admin)
            return roles.create_database(admin, DATABASE)

    def admin(self) -> psycopg.Connection[Any]:
        """A connection that may create and drop databases, in autocommit."""
        return psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Have the database there for one command; a cluster that was not running is stopped again."""
        was = self.cluster is None or self.cluster.running()
        self.start()
        try:
            yield
        finally:
            if self.cluster is not None and not was:
                self.cluster.stop()

    @property
    def _prepared(self) -> Path:
        return self.folder / "prepared"

    def prepared(self) -> bool:
        """Whether our database and static files were last made ready from these very sources; of a force's own we never know."""
        return self.cluster is not None and self._prepared.exists() and self._prepared.read_text() == _now_made_of()

    def is_prepared(self) -> None:
        """Remember that they are."""
        self._prepared.write_text(_now_made_of())

    def forget(self) -> None:
        """Remove our database and all in it."""
        if self.cluster is not None:
            self.cluster.remove()
        self._prepared.unlink(missing_ok=True)
        for name in ("static", "files", "mail"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


def _now_made_of() -> str:
    return fingerprint([*migrations(), *static_files()])


def _with_database(address: str, database: str) -> str:
    """The same address, of another database."""
    head, _, options = address.partition("?")
    scheme, _, rest = head.partition("://")
    host = rest.partition("/")[0]
    return f"{scheme}://{host}/{database}" + (f"?{options}" if options else "")


def here(folder: Path | None = None, *, training: bool = False, progress: Progress = lambda _: None) -> Place:
    """The copy in ``TUTELA_VAR``, else in ``var`` of the folder that we are in."""
    return Place(folder or Path(os.environ.get("TUTELA_VAR", "var")), training=training, progress=progress)
