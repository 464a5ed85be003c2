"""A number of the force's own: refused without the board's decision or against the law, approved by another, known by its teams, and held from its day."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.worklist.acts import report
from tests.law.examples import fact
from tutela.desks.administration import operations
from tutela.desks.administration.queries import policies
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.forces.models import PolicyChange, PolicyKnown
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import AlreadyDone, Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.contact.operations.deferring import NOBODY
from tutela.practice.missing import operations as missing
from tutela.record.chronology import engine
from tutela.record.chronology.models import Entry
from tutela.record.duties.engine import proving
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Duty, Transition, Watch
from tutela.record.occurrences.engine import standing, weigh
from tutela.record.occurrences.queries import shape_of

As = Callable[[str], Viewer]
KEY: Final = "contact.attend.prompt"
ROOM: Final = ("hale", "tremlett", "obrien")
TEAM: Final = ("fim@contact",)


@pytest.fixture(autouse=True)
def _no_policy_of_another_test() -> Iterator[None]:
    """What a test put into force is undone with its rows; this process forgets it too."""
    yield
    engine._state.clear()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], datetime]:
    """Let it be another time."""

    def is_now(at: datetime) -> datetime:
        monkeypatch.setattr(clock, "_source", lambda: at)
        return at

    return is_now


def who(key: str, at: datetime) -> Viewer:
    """An officer as they are at a moment."""
    return viewer_for(Account.objects.select_related("officer").get(username=key), at=at)


def do(act: Any, key: str, at: datetime, **given: Any) -> Any:
    """Somebody does something at a moment."""
    return act(by=who(key, at), key=str(uuid4()), at=at, **given).result


def propose(at: datetime, key: str = "salter", **more: Any) -> str:
    """A proposal of sixty minutes made forty-five, from the day after tomorrow."""
    given: dict[str, Any] = {
        "parameter": KEY, "value": "45", "valid_from": at.date() + timedelta(days=2), "review_on": at.date() + timedelta(days=180),
        "reason": "Children wait too long for the second car.", "decided_in": "Policy board 2 March 2026, minute 7", "teams": TEAM, **more,
    }
    change: str = do(operations.propose_policy, key, at, **given)["change"]
    return change


def in_force(at: datetime, **more: Any) -> str:
    """One that is proposed, approved, known by its teams and put into force."""
    change = propose(at, **more)
    do(operations.approve_policy, "ibbotson", at, change=change)
    for officer in ROOM:
        do(operations.know_policy, officer, at, change=change)
    do(operations.put_policy_into_force, "ibbotson", at, change=change)
    return change


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.mark.requirement("IC-012")
def test_a_change_without_the_boards_decision_is_refused_and_history_shows_old_new_and_day(force: None, as_: Any, now: datetime) -> None:  # noqa: ARG001
    with pytest.raises(Refused) as refused:
        propose(now, decided_in="  ")
    assert refused.value.because == "administration.change.no-decision"
    assert not PolicyChange.objects.exists()
    in_force(now)
    page = said(as_("lindqvist").get(f"/policy/numbers/{KEY}/"))
    assert "What the force decided" in page
    assert "Version 1 60 minutes 45 minutes 6 March 2026 Comes into force" in page
    assert "Policy board 2 March 2026, minute 7" in page
    assert "31 August 2026" in page
    listed = said(as_("lindqvist").get("/policy/changes/"))
    assert "60 minutes 45 minutes 6 March 2026" in listed


@pytest.mark.requirement("IC-012")
@pytest.mark.requirement("IC-011", part="the value is versioned with owner and review date; the past is judged by the value then in force")
@pytest.mark.requirement("AH-003", part="a policy parameter with its effective date")
def test_a_duty_that_opened_before_keeps_its_value_and_one_after_has_the_new_one(
    force: None, now: datetime, time: Callable[[datetime], datetime],  # noqa: ARG001
) -> None:
    first = report(who("ashworth", now), now, grade="prompt", rationale="Fourteen.")
    before = Duty.objects.get(code="contact.attend", ref=first["incident"])
    old = engine.laws().digest
    in_force(now)
    assert engine.laws().digest != old
    same_day = time(now + timedelta(days=1))
    second = report(who("ashworth", same_day), same_day, who="Ben Moss, 12", child_name="Ben Moss", grade="prompt", rationale="Twelve.")
    later = time(datetime(2026, 3, 6, 20, 0, tzinfo=UTC))
    third = report(who("ashworth", later), later, who="Cal Dene, 11", child_name="Cal Dene", grade="prompt", rationale="Eleven.")

    def minutes(made: dict[str, Any]) -> float:
        duty = Duty.objects.get(code="contact.attend", ref=made["incident"])
        return (duty.due_at - duty.origin).total_seconds() / 60  # type: ignore[operator]  # it has a time

    sweep(later + timedelta(minutes=1))
    assert (minutes(first), minutes(second), minutes(third)) == (60, 60, 45)
    new = engine.laws().digest
    assert set(Transition.objects.filter(duty=before.pk, at__lt=now + timedelta(minutes=1)).values_list("law", flat=True)) == {old}
    last = Duty.objects.get(code="contact.attend", ref=third["incident"])
    assert last.numbers[KEY] == 45
    assert set(Transition.objects.filter(duty=last.pk).values_list("law", flat=True)) == {new}
    assert proving.differences(later + timedelta(minutes=1)) == []
    engine._state.clear()
    assert proving.differences(later + timedelta(minutes=1)) == [], "another process derives the same"


@pytest.mark.requirement("AH-003", part="a policy parameter with its effective date")
def test_what_was_graded_before_a_policy_is_handled_by_the_policy_of_its_day(
    force: None, now: datetime, time: Callable[[datetime], datetime],  # noqa: ARG001
) -> None:
    old = report(who("ashworth", now), now, child_name="Amira Brook")
    in_force(now, parameter="missing.child_min_risk", value="high")
    later = time(now + timedelta(days=3))
    new = report(who("ashworth", later), later, who="Ben Moss, 12", child_name="Ben Moss")
    for made, at in ((old, now + timedelta(minutes=5)), (new, later)):
        do(missing.grade_risk, "tremlett", at, episode=made["episode"], level="medium", rationale="Often at her aunt's.")

    def stands(made: dict[str, Any]) -> str:
        shape = shape_of(made["episode"])
        assert shape is not None
        found = standing(shape, later).risk(made["episode"])
        assert found is not None
        return found.value

    assert (stands(old), stands(new)) == ("medium", "high")


@pytest.mark.requirement("IC-011")
def test_an_appointment_is_offered_while_the_policy_permits_it_with_another_to_approve_and_a_latest_time_and_not_from_the_day_it_does_not(
    force: None, as_: Any, now: datetime, time: Callable[[datetime], datetime],  # noqa: ARG001
) -> None:
    def page(made: dict[str, Any]) -> str:
        return said(as_("ashworth").get(f"/contact/incidents/{made['incident'].partition(':')[2]}/"))

    abuse = {"concern": "domestic_abuse", "grade": "prompt", "rationale": "Shouting.", "children_present": True}
    made = report(who("ashworth", now), now, **abuse)
    assert "Ask for an appointment" in page(made)
    asked = {"incident": made["incident"], "why": "He is in custody; she asks for it.", "how": "At her aunt's.", "safe": [NOBODY]}
    do(contact.ask_appointment, "ashworth", now + timedelta(minutes=1), for_when=now + timedelta(hours=4), **asked)
    attend = Duty.objects.get(code="contact.attend", ref=made["incident"])
    assert attend.due_at == now + timedelta(minutes=60), "the grade stands until another approves"
    do(contact.approve_lowering, "pickersgill", now + timedelta(minutes=5), incident=made["incident"], reason="Spoken with the aunt.")
    attend.refresh_from_db()
    assert attend.due_at == now + timedelta(hours=48), "the latest time runs from the report"

    change = in_force(now, parameter="contact.appointment", value="no", review_on=date(2026, 9, 1))
    later = time(now + timedelta(days=2))
    second = report(who("ashworth", later), later, who="Ben Moss, 12", child_name="Ben Moss", **abuse)
    assert "Ask for an appointment" not in page(second)
    assert 'value="scheduled"' not in as_("ashworth").get(f"/contact/incidents/{second['incident'].partition(':')[2]}/grade/").content.decode()
    with pytest.raises(Refused) as refused:
        do(contact.ask_appointment, "ashworth", later, for_when=later + timedelta(hours=4), **{**asked, "incident": second["incident"]})
    assert refused.value.flags[0].because == "contact.appointments-off"
    shown = said(as_("salter").get("/policy/numbers/contact.appointment/"))
    for part in ("Version 1", "1 September 2026", "Owen Salter"):
        assert part in shown, (part, change)


def test_a_force_that_permits_no_diary_refuses_each_appointment_from_its_day_on(
    force: None, now: datetime, time: Callable[[datetime], datetime],  # noqa: ARG001
) -> None:
    def refused(at: datetime) -> set[str]:
        act = fact(
            "contact.AppointmentMade", at.isoformat(), "call_handler o:1", about=(f"incident {made['incident']}",),
            for_when=(at + timedelta(hours=2)).isoformat(), approved_by="o:2", children_safe=True, why="She asks for it when the children sleep.",
        )
        shape = shape_of(made["incident"])
        assert shape is not None
        return {unmet.standard.code for unmet in weigh(shape, act).refused_by}

    made = report(who("ashworth", now), now)
    change = in_force(now, parameter="contact.appointment", value="no")
    assert refused(now + timedelta(minutes=5)) == set(), "by exception, as it is today"
    later = time(now + timedelta(days=2))
    made = report(who("ashworth", later), later, who="Ben Moss, 12", child_name="Ben Moss")
    assert refused(later + timedelta(minutes=5)) == {"contact.no-appointment"}
    assert PolicyChange.objects.get(pk=change).direction == "tighter"


@pytest.mark.parametrize(("more", "because", "why"), [
    ({"parameter": "protection.maximum", "value": "80"}, "administration.change.not-lawful", "fixed by statute"),
    ({"value": "soon"}, "administration.change.not-lawful", "no number of minutes"),
    ({"value": "60"}, "administration.change.same", ""),
    ({"valid_from": date(2026, 3, 4)}, "administration.change.too-early", ""),
    ({"review_on": date(2026, 3, 6)}, "administration.change.review-before", ""),
    ({"teams": ()}, "administration.change.no-team", ""),
    ({"teams": ("head_of_digital_forensics@forensics",)}, "administration.change.nobody-in", ""),
    ({"reason": " "}, "administration.change.no-reason", ""),
])
def test_what_the_law_does_not_leave_to_the_force_is_refused_with_its_reason(
    force: None, now: datetime, more: dict[str, Any], because: str, why: str,  # noqa: ARG001
) -> None:
    with pytest.raises(Refused) as refused:
        propose(now, **more)
    assert refused.value.because == because
    assert why in str(refused.value.having.get("why", ""))


def test_a_local_target_may_be_loosened_and_is_shown_so(force: None, as_: Any, now: datetime) -> None:  # noqa: ARG001
    change = in_force(now, value="90")
    assert PolicyChange.objects.get(pk=change).direction == "looser"
    assert "Loosened" in said(as_("okonkwo").get(f"/policy/changes/{change}/"))
    assert engine.laws().parameters[KEY].loosened


@pytest.mark.requirement("AH-005")
def test_it_cannot_go_live_until_every_team_knows_it_and_is_red_until_then(force: None, as_: Any, now: datetime) -> None:  # noqa: ARG001
    pilot = "missing.child_min_risk"
    proposed = policies.concerned(pilot, now)
    assert {"coordinator@missing", "sergeant@missing", "fim@contact"} <= set(proposed), "the missing team is on the list before anybody thinks of it"
    change = propose(now, parameter=pilot, value="high", teams=("fim@contact", "coordinator@missing"))
    do(operations.approve_policy, "ibbotson", now, change=change)
    for officer in ROOM:
        do(operations.know_policy, officer, now, change=change)

    with pytest.raises(Refused) as refused:
        do(operations.put_policy_into_force, "ibbotson", now, change=change)
    assert refused.value.because == "administration.change.not-known"
    assert "Coordinator" in str(refused.value.having)
    page = as_("okonkwo").get(f"/policy/changes/{change}/").content.decode()
    assert '<strong class="govuk-tag govuk-tag--red">Not fully communicated</strong>' in page
    assert Duty.objects.get(code="governance.policy-known-missing").state == "open"
    assert Duty.objects.get(code="governance.policy-known-contact").state == "done"
    assert "Policy to know" in said(as_("lindqvist").get("/")), "who has not said so sees it on the next page"
    assert "Policy to know" not in said(as_("hale").get("/"))

    browser = as_("lindqvist")
    done = browser.post(f"/policy/changes/{change}/know/", {"key": str(uuid4())})
    assert done.status_code == 302
    assert "Policy to know" not in said(browser.get("/"))
    page = as_("okonkwo").get(f"/policy/changes/{change}/").content.decode()
    assert '<strong class="govuk-tag govuk-tag--green">Every team knows it</strong>' in page
    assert "Not fully communicated" not in page
    assert "Jo Lindqvist, Wed 4 Mar 2026, 20:00" in said(as_("okonkwo").get(f"/policy/changes/{change}/"))
    assert Duty.objects.get(code="governance.policy-known-missing").state == "done"
    do(operations.put_policy_into_force, "ibbotson", now, change=change)
    assert Entry.objects.filter(type="governance.PolicyActivated").count() == 1


@pytest.mark.requirement("AH-005")
def test_an_emergency_is_a_chief_officers_and_stays_red(force: None, as_: Any, now: datetime) -> None:  # noqa: ARG001
    change = propose(now)
    do(operations.approve_policy, "ibbotson", now, change=change)
    with pytest.raises(Refused) as refused:
        do(operations.put_policy_into_force, "ibbotson", now, change=change, emergency="Two children died.")
    assert refused.value.because == "administration.change.emergency-by-chief"
    do(operations.put_policy_into_force, "thackray", now, change=change, emergency="Two children died in a week while the second car was waited for.")
    page = said(as_("okonkwo").get(f"/policy/changes/{change}/"))
    assert "Comes into force Not fully communicated" in page
    assert "Two children died in a week" in page
    assert "Policy to know" in said(as_("hale").get("/"))
    for officer in ROOM:
        do(operations.know_policy, officer, now, change=change)
    assert "Not fully communicated" not in said(as_("okonkwo").get(f"/policy/changes/{change}/"))


def test_a_late_change_holds_from_tomorrow_and_never_for_a_day_that_has_begun(
    force: None, now: datetime, time: Callable[[datetime], datetime],  # noqa: ARG001
) -> None:
    change = propose(now)
    do(operations.approve_policy, "ibbotson", now, change=change)
    late = time(now + timedelta(days=9))
    for officer in ROOM:
        do(operations.know_policy, officer, late, change=change)
    assert do(operations.put_policy_into_force, "ibbotson", late, change=change)["from"] == "2026-03-14"


def test_a_withdrawn_change_ends_tomorrow_and_what_stood_before_stands_again(
    force: None, as_: Any, now: datetime, time: Callable[[datetime], datetime],  # noqa: ARG001
) -> None:
    first = in_force(now)
    later = time(now + timedelta(days=10))
    second = in_force(later, value="30")
    much = time(now + timedelta(days=20))
    with pytest.raises(Refused):
        do(operations.withdraw_policy, "okonkwo", much, change=second, reason="Not enough cars.")
    do(operations.withdraw_policy, "okonkwo", much, change=second, reason="Not enough cars.", decided_in="PB 5/1")
    engine.refresh()
    number = engine.laws().parameters[KEY]
    on = {day: number.on(date(2026, 3, day)).value for day in (5, 6, 15, 16, 24, 25)}  # type: ignore[union-attr]  # it always had a value
    assert on == {5: 60, 6: 45, 15: 45, 16: 30, 24: 30, 25: 45}
    with pytest.raises(AlreadyDone):
        do(operations.withdraw_policy, "okonkwo", much, change=second, reason="Again.", decided_in="PB 5/1")
    time(now + timedelta(days=22))
    assert policies.one(PolicyChange.objects.get(pk=first).pk, clock.now()).state == "in-force"  # type: ignore[union-attr]  # it is there
    assert "Not enough cars. (PB 5/1)" in said(as_("okonkwo").get(f"/policy/changes/{second}/"))
    time(now + timedelta(days=400))
    assert "Review is late" in said(as_("okonkwo").get("/policy/changes/"))


def test_who_may_not_is_refused_and_the_page_keeps_their_words(force: None, as_: Any, now: datetime) -> None:  # noqa: ARG001
    with pytest.raises(Denied):
        propose(now, key="hale")
    change = propose(now)
    with pytest.raises(AlreadyDone):
        propose(now, value="30")
    with pytest.raises(Refused):
        do(operations.know_policy, "hale", now, change=change)
    answer = as_("hale").post(f"/policy/changes/{change}/approve/", {"key": str(uuid4())})
    assert answer.status_code == 422
    assert "Your role does not do this" in answer.content.decode()
    browser = as_("okonkwo")
    assert 'value="coordinator@missing" checked' in browser.get("/policy/numbers/missing.accept/propose/").content.decode()
    answer = browser.post("/policy/numbers/missing.accept/propose/", {"key": str(uuid4()), "value": "10", "reason": "Too slow by far."})
    assert answer.status_code == 422
    assert "Too slow by far." in answer.content.decode()
    assert "A policy does not change without one" in answer.content.decode()


def test_the_day_it_begins_everything_that_runs_is_looked_at_again(
    force: None, now: datetime, time: Callable[[datetime], datetime],  # noqa: ARG001
) -> None:
    report(who("ashworth", now), now, grade="prompt", rationale="Fourteen.")
    in_force(now)
    sweep(time(datetime(2026, 3, 5, 23, 59, tzinfo=UTC)))
    Watch.objects.update(look_at=datetime(2026, 3, 9, tzinfo=UTC))
    sweep(datetime(2026, 3, 6, 0, 0, 0, tzinfo=UTC))
    assert not Watch.objects.filter(look_at=datetime(2026, 3, 9, tzinfo=UTC)).exists()


def test_the_lists_ask_a_fixed_number_of_queries(force: None, as_: Any, now: datetime) -> None:  # noqa: ARG001
    browser = as_("kerr")
    browser.get("/policy/changes/")
    with CaptureQueriesContext(connection) as none:
        browser.get("/policy/changes/")
    for key, value in ((KEY, "45"), ("missing.accept", "10"), ("contact.attend.immediate", "15")):
        in_force(now, parameter=key, value=value)
    browser.get("/policy/changes/")
    with CaptureQueriesContext(connection) as several:
        browser.get("/policy/changes/")
    assert len(several) - len(none) <= 4, "who is there, who knows, names, what holds: not once for each"
    assert PolicyKnown.objects.count() == 9
