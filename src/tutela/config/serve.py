"""``tutela serve``: the web server. WSGI with one blocking thread a worker, the fastest of those that were measured."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from tutela.config import logs
from tutela.config.supervised import SERVER_MARK, end_with_parent


def workers() -> int:
    """So many processes serve where nobody says how many: two for each core, for half of a page's time its process waits for the database."""
    return 2 * (os.cpu_count() or 1)


def serve(argv: Sequence[str] = ()) -> int:
    """Serve until told to stop. A worker that is lost is started again."""
    parser = argparse.ArgumentParser(prog="tutela serve", description="Serve the product over HTTP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=int(os.environ.get("TUTELA_WEB_WORKERS") or workers()))
    asked = parser.parse_args(argv)
    end_with_parent()
    os.environ[SERVER_MARK] = str(os.getpid())
    server = Server(
        "tutela.config.wsgi:application", address=asked.host, port=asked.port, interface=Interfaces.WSGI, workers=asked.workers, blocking_threads=1,
        websockets=False, respawn_failed_workers=True, respawn_interval=0.5, workers_kill_timeout=10,
        log_level=LogLevels.warning, log_dictconfig=logs.of_the_server(),
    )
    server.serve()
    return 0
