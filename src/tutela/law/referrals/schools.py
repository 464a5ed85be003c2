"""Telling the school (Operation Encompass): since 7 November 2025 as soon as reasonably practicable by statute; by the scheme before the next school day."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import contact, referrals, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import ASAP, NEXT_SCHOOL_DAY, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Standard, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import DESK, DESK_DI, DESK_SERGEANT, LATER, SUPERINTENDENT, climbing
from tutela.law.standing.said import a_child, gives

CHILD_INCIDENT: Final = step("child-incident", "child|person", "incident", referrals.HouseholdChildFound)


def of_domestic_abuse(view: View, row: Row) -> Finding:
    """The report is of domestic abuse."""
    concern = row.fact.data.concern  # type: ignore[attr-defined]
    return (yes if concern == "domestic_abuse" else no)("contact.report-of", row.fact, concern=concern)


def at_domestic_abuse(view: View, row: Row) -> Finding:
    """The child was found at, or belongs to, an address to which domestic abuse was reported."""
    incidents = set(row.fact.refs("incident"))
    reports = [r.fact for r in view.of(contact.Reported) if incidents.intersection(r.fact.refs("incident"))]
    abuse = [f for f in reports if f.data.concern == "domestic_abuse"]  # type: ignore[attr-defined]
    return (yes if abuse else no)("referrals.domestic-abuse-reported", row.fact, *reports)


def elsewhere_instead(view: View, row: Row) -> Finding:
    """There is no school, and the concern goes to somebody else: the health visitor, the nursery, the local authority."""
    instead = row.fact.data.instead  # type: ignore[attr-defined]
    return (yes if instead not in (None, "nobody") else no)("referrals.no-school", row.fact, instead=instead or "nobody")


def not_owed(view: View, row: Row) -> Finding:
    """The regulations except it, with a reason and another's approval."""
    data: Any = row.fact.data
    return c.approved_by_another(view, row) if data.because == "regulations" else no("said.says", row.fact, field="because", value=data.because)


def statute_since(view: View, row: Row) -> Finding:
    """Grounds arose since the duty has been statute."""
    ok = view.lawbook.value("referrals.school.practicable", row.at) is not None
    return (yes if ok else no)("referrals.statute-since", row.fact)


def practicable_by(view: View, row: Row) -> datetime:
    """When somebody is asked why the notice has not left."""
    return row.fact.held_from + view.lawbook.span("referrals.school.practicable", row.at)


def left_for_school(view: View, row: Row) -> Finding:
    """Of the notice of domestic abuse to the school: it left, or came back."""
    data: Any = row.fact.data
    return (yes if (data.matter, data.to) == ("domestic_abuse", "school") else no)("referrals.told", row.fact, matter=data.matter, to=data.to)


_OPENS: Final = (
    on(contact.Reported, of_domestic_abuse), on(referrals.AbuseGroundsFound), on(referrals.HouseholdChildFound, at_domestic_abuse),
)
_READS: Final = (reads(*AGE_FACTS, contact.Reported), reads(contact.Reported, through=CHILD_INCIDENT))

SCHOOL: Final = Duty(
    "referrals.school-told", "Tell the child's school of domestic abuse before the next school day", "child", Basis.NATIONAL_POLICY,
    ("encompass-scheme", "hmicfrs-ny-2022 p162"), also=("ENCOMPASS_SCHOOLDAY", "C22", "AH-079", "AH-080"),
    opens=_OPENS, applies=(a_child,), reads=_READS, per="incident", once_per=Once.WHILE_OPEN,
    discharged_by=(on(sharing.Told, c.school_told),), ends=(on(referrals.NoEstablishmentFound, elsewhere_instead), on(referrals.SchoolNoticeDelayed, not_owed)),
    terms=(Term(NEXT_SCHOOL_DAY, DESK, climbing(at_share(0.75, DESK), at_due(DESK_DI, DESK))),),
    why="Attended or not, with or without a crime. It leaves after the checks of recipient and address, released by a person or under a standing authority.",
)

PRACTICABLE: Final = Duty(
    "referrals.school-practicable", "Send the notice to the school as soon as it is practicable, or say why not yet", "child", Basis.STATUTE,
    ("daa-2021 s49A", "encompass-2025"), also=("ENCOMPASS_ASAP", "AH-079"),
    opens=_OPENS, applies=(a_child, statute_since), reads=_READS, per="incident", once_per=Once.WHILE_OPEN, delay=practicable_by,
    discharged_by=(on(sharing.Told, c.school_told), on(sharing.Sent, left_for_school), on(referrals.SchoolNoticeDelayed, gives("why"))),
    ends=(on(referrals.NoEstablishmentFound),),
    terms=(Term(ASAP, DESK_SERGEANT, Ladder((
        from_origin(within("referrals.school.practicable.superintendent"), SUPERINTENDENT, DESK_DI, asks="ask.risk-decision", priority=LATER),
    ), within("referrals.repeat"))),),
    why="The law has no number of hours. That the school was told is the other duty's.",
)

