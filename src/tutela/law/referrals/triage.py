"""The referral desk: each notice read and graded, its destination decided, social care told, and what was shared with nobody looked at again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from tutela.facts import referrals, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Priority, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import DESK, DESK_DI, DESK_SERGEANT, INSPECTOR, OFFICER, RESPONSE_SUPERINTENDENT, SERGEANT, climbing, urgent
from tutela.law.referrals.whole import NOTICE_CHILD, told_without_it
from tutela.law.standing.said import SOCIAL_CARE, a_child, either, gives, says

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_RED: Final = frozenset({"red", "high", "very_high", "immediate", "critical"})
_SOCIAL_CARE: Final = frozenset({"mash", "social_care", "emergency_duty_team"})


def marked_urgent(view: View, row: Row) -> Finding:
    """The notice is red, or the child thinks of ending their life."""
    data: Any = row.fact.data
    grade = (data.grade or "").strip().lower()
    return (yes if grade in _RED or data.suicidal_thoughts else no)("referrals.graded", row.fact, grade=grade or "not_graded")


def triaged_urgent(view: View, row: Row) -> Finding:
    """The desk found it red, or to be dealt with at once."""
    last = view.last(referrals.Triaged)
    data: Any = last.fact.data if last else None
    ok = data is not None and (data.grade == "red" or data.urgency == "immediate")
    return (yes if ok else no)("referrals.graded", *((last.fact,) if last else ()), grade=data.grade or "not_graded" if data else "not_graded")


def to_social_care(view: View, row: Row) -> Finding:
    """It goes to children's social care, by the hub or the emergency duty team."""
    to = row.fact.data.to  # type: ignore[attr-defined]
    return (yes if _SOCIAL_CARE.intersection(to) else no)("referrals.destination", row.fact, to=to or ("nobody",))


def at_once(view: View, row: Row) -> Finding:
    """Red, at once, or to the emergency duty team."""
    if "emergency_duty_team" in row.fact.data.to:  # type: ignore[attr-defined]
        return yes("referrals.destination", row.fact, to=row.fact.data.to)  # type: ignore[attr-defined]
    return triaged_urgent(view, row)


def not_told_before(view: View, row: Row) -> Finding:
    """Nobody had told social care by then, of this notice or, in the same matter, of every child of it."""
    told = [r.fact for r in view.of(sharing.Told) if r.at <= row.at and "notice" in {a.kind for a in r.fact.about} and c.social_care_told(view, r).holds]
    told += [r.fact for r in told_without_it(view, row.at)]
    return (no if told else yes)("referrals.referred-before", row.fact, *told)


TRIAGE: Final = Duty(
    "referrals.triage", "Triage the notice", "notice", _EXPECTED, ("hmicfrs-ny-2022 p71", "hmicfrs-ny-2022 p151"), also=("C20", "IC-036", "AH-069"),
    opens=(on(referrals.NoticeMade),), applies=(c.of_a_child,), discharged_by=(on(referrals.Triaged),),
    terms=(
        Term(
            within("referrals.triage.urgent"), DESK, urgent(at_share(0.5, DESK), at_due(DESK_DI, DESK)), when=marked_urgent, also=("MASH_TRIAGE_RED",),
            priority=Priority.FIRST,
        ),
        Term(
            within("referrals.triage"), DESK, climbing(at_share(0.75, DESK), at_due(DESK_DI, DESK_SERGEANT)),
            also=("MASH_TRIAGE_AMBER", "MASH_TRIAGE_GREEN"),
        ),
    ),
    why="Nothing is closed by itself, and no lack in the notice holds it up.",
)

DESTINATION: Final = Duty(
    "referrals.destination", "Decide with whom the notice is shared", "notice", _EXPECTED, ("hmicfrs-ny-2022 p71", "hmicfrs-nn-2019 p175"),
    also=("IC-036", "AH-086", "AH-069"), opens=(on(referrals.Triaged),), applies=(c.of_a_child,), reads=(reads(referrals.Triaged),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.DestinationDecided),),
    terms=(
        Term(within("referrals.triage.urgent"), DESK, urgent(at_share(0.5, DESK), at_due(DESK_DI, DESK)), when=triaged_urgent),
        Term(within("referrals.triage"), DESK, climbing(at_share(0.75, DESK), at_due(DESK_DI, DESK_SERGEANT))),
    ),
    why="Triage is not a decision.",
)

