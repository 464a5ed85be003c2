"""Serves as ``tutela serve`` does: the same server, as many workers, one blocking thread each."""

from __future__ import annotations

import os
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from tutela.config import logs
from tutela.config.serve import workers
from tutela.config.supervised import SERVER_MARK, end_with_parent


def main(port: int) -> None:
    """Serve until told to stop."""
    end_with_parent()
    os.environ[SERVER_MARK] = str(os.getpid())
    Server(
        "bench.served.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=workers(), blocking_threads=1, websockets=False,
        workers_kill_timeout=5, log_level=LogLevels.warning, log_dictconfig=logs.of_the_server(),
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
