"""What acts of the control room must meet. Only lowering, closing, deferring and approving can be refused."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import contact, duties, missing
from tutela.law.contact import conditions as c
from tutela.law.contact.duties import FIM, MISSING_TEAM, SUPERINTENDENT, SUPERVISOR
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Priority, Standard, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.grade import GRADE_READS, URGENCY, grade

_EXPECTED = Basis.INSPECTORATE_EXPECTATION

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
        acts=(on(contact.AppointmentMade),), met=c.is_answerable, to=(SUPERVISOR, FIM), refuses=True,
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
}
"""The class of each act; every other fact type records."""
