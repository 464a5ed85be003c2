"""The other children of an investigation: known from the first word of them; told of before any door is opened; spoken to, or why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import investigation, referrals, sharing
from tutela.law.investigation import said
from tutela.law.investigation.ladders import ACC, DI, OIC, SERGEANT, SUPERINTENDENT, at_risk, by_days
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import END_OF_SHIFT, before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Duty, Ladder, Once, Priority, Standard, Term, at_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View

SOCIAL_CARE: Final = frozenset({"local_authority", "emergency_duty_team", "host_authority"})
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def in_a_case(view: View, row: Row) -> Finding:
    """It came up in an investigation, a warrant or a package; what a call or a visit brings is referred by whoever attends."""
    inside = any(row.fact.refs(kind) for kind in ("investigation", "warrant", "request"))
    return (yes if inside else no)("investigation.names-one", row.fact)


def social_care_told(view: View, row: Row) -> Finding:
    """A named person of children's social care was told; a message that left is not that."""
    data: Any = row.fact.data
    ok = data.matter in ("concern", "strategy") and data.to in SOCIAL_CARE and bool(data.person.strip())
    return (yes if ok else no)("investigation.told", row.fact, matter=data.matter, to=data.to)


def deferral_lacks(view: View, row: Row) -> tuple[str, ...]:
    """What a decision to tell children's social care later does not have."""
    data: Any = row.fact.data
    longest = view.lawbook.span("investigation.deferral", row.at)
    return tuple(word for word, there in (
        ("a detective inspector", row.fact.by.role in said.DETECTIVE_INSPECTORS), ("a time", data.until is not None),
        ("no more than a day", data.until is not None and data.until <= row.at + longest), ("a reason", data.why.strip()),
        ("what protects the child meanwhile", data.protection_meanwhile.strip()),
    ) if not there)


def deferral_stands(view: View, row: Row) -> Finding:
    """A detective inspector decides it, for a day at most, with a reason and what protects the child meanwhile."""
    lacks = deferral_lacks(view, row)
    return (no if lacks else yes)("investigation.deferral", row.fact, lacks=lacks or ("nothing",))


def _deferral(view: View) -> Row | None:
    return next((r for r in reversed(view.of(investigation.ReferralDeferred)) if not deferral_lacks(view, r)), None)


def deferred(view: View, row: Row) -> Finding:
    """A detective inspector deferred it, and so owns it until its hour."""
    found = _deferral(view)
    return yes("investigation.deferral", found.fact, lacks=("nothing",)) if found else no("investigation.not-deferred", row.fact)


def deferred_until(view: View, row: Row) -> datetime | None:
    """The hour to which it was deferred; never later than the day that the duty leaves."""
    found = _deferral(view)
    data: Any = found.fact.data if found else None
    return data.until if data else None


def decides_who_speaks(view: View, row: Row) -> Finding:
    """It says who will speak to the child and by when, or why nobody does yet."""
    data: Any = row.fact.data
    ok = (data.who.strip() and data.by_when is not None) or data.nobody_because.strip()
    return (yes if ok else no)("investigation.who-speaks", row.fact, said=bool(ok))


def may_be_a_victim(view: View, row: Row) -> Finding:
    """Nobody has said that this child cannot be a victim."""
    may = row.fact.data.possible_victim is not False  # type: ignore[attr-defined]
    return (yes if may else no)("investigation.says", row.fact, field="possible victim", value=may)


def answers_wider(view: View, row: Row) -> Finding:
    """Way by way, which other children the suspect may reach; "none" has its reason."""
    data: Any = row.fact.data
    ok = bool(data.answers) or data.none_because.strip()
    return (yes if ok else no)("investigation.wider", row.fact, ways=len(data.answers))


def speaks_of_children(view: View, row: Row) -> Finding:
    """The suspect spoke of children."""
    spoke = row.fact.data.speaks_of_children is True  # type: ignore[attr-defined]
    return (yes if spoke else no)("investigation.says", row.fact, field="speaks of children", value=spoke)


def access_is_known(view: View, row: Row) -> Finding:
    """It says whether the suspect lives with, sees or can reach a child, and how that was found out."""
    data: Any = row.fact.data
    ok = data.found is not None and data.how.strip()
    return (yes if ok else no)("investigation.access", row.fact, found="not known" if data.found is None else data.found)


_TOLD_NOW: Final = Ladder((
    from_origin(END_OF_SHIFT, DI), at_due(OIC, SERGEANT), at_due(SUPERINTENDENT, asks="ask.risk-decision"),
    from_origin(within("investigation.child_referred.acc"), ACC, asks="ask.risk-decision"),
), within("investigation.repeat.days"))

