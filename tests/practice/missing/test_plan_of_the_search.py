"""The plan of a search: hypotheses apart from the risk, one table of everybody's actions, what is promised offered as one, each search with its power."""

from __future__ import annotations

from typing import Any

import pytest

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_pages_of_the_team import page_of, report
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock
from tutela.practice.missing import operations as missing
from tutela.record.chronology.models import Entry
from tutela.record.duties.models import Duty
from tutela.record.enquiries.models import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(now_staff: Staff) -> dict[str, Any]:
    """A girl who is missing at medium risk, taken over by the inspector of the area."""
    made = report(now_staff)
    do(missing.grade_risk, now_staff["fim"], clock.now(), episode=made["episode"], level="medium", rationale="Not known to be at harm; phone off.")
    do(missing.accept_ownership, now_staff["cii"], clock.now(), episode=made["episode"])
    return made


def send(staff: Staff, key: str, made: dict[str, Any], slug: str, **answers: str) -> Any:
    client = browser(staff, key)
    return client.post(page_of(made, slug), {**form_of(client.get(page_of(made, slug))), **answers}, follow=True)


def part(page: str, begins: str, ends: str) -> str:
    return " ".join(page.partition(begins)[2].partition(ends)[0].split())


@pytest.mark.requirement("AH-018", part="a plan without a line is kept and does not count; every episode shows the same plan; the hour is the law's")
def test_a_plan_without_a_line_is_kept_and_does_not_count_and_what_is_thought_stands_apart_from_the_risk(now_staff: Staff, made: dict[str, Any]) -> None:
    owed = Duty.objects.get(code="missing.plan")
    for hypotheses in ("", "With the older friend."):
        done = send(now_staff, "cii", made, "plan", hypotheses=hypotheses)
        assert "A plan without an action does not count" in done.content.decode()
    assert Entry.objects.filter(type="missing.PlanRecorded").count() == 2, "each is kept"
    owed.refresh_from_db()
    assert owed.settled_at is None
    page = send(now_staff, "cii", made, "plan", what_1="Visit the friend", who_1="PC Kirby", where_1="Harbour Row", within_1="60").content.decode()
    owed.refresh_from_db()
    assert owed.state == "done"
    plan = part(page, 'id="plan"', 'id="questionnaire"')
    assert "With the older friend." in plan
    assert "Not known to be at harm" not in plan, "why the risk is what it is stands with the level"
    for made_by in (made, report(now_staff, "Bo Lund")):
        other = browser(now_staff, "fim").get(page_of(made_by)).content.decode()
        assert [heading in other for heading in ('id="plan"', "Searches", "Actions")] == [True] * 3, "the same layout for all"


@pytest.mark.requirement("AH-022")
def test_actions_of_all_owners_stand_in_one_table_and_a_promise_is_offered_as_one(now_staff: Staff, made: dict[str, Any]) -> None:
    send(now_staff, "cii", made, "plan", what_1="Visit the friend", who_1="PC Kirby", within_1="60")
    send(now_staff, "fim", made, "review", decision="deploy", within="60", text="PC 12 visits the flat.", what_1="Read the station's CCTV", who_1="DC Osei")
    done = send(now_staff, "cii", made, "enquire", what="Rang her carer", result="She may be at the hotel. Officers will check the hotel")
    assert "“Officers will check the hotel”: make this an action?" in done.content.decode()
    page = browser(now_staff, "fim").get(page_of(made)).content.decode()
    table = part(page, 'id="plan"', 'id="questionnaire"')
    assert "Visit the friend" in table
    assert "Read the station's CCTV" in plain(table), "of the inspector's and of the room's, in the same table"
    offered = f"{page_of(made, 'plan')}?what=Officers+will+check+the+hotel"
    assert offered in page
    form = browser(now_staff, "fim").get(offered)
    assert "Officers will check the hotel</textarea>" in form.content.decode()
    send(now_staff, "fim", made, "plan", what_1="Officers will check the hotel", who_1="PC Kirby", within_1="30")
    action = Action.objects.get(what="Officers will check the hotel")
    after = browser(now_staff, "fim").get(page_of(made)).content.decode()
    assert offered not in after
    do(missing.complete_action, now_staff["constable"], clock.now(), action=str(action.pk), result="Not there; the porter knows her.")
    assert "Not there; the porter knows her." in browser(now_staff, "cii").get(page_of(made)).content.decode()
    do(missing.found, now_staff["constable"], clock.now(), episode=made["episode"], found_by="police", safe=True, where="A flat", with_whom="A friend")
    open_ = browser(now_staff, "cii").get(page_of(made)).content.decode()
    assert "Visit the friend" in part(open_, 'id="plan"', 'id="log"'), "what is unfinished stays with the episode"


def test_a_search_says_where_by_which_power_who_when_and_what_came_of_it(now_staff: Staff, made: dict[str, Any]) -> None:
    send(
        now_staff, "constable", made, "search", what="premises", where="Flat 2, Harbour Row", power="life_or_limb", who="PC 77 and PC 12",
        result="Her coat; nobody there.",
    )
    send(now_staff, "constable", made, "search", what="room")
    table = part(browser(now_staff, "cii").get(page_of(made)).content.decode(), "Searches", 'id="questionnaire"')
    for said in ("Flat 2, Harbour Row", "section 17", "PC 77 and PC 12", "Her coat; nobody there.", "Not said", "Result not said"):
        assert said in table, said
