"""The invented force, and its officers as they sign in: every page of a desk is asked for as a browser asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from tests.desks.world import World

NOW: Final = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Eight in the evening, when the tests of desks take place."""
    return NOW


@pytest.fixture
def force(db: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - asks for the database
    """Northshire Police without a past."""
    from tests.officers import ROSTERED
    from tutela.demo import seed
    from tutela.foundations.kit import clock

    monkeypatch.setattr(clock, "_source", lambda: NOW)
    seed.force(NOW, rostered=ROSTERED)


@pytest.fixture
def viewer(force: None) -> Callable[[str], Any]:  # noqa: ARG001 - asks for the force
    """An officer by the name they sign in with, as the policy sees them now."""
    from tutela.foundations.access.models import Account
    from tutela.foundations.access.viewers import viewer_for

    return lambda key: viewer_for(Account.objects.get(username=key), at=NOW)


@pytest.fixture
def as_(force: None) -> Callable[[str], Any]:  # noqa: ARG001 - asks for the force
    """A browser in which an officer is signed in."""
    from django.test import Client

    from tutela.foundations.access.models import Account

    def signed_in(key: str) -> Any:
        client = Client()
        client.force_login(Account.objects.get(username=key))
        return client

    return signed_in


@pytest.fixture
def world(viewer: Callable[[str], Any]) -> World:
    """Amira, fifteen, missing since three hours ago, with everything that hangs off her; and who lives where she lives."""
    from tests.desks.world import World

    return World(viewer, NOW)
