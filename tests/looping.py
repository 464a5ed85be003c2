"""What runs a loop of its own in a test: in a thread of its own, since a browser's driver may keep its loop in the thread of the tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import async_to_sync
from django.db import connections


def looped(work: Callable[[], Awaitable[None]]) -> None:
    """Run it to its end; what it asked of the database is closed with it.

    Raises: whatever the work raises.
    """
    def run() -> None:
        try:
            async_to_sync(work)()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as alone:
        alone.submit(run).result()
