"""What came of a notice: the local authority's decision and feedback, agencies that see it differently, and what the force disputes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from tutela.facts import referrals, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import DESK_DI, DESK_SERGEANT, INSPECTOR, LATER, MANAGER, STRATEGIC, climbing, of_partner, urgent
from tutela.law.referrals.whole import NOTICE_CHILD, told_before_made, told_without_it
from tutela.law.standing.said import SOCIAL_CARE, a_child, both, gives, moment_given, says

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_NOTHING: Final = frozenset({"no_further_action", "already_open"})


def shared_with_social_care(view: View, row: Row) -> Finding:
    """Of this notice, to social care, sent or told."""
    data: Any = row.fact.data
    ok = data.matter == "concern" and data.to in SOCIAL_CARE
    return (yes if ok else no)("referrals.told", row.fact, matter=data.matter, to=data.to)


def since_told(view: View, row: Row) -> datetime:
    """From when social care was told; where a call came before the notice, from the call."""
    first = told_without_it(view, row.at) if isinstance(row.fact.data, referrals.NoticeMade) else []
    return (first[0] if first else row).fact.held_from


DECISION: Final = Duty(
    "referrals.la-decision", "Decide what follows the referral", "notice", Basis.STATUTORY_GUIDANCE, ("wt-2023",), also=("LA_DECISION_1WD", "AH-084", "AH-087"),
    extent="England", opens=(on(sharing.Told, c.social_care_told), on(referrals.NoticeMade, told_before_made)), applies=(c.of_a_child,), origin=since_told,
    reads=(reads(sharing.Told, referrals.NoticeMade), reads(
        sharing.Told, referrals.ThresholdDecided, referrals.FeedbackReceived, referrals.StrategyDiscussionHeld, referrals.EnquiryStarted, through=NOTICE_CHILD,
    )),
    discharged_by=(
        on(referrals.ThresholdDecided), on(referrals.FeedbackReceived, gives("decision")), on(referrals.StrategyDiscussionHeld), on(referrals.EnquiryStarted),
    ),
    terms=(Term(within("referrals.la_decision"), MANAGER, of_partner(at_due(DESK_DI, DESK_SERGEANT, MANAGER, priority=LATER))),),
    why="From when they were told, by the notice or by a call before it. Threshold is the local authority's decision; the police decide what is shared, and "
        "challenge. No child is left undecided.",
)


def feedback_lacks(data: Any) -> tuple[str, ...]:
    """What feedback must say and does not; a case that goes no further needs no plan."""
    wanted: tuple[str, ...] = ("decision", "reason", "action", "plan", "lead_worker", "review_by")
    if data.decision in _NOTHING:
        wanted = ("decision", "reason") if data.decision == "no_further_action" else ("decision", "reason", "action")
    return tuple(name for name in wanted if not getattr(data, name))


def feedback_whole(view: View, row: Row) -> Finding:
    """It says what was decided and why, what is done, the plan, who leads, and when it is looked at again."""
    lacks = feedback_lacks(row.fact.data)
    return no("said.lacks", row.fact, lacks=lacks) if lacks else yes("said.whole", row.fact)


FEEDBACK: Final = Duty(
    "referrals.feedback", "Get social care's feedback on the notice", "notice", _EXPECTED, ("hmicfrs-nn-2019 p179",), also=("C23", "AH-089", "AH-044"),
    opens=(on(sharing.Sent, shared_with_social_care), on(sharing.Told, c.social_care_told)), applies=(c.of_a_child,),
    reads=(reads(referrals.FeedbackReceived, through=NOTICE_CHILD),), discharged_by=(on(referrals.FeedbackReceived, feedback_whole),),
    terms=(Term(within("referrals.feedback"), DESK_SERGEANT, of_partner(at_due(DESK_SERGEANT, MANAGER, priority=LATER))),),
    why="A letter that does not say what is done for the child goes back, and the time runs on.",
)


def went_no_further(view: View, row: Row) -> Finding:
    """Nothing further is done though the force was concerned."""
    return says("decision", "no_further_action")(view, row)


def again(view: View, row: Row) -> Finding:
    """Not for the first time in half a year: the history is laid beside it."""
    window = timedelta(days=view.number("referrals.nfa.window"))
    earlier = [r for r in view.of(referrals.FeedbackReceived) if row.at - window <= r.at < row.at]
    before_ = [r.fact for r in earlier if r.fact.data.decision == "no_further_action"]  # type: ignore[attr-defined]
    return (yes if before_ else no)("referrals.nfa-again", row.fact, *before_, count=len(before_))


_ACCEPT: Final = climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI, DESK_SERGEANT))
ACCEPT: Final = Duty(
    "referrals.decision-answered", "Accept the partner's decision with the reason, or challenge it", "child", _EXPECTED,
    ("hmicfrs-nn-2019 p177", "hmicfrs-ny-2022 p155"), also=("C24", "AH-088", "DM-022"),
    opens=(
        on(referrals.FeedbackReceived, went_no_further), on(referrals.StrategyDiscussionRefused),
        on(referrals.ConferenceNotNeeded, says("police_agree", False)),
    ),
    applies=(a_child,), reads=(reads(*AGE_FACTS, referrals.FeedbackReceived),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.DecisionAccepted, gives("why")), on(referrals.ChallengeRaised, gives("why")), on(referrals.StrategyDiscussionHeld)),
    terms=(
        Term(within("referrals.decision_answered"), DESK_SERGEANT, _ACCEPT, when=both(c.has_type("referrals.FeedbackReceived"), again), informs=(DESK_DI,)),
        Term(within("referrals.decision_answered"), DESK_SERGEANT, _ACCEPT),
    ),
    why="Silence is no acceptance.",
)


def views_differ(view: View, row: Row) -> Finding:
    """Agencies see the threshold differently, and have not discussed it since."""
    settled = view.last(referrals.ThresholdDiscussed)
    since = [r for r in view.of(referrals.ThresholdViewGiven) if r.at <= row.at and (settled is None or settled.at > row.at or r.at > settled.at)]
    latest = {r.fact.data.agency: r for r in since}  # type: ignore[attr-defined]
    views = {r.fact.data.view for r in latest.values()}  # type: ignore[attr-defined]
    return (yes if len(views) > 1 else no)("referrals.views", *(r.fact for r in latest.values()), agencies=tuple(latest))


DIVERGENT: Final = Duty(
    "referrals.views-differ", "Discuss together the threshold that agencies see differently", "child", _EXPECTED, ("hmicfrs-nn-2019 p177",),
    also=("AH-087", "AH-084"), opens=(on(referrals.ThresholdViewGiven, views_differ),), applies=(a_child,), once_per=Once.WHILE_OPEN,
    reads=(reads(*AGE_FACTS, referrals.ThresholdViewGiven, referrals.ThresholdDiscussed),),
    discharged_by=(on(referrals.ThresholdDiscussed, gives("agreed", "why")),),
    terms=(Term(within("referrals.views_differ"), DESK_SERGEANT, climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_DI))),),
    why="The decision is the local authority's; the disagreement is said and settled, not left. What came of it has its reason.",
)


reply_due: Final = moment_given("reply_due", "When the reply was asked for.")


def high_level(view: View, row: Row) -> Finding:
    """At the level of heads of service, or above."""
    return says("level", "head_of_service", "strategic")(view, row)


def of_police(view: View, row: Row) -> Finding:
    """It disputes a decision of the police themselves."""
    of = getattr(row.fact.data, "of", None)
    return (yes if of == "police" else no)("said.says", row.fact, field="of", value=of or "nobody")


def in_police_protection(view: View, row: Row) -> Finding:
    """It names a use of police protection: the child is in the force's keeping while they wait for the answer."""
    found = row.fact.refs("protection")
    return (yes if found else no)("referrals.of-protection", row.fact, named=bool(found))


