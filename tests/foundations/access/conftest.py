"""What the tests of access share: a browser that signs in as people do, and a machine's clock that can be held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tutela.foundations.kit import clock

if TYPE_CHECKING:
    from tutela.foundations.access.models import Account

Sign = Callable[..., Client]


class Wall:
    """The machine's clock, which the test moves."""

    def __init__(self) -> None:
        self.now = clock.wall()

    def later(self, **length: float) -> None:
        """Let time go by."""
        self.now += timedelta(**length)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The machine's clock, held."""
    held = Wall()
    monkeypatch.setattr(clock, "wall", lambda: held.now)
    monkeypatch.setattr(clock, "_source", lambda: held.now)
    return held


@pytest.fixture
def browser_of(client: Client) -> Sign:
    """Sign an account in as a person does: password, then code."""
    from tests.foundations.access import world

    def sign(account: Account, *, browser: Client | None = None, steps: int = 0) -> Client:
        mine = browser or client
        answer = mine.post("/sign-in", {"username": account.username, "password": world.PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        if answer["Location"] == "/sign-in/code":
            answer = mine.post("/sign-in/code", {"code": world.code_of(steps=steps)})
            assert answer.status_code == 302, answer.content.decode()
        return mine

    return sign


@pytest.fixture(autouse=True)
def _no_pages_but_ours(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The addresses of these tests are few: what other parts hang into the layout is not there."""
    from tutela.foundations.design import chrome, links

    monkeypatch.setattr(links, "_places", {"sign_out": "sign-out", "account": "account", "home": "home"})
    monkeypatch.setattr(links, "_links", {})
    monkeypatch.setattr(chrome, "_navigation", {})
    settings.CHROME_PROVIDERS = []
