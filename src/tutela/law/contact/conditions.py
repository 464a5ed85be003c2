"""The control room's conditions, as sentences. Each answers from what was known at the moment at which it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from tutela.facts import contact, duties, missing
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View
from tutela.law.standing import grade as standing_grade
from tutela.law.standing.risk import unanswered
from tutela.law.standing.said import one_of

REVIEWERS: Final = frozenset({"fim", "inspector", "superintendent", "detective_inspector", "chief_inspector"})
DECIDES: Final = frozenset({"deploy", "regrade", "escalate", "hand_over"})
_DETECTIVES: Final = frozenset({
    "detective_inspector", "detective_chief_inspector", "detective_superintendent", "senior_investigating_officer", "superintendent",
})


def concerns(*wanted: str) -> Condition:
    """The report is of one of these concerns."""

    def the_report_is_of(view: View, row: Row) -> Finding:
        data: Any = row.fact.data
        concern = data.concern if isinstance(data, contact.Reported) else "missing_child"
        return (yes if concern in wanted else no)("contact.report-of", row.fact, concern=concern)

    the_report_is_of.__doc__ = f"The report is of {one_of(wanted)}."
    return the_report_is_of


is_missing_child: Final = concerns("missing_child")
is_crime: Final = concerns("crime")
is_other_concern: Final = concerns("concern_for_child", "domestic_abuse", "online_abuse", "exploitation", "neglect")


def in_immediate_danger(view: View, row: Row) -> Finding:
    """The report says that somebody is in immediate danger, or is of a missing child: what may wake a superintendent."""
    for report in view.of(contact.Reported, missing.Reported):
        data: Any = report.fact.data
        if isinstance(data, missing.Reported) or data.concern == "missing_child" or data.immediate_danger:
            return yes("contact.missing-or-in-danger", report.fact)
    return no("contact.not-in-immediate-danger", row.fact)


def graded(*grades: str) -> Condition:
    """The response grade that stands is one of these."""

    def the_grade_is(view: View, row: Row) -> Finding:
        stands, by = standing_grade.grade(view)
        seen = (by.fact,) if by else ()
        return (yes if stands in grades else no)("contact.grade-stands", *seen, grade=stands)

    the_grade_is.__doc__ = f"The response grade that stands is {one_of(grades)}."
    return the_grade_is


def missing_and_graded(*grades: str) -> Condition:
    """A missing child's report, at one of these grades."""

    def of_a_missing_child(view: View, row: Row) -> Finding:
        of_missing_child = is_missing_child(view, row)
        return graded(*grades)(view, row) if of_missing_child.holds else of_missing_child

    of_a_missing_child.__doc__ = f"A child is missing, and the response grade that stands is {one_of(grades)}."
    return of_a_missing_child


def no_longer_attended(view: View, row: Row) -> Finding:
    """The grade was lowered, with approval, to one that sends nobody."""
    stands, _ = standing_grade.grade(view)
    return (yes if stands == "no_deployment" else no)("contact.grade-stands", row.fact, grade=stands)


def reported_at(view: View, row: Row) -> datetime:
    """The clock begins at the report, never at a later grading."""
    report = view.first(contact.Reported, missing.Reported)
    return report.fact.held_from if report else row.fact.held_from


def both(*conditions: Condition) -> Condition:
    """All of these hold; the first that does not gives the reason."""

    def all_hold(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if not f.holds), found[0])

    all_hold.__doc__ = " ".join((condition.__doc__ or "").strip() for condition in conditions)
    return all_hold


def reviewer_graded(view: View, row: Row) -> Finding:
    """The force incident manager (or the room's inspector) graded the risk and says it is no longer provisional."""
    data: Any = row.fact.data
    settled = row.fact.by.role in REVIEWERS and not data.provisional
    return (yes if settled else no)("contact.reviewer-graded", row.fact, role=row.fact.by.role, provisional=data.provisional)