REFERRED: Final = Duty(
    "investigation.child-referred", "Tell children's social care of the child, before any warrant", "child", _EXPECTED,
    ("hmicfrs-ny-2022 p214", "hmicfrs-ny-2022 p216"), also=("IN-036", "IN-009", "IN-006", "IN-035", "C18", "POLIT_CSC_REFERRAL"),
    opens=(on(investigation.OtherChildNamed, in_a_case),), applies=(said.a_child,), reads=(reads(*AGE_FACTS, investigation.ReferralDeferred),),
    per="investigation", once_per=Once.SUBJECT,
    discharged_by=(on(sharing.Told, social_care_told), on(referrals.StrategyDiscussionHeld)),
    ends=(on(investigation.OtherChildAnswered, said.both(
        said.field_is("outcome", "not_at_risk", "with_other_force"), said.done_by(said.SUPERVISORS), said.gives("why"),
    )),),
    terms=(
        Term(before("investigation.deferral.end", deferred_until), DI, Ladder((
            at_due(DI, SUPERINTENDENT, asks="ask.risk-decision"), from_origin(within("investigation.child_referred.acc"), ACC, asks="ask.risk-decision"),
        ), within("investigation.repeat.days")), when=deferred, informs=(OIC, SERGEANT), priority=Priority.FIRST),
        Term(within("investigation.child_referred"), OIC, _TOLD_NOW, informs=(SERGEANT,), priority=Priority.FIRST),
    ),
    why="The child is known from the first word of them, whenever it is typed in. Where the household must not learn of it, a restricted strategy "
    "discussion tells social care now; a notice that nobody there has read does not.",
)
SPEAKS: Final = Duty(
    "investigation.who-speaks", "Decide who speaks to this child and by when, or why nobody does yet", "child", _EXPECTED, ("hmicfrs-ny-2022 p205",),
    also=("IN-029",), opens=(on(investigation.OtherChildNamed, may_be_a_victim), on(investigation.Opened)), applies=(said.a_child,),
    reads=(reads(*AGE_FACTS),), once_per=Once.WHILE_OPEN,
    discharged_by=(
        on(investigation.SpeakingToChildDecided, decides_who_speaks), on(investigation.ChildSpokenTo), on(investigation.InterviewDecided),
        on(investigation.InterviewHeld),
    ),
    ends=(on(investigation.OtherChildAnswered, said.gives("why")),),
    terms=(Term(within("investigation.who_speaks"), OIC, at_risk(at_due(SERGEANT, OIC))),),
    why="Nobody questions the child for it: where a recorded interview is due, that is the answer.",
)
WIDER: Final = Duty(
    "investigation.wider-risk", "Ask way by way which other children the suspect may reach", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p174",),
    also=("IN-014", "IN-110", "IN-005"), opens=(on(investigation.Opened),),
    discharged_by=(on(investigation.WiderRiskConsidered, answers_wider), on(investigation.Reviewed, said.gives("wider"))),
    ends=(on(investigation.OtherForceAccepted),), terms=(Term(within("investigation.wider"), OIC, by_days(at_due(SERGEANT, OIC))),),
    why="Siblings, friends who were there, the suspect's own children, work, club.",
)
ACCESS: Final = Duty(
    "investigation.child-access", "Check which children the suspect lives with, sees or can reach", "offender", _EXPECTED, ("hmicfrs-ny-2022 p252",),
    also=("IN-065", "IN-034"), opens=(on(investigation.SuspectIdentified), on(investigation.SuspectInterviewed, speaks_of_children)),
    applies=(said.the_suspect,), once_per=Once.WHILE_OPEN, discharged_by=(on(investigation.ChildAccessChecked, access_is_known),),
    terms=(Term(END_OF_SHIFT, OIC, at_risk(at_due(SERGEANT), from_origin(within("investigation.access.di"), DI))),),
    why="Before he is released, and before anybody waits for a warrant. Each child found is known from then.",
)
DUTIES: Final = (REFERRED, SPEAKS, WIDER, ACCESS)
STANDARDS: Final = (
    Standard(
        "investigation.deferral", "Telling social care waits only for a detective inspector, a day at most, with what protects the child", "child",
        _EXPECTED, ("hmicfrs-ny-2022 p215",), also=("IN-035", "XX-008"), acts=(on(investigation.ReferralDeferred),), met=deferral_stands,
        to=(SERGEANT, DI), refuses=True, priority=Priority.FIRST,
    ),
)
ACTS: Final = {investigation.ReferralDeferred: Act.DEFERS}
