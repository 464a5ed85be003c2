"""Where something is done: said once by the part that does it, found by what is owed."""

from __future__ import annotations

import pytest

from tutela.foundations.design import links
from tutela.law.catalogue import catalogue

INCIDENT, EPISODE = "i:0198c000-0000-7000-8000-000000000001", "e:0198c000-0000-7000-8000-000000000002"


def test_what_is_owed_leads_to_the_form_that_does_it() -> None:
    found = links.act_link("contact.thrive-complete", [INCIDENT, EPISODE])
    assert found is not None
    assert (found.name, found.href) == ("contact.assess", "/contact/incidents/0198c000-0000-7000-8000-000000000001/assess/")
    told = links.act_link("missing.la-told", [INCIDENT, EPISODE])
    assert told is not None
    assert told.href.endswith("000000000002/tell/")


def test_what_no_page_does_and_what_is_about_another_kind_leads_nowhere() -> None:
    assert links.act_link("missing.return-notice", [EPISODE]) is None
    assert links.act_link("missing.initial-risk", [INCIDENT]) is None
    assert links.act_link("contact.send", ["stormlike:112"]) is None


def test_every_code_that_a_page_does_is_owed_by_a_rule() -> None:
    assert set(links._done_by) <= set(catalogue(()).by_code)


def test_nothing_is_done_in_two_places() -> None:
    with pytest.raises(links.TakenTwice):
        links.register_act("contact.send", "missing:list", kind="incident", permission="x")
    with pytest.raises(links.TakenTwice):
        links.register_act("contact.log", "contact:log", kind="incident", permission="incident.log", does=["missing.plan"])
    with pytest.raises(KeyError):
        links.register_act("x", "y", kind="cloud", permission="x")
