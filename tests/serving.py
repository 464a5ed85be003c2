"""The product served for real on a clone: granian on loopback and, where asked for, the worker. For journeys and for kills."""

from __future__ import annotations

import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pytest

from tests.database import Clone
from tutela.config import roles
from tutela.config.supervised import Child

PATIENCE: Final = 30.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@dataclass
class Served:
    """A web server, and perhaps a worker, on one clone."""

    clone: Clone
    port: int = field(default_factory=free_port)
    children: dict[str, Child] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def partners(self) -> str:
        """Where the partners' own site is: under a name of its own, which every browser takes for this machine."""
        return f"http://partners.localhost:{self.port}"

    def start(self, name: str, *command: str, role: str) -> Child:
        """Start one of the product's commands as a child of ours, in training."""
        environment = {**self.clone.environment(role), "TUTELA_TRAINING": "1", "TUTELA_ADDRESS": self.address, "TUTELA_LOG_LEVEL": "WARNING"}
        child = Child(name, [sys.executable, "-m", "tutela.config.manage", *command], environment, print)
        child.watch()
        self.children[name] = child
        return child

    def web(self, *, workers: int = 1) -> Child:
        """Start the web server, and wait until it answers."""
        child = self.start("web", "serve", "--port", str(self.port), "--workers", str(workers), role=roles.APP)
        self.wait()
        return child

    def worker(self) -> Child:
        """Start the worker, with the sweep and the sealing."""
        return self.start("worker", "worker", role=roles.WORKER)

    def wait(self) -> None:
        """Wait for an answer, whatever it says."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=5).close()
            except urllib.error.HTTPError as answer:
                answer.close()
            except OSError:
                assert time.monotonic() < until, f"no answer from {self.address} in {PATIENCE:.0f} s"
                time.sleep(0.05)
                continue
            return

    def stop(self) -> None:
        """Stop all of it."""
        for child in self.children.values():
            child.stop()


@pytest.fixture
def live_server_on_clone(seeded_clone: Clone, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The product with the invented force in it, served on loopback; ``.worker()`` starts the worker too."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver keeps a loop in the thread in which tests look at rows
    served = Served(seeded_clone)
    try:
        served.web()
        yield served
    finally:
        served.stop()
