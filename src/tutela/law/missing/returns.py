"""What is owed when the child is back, and before the next time."""

from __future__ import annotations

from typing import Final

from tutela.facts import exploitation, missing, people, referrals, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Term, after_due, at_due, at_share, from_origin, on, reads
from tutela.law.missing import back
from tutela.law.missing import conditions as c
from tutela.law.missing.ladders import (
    COORDINATOR,
    DI,
    FIM,
    INTERVIEWER,
    LATER,
    MANAGER,
    OFFICER,
    RESPONSE_INSPECTOR,
    RESPONSE_SERGEANT,
    ROOM_SUPERINTENDENT,
    SERGEANT,
    STRATEGIC,
    SUPERINTENDENT,
    when_back,
)
from tutela.law.standing.risk import RISK_READS
from tutela.law.standing.said import gives, says
from tutela.law.standing.steps import EPISODE_CHILD

_EXPECTED, _LOCAL = Basis.INSPECTORATE_EXPECTATION, Basis.LOCAL_TARGET
_CHILD = reads(*AGE_FACTS, through=EPISODE_CHILD), reads(missing.Reported)
_PLAN = reads(missing.TriggerPlanApproved, missing.TriggerPlanEnded, through=EPISODE_CHILD)
_BACK = (on(missing.Returned), on(missing.Found))

RETURN_TOLD: Final = Duty(
    "missing.return-told", "Tell the local authority that the child is back", "episode", Basis.STATUTORY_GUIDANCE, ("dfe-missing-2014", "hmicfrs-ny-2022 p18"),
    also=("AH-030", "C12", "MISS_FOUND_NOTIFY_LA"), extent="England", opens=_BACK, applies=(c.missing_child,), reads=_CHILD,
    discharged_by=(on(sharing.Told, c.tells_authority("found")),),
    terms=(Term(within("missing.return_told"), COORDINATOR, when_back(at_share(0.5, COORDINATOR), at_due(COORDINATOR, DI)), priority=Priority.FIRST),),
)

SEEN: Final = Duty(
    "missing.seen", "See the child who was found, and say whether they are safe", "episode", _LOCAL, ("local",), also=("AH-027",), certainty="low",
    opens=(on(missing.Found, back.not_said_safe),), applies=(c.missing_child,), reads=_CHILD, once_per=Once.WHILE_OPEN,
    discharged_by=(
        on(missing.Verified, back.was_seen), on(missing.PreventionInterviewHeld, back.sees_the_child), on(missing.Found, back.found_safe_by_police),
    ),
    terms=(Term(
        within("missing.seen"), OFFICER,
        Ladder((
            at_share(0.5, OFFICER), at_due(RESPONSE_SERGEANT, FIM, asks="ask.resource"),
            after_due(within("missing.seen.superintendent"), ROOM_SUPERINTENDENT, asks="ask.risk-decision"),
        ), within("missing.repeat")),
        informs=(RESPONSE_SERGEANT, FIM), priority=Priority.FIRST,
    ),),
    why="A child who was found and whom nobody knows to be safe is not back: where they are, and with whom, may be the harm.",
)

RETURN_VISIT: Final = Duty(
    "missing.return-visit", "Hold the prevention interview", "episode", Basis.NATIONAL_PRACTICE, ("app-missing-return", "hmicfrs-ny-2022 p85"),
    also=("AH-026", "AH-027", "AH-094", "C13", "MISS_PREVENTION_INT"), opens=_BACK, applies=(c.missing_child,), reads=(*_CHILD, _PLAN),
    discharged_by=(on(missing.PreventionInterviewHeld, back.sees_the_child),),
    terms=(Term(
        within("missing.return_visit"), OFFICER, when_back(at_share(0.75, RESPONSE_SERGEANT), at_due(RESPONSE_INSPECTOR, RESPONSE_SERGEANT)),
        informs=(RESPONSE_SERGEANT,),
    ),),
    why="A child who is back before anybody attended is still owed the visit; frequent returns never waive it.",
)

