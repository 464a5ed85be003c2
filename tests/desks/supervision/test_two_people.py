"""Two people: whoever wrote something never approves it; nor who is absent, nor whose training has lapsed. Who else may is named.

The table holds every operation of the product that approves: one that is added without a row here fails.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import uuid4

import pytest

from tests.desks.worklist.acts import report
from tutela.desks.administration import operations as administration
from tutela.desks.supervision import operations as supervision
from tutela.foundations.access import grants
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces import rows as roster
from tutela.foundations.forces.models import Skill
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.operation import OPERATIONS
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.practice.missing.operations.returning import Told
from tutela.record.duties import operations as duties
from tutela.record.duties.models import Duty, Request
from tutela.record.occurrences.operations import PlanSaid

As = Callable[[str], Viewer]
Approve = Callable[[Viewer, datetime], Any]


class Rule(NamedTuple):
    """One two-person rule: who asks, who approves, and how."""

    author: str
    approver: str
    begin: Callable[[As, dict[str, Any], datetime], Approve]
    """The author asks; what comes back approves, as whoever it is given."""


def not_needed(as_: As, made: dict[str, Any], at: datetime) -> Approve:
    """A duty that is asked to be not needed."""
    duty = Duty.objects.get(code="contact.fim-review", ref=made["incident"])
    duties.request_not_needed(by=as_("pickersgill"), key=str(uuid4()), at=at, duty=duty.printed, reason="Twice on the list.")
    request = str(Request.objects.get(duty=duty).pk)
    return lambda by, when: duties.approve_not_needed(by=by, key=str(uuid4()), at=when, request=request)


def lower_grade(as_: As, made: dict[str, Any], at: datetime) -> Approve:
    """A response grade that is asked to be lowered."""
    contact.request_lowering(by=as_("pickersgill"), key=str(uuid4()), at=at, incident=made["incident"], grade="routine", reason="Her aunt rang.")
    return lambda by, when: contact.approve_lowering(by=by, key=str(uuid4()), at=when, incident=made["incident"], reason="Spoke to the aunt.")


def lower_risk(as_: As, made: dict[str, Any], at: datetime) -> Approve:
    """A level of risk that is asked to be lowered, on something new."""
    missing.grade_risk(by=as_("tremlett"), key=str(uuid4()), at=at, episode=made["episode"], level="high", rationale="Self-harm last month.")
    new = missing.enquire(by=as_("voss"), key=str(uuid4()), at=at, episode=made["episode"], what="call", result="Her aunt: she is here.").result
    missing.request_lowering(
        by=as_("voss"), key=str(uuid4()), at=at, episode=made["episode"], level="medium", reason="She is with her aunt.", new_information=new.get("fact", ""),
    )
    return lambda by, when: missing.approve_lowering(by=by, key=str(uuid4()), at=when, episode=made["episode"], reason="The aunt was spoken to.")


def trigger_plan(as_: As, made: dict[str, Any], at: datetime) -> Approve:
    """A trigger plan that is written and waits."""
    missing.write_trigger_plan(by=as_("voss"), key=str(uuid4()), at=at, child=made["child"], said=PlanSaid(addresses=("The flat on Harbour Row",)))
    return lambda by, when: missing.approve_trigger_plan(by=by, key=str(uuid4()), at=when, child=made["child"])


def summary_recipient(as_: As, made: dict[str, Any], at: datetime) -> Approve:
    """A carer who is to be sent summaries, and waits."""
    recipient = missing.add_summary_recipient(
        by=as_("voss"), key=str(uuid4()), at=at, child=made["child"], to="care_home", agency="The Larches", email="night@larches.example",
    ).result["recipient"]
    return lambda by, when: missing.confirm_summary_recipient(
        by=by, key=str(uuid4()), at=when, child=made["child"], recipient=recipient, why="The home's own box; nobody there is named by the child.",
    )


def return_form(as_: As, made: dict[str, Any], at: datetime) -> Approve:
    """The record of a return, which somebody who was not there reads."""
    missing.record_return(by=as_("voss"), key=str(uuid4()), at=at, episode=made["episode"], told=Told(where=("Pier",)), seen="seen", alone=True)
    return lambda by, when: missing.sign_form(by=by, key=str(uuid4()), at=when, episode=made["episode"], signs_as="responsible", quality=4)


def glass(as_: As, made: dict[str, Any], at: datetime) -> Approve:
    """A record that was opened in an emergency."""
    review = str(grants.break_glass(as_("pickersgill").ref, made["child"], "She is at the door.", at=at))
    return lambda by, when: supervision.review_break_glass(by=by, key=str(uuid4()), at=when, review=review, outcome="justified", words="Rang the home.")


def _proposed(as_: As, at: datetime) -> str:
    day = at.date()
    change: str = administration.propose_policy(
        by=as_("salter"), key=str(uuid4()), at=at, parameter="contact.attend.prompt", value="45", valid_from=day + timedelta(days=7),
        review_on=day + timedelta(days=365), reason="Late too often.", decided_in="PB 3/7", teams=["fim@contact"],
    ).result["change"]
    return change


def policy(as_: As, made: dict[str, Any], at: datetime) -> Approve:  # noqa: ARG001 - a policy is about no child
    """A number of the force's own that is proposed."""
    change = _proposed(as_, at)
    return lambda by, when: administration.approve_policy(by=by, key=str(uuid4()), at=when, change=change)


def policy_into_force(as_: As, made: dict[str, Any], at: datetime) -> Approve:  # noqa: ARG001 - as above
    """One that is approved, and known by its team."""
    change = _proposed(as_, at)
    administration.approve_policy(by=as_("okonkwo"), key=str(uuid4()), at=at, change=change)
    for officer in ("hale", "tremlett", "obrien"):
        administration.know_policy(by=as_(officer), key=str(uuid4()), at=at, change=change)
    return lambda by, when: administration.put_policy_into_force(by=by, key=str(uuid4()), at=when, change=change)


