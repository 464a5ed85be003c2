"""Children who are named and whom nobody has seen: on record already, they are seen to; and a log that speaks of suicide beside a notice that does not."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import Fact, contact, investigation, missing, people, referrals, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import END_OF_SHIFT, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Term, after_due, at_due, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import INSPECTOR, LATER, OFFICER, RESPONSE_SUPERINTENDENT, SERGEANT
from tutela.law.standing.own_life import fears_for_life, mentions_own_life
from tutela.law.standing.said import a_child, both, gives, only_in_an_incident

NOTICE_INCIDENT: Final = step("notice-incident", "notice", "incident", referrals.NoticeMade)
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_RECORD: Final = (
    people.ProfessionalRecorded, people.CareRecorded, people.MarkerRecorded, people.InformationHeld, referrals.NoticeMade, missing.Reported,
    contact.Reported, investigation.Opened,
)
"""What shows that a child was on record before they were named."""


def is_on_record(view: View, row: Row) -> Finding:
    """Something was on record about this child before they were named: a professional, a notice, a report, a marker."""
    before = [r.fact for r in view.of(*_RECORD) if r.at < row.at]
    return (yes if before else no)("referrals.on-record", row.fact, *before[-3:], count=len(before))


def may_be_a_victim(view: View, row: Row) -> Finding:
    """The child is named, and nobody has said that they cannot be a victim."""
    data: Any = row.fact.data
    may = data.named and data.possible_victim is not False
    return (yes if may else no)("said.says", row.fact, field="possible victim", value=may)


def says_who_speaks(view: View, row: Row) -> Finding:
    """It says who speaks to the child and by when, or why nobody does yet."""
    data: Any = row.fact.data
    ok = (data.who.strip() and data.by_when is not None) or data.nobody_because.strip()
    return (yes if ok else no)("referrals.who-speaks", row.fact, said=bool(ok))


_NAMED: Final = Ladder((
    at_due(SERGEANT, OFFICER, priority=LATER), from_origin(within("referrals.notice.inspector"), INSPECTOR, priority=LATER),
    after_due(within("referrals.superintendent"), RESPONSE_SUPERINTENDENT, asks="ask.risk-decision", priority=LATER),
), within("referrals.named.repeat"))
NAMED: Final = Duty(
    "referrals.named-child", "See to the child who is named: who they are, and who speaks to them or to those who work with them", "child", _EXPECTED,
    ("hmicfrs-ny-2022 p205",), also=("XX-024", "IN-029"), per="incident", once_per=Once.WHILE_OPEN,
    opens=(on(investigation.OtherChildNamed, both(may_be_a_victim, only_in_an_incident)),), applies=(a_child,), reads=(reads(*AGE_FACTS, *_RECORD),),
    discharged_by=(
        on(investigation.ChildSpokenTo), on(investigation.SpeakingToChildDecided, says_who_speaks), on(investigation.OtherChildAnswered, gives("why")),
        on(sharing.Told, c.social_care_told), on(referrals.StrategyDiscussionAsked, gives("why")),
    ),
    terms=(
        Term(within("referrals.named.known"), OFFICER, _NAMED, when=is_on_record, informs=(SERGEANT,)),
        Term(within("referrals.shift.least"), OFFICER, _NAMED, when=c.shift_ends_soon), Term(END_OF_SHIFT, OFFICER, _NAMED),
    ),
    why="The notice tells others; this asks who goes. Sooner for a child who is on record already: they can be found. In an investigation the same is asked of "
        "the investigator.",
)


def _log(view: View, until: Row) -> list[Fact]:
    """What the log says of the children of this notice up to then."""
    kinds = (contact.Reported, contact.ThriveAssessed, contact.InformationReceived, contact.LogEntered)
    children = {*until.fact.refs("child"), *until.fact.refs("person")}
    found = [r.fact for r in view.of(*kinds) if r.at <= until.at]
    return [f for f in found if not (named := {*f.refs("child"), *f.refs("person")}) or named & children]


def _words(fact: Fact) -> tuple[str, ...]:
    names = ("why_worried", "text", "threat", "harm", "risk", "vulnerability")
    return tuple(getattr(fact.data, name, "") for name in names)


def notice_is_silent(view: View, row: Row) -> Finding:
    """The log speaks of suicide or self-harm of this child, and the notice says nothing of it, neither yes nor no."""
    data: Any = row.fact.data
    said = data.suicidal_thoughts is not None or {"suicide", "self_harm"} & set(data.concerns) or mentions_own_life(
        data.what, data.opinion, data.impact, data.fears, data.actions_taken, data.protective, data.parents_view,
    )
    log = [f for f in _log(view, row) if fears_for_life(*_words(f))]
    silent = bool(log) and not said
    return (yes if silent else no)("referrals.notice-silent", row.fact, *(log if silent else ()), silent=silent)


def says_it_now(view: View, row: Row) -> Finding:
    """The further version, or the officer's answer, says whether the child thinks of ending their life."""
    data: Any = row.fact.data
    text = data.what if isinstance(data, referrals.NoticeAmended) else data.why
    return (yes if mentions_own_life(text) else no)("referrals.notice-silent", row.fact, silent=not mentions_own_life(text))


SILENT: Final = Duty(
    "referrals.notice-silent", "The log speaks of suicide and the notice does not: say it, and who keeps the child safe", "notice", _EXPECTED,
    ("hmicfrs-ny-2022 p202",), also=("IN-026",), opens=(on(referrals.NoticeMade, notice_is_silent),), applies=(c.of_a_child,),
    reads=(reads(contact.Reported, contact.ThriveAssessed, contact.InformationReceived, contact.LogEntered, through=NOTICE_INCIDENT),),
    discharged_by=(on(referrals.NoticeAmended, says_it_now), on(referrals.OfficerAnswered, says_it_now)),
    terms=(Term(within("referrals.notice_silent"), OFFICER, Ladder((
        at_due(SERGEANT, OFFICER), after_due(within("referrals.superintendent.urgent"), INSPECTOR),
        after_due(within("referrals.superintendent"), RESPONSE_SUPERINTENDENT, asks="ask.risk-decision", priority=LATER),
    ), within("referrals.named.repeat")), priority=Priority.FIRST, informs=(SERGEANT,)),),
    why="Whoever reads the notice does not read the log.",
)
DUTIES: Final = (NAMED, SILENT)
