"""``tutela run``: everything that a newcomer needs, set up and kept running until Ctrl-C.

The database, its migrations, the invented force, the web server and the worker. What ends without being asked is started again. With
``DATABASE_URL`` set no cluster is ours, and invented people are put into that database only where ``--demo`` asks for them.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from tutela.config import roles
from tutela.config.place import Place, here
from tutela.config.postgres import Unstartable
from tutela.config.supervised import Child
from tutela.demo.people import roster_lines

PORT: Final = 8000
PARTNERS_HOST: Final = "partners.localhost"
"""Under which a newcomer's machine serves the partners' site: every browser takes the name for the machine itself."""
PORTS_TRIED: Final = 20
FIRST_ANSWER: Final = 60.0
FILLING: Final = "being filled with the invented force"
FILLED: Final = "filled with the invented force"
"""The database's comments; one that was filled in part is made again."""


class Failed(RuntimeError):
    """It cannot go on; the message says why and what would help."""


class Steps:
    """What is being done, each with the seconds since the start."""

    def __init__(self) -> None:
        """The clock starts."""
        self._began = time.monotonic()

    def __call__(self, step: str) -> None:
        """Print one."""
        print(f"{self.seconds:6.1f} s  {step}", flush=True)

    @property
    def seconds(self) -> float:
        """How long it has been."""
        return time.monotonic() - self._began


def run(argv: Sequence[str] = ()) -> int:
    """Set up what is missing, serve until told to stop, and stop all of it."""
    asked = _arguments().parse_args(argv)
    steps = Steps()
    place = here(asked.var, training=True, progress=steps)
    try:
        with _alone(place.folder):
            port = _port(asked.host, asked.port)
            if asked.fresh:
                steps("removing the database")
                place.forget()
            demo = asked.demo or (place.cluster is not None and not asked.empty)
            _set_up(place, steps, demo=demo)
            return Serving(place, asked.host, port, steps, demo=demo).until_told()
    except (Failed, Unstartable) as cause:
        print(f"tutela run: {cause}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    finally:
        if place.cluster is not None and place.cluster.running():
            steps("stopping PostgreSQL")
            place.cluster.stop()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tutela run", description="Set up what is missing and serve the product, with an invented force in it.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, help=f"this port or none; without it the first free one from {PORT}")
    parser.add_argument("--fresh", action="store_true", help="remove our database first, and make it anew")
    parser.add_argument("--demo", action="store_true", help="with DATABASE_URL: put the invented force into an empty database")
    parser.add_argument("--empty", action="store_true", help="leave the invented force out")
    parser.add_argument("--var", type=Path, help="the folder for database and key (var)")
    return parser


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time in a folder.

    :raises Failed: if another runs
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed(f"Tutela already runs from {folder}. Stop it first, or use --var for another folder.") from None
        yield


def _port(host: str, wanted: int | None) -> int:
    """The port to serve on.

    :raises Failed: if the one that was asked for, or each that we try, is taken
    """
    for port in (wanted,) if wanted is not None else range(PORT, PORT + PORTS_TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError as cause:
                if wanted is not None:
                    raise Failed(f"Port {wanted} of {host} cannot be used: {cause.strerror}. Choose another, or leave --port out.") from None
            else:
                return int(tried.getsockname()[1])
    raise Failed(f"Ports {PORT} to {PORT + PORTS_TRIED - 1} are all taken. Choose one with --port.")


def _set_up(place: Place, steps: Steps, *, demo: bool) -> None:
    """Database, migrations, rights, static files; and the invented force, in a database that is filled to the end or made again.

    :raises Failed: if a step fails
    """
    place.start()
    if place.cluster is not None and _comment(place) == FILLING:
        steps("the last start was interrupted: beginning again")
        place.forget()
        place.start()
    if not place.prepared():
        _command(place, steps, "prepare", role=roles.OWNER)
        place.is_prepared()
    if demo and _comment(place) != FILLED:
        _comment(place, FILLING)
        _command(place, steps, "seed", role=roles.APP)
        _comment(place, FILLED)


def _comment(place: Place, write: str = "") -> str:
    """What the database says of itself; with something to write, that first."""
    with psycopg.connect(place.url(roles.OWNER), autocommit=True) as owner:
        name = owner.info.dbname
        if write:
            owner.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(write)))
        row = owner.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]).fetchone()
    return str(row[0] or "") if row else ""


