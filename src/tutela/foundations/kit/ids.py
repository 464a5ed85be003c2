"""Keys: UUID version 7 (RFC 9562), so that rows written one after another lie one after another."""

from __future__ import annotations

import secrets
from uuid import UUID

from tutela.foundations.kit import clock

_VERSION, _VARIANT = 7 << 76, 2 << 62


def new() -> UUID:
    """Make a key from the machine's own clock (a moved training clock never makes two alike) and 74 random bits."""
    milliseconds = int(clock.wall().timestamp() * 1000)
    random = secrets.randbits(74)
    return UUID(int=(milliseconds << 80) | _VERSION | ((random >> 62) << 64) | _VARIANT | (random & ((1 << 62) - 1)))
