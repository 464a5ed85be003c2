"""Each manager of the room owes a month's call reviews, drawn by lot; what they say goes to whoever took the call; a month that falls short is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.contact.test_assessing import address, plain
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tests.record.duties.happening import _do_what_was_left, go_on
from tutela.desks.worklist.pages.told import told
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import month_of
from tutela.foundations.work.errors import Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.contact.jobs import monthly
from tutela.practice.contact.pages import calls as pages
from tutela.practice.contact.queries import calls
from tutela.record.chronology.queries import timeline
from tutela.record.duties.models import Alert, Duty
from tutela.record.enquiries.models import CallDrawn, Review
from tutela.record.occurrences.models import Incident

pytestmark = pytest.mark.django_db
MARKS: dict[str, Any] = {
    "thrive": "partly", "questions": "good", "evidence_advice": "poor", "markers_used": "not_applicable", "graded_right": False, "quality": 2,
    "text": "You asked who else lives there. Ask for the username before the call ends.",
}


def closed_call(staff: Staff, at: datetime, n: int, *, concern: str = "crime", key: str = "handler") -> str:
    """A closed log, taken by the call handler."""
    child = {} if concern == "crime" else {"child_name": f"Child {n}"}
    made = do(contact.take_report, staff[key], at, who=f"Caller {n}", where="Quay Street", why_worried="Shouting.", concern=concern, **child).result
    Incident.objects.filter(pk=made["incident"].partition(":")[2]).update(closed_at=at + timedelta(hours=1), closed_by=staff["supervisor"].ref)
    return str(made["incident"])


def some(staff: Staff, at: datetime, children: int, others: int) -> None:
    for n in range(children):
        closed_call(staff, at - timedelta(days=n % 7, hours=3), n, concern="concern_for_child")
    for n in range(others):
        closed_call(staff, at - timedelta(days=n % 7, hours=2), 100 + n)


def drawn(staff: Staff, at: datetime, key: str = "supervisor") -> list[calls.Call]:
    return calls.drawn(staff[key].ref, month_of(at))


@pytest.mark.requirement("IC-008")
def test_a_month_closed_with_one_review_of_a_childs_call_is_told_to_the_head_of_the_room_with_the_managers_name_and_what_is_short(staff: Staff) -> None:
    at = staff.at
    head = staff.add("head", "Vera Holt", "Superintendent", "head_of_contact@contact")
    some(staff, at, 6, 30)
    assert monthly(at) == 2
    assert monthly(at) == 0, "once a month"
    _do_what_was_left(at)
    mine, other = drawn(staff, at), drawn(staff, at, "other_supervisor")
    assert [len(mine), sum(c.child for c in mine) >= 2, len(other), sum(c.child for c in other) >= 2] == [4, True, 4, True]
    assert not {c.subject for c in mine} & {c.subject for c in other}, "no call is drawn twice"
    owed = Duty.objects.filter(code="governance.call-reviews")
    assert {(d.ref, d.officer, d.state) for d in owed} == {(staff[k].ref, staff[k].ref, "open") for k in ("supervisor", "other_supervisor")}

    day = at + timedelta(days=2)
    for call in other:
        do(contact.review_call, staff["other_supervisor"], day, incident=call.subject, **MARKS)
    child = next(c for c in mine if c.child)
    do(contact.review_call, staff["supervisor"], day, incident=child.subject, **MARKS)
    _do_what_was_left(day)
    assert {d.officer: d.state for d in owed.all()} == {staff["other_supervisor"].ref: "done", staff["supervisor"].ref: "open"}

    due = owed.get(officer=staff["supervisor"].ref).due_at
    assert due is not None
    assert due > at + timedelta(days=27)
    staff.at = due   # the roster goes on
    for key, post in (("head", "head_of_contact@contact"), ("supervisor", "supervisor@contact")):
        from tutela.foundations.forces import rows

        rows.roster_shift(staff.officers[key], post, since=due - timedelta(days=5), until=due + timedelta(days=5), at=at, by="test")
    go_on(due + timedelta(minutes=1))
    told_head = Alert.objects.filter(officer=head.ref, duty=owed.get(officer=staff["supervisor"].ref).pk)
    assert [(a.address, a.at) for a in told_head] == [("head_of_contact@contact", due)]
    assert not Alert.objects.filter(officer=head.ref, duty=owed.get(officer=staff["other_supervisor"].ref).pk).exists()
    bundle, = [b for b in told(staff.viewer("head", due), at=due + timedelta(minutes=2)).bundles if "Ann Carrick" in b.name]
    line, = bundle.lines
    assert line.clock is not None
    assert line.clock.state == "overdue"
    assert "Calls reviewed: 1 of 4. About children: 1 of 2." in line.why
    page = pages.managers_page(staff.viewer("head", due), at=at + timedelta(days=3))
    assert [[c.text for c in row.cells] for row in page.table.rows] == [
        ["Ann Carrick", "1 of 4", "1 of 2", "3, of which about children: 1"], ["Moira Dale", "4 of 4", f"{sum(c.child for c in other)} of 2", "Nothing"],
    ]


@pytest.mark.requirement("IC-008")
def test_a_manager_draws_marks_and_the_handler_reads_what_was_said(now_staff: Staff) -> None:
    at = clock.now()
    some(now_staff, at, 3, 6)
    client, path = browser(now_staff, "supervisor"), reverse("contact:calls", args=[now_staff["supervisor"].ref.partition(":")[2]])
    page = client.get(path)
    assert "Still owed: 4, of which about children: 2." in plain(page)
    assert "No call has been drawn for this month yet." in plain(page)
    after = client.post(f"{path}draw/", form_of(page), follow=True)
    assert "Calls drawn: 4." in plain(after)
    call = next(c for c in drawn(now_staff, at) if c.child)
    made = {"incident": call.subject}
    form = client.get(address(made, "review-call"))
    empty = client.post(address(made, "review-call"), form_of(form))
    assert empty.status_code == 422
    for said in ("Mark the THRIVE assessment", "Mark the advice on keeping evidence", "Say whether the grade was right", "Write what was good"):
        assert said in plain(empty)
    given = {**MARKS, "graded_right": "no", "quality": "2"}
    assert client.post(address(made, "review-call"), {**form_of(form), **given}).status_code == 302
    text = plain(client.get(path))
    for said in ("Reviewed: 1 of 4. About children: 1 of 2.", "THRIVE: Partly", "Advice on keeping evidence: Poor", "Grade wrong",
                 "Jo Ashworth has not read it yet"):
        assert said in text

    handler = browser(now_staff, "handler")
    assert MARKS["text"] in plain(handler.get(reverse("contact:feedback")))
    note = handler.get(address(made, "note-feedback"))
    assert handler.post(address(made, "note-feedback"), {**form_of(note), "text": "I will."}).status_code == 302
    assert "Jo Ashworth has read it" in plain(client.get(path))
    assert sorted(Review.objects.get(enquiry__subject=call.subject).themes) == ["advice", "assessment", "grade"]
    fact = timeline([call.subject], types=["governance.CallReviewed"])[0].fact.data
    assert (fact.thrive, fact.evidence_advice, fact.graded_right, fact.child_protection) == ("partly", "poor", False, True)  # type: ignore[attr-defined]
    assert not Review.objects.get(enquiry__subject=call.subject).counts, "it decides nothing"


def test_the_lot_takes_no_open_log_none_of_ones_own_and_none_that_is_kept_from_the_manager(now_staff: Staff) -> None:
    at = clock.now()
    own = closed_call(now_staff, at - timedelta(days=1), 1, key="supervisor")
    barred, secret = (closed_call(now_staff, at - timedelta(days=1), n, concern="neglect") for n in (2, 3))
    old = closed_call(now_staff, at - timedelta(days=40), 4)
    do(contact.take_report, now_staff["handler"], at - timedelta(hours=1), who="Open", where="Here", why_worried="Now.", concern="neglect")
    fine = closed_call(now_staff, at - timedelta(days=1), 5)
    common: dict[str, Any] = {"since": at - timedelta(hours=1), "why": "Hers.", "by": "o:1"}
    Lockout.objects.create(subject=barred, officer=now_staff["supervisor"].ref, **common)
    Restriction.objects.create(subject=secret, level="detail", audience=["fim@contact"], **common)
    do(contact.draw_calls, now_staff["supervisor"], at, manager=now_staff["supervisor"].ref)
    assert [c.subject for c in drawn(now_staff, at)] == [fine]
    assert {own, old, barred, secret}.isdisjoint(CallDrawn.objects.values_list("subject", flat=True))
    with pytest.raises(Refused, match="none-left"):
        do(contact.draw_calls, now_staff["supervisor"], at, manager=now_staff["supervisor"].ref)
    more = closed_call(now_staff, at - timedelta(hours=5), 6, concern="neglect")
    do(contact.draw_calls, now_staff["supervisor"], at, manager=now_staff["supervisor"].ref)
    assert {c.subject for c in drawn(now_staff, at)} == {fine, more}
    assert len(timeline([now_staff["supervisor"].ref], types=["governance.CasesSampled"])) == 1, "one month, one duty"


def test_the_same_key_draws_the_same_and_another_draws_others(now_staff: Staff) -> None:
    at = clock.now()
    some(now_staff, at, 8, 12)
    lots = [tuple(ref for ref, _ in calls.lot(now_staff["supervisor"].ref, at, key=key, want=4, children=2)) for key in ("a", "a", "b", "c", "d")]
    assert lots[0] == lots[1]
    assert len(set(lots)) >= 3


def test_nobody_reviews_what_was_not_drawn_for_them_twice_or_without_a_word_and_draws_for_no_other(now_staff: Staff) -> None:
    at = clock.now()
    some(now_staff, at, 3, 3)
    with pytest.raises(Denied):
        do(contact.draw_calls, now_staff["other_supervisor"], at, manager=now_staff["supervisor"].ref)
    with pytest.raises(Refused, match="no-manager"):
        do(contact.draw_calls, now_staff["fim"], at, manager=now_staff["fim"].ref)
    do(contact.draw_calls, SYSTEM, at, manager=now_staff["supervisor"].ref)
    call = drawn(now_staff, at)[0]
    with pytest.raises(Refused, match="not-drawn"):
        do(contact.review_call, now_staff["other_supervisor"], at, incident=call.subject, **MARKS)
    with pytest.raises(Refused, match="says-nothing"):
        do(contact.review_call, now_staff["supervisor"], at, incident=call.subject, **{**MARKS, "text": " "})
    do(contact.review_call, now_staff["supervisor"], at, incident=call.subject, **MARKS)
    with pytest.raises(Refused, match="not-drawn"):
        do(contact.review_call, now_staff["supervisor"], at, incident=call.subject, **MARKS)
    path = reverse("contact:calls", args=[now_staff["supervisor"].ref.partition(":")[2]])
    assert browser(now_staff, "other_supervisor").get(path).status_code == 403
    assert "Ann Carrick" not in plain(browser(now_staff, "other_supervisor").get(reverse("contact:calls-everybody")))
    assert browser(now_staff, "superintendent").get(path).status_code == 200


def test_of_a_call_that_is_kept_from_the_reader_by_now_only_that_it_was_drawn_is_shown_and_another_may_be_drawn(now_staff: Staff) -> None:
    at = clock.now()
    some(now_staff, at, 2, 2)
    do(contact.draw_calls, now_staff["supervisor"], at, manager=now_staff["supervisor"].ref)
    call = drawn(now_staff, at)[0]
    Lockout.objects.create(subject=call.subject, officer=now_staff["supervisor"].ref, since=at - timedelta(minutes=1), why="Her brother.", by="o:1")
    page = pages.calls_page(now_staff["supervisor"], now_staff["supervisor"].ref, at=at)
    assert [row.cells[0].text for row in page.table.rows].count("A call that is not yours to read: draw another") == 1
    assert page.form is not None
    assert call.subject not in page.named
    some(now_staff, at, 1, 1)
    do(contact.draw_calls, now_staff["supervisor"], at, manager=now_staff["supervisor"].ref)
    assert len(drawn(now_staff, at)) == 5


def test_the_page_asks_no_more_for_many_calls_and_a_month_that_cannot_be_read_is_this_one(now_staff: Staff) -> None:
    at, counts = clock.now(), []
    for number in (2, 12):
        for n in range(number):
            subject = closed_call(now_staff, at - timedelta(days=1), 1000 * number + n)
            CallDrawn.objects.create(manager=now_staff["supervisor"].ref, month=month_of(at), subject=subject, child=False, at=at)
        with CaptureQueriesContext(connection) as asked:
            pages.calls_page(now_staff["supervisor"], now_staff["supervisor"].ref, at=at)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14
    path = reverse("contact:calls", args=[now_staff["supervisor"].ref.partition(":")[2]])
    client = browser(now_staff, "supervisor")
    assert pages.calls_page(now_staff["supervisor"], now_staff["supervisor"].ref, at=at).title in plain(client.get(path, {"month": "x"}))
    before = (month_of(at) - timedelta(days=1)).strftime("%Y-%m")
    assert "No call has been drawn for this month yet." in plain(client.get(path, {"month": before}))
