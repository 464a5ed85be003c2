"""The other children of an investigation: who speaks to each, or why nobody yet; who else may be reached. That social care is told is in referrals."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import custody, investigation
from tutela.law.investigation import said
from tutela.law.investigation.ladders import DI, OIC, SERGEANT, at_risk, by_days
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import END_OF_SHIFT, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Term, at_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import a_child, both, gives, negated, only_in_an_incident

CHILD_CASES: Final = step("child-cases", "child|person", "investigation", investigation.Opened, investigation.OtherChildNamed)
SUSPECT_DETENTIONS: Final = step(
    "suspect-detentions", "offender|person|adult|child", "detention", custody.DetentionAuthorised, custody.AttendedVoluntarily,
)
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def decides_who_speaks(view: View, row: Row) -> Finding:
    """It says who will speak to the child and by when, or why nobody does yet."""
    data: Any = row.fact.data
    ok = (data.who.strip() and data.by_when is not None) or data.nobody_because.strip()
    return (yes if ok else no)("investigation.who-speaks", row.fact, said=bool(ok))


def may_be_a_victim(view: View, row: Row) -> Finding:
    """The child is named, and nobody has said that they cannot be a victim; one who is only implied is looked for first."""
    data: Any = row.fact.data
    may = data.named and data.possible_victim is not False
    return (yes if may else no)("said.says", row.fact, field="possible victim", value=may)


def nobody_has_spoken(view: View, row: Row) -> Finding:
    """Nobody had spoken to the child by then, nor decided who would."""
    before = [r for r in view.of(investigation.ChildSpokenTo, investigation.InterviewHeld, investigation.InterviewDecided) if r.at <= row.at]
    before += [r for r in view.of(investigation.SpeakingToChildDecided) if r.at <= row.at and decides_who_speaks(view, r).holds]
    return (no if before else yes)("investigation.spoken-to", row.fact, *(r.fact for r in before[-1:]), count=len(before))


def answers_wider(view: View, row: Row) -> Finding:
    """Way by way, which other children the suspect may reach; "none" has its reason."""
    data: Any = row.fact.data
    ok = bool(data.answers) or data.none_because.strip()
    return (yes if ok else no)("investigation.wider", row.fact, ways=len(data.answers))


def speaks_of_children(view: View, row: Row) -> Finding:
    """The suspect spoke of children: whoever wrote it down says so, or the words do."""
    data: Any = row.fact.data
    marked: bool | None = getattr(data, "speaks_of_children", None)
    spoke = marked is True or (marked is None and said.words_of_children(data.words))
    return (yes if spoke else no)("said.says", row.fact, field="speaks of children", value=spoke)


def access_is_known(view: View, row: Row) -> Finding:
    """It says whether the suspect lives with, sees or can reach a child, and how that was found out."""
    data: Any = row.fact.data
    ok = data.found is not None and data.how.strip()
    return (yes if ok else no)("investigation.access", row.fact, found="not known" if data.found is None else data.found)


SPEAKS: Final = Duty(
    "investigation.who-speaks", "Decide who speaks to this child and by when, or why nobody does yet", "child", _EXPECTED, ("hmicfrs-ny-2022 p205",),
    also=("IN-029",), applies=(a_child, nobody_has_spoken),
    opens=(
        on(investigation.OtherChildNamed, both(may_be_a_victim, negated(only_in_an_incident))), on(investigation.OtherChildIdentified),
        on(investigation.Opened),
    ),
    reads=(reads(*AGE_FACTS), reads(investigation.Finalised, through=CHILD_CASES)), per="investigation", once_per=Once.WHILE_OPEN,
    discharged_by=(
        on(investigation.SpeakingToChildDecided, decides_who_speaks), on(investigation.ChildSpokenTo), on(investigation.InterviewDecided),
        on(investigation.InterviewHeld),
    ),
    ends=(on(investigation.OtherChildAnswered, gives("why")), on(investigation.Finalised)),
    terms=(Term(within("investigation.who_speaks"), OIC, by_days(at_due(SERGEANT, OIC))),),
    why="Nobody questions the child for it: where a recorded interview is due, that is the answer.",
)
WIDER: Final = Duty(
    "investigation.wider-risk", "Ask way by way which other children the suspect may reach", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p174",),
    also=("IN-014", "IN-034", "IN-110", "IN-005"), opens=(on(investigation.Opened),),
    discharged_by=(on(investigation.WiderRiskConsidered, answers_wider), on(investigation.Reviewed, gives("wider"))),
    ends=(on(investigation.OtherForceAccepted), on(investigation.Finalised)), terms=(Term(within("investigation.wider"), OIC, by_days(at_due(SERGEANT, OIC))),),
    why="Siblings, friends who were there, the suspect's own children, work, club.",
)
ACCESS: Final = Duty(
    "investigation.child-access", "Check which children the suspect lives with, sees or can reach", "offender", _EXPECTED, ("hmicfrs-ny-2022 p252",),
    also=("IN-065", "IN-034"),
    opens=(
        on(investigation.SuspectIdentified), on(investigation.SuspectInterviewed, speaks_of_children), on(custody.SpokenInDetention, speaks_of_children),
    ),
    applies=(said.the_suspect,), reads=(reads(custody.SpokenInDetention, through=SUSPECT_DETENTIONS),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(investigation.ChildAccessChecked, access_is_known),),
    terms=(Term(END_OF_SHIFT, OIC, at_risk(at_due(SERGEANT), from_origin(within("investigation.access.di"), DI))),),
    why="Before he is released, and before anybody waits for a warrant. Each child found is known from then.",
)
DUTIES: Final = (SPEAKS, WIDER, ACCESS)
