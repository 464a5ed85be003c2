"""Children are started again when they fail, and end with their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tutela.config import supervised
from tutela.config.supervised import SERVER_MARK, Child

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


def until(what: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


def watched(child: Child) -> int | None:
    """The child's process, having been looked after."""
    child.watch()
    return child.pid


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was said unasked, with short pauses."""
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 0.05)
    return []


@pytest.fixture
def child(said: list[str]) -> Iterator[Child]:
    """A child that sleeps."""
    child = Child("The sleeper", SLEEPS, os.environ, said.append)
    child.watch()
    yield child
    child.stop()


def test_a_child_that_was_killed_is_started_again_and_it_is_said(child: Child, said: list[str]) -> None:
    first = child.pid
    assert first
    os.kill(first, signal.SIGKILL)
    until(lambda: watched(child) not in {None, first})
    assert said == ["The sleeper ended (killed by SIGKILL); it is started again in 0.1 s"]


def test_the_pause_grows_while_it_fails_at_once(said: list[str]) -> None:
    child = Child("The failing", [sys.executable, "-c", "raise SystemExit(3)"], os.environ, said.append)
    until(lambda: (watched(child), len(said))[1] == 3)
    assert [line.rsplit("in ", 1)[1] for line in said] == ["0.1 s", "0.1 s", "0.2 s"]
    assert "exit code 3" in said[0]


def test_a_child_that_will_not_end_is_killed(said: list[str]) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    child = Child("The deaf", [sys.executable, "-c", deaf], os.environ, said.append)
    child.watch()
    time.sleep(0.5)
    child.stop(patience=0.2)
    assert child.pid is None
    assert said == ["The deaf did not end when asked; it is killed"]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells a child of its parent's end on Linux alone")
@pytest.mark.parametrize(("how", "deaf"), [("SIGTERM", ""), ("SIGKILL", "signal.signal(signal.SIGTERM, signal.SIG_IGN); ")])
def test_a_child_ends_when_its_parent_was_killed(tmp_path: Path, how: str, deaf: str) -> None:
    pid = tmp_path / "pid"
    inner = (
        f"import os, signal, time; from tutela.config.supervised import end_with_parent; {deaf}end_with_parent(how=signal.{how}); "
        f"open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    )
    outer = (
        "import os, sys, time; from tutela.config.supervised import Child\n"
        f"Child('inner', [sys.executable, '-c', {inner!r}], os.environ, print).watch(); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", outer]) as parent:
        until(lambda: pid.exists() and pid.read_text())
        parent.kill()
    number = int(pid.read_text())

    def gone() -> bool:
        with suppress(FileNotFoundError):
            return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        return True

    until(gone)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells a child of its parent's end on Linux alone")
def test_a_child_whose_parent_was_gone_before_it_asked_does_not_begin() -> None:
    late = "from tutela.config.supervised import SERVER_MARK, end_with_parent; end_with_parent(SERVER_MARK); print('began')"
    for parent, said_ in ((str(os.getpid()), "began\n"), ("1", ""), ("", "began\n")):
        done = subprocess.run(
            [sys.executable, "-c", late], env={**os.environ, SERVER_MARK: parent}, capture_output=True, text=True, check=False, timeout=30,
        )
        assert done.stdout == said_
