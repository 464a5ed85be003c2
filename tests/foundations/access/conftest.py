"""What the tests of access share: a browser that signs in as people do, and a machine's clock that can be held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.database import Clone
from tests.journeys.browser import ARGUMENTS, MISSING, chromium
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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser."""
    path = chromium()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    return {**browser_type_launch_args, "executable_path": path, "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: it stands in for pytest-playwright's own, a method of which pytest 9 warns that pytest 10 refuses it."""


@pytest.fixture
def beside_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser's driver keeps a loop in the thread in which tests look at rows."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def served(beside_a_browser: None, database_clone: Clone, settings: Any) -> Iterator[str]:  # noqa: ARG001  # a fixture is asked for by name
    """The pages of these tests, served on loopback on a clone with real commits."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    settings.ROOT_URLCONF = "tests.foundations.access.addresses"
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert not thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