def _command(place: Place, steps: Steps, *command: str, role: str) -> None:
    """Run one of the product's commands in a process of its own, each line that it prints a step.

    :raises Failed: with what it said, if it failed
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tutela.config.manage", *command], env=place.environment(role), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:
        said: list[str] = []
        reader = threading.Thread(target=lambda: said.extend(process.stderr or ()))
        reader.start()
        for line in process.stdout or ():
            steps(line.rstrip())
        code = process.wait()
        reader.join()
    if code:
        raise Failed(f"{' '.join(command)} failed:\n{''.join(said[-40:])}")


class Serving:
    """The processes that serve, watched."""

    def __init__(self, place: Place, host: str, port: int, steps: Steps, *, demo: bool) -> None:
        """Say what will run; nothing starts yet."""
        self.place = place
        self.steps = steps
        self.demo = demo
        self.address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else f'[{host}]' if ':' in host else host}:{port}"
        self.local = f"http://127.0.0.1:{port}" if host == "0.0.0.0" else f"http://{f'[{host}]' if ':' in host else host}:{port}"
        names = {"localhost", "127.0.0.1", "[::1]", host, *([socket.gethostname(), "*"] if host == "0.0.0.0" else [])}
        addresses = {"TUTELA_ADDRESS": self.address, "TUTELA_PARTNERS_ADDRESS": f"http://{PARTNERS_HOST}:{port}"}
        web = {"TUTELA_HOSTS": ",".join(sorted(names)), **place.environment(roles.APP), **addresses}
        python = [sys.executable, "-m", "tutela.config.manage"]
        self.web = Child("The web server", [*python, "serve", "--host", host, "--port", str(port)], web, self._say)
        self.worker = Child("The worker", [*python, "worker"], {**place.environment(roles.WORKER), **addresses}, self._say)
        self.partners = addresses["TUTELA_PARTNERS_ADDRESS"]
        self._told = threading.Event()
        self._answers = False

    def _say(self, what: str) -> None:
        """Say what happened unasked."""
        print(what, flush=True)

    def until_told(self) -> int:
        """Start them, say where, and keep them running until a signal.

        :raises Failed: if no page is answered in time
        """
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: self._told.set())
        self.steps("starting web server and worker")
        try:
            self._watch()
            self._await_the_first_answer()
            self._answers = True  # only now the worker: on two cores it would keep the first page waiting
            self._welcome()
            threading.Thread(target=self._let_the_roster_go_on, daemon=True).start()
            while not self._told.wait(0.5):
                self._watch()
        finally:
            self._say("\nStopping.")
            self._stop()
        return 0

    def _watch(self) -> None:
        cluster = self.place.cluster
        if cluster is not None and not cluster.running():
            self._say("PostgreSQL ended; it is started again")
            try:
                cluster.start()
            except Unstartable as cause:  # what was killed may still be ending: the next look tries again
                self._say(str(cause).splitlines()[0])
                return
        self.web.watch()
        if self._answers:
            self.worker.watch()

    def _await_the_first_answer(self) -> None:
        until = time.monotonic() + FIRST_ANSWER
        while not self._told.is_set():
            try:
                with urllib.request.urlopen(f"{self.local}/health", timeout=5):
                    return
            except urllib.error.HTTPError:
                return  # it answers; what ails it is told by /health
            except OSError:
                if time.monotonic() > until:
                    raise Failed(f"no answer from {self.local}/health after {FIRST_ANSWER:.0f} s") from None
            self._watch()
            self._told.wait(0.2)

    def _welcome(self) -> None:
        """Say where it is and who may sign in."""
        if self._told.is_set():
            return
        self.steps(f"ready: {self.address}")
        (self.place.folder / "address.json").write_text(json.dumps({"address": self.address, "pid": os.getpid()}))
        who = "\n".join(f"  {line}" for line in roster_lines()) if self.demo else ""
        theirs = f"\n\nThe local authority's own site is at {self.partners}." if who else ""
        self._say(f"\nTutela is at {self.address}" + (f", where you may sign in as\n\n{who}" if who else ".") + theirs + "\n\nCtrl-C stops it.")

    def _let_the_roster_go_on(self) -> None:
        """Nobody would be on duty a few months after the force was invented: beside the serving, roster its people further."""
        if not self.demo:
            return
        try:
            _command(self.place, self.steps, "seed", role=roles.APP)
        except Failed as cause:
            if not self._told.is_set():
                self._say(str(cause))

    def _stop(self) -> None:
        """Stop both at once, then wait for each."""
        threads = [threading.Thread(target=child.stop) for child in (self.web, self.worker)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (self.place.folder / "address.json").unlink(missing_ok=True)
