"""Children that end with their parent and are started again when they fail."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

MARK: Final = "TUTELA_SUPERVISED"
SERVER_MARK: Final = "TUTELA_SERVED_BY"
"""Which process started the web server's workers: it is not the supervisor itself."""
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
STEADY: Final = 20.0
"""Seconds after which a child that then fails is not thought to fail at once."""


def end_with_parent(mark: str = MARK, *, how: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to end this process when the one that started it is gone, however it went. Linux alone; elsewhere nothing.

    :param mark: which variable of the environment says who that is; where it says nothing, nobody watches
    :param how: by which signal; one that may be asked for while a library has not taken it over yet is lost
    """
    parent = os.environ.get(mark)
    if parent and sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(1, how)  # 1: PR_SET_PDEATHSIG
        if os.getppid() != int(parent):  # it was gone before we asked
            os._exit(1)


class Child:
    """One process that is kept running."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        """Say what it will be; :meth:`watch` starts it."""
        self.name = name
        self.restarts = 0
        self._command = list(command)
        self._environment = {**environment, MARK: str(os.getpid())}
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._pause = 0.0
        self._due: float | None = None

    @property
    def pid(self) -> int | None:
        """Its process, where it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start it, away from the terminal's own Ctrl-C, which is ours to hand on."""
        self._began = time.monotonic()
        self._process = subprocess.Popen(self._command, env=self._environment, start_new_session=True)

    def watch(self) -> None:
        """Start it again if it has ended, after a pause that grows while it keeps failing at once."""
        now = time.monotonic()
        if self._process is None:
            self.start()
        elif self._due is not None:
            if now >= self._due:
                self._due = None
                self.restarts += 1
                self.start()
        elif (ended := self._process.poll()) is not None:
            steady = now - self._began > STEADY
            self._pause = FIRST_PAUSE if steady or not self._pause else min(self._pause * 2, LONGEST_PAUSE)
            self._due = now + self._pause
            self._say(f"{self.name} ended ({_how(ended)}); it is started again in {self._pause:.1f} s")

    def stop(self, patience: float = 15.0) -> None:
        """End it: asked first, then made to."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._say(f"{self.name} did not end when asked; it is killed")
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def _how(code: int) -> str:
    """How a process ended, in words."""
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