FORM_GAPS: Final = Duty(
    "missing.form-gaps", "Fill the gaps that are named in the return form", "episode", _EXPECTED, ("hmicfrs-ny-2022 p127",), also=("AH-041",),
    opens=(on(missing.FormSigned, back.sent_back),), applies=(c.missing_child,), reads=_CHILD, once_per=Once.WHILE_OPEN,
    discharged_by=(on(missing.ReturnRecorded),),
    terms=(Term(within("missing.form_gaps"), OFFICER, when_back(at_due(RESPONSE_SERGEANT, priority=LATER)), priority=LATER),),
    why="A thin record of where a child was helps nobody the next time; only whoever was there can make it whole.",
)

TRANSCRIPTION: Final = Duty(
    "missing.transcription", "Write the paper booklet into the return form", "episode", _EXPECTED, ("hmicfrs-ny-2022 p127",), also=("AH-040", "XX-017"),
    opens=(on(missing.PaperAttached),), applies=(c.missing_child,), reads=(*_CHILD, reads(missing.PaperAttached, missing.ReturnRecorded)),
    once_per=Once.WHILE_OPEN, discharged_by=(on(missing.ReturnRecorded, back.all_written_in),),
    terms=(Term(within("missing.transcription"), COORDINATOR, when_back(at_due(SERGEANT, priority=LATER)), priority=LATER),),
    why="What stands on paper alone is found by nobody: where the child was, with whom, and why.",
)

RETURN_NOTICE: Final = Duty(
    "missing.return-notice", "Make the public protection notice", "episode", _EXPECTED, ("hmicfrs-ny-2022 p122", "hmicfrs-ny-2022 p128"),
    also=("AH-026",), opens=_BACK, applies=(c.missing_child,), reads=(*_CHILD, reads(referrals.NoticeMade, through=EPISODE_CHILD)),
    discharged_by=(on(referrals.NoticeMade),),
    terms=(Term(within("missing.notice"), OFFICER, when_back(at_share(0.75, OFFICER), at_due(RESPONSE_SERGEANT))),),
)

RETURN_STRATEGY: Final = Duty(
    "missing.return-strategy", "Decide whether to ask for a strategy discussion", "episode", _EXPECTED, ("hmicfrs-ny-2022 p122",), also=("AH-026",),
    opens=_BACK, applies=(c.missing_child, back.harm_or_exploitation), once_per=Once.SUBJECT,
    reads=(*RISK_READS, reads(missing.Returned), reads(referrals.StrategyConsidered, referrals.StrategyDiscussionHeld, through=EPISODE_CHILD)),
    discharged_by=(on(referrals.StrategyConsidered), on(referrals.StrategyDiscussionHeld)),
    terms=(Term(within("missing.strategy"), SERGEANT, when_back(at_share(0.75, SERGEANT), at_due(DI))),),
)

INTERVIEW: Final = Duty(
    "missing.return-interview", "Hold the independent return home interview, or record that it was declined", "episode", Basis.STATUTORY_GUIDANCE,
    ("dfe-missing-2014",), also=("AH-043", "AH-045", "C14", "MISS_RHI_72"), extent="England", opens=_BACK, applies=(c.missing_child,),
    reads=(*_CHILD, reads(missing.Returned)), origin=back.returned_at,
    discharged_by=(on(missing.ReturnInterviewHeld), on(missing.ReturnInterviewDeclined)),
    terms=(Term(
        within("missing.return_interview"), INTERVIEWER,
        Ladder((
            at_due(DI, COORDINATOR, MANAGER, priority=LATER), after_due(within("missing.return_interview.chase"), INTERVIEWER, priority=LATER),
            from_origin(within("missing.return_interview.manager"), MANAGER), from_origin(within("missing.return_interview.strategic"), STRATEGIC, DI),
            after_due(within("missing.superintendent.partner"), SUPERINTENDENT, priority=LATER),
        ), within("missing.repeat.day")), informs=(COORDINATOR,),
    ),),
    why="The local authority owes it; the force tracks it, asks, and escalates. Offered is a stage, not the interview.",
)

