"""The control room's board: where nobody comes first; what is restricted is neither shown nor counted; as many queries for two hundred as for twenty."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.worklist import rows
from tests.desks.worklist.acts import go_on, next_page, report, restrict
from tutela.foundations.access import grants
from tutela.foundations.audit.models import AuditLine
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.occurrences.models import Incident

As = Callable[[str], Any]


def text(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())


def references(page: str) -> list[str]:
    """The incidents of a board, in their order."""
    return re.findall(r'app-table__name">\s*(?:<a[^>]*>)?(?:[^<]*, )?(INC-[0-9-]+)', page)


def row_of(page: str, reference: str) -> str:
    """One line of the board."""
    return next(part for part in page.split("<tr") if f"{reference}" in part and "app-table__name" in part)


@pytest.fixture
def one(viewer: As, now: datetime) -> dict[str, Any]:
    """A missing child."""
    return report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")


@pytest.mark.usefixtures("one")
def test_a_row_says_all_that_is_asked_first(as_: As) -> None:
    page = text(as_("pickersgill").get("/room/"))
    row = row_of(page, "INC-2026-000001")
    for said in ("12 Harbour Row", "Missing child", "Missing now", "Prompt", "Provisional", "Nobody sent", "Gill Tremlett", "20:00"):
        assert said in row, said
    assert "by <time" in row, "the next duty's clock"
    assert "Amira Brook, INC-2026-000001" in row, "whoever rings asks for a child by name"
    assert "Open: 1. Nobody sent: 1. With something overdue: 0." in page


def test_a_name_stands_on_the_board_for_who_may_know_it_and_a_look_is_logged(as_: As, one: dict[str, Any], now: datetime) -> None:
    browser = as_("pickersgill")
    browser.get("/room/")
    browser.get("/room/live/")
    assert [line.action for line in AuditLine.objects.filter(kind="view", subjects__contains=[one["child"]])] == ["worklist:room"]
    restrict(str(one["child"]), now, level="detail")
    page = text(browser.get("/room/"))
    assert "INC-2026-000001" in page
    assert "Amira" not in page


@pytest.mark.usefixtures("force")
def test_where_no_child_is_named_it_says_of_whom_the_caller_spoke(as_: As, viewer: As, now: datetime) -> None:
    report(viewer("ashworth"), now, concern="online_abuse", who="A girl of about 14", where="By text")
    assert "A girl of about 14: By text" in text(as_("pickersgill").get("/room/"))


def test_a_lowering_that_waits_leaves_the_grade_that_stands(as_: As, one: dict[str, Any], viewer: As, now: datetime) -> None:
    contact.request_lowering(by=viewer("ashworth"), key=str(uuid4()), at=now, incident=one["incident"], grade="routine", reason="She rang.")
    row = row_of(text(as_("pickersgill").get("/room/")), "INC-2026-000001")
    assert "Prompt" in row
    assert "Lowering to Routine waits for approval" in row


@pytest.mark.requirement("IC-022", part="the superintendent's list shows the deployment clock and the state of resources from minute 0")
def test_a_high_risk_child_is_on_the_superintendents_list_at_once(as_: As, one: dict[str, Any], viewer: As, now: datetime) -> None:
    missing.grade_risk(by=viewer("tremlett"), key=str(uuid4()), at=now, episode=one["episode"], level="high", rationale="Self-harm last month.")
    page = text(as_("okonkwo").get("/room/?show=immediate"))
    row = row_of(page, "INC-2026-000001")
    assert "High risk" in row
    assert "Immediate" in row
    assert "Nobody sent" in row
    assert "Gill Tremlett" in row, "the force incident manager owns it"
    assert "20:20" in row, "the deployment clock"


@pytest.mark.requirement("AH-098", part="no resource stands first")
def test_nobody_comes_stands_before_all_others(as_: As, viewer: As, now: datetime) -> None:
    older = report(viewer("ashworth"), now - timedelta(hours=3), concern="crime", who="A shop", where="Market", grade="immediate")
    wait = report(viewer("ashworth"), now - timedelta(hours=2), concern="concern_for_child", who="A boy", where="Quay", grade="routine")
    contact.dispatch(by=viewer("brand"), key=str(uuid4()), at=now, incident=older["incident"], resource="NS21")
    contact.no_resource(by=viewer("brand"), key=str(uuid4()), at=now, incident=wait["incident"], text="Nobody free.")
    page = text(as_("pickersgill").get("/room/"))
    assert references(page) == [Incident.objects.get(pk=r["incident"][2:]).reference for r in (wait, older)]
    row = row_of(page, references(page)[0])
    assert "No resource" in row
    assert "app-table__row--urgent" in row


def test_who_is_back_before_anybody_went_stands_behind_whoever_is_away(as_: As, viewer: As, now: datetime) -> None:
    report(viewer("nair"), now - timedelta(minutes=9), who="Back already", is_back=True)
    assert "Open: 1. Nobody sent: 0." in text(as_("pickersgill").get("/room/"))


@pytest.mark.usefixtures("one")
def test_what_is_overdue_is_counted_and_can_be_asked_for(as_: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.incidents(1, now)
    go_on(now + timedelta(hours=2), monkeypatch)
    page = text(as_("pickersgill").get("/room/?show=overdue"))
    assert references(page) == ["INC-2026-000001"]
    assert re.search(r"\d+ overdue", row_of(page, "INC-2026-000001"))
    assert "With something overdue: 1." in page


@pytest.mark.usefixtures("one")
def test_mine_unowned_and_missing(as_: As, now: datetime) -> None:
    rows.incidents(1, now)
    browser = as_("tremlett")
    assert references(text(browser.get("/room/?show=mine"))) == ["INC-2026-000001"]
    assert references(text(browser.get("/room/?show=missing"))) == ["INC-2026-000001"]
    assert references(text(browser.get("/room/?show=unowned"))) == [Incident.objects.exclude(reference="INC-2026-000001").get().reference]


@pytest.mark.parametrize("what", ["incident", "episode", "child"])
def test_what_is_restricted_is_not_there_nor_counted(as_: As, one: dict[str, Any], now: datetime, what: str) -> None:
    restrict(str(one[what]), now, "superintendent@contact")
    for address in ("/room/", "/room/live/", "/room/?show=missing", "/room/?show=no-resource"):
        page = text(as_("pickersgill").get(address))
        assert "INC-2026-000001" not in page
        assert "Open: 0. Nobody sent: 0. With something overdue: 0." in page
        assert "Missing children (0)" in page
    assert references(text(as_("okonkwo").get("/room/"))) == ["INC-2026-000001"], "the audience sees it"


def test_who_is_locked_out_sees_no_row(as_: As, one: dict[str, Any], viewer: As, now: datetime) -> None:
    grants.lock_out(viewer("pickersgill").ref, str(one["child"]), "Her aunt.", by="test", since=now)
    assert references(text(as_("pickersgill").get("/room/"))) == []


def test_detail_that_is_restricted_leaves_the_marker(as_: As, one: dict[str, Any], now: datetime) -> None:
    restrict(str(one["incident"]), now, level="detail")
    row = row_of(text(as_("pickersgill").get("/room/")), "INC-2026-000001")
    assert "Its detail is restricted" in row
    assert "12 Harbour Row" not in row


@pytest.mark.usefixtures("force")
def test_who_has_no_board_gets_none(as_: As) -> None:
    for address in ("/room/", "/room/live/"):
        assert as_("osei").get(address).status_code == 403


@pytest.mark.usefixtures("one")
def test_the_fragment_says_when_it_was_true_and_what_changed(as_: As) -> None:
    fragment = text(as_("pickersgill").get("/room/live/"))
    assert 'data-as-at="20:00:00"' in fragment
    assert 'data-refresh-summary="Open: 1. Nobody sent: 1. With something overdue: 0."' in fragment
    assert "<html" not in fragment


@pytest.mark.usefixtures("force")
def test_the_board_is_walked_by_key_and_parts_nothing(as_: As, now: datetime) -> None:
    held = rows.incidents(130, now)
    browser, address, seen = as_("pickersgill"), "/room/", []
    while address:
        page = text(browser.get(address))
        seen += references(page)
        address = next_page(page)
    assert seen == [row.reference for row in held]


def test_as_many_queries_for_two_hundred_as_for_twenty(as_: As, viewer: As, now: datetime) -> None:
    browser = as_("pickersgill")
    restrict("p:01890000-0000-7000-8000-000000000000", now)
    counted: list[Any] = []
    browser.get("/room/live/")   # what a process asks once is asked
    for count in (20, 180):
        held = rows.incidents(count, now, owner_officer=viewer("tremlett").ref)
        rows.duties([row.ref for row in held], now)
        with CaptureQueriesContext(connection) as queries:
            page = text(browser.get("/room/live/"))
        counted.append(len(queries))
    assert "Open: 200." in page
    assert counted[0] == counted[1], [q["sql"][:200] for q in queries]
    assert counted[1] <= 26