SHARED: Final = Duty(
    "referrals.social-care-told", "Tell children's social care of the notice", "notice", Basis.STATUTORY_GUIDANCE, ("wt-2023", "hmicfrs-ny-2022 p71"),
    also=("IC-036", "AH-068"), opens=(on(referrals.DestinationDecided, to_social_care),), applies=(c.of_a_child, not_told_before),
    reads=(reads(referrals.Triaged, referrals.NoticeMade, sharing.Told), reads(sharing.Told, through=NOTICE_CHILD)), once_per=Once.WHILE_OPEN,
    discharged_by=(on(sharing.Told, c.social_care_told),),
    terms=(
        Term(
            within("referrals.told.urgent"), DESK, urgent(at_share(0.5, DESK), at_due(DESK_DI, DESK)), when=at_once, priority=Priority.FIRST,
        ),
        Term(within("referrals.told"), DESK, climbing(at_share(0.75, DESK), at_due(DESK_DI, DESK_SERGEANT))),
    ),
    why="A named person: at night the emergency duty team, by a call. Sent and delivered tell nobody.",
)

DANGER: Final = Duty(
    "referrals.danger-told", "Ring social care: the child is in danger now", "child", Basis.STATUTORY_GUIDANCE, ("wt-2023", "hmicfrs-nn-2019 p149"),
    also=("AH-083", "AH-068"), opens=(on(referrals.ConcernIdentified, says("immediate_danger", True)),), applies=(a_child,),
    reads=(reads(*AGE_FACTS),), per="incident", once_per=Once.WHILE_OPEN,
    discharged_by=(
        on(sharing.Told, either(c.social_care_told, c.told("police_protection", *sorted(SOCIAL_CARE)), c.told("strategy", *sorted(SOCIAL_CARE)))),
        on(referrals.StrategyDiscussionAsked, gives("person")),
    ),
    terms=(Term(
        within("referrals.told.urgent"), OFFICER, urgent(at_share(0.5, OFFICER), at_due(SERGEANT, INSPECTOR), top=RESPONSE_SUPERINTENDENT),
        priority=Priority.FIRST, informs=(SERGEANT,),
    ),),
    why="The call comes first; the notice follows it and does not stand in its place.",
)


def _unshared(view: View, row: Row) -> list[Row]:
    """What was decided to be shared with nobody, up to this decision, in the window."""
    window = timedelta(days=view.number("referrals.unshared.window"))
    return [r for r in view.of(referrals.DestinationDecided) if not r.fact.data.to and row.at - window <= r.at <= row.at]  # type: ignore[attr-defined]


def second_unshared(view: View, row: Row) -> Finding:
    """Shared with nobody, and not for the first time in the window."""
    found = _unshared(view, row)
    again = row in found and 2 <= len(found) < view.number("referrals.unshared.joint")
    return (yes if again else no)("referrals.unshared", *(r.fact for r in found), count=len(found))


def third_unshared(view: View, row: Row) -> Finding:
    """Shared with nobody so often in the window that no agency reads it alone."""
    found = _unshared(view, row)
    return (yes if row in found and len(found) >= view.number("referrals.unshared.joint") else no)(
        "referrals.unshared", *(r.fact for r in found), count=len(found),
    )


def read_together(view: View, row: Row) -> Finding:
    """At least two agencies read it together and said what follows."""
    data: Any = row.fact.data
    ok = data.how == "joint_review" and len(set(data.with_whom)) >= 2 and data.outcome is not None
    return (yes if ok else no)("referrals.read-again", row.fact, how=data.how, agencies=data.with_whom)


_LOOKS: Final = (reads(*AGE_FACTS, referrals.DestinationDecided),)
LOOK_BACK: Final = Duty(
    "referrals.look-back", "Read together what was shared with nobody: this child's second", "child", _EXPECTED, ("hmicfrs-nn-2019 p167",),
    also=("AH-074", "AH-086"), opens=(on(referrals.DestinationDecided, second_unshared),), applies=(a_child,), reads=_LOOKS, once_per=Once.EACH,
    discharged_by=(on(referrals.UnsharedReadAgain, gives("why", "outcome")), on(referrals.DestinationDecided, to_social_care)),
    ends=(on(referrals.DestinationDecided, third_unshared),),
    terms=(Term(within("referrals.look_back"), DESK_SERGEANT, climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI))),),
    why="Each was small; together they may not be.",
)
JOINT: Final = Duty(
    "referrals.joint-review", "Review with another agency what was shared with nobody: this child's third", "child", _EXPECTED, ("hmicfrs-nn-2019 p167",),
    also=("AH-074",), opens=(on(referrals.DestinationDecided, third_unshared),), applies=(a_child,), reads=_LOOKS, once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.UnsharedReadAgain, read_together), on(referrals.DestinationDecided, to_social_care)),
    terms=(Term(within("referrals.joint_review"), DESK_SERGEANT, climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI))),),
)

DUTIES: Final = (TRIAGE, DESTINATION, SHARED, DANGER, LOOK_BACK, JOINT)
