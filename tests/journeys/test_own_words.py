"""A force whose setting names its overlay: its own words are read in a browser, in the register, its search and a rule, and axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Serve, at_their_desks
from tests.journeys.desk import DESKTOP, PHONE, Screen


@pytest.mark.requirement("XX-026", part="a served force whose setting names its overlay is shown its own words, on any screen")
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=lambda screen: screen.name)
def test_the_register_says_what_this_force_calls_it(browser: Browser, serve: Serve, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTELA_OVERLAYS", "northamptonshire")
    with serve() as web, at_their_desks(browser, web, screen) as officer:
        okonkwo = officer("Ruth Okonkwo").go("/policy/").says("What this force calls it").picture("policy-own-words").axe()
        okonkwo.go("/policy/?q=HCTU").says("hi-tech crime unit (HTCU)").says("Lines 83, 202, 248").picture("policy-own-words-found").axe()
        okonkwo.go("/policy/forensics.storage/").says("Head of digital forensics, hi-tech crime unit (HTCU)").axe()
