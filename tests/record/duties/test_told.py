"""Who is told: the person on duty, the next rank where there is none, never who is locked out; and what stays owed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from msgspec.structs import replace

from tests.officers import START, force, viewer
from tests.record.duties.happening import go_on, happens
from tutela.demo import seed
from tutela.facts import About, Actor, Fact, Span, contact, missing
from tutela.foundations.access.grants import lock_out
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces import rows
from tutela.foundations.kit import ids
from tutela.foundations.post.models import Message
from tutela.foundations.work.errors import Denied, Refused
from tutela.record.duties import operations, queries
from tutela.record.duties.engine import proving
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import SETTLED, Alert, Duty, Gap, Request, Transition

pytestmark = pytest.mark.django_db
CHILD, EPISODE, INCIDENT = f"p:{ids.new()}", f"e:{ids.new()}", f"i:{ids.new()}"
ABOUT = (About("episode", EPISODE), About("child", CHILD, "missing"), About("incident", INCIDENT))


def fact(payload: object, at: datetime, by: str = "nair", *, role: str = "call_handler") -> Fact:
    from tutela.facts.registry import NAMES

    return Fact(
        id=f"f:{ids.new()}", type=NAMES[type(payload)], data=payload, occurred=Span(at, at), about=ABOUT,  # type: ignore[arg-type, index]
        by=Actor(role=role, ref=viewer(by, at).ref), recorded_at=at,
    )


def reported(at: datetime = START) -> None:
    """A child is reported missing, to the control room."""
    happens(by=SYSTEM, key=str(ids.new()), at=at, facts=[
        fact(contact.Reported(concern="missing_child", channel="101", where="Foster home", why_worried="Never late."), at),
        fact(missing.Reported(missing_from="foster"), at),
    ])


def alerts_of(key: str, at: datetime = START) -> list[Alert]:
    return list(Alert.objects.filter(officer=viewer(key, at).ref).order_by("told_at"))


@pytest.fixture(autouse=True)
def northshire() -> None:
    force()


def test_one_sweep_is_one_message_a_person_of_however_many_children() -> None:
    for _ in range(3):
        about = tuple(About(each.kind, f"{each.ref[0]}:{ids.new()}", each.as_) for each in ABOUT)
        happens(by=SYSTEM, key=str(ids.new()), at=START, facts=[
            replace(fact(payload, START), about=about)
            for payload in (contact.Reported(concern="missing_child", channel="101", where="Home", why_worried="Late."), missing.Reported())
        ])
    before = set(Message.objects.values_list("pk", flat=True))
    sweep(START + timedelta(hours=1))
    told = alerts_of("pickersgill")
    assert len({alert.bundle for alert in told if alert.told_at > START}) == 3, "each child is told of"
    assert Message.objects.exclude(pk__in=before).filter(to_person=viewer("pickersgill").ref).count() == 1, "and the telephone rings once"


@pytest.mark.requirement("XX-003")
def test_left_alone_every_duty_climbs_to_its_top_and_none_disappears() -> None:
    reported()
    seen: set[UUID] = set()
    for days in range(1, 12):
        until = START + timedelta(days=days)
        go_on(until)
        sweep(until)
        now = set(Duty.objects.values_list("pk", flat=True))
        assert seen <= now, "a duty disappeared"
        seen = now
    for duty in Duty.objects.filter(settled_at=None):
        top = max(Transition.objects.filter(duty=duty.pk, kind="told").values_list("rung", flat=True))
        told = {to for t in Transition.objects.filter(duty=duty.pk, rung=top) for to in t.to}
        assert any(address.partition("@")[0] in {"superintendent", "detective_superintendent", "assistant_chief_constable"} for address in told), duty.code
    assert not Duty.objects.filter(state__in=SETTLED, settled_by="").exists()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM duties_duty")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM duties_transition")


@pytest.mark.requirement("XX-005")
def test_a_role_with_nobody_on_duty_is_passed_over_at_once_and_that_is_written() -> None:
    rows.take_off_roster(seed.officer_of("voss"), "detective_inspector@missing", at=START)
    rows.take_off_roster(seed.officer_of("salter"), "detective_chief_inspector@missing", at=START)
    reported()
    at = START + timedelta(hours=2)
    happens(by=SYSTEM, key=str(ids.new()), at=at, facts=[
        fact(missing.LoweringRequested(level="medium", reason="She has rung her carer."), at, "hale", role="fim"),
    ])
    duty = Duty.objects.get(code="missing.lowering-decision")
    gap = Gap.objects.filter(duty=duty.pk).first()
    assert gap is not None
    assert gap.address == "detective_inspector@missing"
    assert gap.at == at
    assert gap.passed_to == "superintendent@missing"
    reached = Alert.objects.get(duty=duty.pk, officer=viewer("okonkwo", at).ref)
    assert (reached.instead_of, reached.told_at) == ("detective_inspector@missing", at)
    words = [g for step in queries.history(viewer("okonkwo", at), duty.printed, at=at + timedelta(hours=1)) for g in step.gaps]
    assert any("No Detective inspector" in line for line in words), words


def test_the_top_of_the_ladder_reaches_the_superintendent_and_repeats_until_a_decision() -> None:
    reported()
    go_on(START + timedelta(hours=5))
    sweep(START + timedelta(hours=5))
    okonkwo = viewer("okonkwo")
    outstanding = Duty.objects.get(code="contact.outstanding")
    assert Alert.objects.filter(officer=okonkwo.ref, duty=outstanding.pk, rung=3).exists()
    before = Transition.objects.filter(duty=outstanding.pk, rung=3).count()
    decided = START + timedelta(hours=5)
    operations.decide_risk(
        by=okonkwo, key="decide", at=decided, duty=outstanding.printed, decision="Two cars called in from Dales", why="No officer in Harbour until ten.",
    )
    outstanding.refresh_from_db()
    assert outstanding.settled_at is None, "a decision on the risk does not do the duty"
    go_on(decided + timedelta(hours=3))
    assert Transition.objects.filter(duty=outstanding.pk, rung=3).count() == before, "a decision starts the wait anew"


def test_acknowledging_is_not_doing_and_only_ones_own() -> None:
    reported()
    go_on(START + timedelta(hours=1, minutes=1))
    fim = viewer("hale")
    mine = [str(a.pk) for a in alerts_of("hale")]
    assert mine
    with pytest.raises(Denied):
        operations.acknowledge(by=viewer("nair"), key="theirs", at=START + timedelta(hours=1), alerts=mine)
    states = dict(Duty.objects.values_list("pk", "state"))
    operations.acknowledge(by=fim, key="mine", at=START + timedelta(hours=1, minutes=2), alerts=mine)
    assert dict(Duty.objects.values_list("pk", "state")) == states
    assert not Alert.objects.filter(officer=fim.ref, acknowledged_at=None).exists()


def test_who_is_locked_out_is_never_told() -> None:
    lock_out(viewer("hale").ref, CHILD, why="The child is his niece", since=START - timedelta(days=1), by="system")
    reported()
    go_on(START + timedelta(hours=6))
    assert not alerts_of("hale")
    assert Gap.objects.filter(address="fim@contact").exists()
    assert queries.mine(viewer("hale"), at=START).rows == ()


@pytest.mark.requirement("XX-012", part="duty")
def test_not_needed_takes_two_people_and_its_author_is_never_the_second() -> None:
    reported()
    duty = Duty.objects.get(code="missing.questionnaire")
    asked = operations.request_not_needed(by=viewer("pickersgill"), key="ask", at=START, duty=duty.printed, reason="Duplicate of the incident of 07:50.")
    with pytest.raises(Refused, match="author"):
        operations.approve_not_needed(by=viewer("pickersgill"), key="own", at=START, request=asked.result["request"])
    operations.approve_not_needed(by=viewer("hale"), key="approve", at=START + timedelta(minutes=1), request=asked.result["request"])
    duty.refresh_from_db()
    assert duty.state == "not needed"
    row = Request.objects.get()
    assert (row.asked_by, row.decided_by) == (viewer("pickersgill").ref, viewer("hale").ref)
    assert proving.differences(START + timedelta(minutes=1)) == []


def test_a_second_try_with_the_same_key_is_one_act() -> None:
    reported()
    duty = Duty.objects.get(code="missing.questionnaire")
    first = operations.give_reason(by=viewer("nair"), key="once", at=START, duty=duty.printed, reason="Two other calls.")
    again = operations.give_reason(by=viewer("nair"), key="once", at=START, duty=duty.printed, reason="Two other calls.")
    assert (first.replayed, again.replayed) == (False, True)
    assert Transition.objects.filter(duty=duty.pk, kind="explained").count() == 1


def test_the_database_holds_that_a_duty_is_somebodys_and_settled_with_its_time() -> None:
    reported()
    duty = Duty.objects.filter(settled_at=None).first()
    assert duty is not None
    for broken in ({"owed_by": ""}, {"state": "done"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Duty.objects.filter(pk=duty.pk).update(**broken)


