"""The room's pages on the test client: every act works without a script, refusals keep the words, a second editor loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.kit import clock, refs
from tutela.practice.contact import operations as contact
from tutela.practice.contact.forms import ACTS
from tutela.record.chronology.models import Entry
from tutela.record.occurrences.models import Episode, GradeVersion, Incident


@pytest.fixture
def made(now_staff: Staff) -> dict[str, Any]:
    given = {"who": "Amira, 14", "where": "Harbour Row", "why_worried": "Late.", "concern": "missing_child", "child_name": "Amira Brook", "grade": "immediate"}
    return do(contact.take_report, now_staff["handler"], clock.now(), **given).result


def page_of(made: dict[str, Any], slug: str = "") -> str:
    key = refs.key_of(made["incident"], "incident")
    return reverse(f"contact:{slug or 'incident'}", args=[key])


def test_a_report_is_taken_on_one_screen(now_staff: Staff) -> None:
    client = browser(now_staff, "handler")
    page = client.get(reverse("contact:report"))
    assert page.status_code == 200
    said = {"who": "Amira, 14", "where": "Harbour Row", "why_worried": "Never out this late.", "missing": "yes", "channel": "101", "child_age": "14"}
    body = {**form_of(page), **said}
    saved = client.post(reverse("contact:report"), body)
    assert saved.status_code == 302
    again = client.post(reverse("contact:report"), body)
    assert again.headers["Location"] == saved.headers["Location"], "a double submit makes one"
    assert (Incident.objects.count(), Episode.objects.count()) == (1, 1)
    shown = client.get(saved.headers["Location"])
    assert shown.status_code == 200
    text = shown.content.decode()
    for part in ("Harbour Row", "Never out this late.", "Nobody has been sent", "Review and grade the missing child", "What must I do next, and by when?"):
        assert part in text, part


def test_what_is_missing_is_asked_for_and_what_was_written_stays(now_staff: Staff) -> None:
    client = browser(now_staff, "handler")
    page = client.post(reverse("contact:report"), {"key": form_of(client.get(reverse("contact:report")))["key"], "who": "Amira", "channel": "101"})
    assert page.status_code == 422
    assert "Amira" in page.content.decode()
    assert "Write why the caller is worried" in page.content.decode()
    assert not Incident.objects.exists()


@pytest.mark.parametrize("slug", sorted(ACTS))
def test_every_act_has_its_page(now_staff: Staff, made: dict[str, Any], slug: str) -> None:
    page = browser(now_staff, "fim").get(page_of(made, slug))
    assert page.status_code == 200
    assert "<form" in page.content.decode()


def test_a_refused_act_shows_why_and_keeps_the_words(now_staff: Staff, made: dict[str, Any]) -> None:
    client = browser(now_staff, "supervisor")
    body = {**form_of(client.get(page_of(made, "close"))), "seen_by": "nobody", "reason": "Home by himself, said his mother."}
    page = client.post(page_of(made, "close"), body)
    assert page.status_code == 422
    assert "Home by himself, said his mother." in page.content.decode()
    assert Entry.objects.filter(type="attempts.ClosingRefused").count() == 1
    assert Incident.objects.get().closed_at is None


def test_a_lower_grade_waits_and_the_page_says_so(now_staff: Staff, made: dict[str, Any]) -> None:
    client = browser(now_staff, "handler")
    body = {**form_of(client.get(page_of(made, "grade"))), "grade": "routine", "rationale": "Calmer.", "result": "Seen by her aunt today."}
    client.post(page_of(made, "grade"), body)
    text = client.get(page_of(made)).content.decode()
    assert "Asked to lower to Routine" in text
    assert GradeVersion.objects.get(status="live").grade == "immediate"
    other = browser(now_staff, "supervisor")
    answer = {**form_of(other.get(page_of(made, "decide-lowering"))), "decision": "approve", "reason": "Aunt rang."}
    decided = other.post(page_of(made, "decide-lowering"), answer)
    assert decided.status_code == 302
    assert GradeVersion.objects.get(status="live").grade == "routine"


def test_the_second_of_two_editors_sees_what_changed_and_keeps_their_words(now_staff: Staff, made: dict[str, Any]) -> None:
    first, second = browser(now_staff, "fim"), browser(now_staff, "supervisor")
    mine = {**form_of(second.get(page_of(made, "close"))), "seen_by": "police", "reason": "Seen by PC Kirby."}
    theirs = {**form_of(first.get(page_of(made, "hand-over"))), "receiver": f"supervisor@contact {now_staff['other_supervisor'].ref}", "risks": "Knife."}
    assert first.post(page_of(made, "hand-over"), theirs).status_code == 302
    do(contact.accept, now_staff["other_supervisor"], clock.now(), incident=made["incident"])
    page = second.post(page_of(made, "close"), mine)
    assert page.status_code == 409
    text = page.content.decode()
    assert "Seen by PC Kirby." in text
    assert now_staff["other_supervisor"].ref in text or "owner" in text.lower()
    assert Incident.objects.get().closed_at is None


def test_who_may_not_know_of_a_child_sees_no_page(now_staff: Staff, made: dict[str, Any]) -> None:
    since = clock.now()
    Restriction.objects.create(subject=made["child"], level="existence", audience=["fim@contact"], why="Witness", since=since, by="test")
    Lockout.objects.create(officer=now_staff["supervisor"].ref, subject=made["child"], why="Her uncle", since=since, by="test")
    assert browser(now_staff, "fim").get(page_of(made)).status_code == 200
    for key in ("handler", "supervisor"):
        client = browser(now_staff, key)
        assert client.get(page_of(made)).status_code == 404
        assert client.post(page_of(made, "send"), {"key": "0198c000-0000-7000-8000-000000000000"}).status_code == 404
    assert browser(now_staff, "administrator").get(page_of(made)).status_code == 403


def test_of_a_child_whose_detail_is_restricted_only_the_minimum_is_shown(now_staff: Staff, made: dict[str, Any]) -> None:
    Restriction.objects.create(subject=made["child"], level="detail", audience=["fim@contact"], why="Witness", since=clock.now(), by="test")
    answer = browser(now_staff, "handler").get(page_of(made))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/people/"), "the child's own page shows the minimum"
    for secret in ("Amira", "Late."):
        assert secret not in answer.content.decode(), secret


def test_an_incidents_page_asks_as_often_for_a_long_log_as_for_a_short_one(now_staff: Staff, made: dict[str, Any]) -> None:
    client = browser(now_staff, "fim")
    client.get(page_of(made))
    counts = []
    for number in (0, 12):
        for entry in range(number):
            do(contact.write_log, now_staff["handler"], clock.now(), incident=made["incident"], kind="decision", text=f"Entry {entry}.")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(made)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
