"""The recorded interview of the child, held soon and by somebody who may; and a report that is abuse online whatever it is called."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import contact, investigation
from tutela.law.investigation import said
from tutela.law.investigation.children import CHILD_CASES
from tutela.law.investigation.ladders import DI, OIC, SERGEANT, by_days
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import a_child, both, gives, negated, says

INCIDENT_CASES: Final = step("incident-cases", "incident", "investigation|crime", investigation.Opened, contact.CrimeRecorded)
_ONLINE: Final = frozenset({"online", "sexual_image", "threat_to_share"})
_NAMED: Final = frozenset({"online_sexual", "indecent_images", "images_between_children", "sexual_exploitation", "contact_sexual", "rape"})
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def may_interview(view: View, row: Row) -> Finding:
    """The interviewer is trained to interview children, or a detective inspector agreed to them; an intermediary was considered."""
    data: Any = row.fact.data
    agreed = [
        r.fact for r in view.of(investigation.InterviewerOverridden)
        if r.at <= row.at and r.fact.by.role in said.DETECTIVE_INSPECTORS and r.fact.data.why.strip()  # type: ignore[attr-defined]
        and r.fact.data.interviewer == data.interviewer  # type: ignore[attr-defined]
    ]
    considered = [r.fact for r in view.of(investigation.IntermediaryConsidered) if r.at <= row.at]
    lacks = tuple(word for word, there in (
        ("a trained interviewer", "child_interviewer" in data.skills or agreed), ("whether an intermediary is needed", considered),
    ) if not there)
    return (no if lacks else yes)("investigation.interview", row.fact, *agreed[-1:], *considered[-1:], lacks=lacks or ("nothing",))


def of_online_abuse(view: View, row: Row) -> Finding:
    """The report is of abuse online or exploitation."""
    concern = row.fact.data.concern  # type: ignore[attr-defined]
    return (yes if concern in ("online_abuse", "exploitation") else no)("contact.report-of", row.fact, concern=concern)


def named_as_abuse(view: View, row: Row) -> Finding:
    """A case with signs of abuse online is named so, whatever the offence is called."""
    data: Any = row.fact.data
    signs = sorted(_ONLINE & set(data.signs))
    ok = not signs or bool(_NAMED & set(data.abuse))
    return (yes if ok else no)("investigation.signs", row.fact, signs=tuple(signs) or ("none",), kinds=data.abuse or ("not said",))


HOLD: Final = Duty(
    "investigation.interview-held", "Hold the recorded interview of the child", "child", Basis.NATIONAL_PRACTICE, ("abe-2022",), also=("ABE_HOLD",),
    certainty="medium", opens=(on(investigation.InterviewDecided, says("interview", True)),), per="investigation", once_per=Once.WHILE_OPEN,
    applies=(a_child,), reads=(reads(*AGE_FACTS), reads(investigation.Finalised, through=CHILD_CASES)),
    discharged_by=(on(investigation.InterviewHeld),),
    ends=(on(investigation.InterviewDecided, both(says("interview", False), gives("why"))), on(investigation.Finalised)),
    terms=(Term(within("investigation.interview"), OIC, by_days(at_share(0.6, OIC), at_due(SERGEANT, DI)), informs=(SERGEANT,)),),
    why="At the earliest that suits the child. One who will not speak today is asked again another way.",
)
def names_no_incident(view: View, row: Row) -> Finding:
    """The case was opened without an incident, so that no report of one is read for it."""
    found = row.fact.refs("incident")
    return (no if found else yes)("investigation.of-incident", row.fact, incident=bool(found))


_HIDDEN: Final = on(investigation.Opened, negated(named_as_abuse))
_READ: Final = (on(investigation.SpecialistReviewed), on(investigation.TeamDecided, gives("why")))
_BY_SPECIALIST: Final = (Term(within("investigation.specialist"), SERGEANT, by_days(at_due(DI, SERGEANT))),)
SPECIALIST: Final = Duty(
    "investigation.specialist-reads", "Read the report as abuse online or exploitation, and say which team has it", "incident", _EXPECTED,
    ("hmicfrs-ny-2022 p30", "hmicfrs-ny-2022 p223"), also=("IN-023", "IN-044"), opens=(on(contact.Reported, of_online_abuse), _HIDDEN),
    once_per=Once.SUBJECT,
    reads=(reads(investigation.SpecialistReviewed, investigation.TeamDecided, through=INCIDENT_CASES),),
    discharged_by=_READ, terms=_BY_SPECIALIST,
    why="Harassment, blackmail, a theft: the offence's name sends the child to whoever happens to be on duty.",
)
SPECIALIST_CASE: Final = Duty(
    "investigation.specialist-reads-case", "Read the case as abuse online or exploitation, and say which team has it", "investigation", _EXPECTED,
    ("hmicfrs-ny-2022 p30",), also=("IN-023",), opens=(_HIDDEN,), applies=(names_no_incident,), discharged_by=_READ, terms=_BY_SPECIALIST,
    ends=(on(investigation.OtherForceAccepted), on(investigation.Finalised)),
    why="Where no report of an incident is read: what the case itself shows, whatever its offence is called.",
)
DUTIES: Final = (HOLD, SPECIALIST, SPECIALIST_CASE)
STANDARDS: Final = (
    Standard(
        "investigation.interviewer", "A child is interviewed by somebody trained for it, an intermediary considered", "child", Basis.NATIONAL_PRACTICE,
        ("abe-2022", "hmicfrs-ny-2022 p194"), also=("IN-021",), acts=(on(investigation.InterviewPlanned),), met=may_interview,
        reads=(reads(investigation.InterviewerOverridden, investigation.IntermediaryConsidered),), to=(SERGEANT, DI),
    ),
    Standard(
        "investigation.named-as-abuse", "A case with signs of abuse online is named so, whatever the offence is called", "investigation", _EXPECTED,
        ("hmicfrs-ny-2022 p30",), also=("IN-023",), acts=(on(investigation.Opened),), met=named_as_abuse, to=(SERGEANT,),
    ),
)
