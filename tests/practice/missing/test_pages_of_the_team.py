"""The missing team's pages on the test client."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.missing.closing import TOLD, close
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.kit import clock, refs
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.practice.missing.forms import ACTS
from tutela.record.chronology.models import Entry
from tutela.record.occurrences.models import Episode, RiskVersion


def report(staff: Staff, name: str = "Amira Brook", minutes: int = 0, **more: Any) -> dict[str, Any]:
    given = {"who": name, "where": "Harbour Row", "why_worried": "Late.", "concern": "missing_child", "child_name": name, **more}
    return do(contact.take_report, staff["handler"], clock.now() - timedelta(minutes=minutes), **given).result


@pytest.fixture
def made(now_staff: Staff) -> dict[str, Any]:
    return report(now_staff, concerns=("self_harm",))


def page_of(made: dict[str, Any], slug: str = "") -> str:
    return reverse(f"missing:{slug or 'episode'}", args=[refs.key_of(made["episode"], "episode")])


@pytest.mark.requirement("AH-100")
def test_a_report_stands_on_the_teams_list_at_once_with_its_waiting_time(now_staff: Staff) -> None:
    report(now_staff, minutes=7)
    for address in ("missing:list", "missing:list-live"):
        text = browser(now_staff, "coordinator").get(reverse(address)).content.decode()
        assert "Reported, unallocated, 7 min waiting" in text
        assert '<p class="govuk-body app-summary">Unallocated: 1. Being searched for: 0. Found or back, not closed: 0.</p>' in text
        assert "Amira Brook" in text


def test_a_child_at_high_risk_stands_before_those_who_wait_longer(now_staff: Staff) -> None:
    for name, minutes, level in (("Longest", 90, "medium"), ("Gravest", 30, "high"), ("Latest", 5, "medium")):
        made = report(now_staff, name, minutes=minutes)
        do(missing.grade_risk, now_staff["fim"], clock.now(), episode=made["episode"], level=level, rationale="With a friend.")
    text = browser(now_staff, "coordinator").get(reverse("missing:list")).content.decode()
    assert text.index("Gravest") < text.index("Longest") < text.index("Latest")


def test_the_list_asks_as_often_for_many_as_for_one(now_staff: Staff) -> None:
    client = browser(now_staff, "coordinator")
    counts = []
    for number in range(7):
        made = report(now_staff, f"Child {'ABCDEFG'[number]}", minutes=number)
        if number % 2:
            do(missing.grade_risk, now_staff["fim"], clock.now(), episode=made["episode"], level="medium", rationale="With a friend.")
            do(missing.accept_ownership, now_staff["cii"], clock.now(), episode=made["episode"])
        if number in (3, 6):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse("missing:list")).status_code == 200
            counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("slug", sorted(ACTS))
def test_every_act_has_its_page(now_staff: Staff, made: dict[str, Any], slug: str) -> None:
    key = "missing_di" if slug in ("decide-lowering", "second-line", "senior") else "fim"
    page = browser(now_staff, key).get(page_of(made, slug))
    assert page.status_code == 200
    assert "<form" in page.content.decode()


@pytest.mark.requirement("XX-010", part="the suggestion stays hidden until the person has chosen")
def test_what_is_suggested_is_hidden_until_one_has_graded(now_staff: Staff) -> None:
    made = report(now_staff, concerns=("self_harm", "suicide", "child_sexual_exploitation"), out_of_character=True)
    client = browser(now_staff, "handler")
    for slug in ("", "grade"):
        assert "Suggested" not in client.get(page_of(made, slug)).content.decode()
    body = {**form_of(client.get(page_of(made, "grade"))), "level": "medium", "rationale": "With a friend.", "because_self_harm": "Cut herself in January."}
    assert client.post(page_of(made, "grade"), body).status_code == 302
    text = client.get(page_of(made)).content.decode()
    assert "Suggested: High" in text
    assert RiskVersion.objects.get().suggested == "high"
    assert "Suggested" not in browser(now_staff, "cii").get(page_of(made)).content.decode(), "nor from the level that another gave"


def test_the_search_is_taken_over_planned_and_ended_on_pages(now_staff: Staff, made: dict[str, Any]) -> None:
    def send(key: str, slug: str, **answers: str) -> int:
        client = browser(now_staff, key)
        return client.post(page_of(made, slug), {**form_of(client.get(page_of(made, slug))), **answers}).status_code

    assert send("fim", "grade", level="medium", rationale="With a friend.") == 302
    assert send("cii", "take", answer="accept") == 302
    assert send("cii", "plan", hypotheses="With the older friend.", what_1="Search her room", who_1="PC Kirby", within_1="60") == 302
    assert send("cii", "allocate", to="response_officer@response", direction="PC Kirby to her room.", what_1="Search her room") == 302
    assert send("constable", "search", what="room", result="Bus ticket.") == 302
    assert send("cii", "review", decision="deploy", within="60", text="PC Kirby to the flat by 22:00.", what_1="Visit the flat", who_1="PC Kirby") == 302
    assert send("constable", "found", found_by="police", safe="yes", where="A flat", with_whom="A friend") == 302
    assert send("cii", "close", reason="Home.") == 422
    assert Entry.objects.filter(type="attempts.ClosingRefused").count() == 1
    assert send("constable", "verified", verified_by="police", how="Seen and spoken to alone.") == 302
    close(now_staff, str(made["episode"]), told=TOLD)   # its own page is asked for in test_closing.py
    assert Episode.objects.get().state == "closed"
    text = browser(now_staff, "cii").get(page_of(made)).content.decode()
    for said in ("Search her room", "Bus ticket.", "With the older friend.", "Closed"):
        assert said in text, said


def test_a_search_is_opened_once(now_staff: Staff, made: dict[str, Any]) -> None:
    client = browser(now_staff, "coordinator")
    page = client.get(reverse("missing:open"), {"child": made["child"]})
    body = {**form_of(page), "child": made["child"], "circumstances": "Seen at the station."}
    saved = client.post(reverse("missing:open"), body)
    assert saved.headers["Location"] == page_of(made)
    fresh = client.post(reverse("missing:open"), {**form_of(client.get(reverse("missing:open"))), "circumstances": "Not home.", "child_name": "Bo Lund"})
    assert fresh.status_code == 302
    assert Episode.objects.count() == 2


def test_a_restricted_child_is_not_on_the_list_nor_has_a_page(now_staff: Staff, made: dict[str, Any]) -> None:
    Restriction.objects.create(subject=made["child"], level="existence", audience=["fim@contact"], why="Witness", since=clock.now(), by="test")
    client = browser(now_staff, "coordinator")
    assert "Amira" not in client.get(reverse("missing:list")).content.decode()
    assert client.get(page_of(made)).status_code == 404
    assert "Amira" in browser(now_staff, "fim").get(reverse("missing:list")).content.decode()
