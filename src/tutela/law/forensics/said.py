"""What acts about devices and submissions say: what covers every device, what began, what order the facts ask for."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import Fact, Payload, forensics, investigation
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition, On, on
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import is_said

KINDS: Final = ("submission", "device")
"""A log may know the submission, or the device alone: what is about both is owed once, of the submission."""
SUBMISSION_DEVICES: Final = step("submission-devices", "submission", "device", forensics.DevicesSubmitted)
DEVICE_SUBMISSIONS: Final = step("device-submissions", "device", "submission", forensics.DevicesSubmitted)
CASE_SUBMISSIONS: Final = step("case-submissions", "investigation", "submission", forensics.DevicesSubmitted, forensics.QueueJoined)
CASE_DEVICES: Final = step("case-devices", "investigation", "device", forensics.DevicesSubmitted)
WAITS_CASE: Final = step(
    "waits-case", "submission|device", "investigation", forensics.DevicesSubmitted, forensics.QueueJoined, forensics.DeviceSeized, forensics.DeviceHandedOver,
    forensics.ReportIssued, forensics.ChildRiskFound,
)
WORK: Final[tuple[type[Payload], ...]] = (
    forensics.ExaminationStarted, forensics.ExaminationFinished, forensics.ReportIssued, forensics.KioskUsed, forensics.DeviceLeftOut,
)
"""With any of these a device waits no longer. Taking a submission in, and triage, are no beginning; given back is not examined: a copy may wait."""
SUPERVISORS: Final = frozenset({
    "sergeant", "inspector", "detective_inspector", "detective_chief_inspector", "senior_investigating_officer", "chief_inspector", "superintendent",
    "detective_superintendent", "assistant_chief_constable", "chief_constable",
})
INSPECTORS: Final = SUPERVISORS - {"sergeant"}
ORDER: Final = ("p1", "p2", "p3", "p4")


def other_side(kind: str) -> Any:
    """The step from a submission to its devices, or from a device to its submissions."""
    return SUBMISSION_DEVICES if kind == "submission" else DEVICE_SUBMISSIONS


def ends_wait(fact: Fact) -> bool:
    """Does this end the wait of what it is about? A kiosk that read no whole, or is not for such a case, and a device left out by one alone, do not."""
    data: Any = fact.data
    if isinstance(data, forensics.KioskUsed):
        return data.read is not False and data.whole is not False and data.sexual_or_images is not True
    return not isinstance(data, forensics.DeviceLeftOut) or (is_said(data.why) and data.approved_by not in (None, fact.by.ref))


def devices_of(view: View) -> set[str]:
    """The devices that were submitted, as far as anybody named them."""
    return {ref for r in view.of(forensics.DevicesSubmitted) for ref in r.fact.refs("device")}


def covers(*classes: type[Payload]) -> Condition:
    """It is about the whole submission, or with it each of its devices has been answered; of one device: it is not about another."""

    def covers_all(view: View, row: Row) -> Finding:
        named = set(row.fact.refs("device"))
        if not ends_wait(row.fact):
            return no("forensics.covers", row.fact, left=1)
        if view.subject.family == "device":
            ok = not named or view.subject.ref in named
            return (yes if ok else no)("forensics.covers", row.fact, left=0 if ok else 1)
        done = {ref for r in view.of(*classes) if ends_wait(r.fact) for ref in r.fact.refs("device")}
        left = devices_of(view) - done if named else set()
        return (no if left else yes)("forensics.covers", row.fact, left=len(left))

    covers_all.__doc__ = "It is about the whole submission, or with it each of its devices has been answered."
    return covers_all


BEGUN: Final[tuple[On, ...]] = tuple(on(cls, covers(*WORK)) for cls in WORK)


def gone(view: View, row: Row) -> Finding:
    """Taken back with a reason, and somebody else agreed."""
    data: Any = row.fact.data
    other = data.approved_by not in (None, row.fact.by.ref)
    return (yes if other and is_said(data.why) else no)("asked.by-another", row.fact, another=other, reason=is_said(data.why))


OVER: Final[tuple[On, ...]] = (on(forensics.SubmissionWithdrawn, gone),)
"""Taken back. Sent back is not over: it waits still, and in nobody's queue."""


