"""Journeys run in a real browser: Debian's Chromium, or any by path. Where there is none they fail and say what to install."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.database import Clone, databases, pointed_at
from tests.desks.replay.made_up import html, made_up
from tests.journeys.browser import ARGUMENTS, MISSING, chromium
from tests.journeys.desk import DESKTOP, Desk, Screen
from tests.serving import Served
from tutela.desks.replay.pages import replay_page


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser."""
    path = chromium()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    return {**browser_type_launch_args, "executable_path": path, "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: pages are files. It stands in for pytest-playwright's own, a method of which pytest 9 warns that pytest 10 refuses it."""


@pytest.fixture(scope="session")
def timelines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two made-up cases, as a file with its assets beside it."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("timelines")
    shutil.copytree(Path(str(resources.files("tutela.foundations.design"))) / "static", folder / "static")
    with override_settings(CHROME_PROVIDERS=[]):
        page = html(replay_page([made_up(), made_up("made-up/2")]))
    path = folder / "timelines.html"
    path.write_text(page.replace('"/static/', '"static/'), encoding="utf-8")
    return path


# ---- the product, served on a clone, and its officers at their browsers ---------------------------------------------------

Serve = Callable[..., Any]
Officer = Callable[..., Desk]


@pytest.fixture(scope="session")
def _clones(django_db_blocker: Any) -> Iterator[dict[str, Clone]]:
    """The forces that were set up in this process, to be cloned: a copy takes a moment, setting one up takes seconds."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps a loop in the thread in which tests look at rows
    made: dict[str, Clone] = {}
    with django_db_blocker.unblock():
        yield made
    for clone in made.values():
        databases.drop(clone)


@pytest.fixture(scope="session")
def serve(_clones: dict[str, Clone]) -> Serve:
    """Serve a force: ``with serve(): …`` the force without a past on NN-1's Sunday, ``with serve(seeded=True)`` the one with its days.

    In the block Django's connection is to its clone. ``prepare`` is called before the first page can be asked for. What ``past`` does takes
    long, and is done once: whoever has the same past gets a copy.
    """

    @contextmanager
    def served(
        *, seeded: bool = False, worker: bool = False, past: Callable[[Clone], None] | None = None, prepare: Callable[[], None] | None = None,
    ) -> Iterator[Served]:
        clone = databases.clone(seeded=True) if seeded else _sunday(_clones, past)
        web = Served(clone)
        try:
            with pointed_at(clone.name):
                if prepare:
                    prepare()
                web.web()
                if worker:
                    web.worker()
                yield web
        finally:
            web.stop()
            databases.drop(clone)

    return served


def _sunday(made: dict[str, Clone], past: Callable[[Clone], None] | None = None) -> Clone:
    """A copy of the force without a past, or with one, whose clock stands at NN-1's Sunday again."""
    from tests import scenarios

    if "sunday" not in made:
        made["sunday"] = databases.clone()
        with pointed_at(made["sunday"].name):
            scenarios.force()
    name = past.__qualname__ if past else "sunday"
    if past and name not in made:
        made[name] = databases.copy(made["sunday"])
        with pointed_at(made[name].name):
            scenarios.set_clock(scenarios.SUNDAY)
            past(made[name])
    clone = databases.copy(made[name])
    with pointed_at(clone.name):
        scenarios.set_clock(scenarios.SUNDAY)
    return clone


@contextmanager
def at_their_desks(browser: Browser, served: Served, screen: Screen = DESKTOP) -> Iterator[Officer]:
    """Officers of a served force: ``officer("Bev Quayle")`` has signed in, and is given again when she is asked for again; a partner's people at theirs.

    The first signs in at the page, the others by what its form sends: a page that is drawn for each of them is most of what a journey costs.

    When all is over no browser may have complained: of a script, of the content policy, of an asset, of a page too wide for its screen.
    """
    desks: dict[str, Desk] = {}

    def officer(name: str, *, another: str = "", signed_in: bool = True, site: str = "force") -> Desk:
        key = f"{name} {another}"
        if key not in desks:
            base = served.partners if site == "partners" else served.address
            context = browser.new_context(base_url=base, viewport={"width": screen.width, "height": screen.height}, locale="en-GB")
            context.set_default_timeout(15_000)
            context.set_default_navigation_timeout(90_000)   # a day of a training clock goes by in one answer
            desks[key] = Desk(context, name, screen)
            if signed_in:
                desks[key].come_in() if len(desks) > 1 and site == "force" else desks[key].sign_in()
        return desks[key]

    try:
        yield officer
        assert [complaint for desk in desks.values() for complaint in desk.complaints] == []
    finally:
        for desk in desks.values():
            desk.page.context.close()
