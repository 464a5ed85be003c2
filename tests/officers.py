"""The invented force in a test's database, and its people as they look and act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from tutela.demo import seed
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_for

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""A Monday morning: early shift."""
ROSTERED: Final = (timedelta(days=7), timedelta(days=30))
"""How far back and ahead shifts stand in a test: the demo's half year costs each test a third of a second."""


def force(at: datetime = START) -> None:
    """Set Northshire Police up, without a past."""
    seed.force(at, rostered=ROSTERED)


def viewer(key: str, at: datetime = START) -> Viewer:
    """One of its people at a moment, by the name they sign in with."""
    account = Account.objects.select_related("officer").get(username=key)
    return viewer_for(account, at=at, session="test", device="test")
