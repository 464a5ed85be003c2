"""What a reviewer says of the quality of a report goes to who took it, who takes note; and a month's scores are counted by shift and theme."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.contact.test_assessing import address, plain
from tests.practice.contact.test_board import report
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Lockout
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local
from tutela.foundations.work.errors import Refused
from tutela.law.kernel.arithmetic import shift_of
from tutela.practice.contact import operations as contact
from tutela.practice.contact.pages import feedback as pages
from tutela.record.chronology.queries import timeline
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.models import Review

pytestmark = pytest.mark.django_db
SAID = "No address asked for; the carer's own words are missing."


def score(staff: Staff, made: dict[str, Any], quality: int | None = 2, key: str = "fim", at: Any = None, **more: Any) -> None:
    given = {"text": SAID, "decision": "none", "quality": quality, "themes": ("questions", "voice"), **more}
    do(contact.review, staff[key], at or clock.now(), incident=made["incident"], **given)


def shown(staff: Staff, key: str, route: str = "contact:feedback", **asked: str) -> str:
    answer = browser(staff, key).get(reverse(route), asked)
    assert answer.status_code == 200
    return plain(answer)


@pytest.mark.requirement("IC-021")
def test_a_log_scored_two_of_five_is_seen_by_its_author_who_takes_note_and_is_counted_once_in_the_month(now_staff: Staff) -> None:
    made = report(now_staff, "Ada Voll", 1)
    score(now_staff, made)
    text = shown(now_staff, "handler")
    for said in ("2 of 5", SAID, "Inspector Tom Ekers", "Questions asked", "Take note: INC-"):
        assert said in text
    assert "No reviewer has scored a report of yours." in shown(now_staff, "dispatcher"), "nobody else's"
    client = browser(now_staff, "handler")
    form = client.get(address(made, "note-feedback"))
    assert SAID in plain(form)
    assert client.post(address(made, "note-feedback"), {**form_of(form), "text": "I ask for it first from now on."}).status_code == 302
    assert "You took note" in shown(now_staff, "handler")
    noted = [k.fact for k in timeline([made["incident"]], types=["contact.FeedbackNoted"])]
    reviewed = timeline([made["incident"]], types=["contact.Reviewed"])[0].fact
    assert [(f.by.ref, f.data.reviews, f.data.text) for f in noted] == [  # type: ignore[attr-defined]
        (now_staff["handler"].ref, (reviewed.id,), "I ask for it first from now on."),
    ]
    hour = local(reviewed.occurred.earliest).hour
    shift = "early" if 7 <= hour < 15 else "late" if 15 <= hour < 23 else "night"
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in pages.themes_page(now_staff["supervisor"], at=clock.now()).table.rows}
    mine = next(cells for name, cells in rows.items() if name.lower().startswith(shift))
    assert mine == ["1", "2.0", "1", "0", "0", "0", "1", "0", "Questions asked"]
    assert sum(int(cells[0]) for cells in rows.values()) == 1
    assert "Feedback by shift" in shown(now_staff, "supervisor", "contact:feedback-themes")


@pytest.mark.requirement("IC-021")
def test_what_is_scored_short_becomes_the_topic_of_the_shifts_power_hour_and_waits_until_it_is_held(now_staff: Staff) -> None:
    from tests.record.duties.happening import _do_what_was_left
    from tutela.record.duties.models import Duty

    for n, (quality, themes) in enumerate(((2, ("voice",)), (3, ("voice", "grade")), (5, ("questions",)), (5, ("questions",)))):
        score(now_staff, report(now_staff, f"Child {n}", 1), quality=quality, themes=themes)
    client, where = browser(now_staff, "supervisor"), reverse("contact:feedback-themes")
    page = client.get(where)
    shift = next(row for row in pages.themes_page(now_staff["supervisor"], at=clock.now()).table.rows if row.cells[1].text == "4")
    assert shift.cells[-1].text == "The child's own words", "what is good is no topic, however often it is named"
    name = shift_of(clock.now())
    empty = client.post(f"{where}topic/", form_of(page))
    assert empty.status_code == 422
    assert "Choose the theme" in plain(empty)
    given = {"shift": name, "theme": "voice", "what": "choose"}
    assert "It is the topic of the shift's next power hour." in plain(client.post(f"{where}topic/", {**form_of(page), **given}, follow=True))
    assert "Not held yet" in shown(now_staff, "supervisor", "contact:feedback-themes")
    again = client.post(f"{where}topic/", {**form_of(client.get(where)), **given})
    assert again.status_code == 422
    assert "It is the shift's topic already." in plain(again)
    _do_what_was_left(clock.now())
    assert Duty.objects.get(code="governance.team-training").state == "open"
    held = client.post(f"{where}topic/", {**form_of(client.get(where)), **given, "what": "held"}, follow=True)
    assert "Kept: the power hour was held." in plain(held)
    assert "Not held yet" not in plain(held)
    assert browser(now_staff, "handler").post(f"{where}topic/", given).status_code == 403


def test_each_shift_and_month_has_its_own_count(now_staff: Staff) -> None:
    first = local(clock.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for n, hours in enumerate((8, 9, 16, 2)):
        made = report(now_staff, f"Child {n}", 1)
        score(now_staff, made, quality=n + 2)
        Review.objects.filter(enquiry__subject=made["incident"]).update(at=first - timedelta(days=2) + timedelta(hours=hours))
    before = (first - timedelta(days=2)).strftime("%Y-%m")
    page = pages.themes_page(now_staff["supervisor"], at=clock.now(), month=before)
    assert [[cell.text for cell in row.cells[1:3]] for row in page.table.rows] == [["2", "2.5"], ["1", "4.0"], ["1", "5.0"]]
    assert page.later
    assert {row.cells[1].text for row in pages.themes_page(now_staff["supervisor"], at=clock.now(), month="x").table.rows} == {"0"}


def test_nobody_takes_note_for_another_or_where_nothing_waits_and_a_score_of_ones_own_is_no_feedback(now_staff: Staff) -> None:
    made = report(now_staff, "Ada Voll", 1)
    score(now_staff, made)
    with pytest.raises(Refused, match="no-feedback-waits"):
        do(contact.note_feedback, now_staff["dispatcher"], clock.now(), incident=made["incident"])
    do(contact.note_feedback, now_staff["handler"], clock.now(), incident=made["incident"])
    with pytest.raises(Refused, match="no-feedback-waits"):
        do(contact.note_feedback, now_staff["handler"], clock.now(), incident=made["incident"])
    own = dict(do(contact.take_report, now_staff["supervisor"], clock.now(), who="B", where="C", why_worried="D", concern="neglect").result)
    score(now_staff, own, key="supervisor")
    unscored = report(now_staff, "Ben Ilk", 1)
    score(now_staff, unscored, quality=None)
    assert enquiries.feedback_to(now_staff["supervisor"].ref) == []
    assert [f.subject for f in enquiries.feedback_to(now_staff["handler"].ref)] == [made["incident"]]


def test_of_a_log_that_is_closed_to_its_author_by_now_nothing_is_said(now_staff: Staff) -> None:
    made = report(now_staff, "Ada Voll", 1)
    score(now_staff, made)
    Lockout.objects.create(subject=made["child"], officer=now_staff["handler"].ref, since=clock.now() - timedelta(minutes=1), why="Her uncle.", by="o:1")
    text = shown(now_staff, "handler")
    assert SAID not in text
    assert "INC-" not in text


def test_the_list_is_walked_by_key_and_asks_no_more_for_many(now_staff: Staff) -> None:
    counts = []
    for number in (2, 28):
        while len(enquiries.feedback_to(now_staff["handler"].ref, limit=99)) < number:
            score(now_staff, report(now_staff, f"Child {number} {len(enquiries.feedback_to(now_staff['handler'].ref, limit=99))}", 1))
        with CaptureQueriesContext(connection) as asked:
            page = pages.feedback_page(now_staff["handler"], at=clock.now())
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9
    assert len(page.table.rows) == 25
    assert page.pager.next
    answer = browser(now_staff, "handler").get(page.pager.next)
    assert plain(answer).count(SAID) == 3
