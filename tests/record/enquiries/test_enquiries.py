"""Plans, actions, reviews and hand-overs as rows: numbered, answered one way, never without a receiver."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.practice.staff import AT, Staff, do
from tests.record.people.acts import work
from tutela.facts.missing import Action
from tutela.foundations.work.errors import Refused
from tutela.practice.contact import operations as contact
from tutela.record.enquiries import operations, queries
from tutela.record.enquiries.models import HandOver, Review

SUBJECT = "e:0192f000-0000-7000-8000-00000000000e"


@pytest.mark.django_db
def test_there_is_one_open_enquiry_and_its_reviews_are_numbered() -> None:
    act = work()
    enquiry = operations.enquiry_of(act, SUBJECT, "find_child")
    assert operations.enquiry_of(act, SUBJECT, "find_child").pk == enquiry.pk
    operations.review(act, enquiry, decision="none", words="I am aware.", why_not=[{"because": "review.decides-nothing", "having": {"decision": "none"}}])
    operations.review(act, enquiry, decision="deploy", words="PC Kirby to the flat.", by_when=AT)
    assert [(r.number, r.counts) for r in queries.plan_of(SUBJECT, "find_child").reviews] == [(2, True), (1, False)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(enquiry=enquiry, number=2, counts=True, by="o:1", role="fim@contact", at=AT)


@pytest.mark.django_db
def test_a_line_of_the_plan_is_an_action_that_ends_with_its_result() -> None:
    act = work()
    enquiry = operations.enquiry_of(act, SUBJECT, "find_child")
    operations.plan(act, enquiry, hypotheses=["With a friend.", "With a friend."], lines=[Action(what="Search room", who="PC Kirby", by_when=AT)])
    plan = queries.plan_of(SUBJECT, "find_child")
    assert [words for words, _, _ in plan.hypotheses] == ["With a friend."]
    action = plan.actions[0]
    assert action.late(AT + timedelta(minutes=1))
    with pytest.raises(Refused):
        operations.complete(act, action.id, "  ")
    operations.complete(act, action.id, "Nothing.")
    with pytest.raises(Refused):
        operations.complete(act, action.id, "Again.")
    assert queries.plan_of(SUBJECT, "find_child").actions[0].result == "Nothing."


@pytest.mark.django_db
def test_a_hand_over_is_answered_once_and_gives_way_to_the_next() -> None:
    act = work()
    first = operations.hand_over(act, SUBJECT, cause="owner", to="cii@missing")
    second = operations.hand_over(act, SUBJECT, cause="owner", to="detective_inspector@missing", officer="o:7")
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    with pytest.raises(Refused):
        operations.turn_down(act, second, "")
    operations.turn_down(act, second, "Three open.")
    with pytest.raises(Refused):
        operations.acknowledge(act, second)
    for wrong in ({"receiver_role": "nobody"}, {"accepted_at": AT, "accepted_by": ""}, {"declined_at": AT, "declined_why": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HandOver.objects.filter(pk=first.pk).update(**wrong)


@pytest.mark.requirement("XX-001", part="unknown age: the duties to a child open")
@pytest.mark.django_db
def test_of_a_child_of_whom_nobody_knows_the_age_every_duty_opens() -> None:
    from tutela.record.duties.models import Duty

    staff = Staff()
    unknown = do(contact.take_report, staff["handler"], who="Somebody", where="Quay", why_worried="Late.", concern="missing_child").result
    known = do(
        contact.take_report, staff["handler"], who="Bo", where="Quay", why_worried="Late.", concern="missing_child", child_name="Bo Lund", child_ages=(9, 9),
    ).result

    def owed(made: dict[str, str]) -> set[str]:
        return set(Duty.objects.filter(ref__in=[made["incident"], made["episode"]]).values_list("code", flat=True))

    assert owed(unknown) == owed(known)
    assert "missing.la-told" in owed(unknown)
