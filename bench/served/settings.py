"""The product's settings as they are in service, with the counting of questions around everything else."""

from __future__ import annotations

from tutela.config.settings import *  # noqa: F403 - these are its settings
from tutela.config.settings import MIDDLEWARE as _MIDDLEWARE

MIDDLEWARE = ["bench.served.counting.Counting", *_MIDDLEWARE]
WSGI_APPLICATION = "bench.served.wsgi.application"