INTERVIEW_SHARED: Final = Duty(
    "missing.return-interview-shared", "Share what the return interview brought", "episode", _LOCAL, ("hmicfrs-nn-2019 p200", "hmicfrs-ny-2022 p129"),
    also=("AH-043", "AH-045"), opens=(on(missing.ReturnInterviewHeld),), discharged_by=(on(missing.ReturnInterviewReceived),),
    terms=(Term(
        within("missing.return_interview.shared"), INTERVIEWER,
        Ladder((
            at_share(0.5, INTERVIEWER), at_due(INTERVIEWER, COORDINATOR, priority=LATER),
            after_due(within("missing.return_interview.shared_chase"), INTERVIEWER, COORDINATOR, MANAGER, priority=LATER),
            after_due(within("missing.superintendent.partner"), MANAGER, SUPERINTENDENT, priority=LATER),
        ), within("missing.repeat.day")),
    ),),
)

INTERVIEW_ENTERED: Final = Duty(
    "missing.return-interview-entered", "Enter the return interview on the record", "episode", _EXPECTED, ("hmicfrs-nn-2019 p118",),
    also=("AH-043", "AH-046", "C15"), opens=(on(missing.ReturnInterviewReceived),), discharged_by=(on(missing.ReturnInterviewEntered),),
    terms=(Term(within("missing.return_interview.entered"), COORDINATOR, when_back(at_share(0.5, COORDINATOR), at_due(SERGEANT, DI))),),
)

TRIGGER_PLAN: Final = Duty(
    "missing.trigger-plan", "Write the trigger plan", "child", _EXPECTED, ("hmicfrs-ny-2022 p118", "hmicfrs-nn-2019 p314"),
    also=("AH-008", "AH-011", "C16"), once_per=Once.WHILE_OPEN, applies=(back.is_young, back.has_no_plan),
    opens=(
        on(missing.RepeatNoticed), on(missing.PriorityListed), on(people.MarkerRecorded, back.exploitation_high),
        on(exploitation.ExploitationLevelSet, says("level", "high")),
    ),
    reads=(reads(*AGE_FACTS, missing.TriggerPlanApproved, missing.TriggerPlanEnded),),
    discharged_by=(on(missing.TriggerPlanApproved),),
    terms=(Term(
        within("missing.trigger_plan"), COORDINATOR,
        Ladder((at_share(0.5, COORDINATOR), at_due(DI, SUPERINTENDENT)), within("missing.repeat.day")), informs=(DI,),
    ),),
    why="The gap is a duty from the day the rule is met, with a named author; not only a measure.",
)

TRIGGER_REVIEW: Final = Duty(
    "missing.trigger-plan-review", "Review the trigger plan", "child", _LOCAL, ("local",), also=("MISS_TRIGGER_PLAN_REVIEW", "AH-008"), certainty="low",
    opens=(on(missing.TriggerPlanApproved),), recurs="rolling", once_per=Once.WHILE_OPEN,
    discharged_by=(on(missing.TriggerPlanReviewed), on(missing.TriggerPlanApproved)), ends=(on(missing.TriggerPlanEnded),),
    reads=(reads(missing.TriggerPlanApproved, missing.TriggerPlanReviewed),),
    terms=(
        Term(
            before("missing.trigger_plan.own_date", back.own_review_date), COORDINATOR, when_back(at_share(0.9, COORDINATOR), at_due(SERGEANT)),
            when=back.has_own_review_date,
        ),
        Term(within("missing.trigger_plan.review"), COORDINATOR, when_back(at_share(0.9, COORDINATOR), at_due(SERGEANT))),
    ),
)