def decides(view: View, row: Row) -> Finding:
    """A review that endorses a response already under way, or that deploys, re-grades, escalates or hands over with a time."""
    data: Any = row.fact.data
    if data.decision in DECIDES and data.by_when:
        return yes("review.decides", row.fact, decision=data.decision)
    sent = view.last(contact.Dispatched, contact.Arrived)
    if data.decision == "endorse" and sent is not None:
        return yes("review.endorses-what-was-sent", row.fact, sent.fact)
    return no("review.decides-nothing", row.fact, decision=data.decision)


def resource_decided(view: View, row: Row) -> Finding:
    """The decision brings somebody; waiting is none."""
    data: Any = row.fact.data
    return (no if data.decision == "wait" else yes)("contact.resource-decision", row.fact, decision=data.decision)


def has_hits(view: View, row: Row) -> Finding:
    """The check of systems brought hits."""
    hits = row.fact.data.hits  # type: ignore[attr-defined]
    return (yes if hits else no)("contact.hits", row.fact, count=len(hits))


def every_hit_answered(view: View, row: Row) -> Finding:
    """Nothing that was found waits for an answer."""
    waits = unanswered(view)
    return (no if waits else yes)("contact.hits-waiting", row.fact, count=len(waits))


ELEMENTS: Final = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")


def has_empty_element(view: View, row: Row) -> Finding:
    """An element of THRIVE is empty."""
    empty = tuple(name for name in ELEMENTS if not getattr(row.fact.data, name).strip())
    return (yes if empty else no)("contact.thrive-empty", row.fact, elements=empty)


