"""A decision that anybody may dispute: kept, answered by whoever made it, seen by who audits; and what the forms ask one to be curious about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.contact.test_assessing import address, plain, reported, text_of
from tests.practice.signing import browser, form_of
from tests.practice.staff import AT, Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.audit.models import AuditLine
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Denied, Refused
from tutela.law.audit import criteria
from tutela.practice.contact import operations as contact
from tutela.practice.contact.queries.challenging import challenging
from tutela.record.duties import queries as duties
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Alert, Duty

pytestmark = pytest.mark.django_db
WHY = "Nobody has seen her since Tuesday."


def graded(staff: Staff, at: Any = AT) -> tuple[dict[str, Any], str]:
    """An incident that an inspector graded routine, and that decision."""
    made = reported(staff, at)
    do(contact.grade, staff["fim"], at, incident=made["incident"], grade="routine", rationale="With a friend.")
    return made, next(f.id for f in challenging([made["incident"]]).decisions if f.by.ref == staff["fim"].ref)


def owed(staff: Staff, made: dict[str, Any], at: Any) -> list[Any]:
    return [d for d in duties.for_subjects(staff["supervisor"], [made["incident"]], at=at) if d.code == "contact.challenge-met"]


@pytest.mark.requirement("IC-052")
def test_a_constable_challenges_an_inspectors_grading_which_is_tracked_must_be_answered_and_is_seen_by_audit(now_staff: Staff) -> None:
    now = clock.now()
    made, decision = graded(now_staff, now)
    constable = browser(now_staff, "constable")
    form = constable.get(address(made, "challenge"))
    for asked in ("Tom Ekers", "Routine", "What else might be happening?", "Who else lives there?"):
        assert asked in plain(form)
    sent = constable.post(address(made, "challenge"), {**form_of(form), "decision": decision, "why": WHY, "wanted": "Prompt."})
    assert sent.status_code == 302

    (duty,) = owed(now_staff, made, clock.now())
    assert duty.owed_by == "fim@contact", "whoever made the decision owes the answer"
    assert text_of(now_staff, "fim", address(made)).count("No answer yet") == 1
    sweep(clock.now() + timedelta(minutes=31))
    told = set(Alert.objects.filter(duty=Duty.objects.get(code="contact.challenge-met").pk).values_list("address", flat=True))
    assert told == {"fim@contact", "superintendent@contact", "supervisor@contact"}

    (waits,) = challenging([made["incident"]]).waiting
    inspector = browser(now_staff, "fim")
    form = inspector.get(address(made, "answer-challenge"))
    assert WHY in plain(form)
    answer = {**form_of(form), "challenge": waits.id, "decision": "changed"}
    assert "Say why it stands, or what is changed" in plain(inspector.post(address(made, "answer-challenge"), answer))
    assert inspector.post(address(made, "answer-challenge"), {**answer, "why": "Right: prompt now."}).status_code == 302
    assert owed(now_staff, made, clock.now()) == []
    page = text_of(now_staff, "supervisor", address(made))
    for said in (WHY, "Pat Kirby", "Changed: Right: prompt now."):
        assert said in page

    trail = AuditLine.objects.filter(subjects__contains=[made["incident"]], kind="operation").values_list("officer", "action")
    acts = {
        (now_staff["constable"].ref, "practice.contact.challenging.challenge"), (now_staff["fim"].ref, "practice.contact.challenging.answer_challenge"),
    }
    assert acts <= set(trail), list(trail)
    assert "contact.challenge-met" in str(criteria.table()), "the audit of a case counts it under supervision"


def test_who_raised_it_does_not_answer_it_and_what_says_nothing_is_asked_for(staff: Staff) -> None:
    made, decision = graded(staff)
    tried: tuple[tuple[dict[str, Any], str], ...] = (
        ({"decision": decision, "why": " "}, "contact.say-why-challenged"), ({"decision": "f:none", "why": WHY}, "contact.no-such-decision"),
    )
    for given, because in tried:
        with pytest.raises(Refused) as refused:
            do(contact.challenge, staff["constable"], AT, incident=made["incident"], **given)
        assert refused.value.because == because
    raised = do(contact.challenge, staff["constable"], incident=made["incident"], decision=decision, why=WHY).result["fact"]
    own = do(contact.answer_challenge, staff["constable"], incident=made["incident"], challenge=raised, decision="stands", why="Never mind.")
    assert "contact.answered-by-who-raised-it" in {flag.because for flag in own.flags}
    assert len(owed(staff, made, AT)) == 1
    with pytest.raises(Refused):
        do(contact.answer_challenge, staff["fim"], incident=made["incident"], challenge="f:none", decision="stands", why="No.")
    later = AT + timedelta(minutes=5)
    do(contact.answer_challenge, staff["superintendent"], later, incident=made["incident"], challenge=raised, decision="stands", why="Seen.")
    assert owed(staff, made, later) == []


def test_a_log_that_one_may_not_know_of_is_challenged_by_nobody(staff: Staff) -> None:
    made, decision = graded(staff)
    common: dict[str, Any] = {"audience": [], "since": AT - timedelta(hours=1), "why": "Linked.", "by": "o:1"}
    Restriction.objects.create(subject=made["child"], level="existence", **common)
    with pytest.raises(Denied):
        do(contact.challenge, staff["constable"], incident=made["incident"], decision=decision, why=WHY)


def test_the_grading_of_a_search_is_challenged_from_its_page(now_staff: Staff) -> None:
    from tutela.practice.missing import operations as missing

    now = clock.now()
    made = reported(now_staff, now, concern="missing_child")
    do(missing.grade_risk, now_staff["fim"], now, episode=made["episode"], level="medium", rationale="With a friend.")
    key = refs.key_of(made["episode"], "episode")
    page = browser(now_staff, "constable").get(reverse("missing:episode", args=[key]))
    assert address(made, "challenge") in page.content.decode()
    decision = next(f.id for f in challenging([made["incident"], made["episode"]]).decisions if f.type == "missing.RiskGraded" and f.by.role == "fim")
    do(contact.challenge, now_staff["constable"], now, incident=made["incident"], decision=decision, why=WHY)
    assert [d.owed_by for d in owed(now_staff, made, now)] == ["fim@contact"]