def _challenge(owner: str) -> tuple[Term, ...]:
    ladder = climbing(at_share(0.75, DESK_SERGEANT), at_due(DESK_SERGEANT, DESK_DI))
    when = {MANAGER: None, STRATEGIC: high_level, INSPECTOR: of_police}[owner]
    dated = gives("reply_due")
    kept = both(when, in_police_protection) if when else in_police_protection
    tonight = urgent(at_share(0.75, DESK_SERGEANT), at_due(DESK_SERGEANT, DESK_DI, *(() if owner is INSPECTOR else (STRATEGIC,))))
    return (
        Term(before("referrals.own_time", reply_due), owner, ladder, when=both(when, dated) if when else dated),
        Term(within("referrals.challenge.protection"), owner, tonight, when=kept),
        Term(within("referrals.challenge"), owner, ladder, when=when),
    )


CHALLENGE: Final = Duty(
    "referrals.challenge-answered", "Answer the challenge, or take it to the next level", "request", _EXPECTED,
    ("hmicfrs-ny-2022 p155", "hmicfrs-nn-2019 p326"), also=("AH-072", "DM-022", "AH-044", "IC-052"),
    opens=(on(referrals.ChallengeRaised), on(referrals.ChallengeTakenHigher)), once_per=Once.EACH,
    discharged_by=(on(referrals.ChallengeAnswered, gives("answer")), on(referrals.ChallengeClosed), on(referrals.ChallengeTakenHigher)),
    terms=(*_challenge(INSPECTOR), *_challenge(STRATEGIC), *_challenge(MANAGER)),
    why="Each level has its time; unanswered, the next is asked. While the child is in police protection that is hours, and the partner's next level is told.",
)

CONCLUDED: Final = Duty(
    "referrals.challenge-concluded", "Say what the challenge came to for the child, or take it higher", "request", _EXPECTED, ("hmicfrs-ny-2022 p155",),
    also=("AH-072", "DM-022"), opens=(on(referrals.ChallengeAnswered),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(referrals.ChallengeClosed, gives("for_the_child")), on(referrals.ChallengeTakenHigher)),
    terms=(Term(within("referrals.challenge"), DESK_DI, climbing(at_share(0.75, DESK_DI), at_due(DESK_DI, DESK_SERGEANT, priority=LATER))),),
)

DUTIES: Final = (DECISION, FEEDBACK, ACCEPT, DIVERGENT, CHALLENGE, CONCLUDED)

STANDARDS: Final = (
    Standard(
        "referrals.feedback-whole", "Feedback says what is done for the child, by whom, until when", "child", _EXPECTED, ("hmicfrs-nn-2019 p179",),
        also=("AH-089",), acts=(on(referrals.FeedbackReceived),), met=feedback_whole, to=(DESK_SERGEANT,),
    ),
    Standard(
        "referrals.accepted-reason", "A partner's decision is accepted with a reason", "child", _EXPECTED, ("hmicfrs-nn-2019 p177",), also=("AH-088",),
        acts=(on(referrals.DecisionAccepted),), met=gives("why"), to=(DESK_DI,), refuses=True,
    ),
    Standard(
        "referrals.challenge-result", "A challenge ends with what it came to for the child", "request", _EXPECTED, ("hmicfrs-ny-2022 p155",), also=("AH-072",),
        acts=(on(referrals.ChallengeClosed),), met=gives("result", "for_the_child"), to=(DESK_DI,), refuses=True,
    ),
)
