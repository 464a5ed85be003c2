"""Journeys run in a real browser: Debian's Chromium, or any by path. Where there is none they fail and say what to install."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.desks.replay.made_up import html, made_up
from tests.journeys.browser import ARGUMENTS, MISSING, chromium
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
