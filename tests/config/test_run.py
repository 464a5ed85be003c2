"""``tutela run``, started for real in an empty folder: it says where it is, answers there, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.serving import free_port
from tutela.config import run
from tutela.config.place import here
from tutela.config.postgres import Cluster

FIRST: Final = 170.0
"""Seconds in which the first page must be there, on two cores."""
OURS: Final = ("DATABASE_URL", "TUTELA_", "DJANGO_SETTINGS_MODULE")


class Running:
    """``tutela run`` in a process of its own."""

    def __init__(self, var: Path, *arguments: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tutela.config.cli", "run", "--var", str(var), *arguments], env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip())
        self._lines.put(None)

    def until(self, pattern: str, seconds: float) -> re.Match[str]:
        """Read on until a line has the pattern."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._lines.get(timeout=max(end - time.monotonic(), 0.01))
            except queue.Empty:
                pytest.fail(f"{pattern!r} was not said in {seconds:.0f} s:\n" + "\n".join(self.said))
            if line is None:
                pytest.fail(f"it ended before it said {pattern!r}:\n" + "\n".join(self.said))
            self.said.append(line)
            if found := re.search(pattern, line):
                return found

    def end(self) -> int:
        """Ctrl-C, and wait."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(40)
        finally:
            if self.process.stdout:
                self.process.stdout.close()


@pytest.fixture
def var() -> Iterator[Path]:
    """An empty folder that the server's user can reach."""
    path = Path(tempfile.mkdtemp(prefix="tutela-run-"))
    path.chmod(0o755)
    yield path
    Cluster(path / "postgres").remove()
    shutil.rmtree(path, ignore_errors=True)


def health(address: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{address}/health", timeout=10) as answer:
        found: dict[str, object] = json.load(answer)
    return found


def children(address: dict[str, object]) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if stat.read_text().rsplit(")", 1)[1].split()[1] == str(address["pid"]):
                found.append(int(stat.parent.name))
        except OSError:
            continue
    return found


def test_it_sets_itself_up_says_where_it_is_and_starts_again_sooner(var: Path) -> None:
    first = Running(var)
    address = first.until(r"Tutela is at (http://\S+?),? ", FIRST).group(1)
    assert health(address)["status"] in {"ok", "late"}
    first.until("Ctrl-C stops it", 5)
    assert any("migrating" in line for line in first.said)
    kept = json.loads((var / "address.json").read_text())
    assert kept["address"] == address
    victim = children(kept)[0]
    os.kill(victim, signal.SIGKILL)
    first.until(r"ended \(killed by SIGKILL\); it is started again", 10)
    assert first.end() == 0
    assert not (var / "postgres/data/postmaster.pid").exists()

    again = Running(var)
    ready = again.until(r"^ *([0-9.]+) s  ready: ", 60)
    assert not any("cluster" in line or "invented" in line for line in again.said)
    assert again.end() == 0
    print("first:", *(line for line in first.said if "ready" in line), "later:", ready.group(0))


def test_the_key_is_ours_alone_to_read_and_stays(var: Path) -> None:
    place = here(var)
    assert place.secret().stat().st_mode & 0o777 == 0o600
    assert place.secret().read_text() == place.secret().read_text() != ""


def test_a_second_one_in_the_same_folder_says_so(var: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    with run._alone(var):
        assert run.run(["--var", str(var)]) == 2
    assert "already runs from" in capsys.readouterr().err


def test_a_port_that_is_taken_is_refused_where_it_was_asked_for(capsys: pytest.CaptureFixture[str], var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run.run(["--var", str(var), "--port", str(taken.getsockname()[1])]) == 2
    assert "Choose another, or leave --port out" in capsys.readouterr().err


def test_without_a_port_the_next_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(run, "PORT", taken.getsockname()[1])
        assert run._port("127.0.0.1", None) > run.PORT
    assert run._port("127.0.0.1", port := free_port()) == port


def test_a_database_of_a_forces_own_starts_no_cluster_and_gets_no_invented_people(monkeypatch: pytest.MonkeyPatch, var: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://tutela_app@db.example/tutela")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://tutela_owner@db.example/tutela")
    place = here(var)
    assert place.cluster is None
    assert place.url("tutela_app") == "postgresql://tutela_app@db.example/tutela"
    assert place.url("tutela_owner", "drill") == "postgresql://tutela_owner@db.example/drill"
    assert run._arguments().parse_args([]).demo is False