RULES: Final[dict[str, Rule]] = {
    "record.duties.not_needed.approve_not_needed": Rule("pickersgill", "tremlett", not_needed),
    "practice.contact.grading.approve_lowering": Rule("pickersgill", "tremlett", lower_grade),
    "practice.missing.grading.approve_lowering": Rule("voss", "salter", lower_risk),
    "practice.missing.planning.approve_trigger_plan": Rule("voss", "tremlett", trigger_plan),
    "practice.missing.summaries.confirm_summary_recipient": Rule("voss", "tremlett", summary_recipient),
    "practice.missing.signing.sign_form": Rule("voss", "tremlett", return_form),
    "desks.administration.policies.approve_policy": Rule("salter", "ibbotson", policy),
    "desks.administration.policies.put_policy_into_force": Rule("salter", "ibbotson", policy_into_force),
    "desks.supervision.review_break_glass": Rule("pickersgill", "tremlett", glass),
}
OTHERWISE: Final = {
    "record.chronology.receive_fact": "it takes what happened elsewhere: an approval by another system's people is kept, and counts only as the law lets it",
    "desks.profile.correcting": "it corrects a fact of any class: a correction of an approval is judged by the gate as the approval was",
}
"""Operations that may produce an approval and are no two-person rule themselves, and why."""


@pytest.fixture
def made(viewer: As, now: datetime) -> dict[str, Any]:
    """A missing child."""
    return report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")


def again(key: str, at: datetime) -> Viewer:
    """An officer as they are at another moment."""
    from tutela.foundations.access.viewers import viewer_for

    return viewer_for(Account.objects.select_related("officer").get(username=key), at=at)


def test_every_operation_that_approves_stands_in_the_table() -> None:
    approves = {name for name, done in OPERATIONS.items() if name.startswith(("record.", "practice.", "desks.")) and (
        "approves" in done.may_be or name.rpartition(".")[2].startswith("approve") or "review_break_glass" in name
    )}
    unexplained = {name for name in approves if name not in RULES and not any(name.startswith(start) for start in OTHERWISE)}
    assert not unexplained
    assert RULES.keys() <= approves


@pytest.mark.parametrize("name", RULES)
def test_the_author_is_refused_and_another_may(name: str, viewer: As, made: dict[str, Any], now: datetime) -> None:
    rule = RULES[name]
    approve = rule.begin(viewer, made, now)
    with pytest.raises((Refused, Denied)):
        approve(viewer(rule.author), now)
    if name != "practice.missing.grading.approve_lowering":  # its grounds are judged by the law, and tested there
        approve(viewer(rule.approver), now)


@pytest.mark.parametrize("name", RULES)
@pytest.mark.requirement("XX-012", part="training that lapsed, over every two-person rule that exists")
def test_whose_training_lapsed_is_refused(name: str, viewer: As, made: dict[str, Any], now: datetime) -> None:
    rule = RULES[name]
    approve = rule.begin(viewer, made, now)
    officer = viewer(rule.approver).ref
    Skill.objects.filter(officer_id=refs.key_of(officer, "officer")).update(until=now + timedelta(minutes=1))
    later = now + timedelta(minutes=2)
    with pytest.raises((Refused, Denied)) as refused:
        approve(again(rule.approver, later), later)
    assert refused.value.because in {"work.approver-training-lapsed", "access.no-permission"}


@pytest.mark.parametrize("name", RULES)
@pytest.mark.requirement("XX-012", part="absence, over every two-person rule that exists")
def test_who_is_absent_is_refused(name: str, viewer: As, made: dict[str, Any], now: datetime) -> None:
    from tutela.foundations.forces.models import Officer

    rule = RULES[name]
    approve = rule.begin(viewer, made, now)
    officer = Officer.objects.get(pk=refs.key_of(viewer(rule.approver).ref, "officer"))
    roster.record_absence(officer, "leave", since=now + timedelta(minutes=1), until=now + timedelta(days=1), at=now, by="test")
    later = now + timedelta(minutes=2)
    with pytest.raises((Refused, Denied)):
        approve(again(rule.approver, later), later)


@pytest.mark.requirement("XX-012", part="the approval goes to a deputy whom the roster names")
@pytest.mark.parametrize("how", ["lapsed", "author"])
def test_who_may_not_is_told_by_name_who_may(how: str, viewer: As, as_: Callable[[str], Any], made: dict[str, Any], now: datetime) -> None:
    asks = "pickersgill" if how == "lapsed" else "tremlett"
    duty = Duty.objects.get(code="contact.attend", ref=made["incident"])
    duties.request_not_needed(by=viewer(asks), key=str(uuid4()), at=now, duty=duty.printed, reason="Twice on the list.")
    if how == "lapsed":
        Skill.objects.filter(officer_id=refs.key_of(viewer("tremlett").ref, "officer")).update(until=now - timedelta(minutes=1))
    request = Request.objects.get()
    browser = as_("tremlett")
    page = browser.get(f"/duties/{duty.pk}/").content.decode()
    assert ("training for this role has lapsed" in page) == (how == "lapsed")
    assert ("Whoever asks for something cannot approve it" in page) == (how == "author")
    assert "Who may decide now:" in page
    named = page.split("Who may decide now:")[1].split("</p>")[0]
    assert "Gill Tremlett" not in named
    answer = browser.post(f"/duties/{duty.pk}/requests/{request.pk}/approve/", {"key": str(uuid4()), "words": ""})
    assert answer.status_code == 422
    assert "Who may decide now:" in answer.content.decode()
    request.refresh_from_db()
    assert request.decided_at is None
