"""Sending somebody is never refused; "nobody" is a state that asks for a decision; a review that decides nothing does not count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.practice.staff import AT, Staff, do
from tests.record.duties.happening import go_on
from tutela.facts.missing import Action
from tutela.practice.contact import operations as contact
from tutela.record.chronology.models import Entry
from tutela.record.duties import queries as duties
from tutela.record.duties.models import Alert, Duty
from tutela.record.enquiries import queries as enquiries
from tutela.record.occurrences import queries

AWARE = "I am aware that this call still needs an officer deploying."


def reported(staff: Staff, **more: Any) -> dict[str, Any]:
    given = {"who": "Amira, 14", "where": "Harbour Row", "why_worried": "Never out this late.", "concern": "missing_child", "child_name": "Amira Brook", **more}
    return do(contact.take_report, staff["handler"], **given).result


def owed(staff: Staff, code: str, ref: str, at: Any = AT) -> list[str]:
    return [d.state for d in duties.for_subjects(staff["superintendent"], [ref], at=at, settled=True) if d.code == code]


def told(code: str, address: str) -> list[Any]:
    keys = set(Duty.objects.filter(code=code).values_list("pk", flat=True))
    return sorted(Alert.objects.filter(duty__in=keys, address=address).values_list("at", flat=True))


@pytest.mark.requirement("AH-096")
def test_a_provisional_grade_sends_somebody_before_any_review(staff: Staff) -> None:
    made = reported(staff, grade="prompt", rationale="Fourteen, first time.")
    incident = made["incident"]
    assert owed(staff, "contact.attend", incident) == ["open"]
    do(contact.dispatch, staff["dispatcher"], AT + timedelta(minutes=2), incident=incident, resource="NS21")
    do(contact.arrived, staff["constable"], AT + timedelta(minutes=20), incident=incident, resource="NS21")
    assert owed(staff, "contact.attend", incident, AT + timedelta(minutes=21)) == ["done"]
    go_on(AT + timedelta(minutes=45))
    assert owed(staff, "contact.fim-review", incident, AT + timedelta(minutes=45)) == ["overdue"], "the review is late on its own, and stopped nobody"
    assert do(contact.grade, staff["dispatcher"], AT + timedelta(minutes=46), incident=incident, grade="routine").result["status"] == "pending"


@pytest.mark.requirement("IC-020")
def test_an_unsigned_review_reaches_the_superintendent_after_half_an_hour(staff: Staff) -> None:
    made = reported(staff)
    assert owed(staff, "contact.fim-review", made["incident"]) == ["open"]
    other = do(contact.take_report, staff["handler"], who="A boy", where="Quay Street", why_worried="Crying alone.").result
    assert owed(staff, "contact.concern-review", other["incident"]) == ["open"]
    go_on(AT + timedelta(minutes=31))
    assert told("contact.fim-review", "superintendent@contact") == [AT + timedelta(minutes=30)]
    assert told("contact.concern-review", "fim@contact") == [AT + timedelta(minutes=30)]
    signed = do(
        contact.review, staff["fim"], AT + timedelta(minutes=32), incident=made["incident"], decision="deploy", by_when=AT + timedelta(minutes=50), quality=4,
        grade="immediate", text="PC Kirby to Harbour Row by 20:50; search her room.",
    )
    assert signed.result["counts"]
    assert owed(staff, "contact.fim-review", made["incident"], AT + timedelta(minutes=33)) == ["done late"]
    review = enquiries.plan_of(made["incident"], "incident").reviews[0]
    assert (review.number, review.quality, review.grade, review.by) == (1, 4, "immediate", staff["fim"].ref)


@pytest.mark.requirement("AH-099")
def test_a_review_that_decides_nothing_is_kept_and_does_not_count(staff: Staff) -> None:
    incident = reported(staff)["incident"]
    outcome = do(contact.review, staff["fim"], AT + timedelta(minutes=5), incident=incident, text=AWARE)
    assert not outcome.result["counts"]
    assert "contact.review-decides" in {flag.rule for flag in outcome.flags}
    kept = enquiries.plan_of(incident, "incident").reviews
    assert [(r.words, r.counts) for r in kept] == [(AWARE, False)]
    assert owed(staff, "contact.fim-review", incident, AT + timedelta(minutes=6)) == ["open"]
    again = do(contact.review, staff["fim"], AT + timedelta(hours=8), incident=incident, text=AWARE)
    assert not again.result["counts"]
    go_on(AT + timedelta(hours=8, minutes=1))
    assert told("contact.fim-review", "superintendent@contact"), "the same words on the next shift: the ladder has run on"
    for decision in ("deploy", "regrade", "escalate", "hand_over"):
        do(contact.review, staff["fim"], AT + timedelta(hours=9), incident=incident, text="By ten.", decision=decision, by_when=AT + timedelta(hours=10))
    assert [r.counts for r in enquiries.plan_of(incident, "incident").reviews] == [True] * 4 + [False] * 2


@pytest.mark.requirement("AH-095")
def test_an_outstanding_call_climbs_and_each_step_asks_for_a_decision(staff: Staff) -> None:
    incident = reported(staff)["incident"]
    go_on(AT + timedelta(hours=10))
    for address, hours in (("supervisor@contact", 1), ("fim@contact", 2), ("superintendent@contact", 4)):
        assert told("contact.outstanding", address)[0] == AT + timedelta(hours=hours)
    card = next(d for d in duties.for_subjects(staff["superintendent"], [incident], at=AT + timedelta(hours=10)) if d.code == "contact.outstanding")
    assert card.asks, "the step asks for a decision"
    outcome = do(
        contact.decide_resource, staff["superintendent"], AT + timedelta(hours=10), incident=incident, decision="mutual_aid", by_when=AT + timedelta(hours=11),
        why="Two cars from the next force.",
    )
    assert outcome.result["decides"]
    assert owed(staff, "contact.outstanding", incident, AT + timedelta(hours=10)) == ["overdue"], "a decision is no car: only somebody sent ends it"
    do(contact.dispatch, staff["dispatcher"], AT + timedelta(hours=11), incident=incident, resource="MA1")
    assert owed(staff, "contact.outstanding", incident, AT + timedelta(hours=11)) == ["done late"]


@pytest.mark.requirement("AH-098", part="the state, its ladder, its decision; first in the hand-over")
def test_no_resource_asks_for_a_decision_and_is_first_in_the_hand_over(staff: Staff) -> None:
    quiet = do(contact.take_report, staff["handler"], who="Amira", where="Harbour Row", why_worried="Late.", concern="missing_child").result["incident"]
    incident = reported(staff, child_name="Bo Lund")["incident"]
    do(contact.no_resource, staff["dispatcher"], AT + timedelta(minutes=5), incident=incident, text="No officers available.")
    assert queries.incident(incident).card.resource.state == "no_resource"  # type: ignore[union-attr]  # they were made above
    assert owed(staff, "contact.no-resource", incident) == ["open"]
    waits = do(contact.decide_resource, staff["fim"], AT + timedelta(minutes=6), incident=incident, decision="wait", why="Nobody.")
    assert not waits.result["decides"]
    assert owed(staff, "contact.no-resource", incident) == ["open"], "waiting decides nothing"
    other = staff.add("night_fim", "Eve Lacey", "Inspector", "fim@contact", ("incident_command",))
    do(contact.hand_over_shift, staff["fim"], AT + timedelta(hours=2), officer=other.ref, to="fim@contact")
    assert [h.subject for h in enquiries.waiting_for(other)] == [incident, quiet]
    do(contact.decide_resource, staff["fim"], AT + timedelta(hours=3), incident=incident, decision="call_in", why="Two on standby.")
    assert owed(staff, "contact.no-resource", incident, AT + timedelta(hours=3))[0].startswith("done")


@pytest.mark.requirement("IC-005", part="directions with owners; the clock is the law's to give")
def test_a_detective_inspectors_directions_become_actions(staff: Staff) -> None:
    incident = reported(staff)["incident"]
    outcome = do(contact.escalate, staff["supervisor"], AT + timedelta(minutes=3), incident=incident, reason="Scene, and a second child at risk.")
    assert outcome.result["officer"] == staff["di"].ref
    assert [h.subject for h in enquiries.waiting_for(staff["di"])] == [incident]
    directions = [
        Action(what="Preserve the scene", who="PC Kirby", by_when=AT + timedelta(minutes=30)),
        Action(what="See the younger brother", who="Sgt Marlow", where="Harbour Row", by_when=AT + timedelta(hours=1)),
    ]
    answered = do(contact.escalation_directions, staff["di"], AT + timedelta(minutes=9), incident=incident, directions=directions)
    assert enquiries.waiting_for(staff["di"]) == []
    actions = {a.what: a for a in enquiries.plan_of(incident, "incident").actions}
    assert {a.origin for a in actions.values()} == {"direction"}
    assert actions["Preserve the scene"].by == staff["di"].ref
    do(contact.complete_action, staff["constable"], AT + timedelta(minutes=25), action=answered.result["actions"][0], result="Taped off, log begun.")
    done = {a.what: a.result for a in enquiries.plan_of(incident, "incident").actions if a.done_at}
    assert done == {"Preserve the scene": "Taped off, log begun."}
    assert Entry.objects.filter(type="contact.Escalated").count() == 1


def test_a_closing_without_the_child_seen_is_refused_and_kept(staff: Staff) -> None:
    from tutela.foundations.work.errors import Refused

    incident = reported(staff)["incident"]
    with pytest.raises(Refused) as refused:
        do(contact.close, staff["supervisor"], incident=incident, reason="Home by himself.")
    assert "contact.child-seen" in {flag.rule for flag in refused.value.flags}
    assert Entry.objects.filter(type="attempts.ClosingRefused").count() == 1
    assert queries.incident(incident).card.open  # type: ignore[union-attr]  # it was made above
    seen: dict[str, Any] = {"reason": "Seen by PC Kirby.", "seen_by": "police", "approved_by": staff["fim"].ref, "delay_reason": "None sent."}
    do(contact.close, staff["supervisor"], incident=incident, **seen)
    assert not queries.incident(incident).card.open  # type: ignore[union-attr]  # as above


@pytest.mark.requirement("IC-025", part="the form, the refusal and the sergeant")
def test_a_log_of_abuse_online_closes_when_the_advice_was_given_line_by_line(staff: Staff) -> None:
    from tutela.foundations.work.errors import Refused

    incident = reported(staff, concern="online_abuse")["incident"]
    seen: dict[str, Any] = {"reason": "Seen by PC Kirby.", "seen_by": "police", "approved_by": staff["fim"].ref, "delay_reason": "None sent."}
    with pytest.raises(Refused) as refused:
        do(contact.close, staff["supervisor"], incident=incident, **seen)
    assert "contact.closed-with-advice" in {flag.rule for flag in refused.value.flags}
    with pytest.raises(Refused):
        do(contact.give_advice, staff["handler"], incident=incident)
    do(contact.give_advice, staff["handler"], incident=incident, given=["keep_device_on", "delete_nothing"], why_not="She rang off.")
    assert Entry.objects.filter(type="contact.AdviceGiven").count() == 1
    assert owed(staff, "contact.evidence-advice", incident) == ["done"]
    do(contact.close, staff["supervisor"], incident=incident, **seen)
    assert not queries.incident(incident).card.open  # type: ignore[union-attr]  # it was made above