DUTIES: Final = (SCHOOL, PRACTICABLE)


def recipient_checked(view: View, row: Row) -> Finding:
    """The recipient is not linked with the suspect and the address is safe; what leaves without a person names its authority."""
    data: Any = row.fact.data
    places = set(row.fact.refs("place"))
    checks = [r.fact for r in view.of(referrals.RecipientChecked) if r.at <= row.at and (not places or places.intersection(r.fact.refs("place")))]
    said: Any = checks[-1].data if checks else None
    safe = said is not None and said.linked is False and said.address_safe is True
    signed = data.under == "person" or bool(data.authority)
    return (yes if safe and signed else no)("referrals.recipient", row.fact, *checks[-1:], checked=safe, authority=signed)


def delay_grounded(view: View, row: Row) -> Finding:
    """A danger to the child is enough with its reason; anything else is another's to approve."""
    data: Any = row.fact.data
    danger = data.because in ("danger", "address_unsafe", "recipient_linked") and bool(data.why.strip())
    return yes("referrals.danger", row.fact, danger=data.because) if danger else c.approved_by_another(view, row)


def told_already(view: View, row: Row) -> Finding:
    """Somebody at the school has been told of this incident, whatever became of the message."""
    incidents = set(row.fact.refs("incident"))
    told = [
        r.fact for r in view.of(sharing.Told)
        if r.at <= row.at and c.school_told(view, r).holds and (not incidents or incidents.intersection(r.fact.refs("incident")))
    ]
    return (yes if told else no)("referrals.told", row.fact, *told, matter="domestic_abuse", to="school")


def called_by_the_desk(view: View, row: Row) -> Finding:
    """The call is the referral desk's; another has it only with a reason."""
    data: Any = row.fact.data
    ok = data.to == DESK or bool(data.why.strip())
    return (yes if ok else no)("referrals.call-given", row.fact, to=data.to)


def exceptions_have_reasons(view: View, row: Row) -> Finding:
    """Every child of the day for whom nobody was told stands with the reason."""
    without = sum(not e.why.strip() for e in row.fact.data.exceptions)  # type: ignore[attr-defined]
    return (no if without else yes)("referrals.exceptions", row.fact, count=without)


_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
STANDARDS: Final = (
    Standard(
        "referrals.school-recipient", "A notice to a school is released after its recipient and address were checked", "child", Basis.NATIONAL_POLICY,
        ("encompass-scheme",), also=("AH-079",), acts=(on(referrals.SchoolNoticeReleased),), met=recipient_checked,
        reads=(reads(referrals.RecipientChecked),), to=(DESK_DI, DESK_SERGEANT),
    ),
    Standard(
        "referrals.school-delay", "A notice to a school waits only for a danger to the child, or for a reason that another approved", "child",
        Basis.NATIONAL_POLICY, ("encompass-scheme",), also=("AH-079",), acts=(on(referrals.SchoolNoticeDelayed),), met=delay_grounded,
        to=(DESK_DI,), refuses=True,
    ),
    Standard(
        "referrals.school-arrives", "A notice to a school that did not arrive is followed by a call", "child", _EXPECTED, ("hmicfrs-ny-2022 p162",),
        also=("AH-079", "AH-080"), acts=(on(sharing.NotDelivered, left_for_school),), met=told_already, reads=(reads(sharing.Told),),
        to=(DESK, DESK_SERGEANT), priority=Priority.FIRST, why="Told when it fails, not when the school day begins.",
    ),
    Standard(
        "referrals.school-call", "A call to a school is the referral desk's", "child", _EXPECTED, ("hmicfrs-ny-2022 p162",), also=("AH-081",),
        acts=(on(referrals.SchoolCallAssigned),), met=called_by_the_desk, to=(DESK_DI,),
    ),
    Standard(
        "referrals.school-day", "Every child of the day whose school was not told stands with the reason", "force", _EXPECTED, ("hmicfrs-ny-2022 p162",),
        also=("AH-080",), acts=(on(referrals.SchoolNoticesReconciled),), met=exceptions_have_reasons, to=(DESK_DI, DESK_SERGEANT),
    ),
    Standard(
        "referrals.school-notices-off", "Notices to schools stop only by a board's decision, with what stands in their place and the risk", "force", _EXPECTED,
        ("hmicfrs-ny-2022 p161",), also=("AH-107",), acts=(on(referrals.SchoolNoticesSwitchedOff),), met=gives("decision", "instead", "risk"),
        to=(SUPERINTENDENT, DESK_DI), refuses=True,
    ),
)