def sent_under_another(view: View, row: Row) -> Finding:
    """After they came back the same devices were submitted again, under another reference: they wait there."""
    back = [r for r in view.of(forensics.SubmissionSentBack) if r.at <= row.at]
    other = view.subject.ref not in row.fact.refs("submission")
    mine = {ref for r in view.of(forensics.DevicesSubmitted) if view.subject.ref in r.fact.refs("submission") for ref in r.fact.refs("device")}
    sent = set(row.fact.refs("device"))
    ok = bool(back) and other and (not mine or not sent or mine <= sent)
    return (yes if ok else no)("forensics.same-devices", row.fact, *(r.fact for r in back[-1:]))


def findings(view: View) -> list[Row]:
    """What was found that puts a child at risk."""
    seen = [r for r in view.of(forensics.TriageDone, forensics.KioskUsed) if r.fact.data.child_at_risk == "yes"]  # type: ignore[attr-defined]
    return [*view.of(forensics.ChildRiskFound), *seen]


def facts_say(view: View) -> tuple[str, tuple[Fact, ...]]:
    """The priority for which its own recorded facts speak, and which facts: a child at risk is first, whatever else is said."""
    risks = findings(view)
    if risks:
        return "p1", (risks[-1].fact,)
    last = view.last(forensics.DevicesSubmitted)
    if last is None:
        return "p2", ()
    data: Any = last.fact.data
    if data.child_at_risk_now or data.in_custody or data.case == "contact_abuse" or data.risk_band == "very_high":
        return "p1", (last.fact,)
    second = data.access_to_children is not False or data.bail_until is not None or data.risk_band == "high"
    return "p2" if second else "p3", (last.fact,)


def more_urgent(one: str, other: str) -> bool:
    """Does the first come before the second?"""
    return ORDER.index(one) < ORDER.index(other)


def priority(view: View) -> tuple[str, tuple[Fact, ...]]:
    """The priority by which it is handled: what its facts say, or what was given if more urgent; lowered by two people, until something new is found."""
    said, facts = facts_say(view)
    given = view.last(forensics.PriorityGiven, forensics.PriorityLowered)
    if given is None:
        return said, facts
    value: Any = given.fact.data
    lowered = isinstance(value, forensics.PriorityLowered) and lowered_by_two(given.fact) and all(f.held_from <= given.at for f in facts)
    return (value.priority, (given.fact,)) if lowered or more_urgent(value.priority, said) or value.priority == said else (said, (*facts, given.fact))


def lowered_by_two(fact: Fact) -> bool:
    """One asked, another agreed, and the reason is there."""
    data: Any = fact.data
    who = data.approved_by or fact.by.ref
    return is_said(data.why) and None not in (who, data.requested_by) and who != data.requested_by


def raised_by(view: View) -> tuple[Row, str] | None:
    """What was found, or decided anew, that made it more urgent, and what it was before; the priority that was first given raises nothing."""
    now = priority(view)[0]
    anew = [*findings(view), *view.of(forensics.PriorityGiven)[1:]]
    before = [(row, priority(view.earlier(row))[0]) for row in sorted(anew, key=lambda row: row.key)]
    raised = [(row, was) for row, was in before if more_urgent(now, was)]
    return raised[-1] if raised else None


PRIORITY_READS: Final = (
    forensics.DevicesSubmitted, forensics.PriorityGiven, forensics.PriorityLowered, forensics.ChildRiskFound, forensics.TriageDone, forensics.KioskUsed,
)


def priority_is(*bands: str) -> Condition:
    """It is handled as one of these priorities."""

    def the_priority_is(view: View, row: Row) -> Finding:
        found, facts = priority(view)
        return (yes if found in bands else no)("forensics.priority", *facts, priority=found)

    the_priority_is.__doc__ = f"It is handled as {' or '.join(bands)}."
    return the_priority_is


def names_risk(view: View, row: Row) -> Finding:
    """Somebody looked at the risk to children, and says so in words."""
    data: Any = row.fact.data
    if isinstance(data, investigation.ChildRiskReassessed):
        ok = is_said(data.text) and data.risk is not None
    else:
        ok = is_said(data.why) and row.fact.by.role in SUPERVISORS
    return (yes if ok else no)("forensics.risk-looked-at", row.fact, said=ok, role=row.fact.by.role)


LOOKED: Final[tuple[On, ...]] = (on(investigation.ChildRiskReassessed, names_risk), on(forensics.WaitAccepted, names_risk))
