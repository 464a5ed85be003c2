"""What acts of the control room must meet. Only lowering, closing, deferring and approving can be refused."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import contact, duties, missing, protection, referrals
from tutela.law.contact import conditions as c
from tutela.law.contact.duties import FIM, MISSING_TEAM, SUPERINTENDENT, SUPERVISOR
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Priority, Standard, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.grade import GRADE_READS, URGENCY, grade

_EXPECTED = Basis.INSPECTORATE_EXPECTATION
_LINKS: Final = (contact.Reported, referrals.ConcernIdentified, referrals.HouseholdChildFound, referrals.AbuseGroundsFound)
_ANSWERS: Final = (referrals.NoticeMade, referrals.NoNoticeApproved, referrals.ChildLeftOut, protection.TakenIntoPoliceProtection)
INCIDENT_CHILDREN: Final = step("incident-children", "incident", "child|person", *_LINKS)


def somebody_came(view: View, row: Row) -> Finding:
    """An officer attended before it was closed."""
    came = [r.fact for r in view.of(contact.Arrived) if r.at <= row.at]
    return yes("contact.somebody-came", *came[:1]) if came else no("contact.nobody-came", row.fact)


def _linked(view: View) -> dict[str, Row]:
    """The children of the incident, and what first says so: named in a report of concern, or found there."""
    found: dict[str, Row] = {}
    for link in sorted(view.of(*_LINKS), key=lambda r: r.at):
        if isinstance(link.fact.data, contact.Reported) and not c.is_other_concern(view, link).holds:
            continue
        for a in link.fact.about:
            if a.kind == "child" or (a.kind == "person" and not isinstance(link.fact.data, contact.Reported)):
                found.setdefault(a.ref, link)
    return found


def each_child_has_a_notice(view: View, row: Row) -> Finding:
    """Each child who is named in the concern or was found there has a notice, is in police protection, was left out with a reason, or a supervisor agreed."""
    answers = [r for r in view.of(*_ANSWERS) if r.at <= row.at and _counts(r)]
    linked = _linked(view)
    waiting = [link.fact for ref, link in linked.items() if not any(
        ref in (a.ref for a in r.fact.about) and r.at >= link.at for r in answers
    )]
    return (no if waiting else yes)("contact.notices-lack", row.fact, *waiting, count=len(waiting))


def _counts(row: Row) -> bool:
    data: Any = row.fact.data
    if isinstance(data, referrals.NoNoticeApproved):
        return data.requested_by not in ("", row.fact.by.ref) and bool(data.reason.strip())
    return not isinstance(data, referrals.ChildLeftOut) or bool(data.why.strip())

STANDARDS: Final = (
    Standard(
        "contact.two-people", "A lowered grade is approved by a supervisor who did not ask for it", "incident", _EXPECTED, ("hmicfrs-ny-2022 p49",),
        also=("IC-009",), acts=(on(contact.LoweringApproved),), met=c.two_people, to=(FIM,), refuses=True,
    ),
    Standard(
        "contact.assessed-whole", "Nothing is lowered or closed while an element of THRIVE is empty", "incident", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p47",),
        also=("IC-001",), acts=(on(contact.LoweringApproved), on(contact.Closed, c.of_a_child(c.always))), met=c.assessed_whole,
        reads=(reads(contact.Reported, missing.Reported, contact.ThriveAssessed),), to=(SUPERVISOR,), refuses=True,
    ),
    Standard(
        "contact.no-telephone", "A child's incident is not put to telephone resolution", "incident", _EXPECTED, ("hmicfrs-ny-2022 p49",),
        also=("IC-010",), acts=(on(contact.AssignedToTelephone),), met=c.not_by_telephone, to=(SUPERVISOR,), refuses=True,
    ),
    Standard(
        "contact.no-appointment", "No appointment in place of attendance for a child at risk, but by exception", "incident", _EXPECTED,
        ("hmicfrs-warwickshire-2022", "hmicfrs-ny-2022 p49"), also=("CON_CHILD_NO_DIARY", "IC-011", "IC-014"),
        acts=(on(contact.AppointmentMade),), met=c.is_answerable, reads=(reads(contact.Reported, missing.Reported),), to=(SUPERVISOR, FIM), refuses=True,
    ),
    Standard(
        "contact.recoded-with-approval", "A missing child's log becomes another thing only with another's approval", "incident", _EXPECTED,
        ("hmicfrs-ny-2022 p109",), also=("AH-006",), acts=(on(contact.Recoded, c.recoded_from_missing),), met=c.recoding_approved,
        to=(FIM, MISSING_TEAM), refuses=True, priority=Priority.FIRST,
    ),
    Standard(
        "contact.child-seen", "A child's log closes when somebody saw the child", "incident", _EXPECTED, ("hmicfrs-nn-2019 p282", "hmicfrs-ny-2022 p109"),
        also=("AH-094", "AH-006"), acts=(on(contact.Closed, c.of_a_child(c.always)),), met=c.somebody_saw_the_child,
        reads=(reads(contact.Reported, missing.Reported),), to=(FIM, MISSING_TEAM), refuses=True, priority=Priority.FIRST,
    ),
    Standard(
        "contact.review-decides", "A review decides", "incident", _EXPECTED, ("hmicfrs-nn-2019 p296",), also=("AH-099",),
        acts=(on(contact.Reviewed),), met=c.decides, reads=(reads(contact.Dispatched, contact.Arrived),), to=(SUPERINTENDENT,),
    ),
    Standard(
        "contact.closed-with-notice", "An incident that somebody attended closes when each child of it has a notice, or a supervisor agreed to none",
        "incident", _EXPECTED, ("hmicfrs-ny-2022 p61",), also=("IC-031", "IC-033"), acts=(on(contact.Closed, somebody_came),), met=each_child_has_a_notice,
        reads=(
            reads(*_LINKS, contact.Arrived, *_ANSWERS),
            reads(referrals.NoticeMade, referrals.NoNoticeApproved, through=INCIDENT_CHILDREN),
        ), to=(SUPERVISOR,),
        why="A missing child's notice is owed on the return, whatever becomes of the log; of a child in police protection social care is told by law. It "
            "is told and refuses nothing while notices are made in another system: what nobody can do here must not keep a log open.",
    ),
    Standard(
        "contact.late-reason", "Late attendance is closed with its reason", "incident", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p115",),
        also=("IC-013", "AH-012"), acts=(on(contact.Closed),), met=c.reason_given, to=(SUPERVISOR,),
        reads=(*GRADE_READS, reads(contact.Arrived, duties.ReasonGiven)),
    ),
)


def _graded(view: View, row: Row) -> Act:
    data: Any = row.fact.data
    before, _ = grade(view.earlier(row))
    if before is None or URGENCY[data.grade] > URGENCY[before]:
        return Act.RAISES
    return Act.LOWERS if URGENCY[data.grade] < URGENCY[before] else Act.RECORDS


_GRADING: Final = Classing(
    "contact.class-of-grading", "Raises, records or lowers the grade", "incident", _EXPECTED, ("hmicfrs-ny-2022 p49",), act=on(contact.Graded), of=_graded,
    reads=GRADE_READS,
)
ACTS: Final[dict[type, Act | Classing]] = {
    contact.Graded: _GRADING, contact.LoweringRequested: Act.RECORDS, contact.LoweringApproved: Act.LOWERS, contact.AssignedToTelephone: Act.DEFERS,
    contact.AppointmentMade: Act.DEFERS, contact.Recoded: Act.CLOSES, contact.Closed: Act.CLOSES, contact.Dispatched: Act.PROTECTS,
    contact.Arrived: Act.PROTECTS, contact.Escalated: Act.RAISES, contact.HandedOver: Act.PROTECTS,
    contact.DecisionChallenged: Act.RAISES,
}
"""The class of each act; every other fact type records."""