def is_complete(view: View, row: Row) -> Finding:
    """Every element of THRIVE is filled."""
    found = has_empty_element(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def assessed_whole(view: View, row: Row) -> Finding:
    """The assessment that stands leaves no element of THRIVE empty; that nobody assessed at all is for the reviewer to weigh."""
    made = view.last(contact.ThriveAssessed)
    if made is None:
        return yes("contact.not-assessed", row.fact)
    empty = has_empty_element(view, made)
    return Finding(not empty.holds, "contact.thrive-stops" if empty.holds else "contact.thrive-whole", empty.having, empty.seen)


def attendance_due(view: View, row: Row) -> datetime | None:
    """When attendance is due by the grade that stands, if it calls for attendance in minutes and nobody has come."""
    stands, _ = standing_grade.grade(view)
    key = {"immediate": "contact.attend.immediate", "prompt": "contact.attend.prompt", "priority": "contact.attend.prompt"}.get(stands or "")
    return view.lawbook.after(key, reported_at(view, row)) if key else None


def while_late(view: View, row: Row) -> Finding:
    """Made when attendance was late already: what was thought while somebody could still come in time says nothing of the delay."""
    opened = view.first(contact.Reported, missing.Reported)
    due = attendance_due(view, opened) if opened else None
    return (yes if due is None or row.at >= due else no)("contact.while-late", row.fact)


def reason_given(view: View, row: Row) -> Finding:
    """Where attendance was late, the reason is on record before or with the closing."""
    due = attendance_due(view, row)
    came = view.first(contact.Arrived)
    late = due is not None and (came.at if came else row.at) > due
    data: Any = row.fact.data
    told = data.delay_reason or any(r.fact.data.duty == "contact.attend" for r in view.of(duties.ReasonGiven))  # type: ignore[attr-defined]
    return no("contact.late-without-reason", row.fact) if late and not told else yes("contact.reason-on-record", row.fact)


def somebody_saw_the_child(view: View, row: Row) -> Finding:
    """Police or a professional saw the child, and another person approved the closing."""
    data: Any = row.fact.data
    seen = data.seen_by not in (None, "nobody")
    approved = data.approved_by is not None and data.approved_by != row.fact.by.ref
    if seen and approved:
        return yes("contact.child-seen", row.fact, seen_by=data.seen_by)
    return no("contact.child-not-verified", row.fact, seen=seen, approved=approved)


def closed_with_its_reason(view: View, row: Row) -> Finding:
    """The log was closed and says why, after somebody had come or with another person's approval."""
    data: Any = row.fact.data
    came = any(r.at <= row.at for r in view.of(contact.Arrived))
    approved = data.approved_by not in (None, row.fact.by.ref)
    reason = bool(data.reason.strip())
    return (yes if reason and (came or approved) else no)("contact.closed-with-reason", row.fact, reason=reason, came=came, approved=approved)


def becomes(*matters: str) -> Condition:
    """The log was changed, with the reason and another's approval, to one of these."""

    def found_to_be_something_else(view: View, row: Row) -> Finding:
        data: Any = row.fact.data
        ok = data.now in matters and bool(data.reason.strip()) and recoding_approved(view, row).holds
        return (yes if ok else no)("contact.recoded", row.fact, was=data.was, now=data.now)

    found_to_be_something_else.__doc__ = f"The log was changed, with the reason and another's approval, to {one_of(matters)}."
    return found_to_be_something_else


def of_a_child(test: Callable[[View, Row], Finding]) -> Condition:
    """The closing of a log about a missing child or a concern for a child."""

    def on_such_a_log(view: View, row: Row) -> Finding:
        for report in view.of(contact.Reported, missing.Reported):
            data: Any = report.fact.data
            if isinstance(data, missing.Reported) or data.concern in ("missing_child", "concern_for_child"):
                return test(view, row)
        return no("contact.no-child-concern", row.fact)

    on_such_a_log.__doc__ = "The log is about a missing child or a concern for a child."
    return on_such_a_log


def closed_and_of_no_child(view: View, row: Row) -> Finding:
    """The log was closed, and nothing in it is about a child: a crime or another matter, no child named, none said to be present."""
    for report in view.of(contact.Reported, missing.Reported):
        data: Any = report.fact.data
        plain = isinstance(data, contact.Reported) and data.concern in ("crime", "other") and not data.children_present
        if not plain or report.fact.refs("child"):
            return no("contact.about-a-child", report.fact)
    return yes("contact.log-closed", row.fact)


def always(view: View, row: Row) -> Finding:
    """Of every such act."""
    return yes("always", row.fact)


def recoded_from_missing(view: View, row: Row) -> Finding:
    """The log was a missing child's and is to be something else."""
    data: Any = row.fact.data
    return (yes if data.was == "missing_child" != data.now else no)("contact.recoded", row.fact, was=data.was, now=data.now)


def recoding_approved(view: View, row: Row) -> Finding:
    """Another person approved it."""
    data: Any = row.fact.data
    ok = data.approved_by is not None and data.approved_by != row.fact.by.ref
    return (yes if ok else no)("contact.recoded-without-approval", row.fact)


def is_answerable(view: View, row: Row) -> Finding:
    """Where the force's policy permits it, an appointment in place of going to a child has another's approval, each child safe, the reason, and a time no
    later than scheduled attendance is due.
    """
    data: Any = row.fact.data
    permitted = view.lawbook.value("contact.appointment", row.at) is True
    latest = view.lawbook.after("contact.attend.scheduled", reported_at(view, row))
    soon = latest is None or data.for_when <= latest
    approved = data.approved_by not in (None, data.requested_by or row.fact.by.ref)
    ok = permitted and approved and data.children_safe and bool(data.why.strip()) and soon
    return (yes if ok else no)(
        "contact.appointment-for-child", row.fact, permitted=permitted, approved=approved, children_safe=data.children_safe, in_time=soon,
    )


def not_by_telephone(view: View, row: Row) -> Finding:
    """A child's incident is not put to telephone resolution."""
    return no("contact.telephone-for-child", row.fact)


def to_detective_inspector(view: View, row: Row) -> Finding:
    """Was a detective inspector asked?"""
    data: Any = row.fact.data
    return (yes if data.to.startswith("detective_inspector@") else no)("contact.escalated-to", row.fact, to=data.to)


def by_detective_inspector(view: View, row: Row) -> Finding:
    """Did a detective inspector or above review it, and decide?"""
    data: Any = row.fact.data
    role = row.fact.by.role
    ok = role in _DETECTIVES and data.decision != "none"
    return (yes if ok else no)("contact.answered-by", row.fact, role=role, decision=data.decision)


def two_people(view: View, row: Row) -> Finding:
    """Who approves is a supervisor or above and is not who asked."""
    ok = standing_grade.approved_by_another(row)
    return (yes if ok else no)("contact.approved-by-same-or-unfit", row.fact, role=row.fact.by.role)
