"""The only place that reads the time.

Two clocks. :func:`now` is the time of the business: config may give it another source, which is how a training day is
moved. :func:`wall` is the machine's own, never moved: for health, sign-in, sealing and the queue.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime


def wall() -> datetime:
    """Read the machine's clock, in UTC."""
    return datetime.now(UTC)


_source: Callable[[], datetime] = wall


def now() -> datetime:
    """Read the time by which the business is done, in UTC.

    :raises ValueError: if the source gives a time without offset
    """
    at = _source()
    if at.tzinfo is None:
        raise ValueError(f"the clock's source gave {at.isoformat()}, a time without offset")
    return at.astimezone(UTC)


def read_from(source: Callable[[], datetime]) -> None:
    """Give :func:`now` its source; ``read_from(wall)`` gives it back to the machine."""
    global _source
    _source = source