FLAG_REVIEW: Final = Duty(
    "missing.flag-review", "Look again at the flag of a child who often goes missing", "child", _EXPECTED, ("hmicfrs-nn-2019 p136",), also=("IC-053",),
    opens=(on(people.MarkerRecorded, back.is_flag_with_end),), once_per=Once.WHILE_OPEN, applies=(back.is_young,), reads=(reads(*AGE_FACTS),),
    discharged_by=(on(people.MarkerEnded, back.ends_flag),),
    terms=(Term(
        before("missing.flag.own_date", back.flag_review_date), COORDINATOR,
        when_back(at_share(0.9, COORDINATOR, priority=LATER), at_due(SERGEANT, priority=LATER)), priority=LATER,
    ),),
    why="A flag that nobody looks at again says less every week. It stands until a person decides.",
)

TRIGGER_UNUSED: Final = Duty(
    "missing.trigger-plan-unused", "Read the trigger plan again: it was not used", "child", _EXPECTED, ("hmicfrs-nn-2019 p312",), also=("AH-108",),
    opens=(on(missing.EpisodeClosed, back.plan_unused_again),), once_per=Once.WHILE_OPEN, applies=(back.is_young, back.has_a_plan),
    reads=(reads(*AGE_FACTS, missing.TriggerPlanApproved, missing.TriggerPlanReviewed, missing.TriggerPlanEnded, missing.EpisodeClosed),),
    discharged_by=(on(missing.TriggerPlanReviewed), on(missing.TriggerPlanApproved)), ends=(on(missing.TriggerPlanEnded),),
    terms=(Term(
        within("missing.trigger_plan.unused_review"), COORDINATOR, when_back(at_share(0.75, COORDINATOR, priority=LATER), at_due(SERGEANT, priority=LATER)),
        priority=LATER,
    ),),
    why="A plan that nobody follows finds nobody: it is wrong, or nobody knows of it. Either is worth knowing before the next time.",
)

REPEAT_MEETING: Final = Duty(
    "missing.repeat-meeting", "Convene, or decide not to, after the third episode", "child", _LOCAL, ("local", "hmicfrs-ny-2022 p83"),
    also=("MISS_REPEAT_MEETING", "AH-031"), certainty="medium", opens=(on(missing.RepeatNoticed),), once_per=Once.WHILE_OPEN,
    applies=(back.is_young,), reads=(reads(*AGE_FACTS),),
    discharged_by=(on(missing.RepeatMeetingHeld), on(missing.RepeatMeetingDeclined, back.declined_with_reason), on(referrals.StrategyDiscussionHeld)),
    terms=(Term(within("missing.repeat_meeting"), COORDINATOR, when_back(at_share(0.5, COORDINATOR), at_due(DI, "detective_chief_inspector@missing"))),),
)

SPECIALIST_REVIEW: Final = Duty(
    "missing.specialist-review", "Review the episode in the specialist team", "episode", _EXPECTED, ("hmicfrs-ny-2022 p127",), also=("AH-037",),
    opens=(on(missing.ReviewListed),), once_per=Once.WHILE_OPEN, discharged_by=(on(missing.SpecialistReviewed, gives("found")),),
    terms=(Term(within("missing.specialist_review"), COORDINATOR, when_back(at_share(0.75, COORDINATOR), at_due(COORDINATOR, SERGEANT, DI))),),
    why="Every time missing is read by people who know these children, with the children's social care: the pattern is seen before the next time.",
)

DUTIES: Final = (
    RETURN_TOLD, SEEN, RETURN_VISIT, FORM_GAPS, TRANSCRIPTION, RETURN_NOTICE, RETURN_STRATEGY, INTERVIEW, INTERVIEW_SHARED, INTERVIEW_ENTERED, TRIGGER_PLAN,
    TRIGGER_REVIEW, FLAG_REVIEW, TRIGGER_UNUSED, REPEAT_MEETING, SPECIALIST_REVIEW,
)
