"""The servers that are measured, started and stopped with their database."""

from __future__ import annotations

import http.client
import json
import socket
import sys
import time
from typing import Final

from bench.scaled.built import ROOT, SCALE, Built
from tutela.config.serve import workers
from tutela.config.supervised import Child

PATIENCE: Final = 90.0


class Server:
    """One web server with its workers on loopback: the product, or the bare page."""

    def __init__(self, built: Built, settings: str, database: str = SCALE) -> None:
        """Say which; nothing starts yet.

        :param settings: ``settings`` for the product, ``bare`` for the bare page
        """
        self.settings, self.port = settings, free_port()
        environment = {**built.environment(database=database), "DJANGO_SETTINGS_MODULE": f"bench.served.{settings}"}
        self._command = [sys.executable, "-m", "bench.served.serve", str(self.port)]
        self._environment = {**environment, "PYTHONPATH": str(ROOT)}
        self._probe = _static(built) if settings == "settings" else "/up/"
        self._child: Child | None = None

    def start(self) -> None:
        """Start it, and wait until its workers answer what asks nothing of the database.

        :raises RuntimeError: if they do not
        """
        self._child = Child(self.settings, self._command, self._environment, print)
        self._child.start()
        until = time.monotonic() + PATIENCE
        answered = 0
        while answered < 6 * workers():
            try:
                self._asked()
            except OSError:
                answered = 0
                if time.monotonic() > until:
                    raise RuntimeError(f"the server ({self.settings}) did not answer in {PATIENCE:.0f} s") from None
                time.sleep(0.1)
            else:
                answered += 1

    def stop(self) -> None:
        """Stop it."""
        if self._child is not None:
            self._child.stop()
            self._child = None

    def _asked(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", self._probe)
            connection.getresponse().read()
        finally:
            connection.close()


def _static(built: Built) -> str:
    """A static file, which is answered before anything asks the database."""
    paths: dict[str, str] = json.loads((built.folder / "static" / "staticfiles.json").read_text())["paths"]
    return f"/static/{next(path for name, path in sorted(paths.items()) if name.endswith('.css'))}"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
