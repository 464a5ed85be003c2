"""The registry of queues: everything that waits stands in one, each says what it must, and nothing hidden is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.worklist import rows
from tests.desks.worklist.acts import go_on, next_page, report, restrict
from tutela.desks.worklist.queries import queues as registered
from tutela.desks.worklist.queries.registry import Flow, Local, Look, Queue, Unfit, problems
from tutela.desks.worklist.queries.sources import Duties
from tutela.foundations.access import grants
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.duties import operations as duties
from tutela.record.duties.models import Duty

As = Callable[[str], Any]


def text(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())


def queue(code: str) -> Queue:
    found = registered.queue(code)
    assert found
    return found


@pytest.mark.usefixtures("force")
@pytest.mark.requirement("XX-027")
def test_the_registry_lists_all_and_one_without_a_target_stops_the_start(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    page = text(as_("okonkwo").get("/queues/"))
    for one in registered.QUEUES:
        assert one.title in page
        assert one.definition in page or one.definition.replace("'", "&#39;") in page
    with pytest.raises(Unfit, match="lacks a target"):
        Queue(code="new", target="", owner="fim@contact", order="age", rows=Duties("contact.attend"))
    nameless = Queue(code="new", target="contact.no_such_number", owner="fim@contact", order="age", rows=Duties("contact.attend"))
    monkeypatch.setattr(registered, "QUEUES", (*registered.QUEUES, nameless))
    with pytest.raises(SystemCheckError, match="no length of time of the law"):
        call_command("check")


@pytest.mark.parametrize(("lacks", "more"), [("an owner", {"owner": ""}), ("a code", {"code": ""}), ("a target", {"target": Local(hours=0)})])
def test_a_queue_that_lacks_what_all_must_say_cannot_be_declared(lacks: str, more: dict[str, Any]) -> None:
    said = {"code": "new", "target": Local(hours=1), "owner": "fim@contact", "order": "age", "rows": Duties("contact.attend"), **more}
    with pytest.raises(Unfit, match=lacks):
        Queue(**said)


@pytest.mark.parametrize(("problem", "more"), [
    ("nobody can be 'chief@nowhere'", {"owner": "chief@nowhere"}), ("the law knows no duty 'contact.none'", {"duties": ("contact.none",)}),
    ("its definition has no message", {}),
])
def test_what_a_queue_says_must_stand(problem: str, more: dict[str, Any]) -> None:
    new = Queue(**{"code": "new", "target": Local(hours=1), "owner": "fim@contact", "order": "age", "rows": Duties("contact.attend"), **more})
    assert any(problem in found for found in problems((*registered.QUEUES, new)))


def test_a_duty_that_waits_in_no_queue_stops_the_start() -> None:
    assert problems(registered.QUEUES) == []
    without = tuple(q for q in registered.QUEUES if q.code != "attendance")
    assert problems(without) == ["the duty 'contact.attend' waits in no queue"]


@pytest.mark.usefixtures("force")
def test_an_unregistered_queue_has_no_page(as_: As) -> None:
    assert as_("okonkwo").get("/queues/none-such/").status_code == 404


@pytest.mark.requirement("IC-020")
def test_both_kinds_of_log_wait_for_review_at_once_and_silence_wakes_a_superintendent(
    as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = report(viewer("ashworth"), now - timedelta(minutes=5), concern="concern_for_child", who="A boy", where="Quay")
    second = report(viewer("ashworth"), now, child_name="Amira Brook")
    page = text(as_("tremlett").get("/queues/fim-review/"))
    assert "2 waiting" in page
    order = [page.index("INC-2026-000001"), page.index("Amira Brook") if "Amira Brook" in page else page.index("INC-2026-000002")]
    assert order == sorted(order), "the longest waiting first"
    assert "in 30 min" in page, "with its clock"
    assert "Force incident manager, the control room" in page
    go_on(now + timedelta(minutes=31), monkeypatch)
    told = text(as_("okonkwo").get("/"))
    assert "Review and grade the missing child" in told.split('aria-labelledby="decide"')[1].split("</section>")[0]
    assert second["incident"] != first["incident"]
    contact.review(
        by=viewer("tremlett"), key=str(uuid4()), at=now + timedelta(minutes=32), incident=second["incident"], decision="deploy", quality=4, grade="prompt",
        text="PC Osei to the home by 21:00, search her room.", by_when=now + timedelta(minutes=60),
    )
    assert "1 waiting" in text(as_("tremlett").get("/queues/fim-review/")), "signed off: a quality, a grade, a decision, a rationale"


@pytest.mark.requirement("AH-100", part="on the missing team's list in the same second, with how long it waits unallocated")
def test_the_missing_teams_list_has_a_child_from_the_moment_of_the_report(as_: As, viewer: As, now: datetime) -> None:
    report(viewer("ashworth"), now, child_name="Amira Brook")
    page = text(as_("lindqvist").get("/queues/missing/"))
    assert "Reported, nobody is searching" in page
    assert "Amira Brook" in page
    assert "20:00" in page


def test_a_child_who_is_found_and_not_home_is_still_on_the_list(as_: As, viewer: As, now: datetime) -> None:
    made = report(viewer("ashworth"), now, child_name="Amira Brook")
    missing.found(
        by=viewer("osei"), key=str(uuid4()), at=now + timedelta(minutes=20), episode=made["episode"], found_by="police", safe=None,
        where="Bus station, stand 4", with_whom="A man of about 30",
    )
    page = text(as_("lindqvist").get("/queues/missing/"))
    assert "Amira Brook" in page
    assert "Found, not yet home" in page
    assert "1 waiting" in page
    missing.returned(by=viewer("osei"), key=str(uuid4()), at=now + timedelta(minutes=50), episode=made["episode"], returned_by="police", to="childrens_home")
    assert "Amira Brook" not in text(as_("lindqvist").get("/queues/missing/"))


def test_a_queue_says_how_it_stands(viewer: As, now: datetime) -> None:
    held = rows.incidents(10, now)
    for n, row in enumerate(held):
        rows.duties([row.ref], now - timedelta(days=n + 1))
    settled = rows.duties([row.ref for row in held], now - timedelta(days=3), state="done", settled_at=now - timedelta(days=1), settled_by="f1")
    flow = queue("fim-review").rows.flow(Look(viewer("okonkwo"), now))
    assert flow == Flow(waiting=10, oldest=now - timedelta(days=10), came=7 + len(settled), went=10)


@pytest.mark.parametrize(("flow", "days"), [
    (Flow(waiting=10, oldest=None, came=0, went=7), 10), (Flow(waiting=1, oldest=None, came=0, went=70), 1),
    (Flow(waiting=3, oldest=None, came=5, went=5), None), (Flow(waiting=0, oldest=None, came=5, went=0), 0),
])
def test_the_forecast_is_the_weeks_gain(flow: Flow, days: int | None) -> None:
    assert flow.days == days


def test_over_target_is_said_in_words(as_: As, now: datetime) -> None:
    rows.duties([row.ref for row in rows.incidents(1, now)], now - timedelta(minutes=31))
    page = text(as_("okonkwo").get("/queues/fim-review/"))
    assert "over target" in page
    assert "30 minutes (local target)" in page


def test_every_queue_opens_empty_and_full(as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = as_("okonkwo")
    for one in registered.QUEUES:
        assert "0 waiting" in text(browser.get(f"/queues/{one.code}/"))
    made = report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt")
    by = viewer("ashworth")
    contact.hand_over(by=viewer("tremlett"), key=str(uuid4()), at=now, incident=made["incident"], to="fim@contact")
    duty = Duty.objects.get(code="contact.fim-review")
    duties.request_not_needed(by=by, key=str(uuid4()), at=now, duty=duty.printed, reason="Twice on the list.")
    grants.break_glass(by.ref, str(made["child"]), "She is at the door.", at=now)
    Duty.objects.filter(code="contact.attend").update(state="in question")
    Duty.objects.filter(code="missing.la-told").update(state="inherited")
    go_on(now + timedelta(minutes=70), monkeypatch)
    for one in registered.QUEUES:
        for address in (f"/queues/{one.code}/", f"/queues/{one.code}/live/"):
            assert browser.get(address).status_code == 200
            assert browser.get(f"{address}?after=rubbish").status_code == 200


def test_what_is_hidden_is_in_no_queue_and_no_number(as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    made = report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt")
    contact.hand_over(by=viewer("tremlett"), key=str(uuid4()), at=now, incident=made["incident"], to="fim@contact")
    duty = Duty.objects.get(code="contact.fim-review")
    duties.request_not_needed(by=viewer("ashworth"), key=str(uuid4()), at=now, duty=duty.printed, reason="Twice on the list.")
    grants.break_glass(viewer("ashworth").ref, str(made["child"]), "She is at the door.", at=now)
    at = now + timedelta(minutes=31)
    go_on(at, monkeypatch)
    codes = ("fim-review", "missing", "attendance", "unacknowledged", "hand-overs", "not-needed", "broken-glass")
    for code in codes:
        assert queue(code).rows.flow(Look(viewer("okonkwo"), at)).waiting > 0, code
    restrict(str(made["child"]), now)
    for code in codes:
        assert queue(code).rows.flow(Look(viewer("okonkwo"), at)) == Flow(waiting=0, oldest=None, came=0, went=0), code
        page = text(as_("okonkwo").get(f"/queues/{code}/"))
        assert "0 waiting" in page
        assert "Amira Brook" not in page
        assert "INC-2026-000001" not in page


@pytest.mark.usefixtures("force")
def test_a_queue_that_is_not_for_ones_roles_is_named_and_shut(as_: As) -> None:
    page = text(as_("osei").get("/queues/"))
    assert "Emergency access to review" in page
    assert "Not open to your roles" in page
    for address in ("/queues/broken-glass/", "/queues/broken-glass/live/"):
        assert as_("osei").get(address).status_code == 403


@pytest.mark.usefixtures("force")
def test_a_queue_is_walked_by_key(as_: As, now: datetime) -> None:
    held = rows.incidents(120, now)
    for n, row in enumerate(held):
        rows.duties([row.ref], now - timedelta(minutes=n // 7), priority=1 + n % 2)
    for code in ("fim-review", "attendance"):
        if code == "attendance":
            Duty.objects.update(code="contact.attend")
        browser, address, seen = as_("okonkwo"), f"/queues/{code}/", []
        while address:
            page = text(browser.get(address))
            seen += re.findall(r'href="/duties/([0-9a-f-]{36})/"', page)
            address = next_page(page)
        assert len(seen) == len(set(seen)) == 120


@pytest.mark.usefixtures("force")
def test_as_many_queries_for_two_hundred_as_for_twenty(as_: As, now: datetime) -> None:
    browser = as_("okonkwo")
    counted: list[Any] = []
    for count in (20, 180):
        rows.duties([row.ref for row in rows.incidents(count, now)], now)
        of = []
        for address in ("/queues/", "/queues/fim-review/"):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            of.append(len(queries))
        counted.append(of)
    assert counted[0] == counted[1]
