"""Bail before charge (Police and Criminal Evidence Act 1984, Part 4, as since 28 October 2022): its periods, who extends them, the victim's views."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from tutela.facts import custody, investigation
from tutela.law.investigation import said
from tutela.law.investigation.ladders import CUSTODY, CUSTODY_INSPECTOR, DI, LATER, OIC, SERGEANT, SUPERINTENDENT
from tutela.law.kernel import arithmetic
from tutela.law.kernel.clocks import ASAP, Event, before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL, Basis
from tutela.law.kernel.rules import Act, Condition, Duty, Ladder, Once, Standard, Term, after_due, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import moment_given, negated, says

SUSPECT_CASES: Final = step(
    "suspect-cases", "offender|person|adult|child", "investigation",
    investigation.SuspectIdentified, investigation.SuspectBailed, investigation.SuspectReleased,
)
STAGES: Final = {
    "inspector": ("investigation.bail.first", said.INSPECTORS), "superintendent": ("investigation.bail.second", said.SUPERINTENDENTS),
    "assistant_chief_constable": ("investigation.bail.third", frozenset({"assistant_chief_constable", "chief_constable"})),
}
"""Who may extend bail, and the period that runs when they are asked."""


def _same_case(view: View, row: Row, *classes: Any) -> list[Row]:
    cases = set(row.fact.refs("investigation"))
    return [r for r in view.of(*classes) if not cases or not (refs := r.fact.refs("investigation")) or cases.intersection(refs)]


def _bailed(view: View, row: Row) -> Row | None:
    given = [r for r in _same_case(view, row, investigation.SuspectBailed) if r.at <= row.at]
    return given[-1] if given else None


def starts(view: View, row: Row) -> datetime | None:
    """The bail start date: the day after the arrest, whenever the bail itself was given (s47ZB(4)). Where nobody said, the arrest was that day."""
    bailed = _bailed(view, row)
    if bailed is None:
        return None
    data: Any = bailed.fact.data
    arrests = [r for r in _same_case(view, row, custody.Arrested) if r.at <= bailed.at]
    day = data.arrested_on or (arrests[-1] if arrests else bailed).at.astimezone(LOCAL).date()
    return datetime.combine(day + timedelta(days=1), time(12), LOCAL).astimezone(UTC)


def period(key: str) -> Event:
    """When a period of bail ends: so many months beginning with the bail start date, and what the prosecutor's time adds."""

    def the_period_ends(view: View, row: Row) -> datetime | None:
        begins, months = starts(view, row), view.lawbook.value(key, row.at)
        if begins is None or not isinstance(months, int):
            return None
        return _prosecutor(view, row, arithmetic.months_beginning_with(begins, months))

    the_period_ends.__doc__ = f"When the period of {key} ends."
    return the_period_ends


def _prosecutor(view: View, row: Row, end: datetime) -> datetime | None:
    """Time stands still while the prosecutor decides (s47ZL); a request for more starts it again, with seven days at least."""
    asked = _same_case(view, row, investigation.ProsecutorAskedForMore)
    for stop in _same_case(view, row, investigation.BailTimeSuspended):
        goes_on = [r for r in _same_case(view, row, investigation.BailTimeResumed, investigation.ProsecutorAskedForMore) if r.at >= stop.at]
        if stop.at > end:
            break
        if not goes_on:
            return None
        still = (goes_on[0].at.astimezone(LOCAL).date() - stop.at.astimezone(LOCAL).date()).days
        end = arithmetic.days_beginning_with(end, still + 1)
    return max([end, *(least_day(view, r) for r in asked if r.at <= end)])


def least_day(view: View, asked: Row) -> datetime:
    """The end of the seven days beginning with the prosecutor's request, before which bail does not end (s47ZL(8))."""
    end = view.lawbook.after("investigation.bail.prosecutor", asked.at)
    return end or asked.at


until: Final = moment_given("until", "Until when the court extended it.")


def extended_by(stage: str) -> Condition:
    """Extended at this stage."""

    def at_this_stage(view: View, row: Row) -> Finding:
        found = getattr(row.fact.data, "stage", "custody_officer")
        return (yes if found == stage else no)("investigation.bail-stage", row.fact, stage=found)

    at_this_stage.__doc__ = f"Extended by: {stage}."
    return at_this_stage


def extends(view: View, row: Row) -> Finding:
    """Extended in time by an officer of the rank that the law asks for: the period is longer then, whatever else is not on the record."""
    data: Any = row.fact.data
    if data.stage not in STAGES:
        return yes("investigation.bail-by-court", row.fact)
    key, roles = STAGES[data.stage]
    end = period(key)(view.earlier(row), row)
    lacks = tuple(word for word, there in (("rank", row.fact.by.role in roles), ("in time", end is None or row.at <= end)) if not there)
    return (no if lacks else yes)("investigation.bail-extension", row.fact, lacks=lacks or ("nothing",))


def may_extend(view: View, row: Row) -> Finding:
    """Extended in time by an officer of the rank that the law asks for, with reasons, after the suspect was asked."""
    data: Any = row.fact.data
    if data.stage not in STAGES:
        return yes("investigation.bail-by-court", row.fact)
    lawful = extends(view, row)
    if not lawful.holds:
        return lawful
    asked = [r.fact for r in _same_case(view, row, investigation.BailExtensionAsked) if r.at <= row.at]
    heard: Any = asked[-1].data if asked else None
    lacks = tuple(word for word, there in (
        ("reasons", data.why.strip()), ("suspect asked", heard and heard.suspect_asked),
    ) if not there)
    return (no if lacks else yes)("investigation.bail-extension", row.fact, *asked[-1:], lacks=lacks or ("nothing",))


def court_may_be_asked(view: View, row: Row) -> Finding:
    """An application to the court keeps bail alive after a superintendent's extension, not before."""
    given = [r.fact for r in _same_case(view, row, investigation.BailExtended) if r.at <= row.at]
    data: Any = given[-1].data if given else None
    ok = data is not None and data.stage not in ("custody_officer", "inspector")
    return (yes if ok else no)("investigation.bail-stage", row.fact, *given[-1:], stage=data.stage if data else "custody_officer")


def has_a_victim(view: View, row: Row) -> Finding:
    """Somebody is said to have been harmed; only where the investigation names nobody is there no view to ask for."""
    opened = [r.fact for r in _same_case(view, row, investigation.Opened)]
    named = [a for f in opened for a in f.about if a.kind in ("child", "person", "adult") and a.as_ not in ("suspect", "offender")]
    return (yes if named or not opened else no)("investigation.victim-named", row.fact, *opened[:1], count=len(named))


def views_not_known(view: View, row: Row) -> Finding:
    """Nobody has recorded what the victim wants of these conditions."""
    since = _bailed(view.earlier(row), row) if isinstance(row.fact.data, investigation.BailVaried) else None
    known = [
        r.fact for r in _same_case(view, row, investigation.VictimViewsOnBailRecorded)
        if r.at <= row.at and (since is None or r.at > since.at) and views_counted(view, r).holds
    ]
    return (no if known else yes)("investigation.victim-views", row.fact, *known[-1:], known=bool(known))


def views_counted(view: View, row: Row) -> Finding:
    """The views are there and the custody officer was told of them, or it was not practicable to seek them, and why."""
    data: Any = row.fact.data
    ok = (data.views.strip() and data.custody_told is True) or data.not_practicable_because.strip()
    return (yes if ok else no)("investigation.victim-views", row.fact, known=bool(ok))


def time_stands_still(view: View, row: Row) -> Finding:
    """The prosecutor asked for more while the time of bail stood still."""
    stopped = [r.fact for r in _same_case(view, row, investigation.BailTimeSuspended) if r.at <= row.at]
    return (yes if stopped else no)("investigation.bail-suspended", row.fact, *stopped[-1:])


def leaves_seven_days(view: View, row: Row) -> Finding:
    """The new day to answer bail leaves the seven days that the law gives."""
    asked = [r for r in _same_case(view, row, investigation.ProsecutorAskedForMore) if r.at <= row.at]
    end = until(view, row)
    ok = end is not None and (not asked or end.astimezone(LOCAL).date() >= least_day(view, asked[-1]).astimezone(LOCAL).date())
    return (yes if ok else no)("investigation.bail-day", row.fact, *(r.fact for r in asked[-1:]), enough=ok)


_BAIL: Final = (
    investigation.SuspectBailed, investigation.BailExtended, investigation.BailTimeSuspended, investigation.BailTimeResumed,
    investigation.ProsecutorAskedForMore, custody.Arrested,
)
ENDED: Final = (
    on(investigation.BailEnded), on(investigation.SuspectCharged), on(investigation.SuspectReleased), on(investigation.SuspectToldNoAction),
)
_ENDED_IN_TIME: Final = (on(investigation.BailEnded, negated(says("how", "ran_out"))), *ENDED[1:])


def _term(stage: str, event: Event, owner: str, supervisor: str, *also: str) -> Term:
    """Reminded at three quarters and nine tenths of the time; at its end the supervisor; a superintendent the day after."""
    top = after_due(within("investigation.superintendent.risk"), SUPERINTENDENT, asks="ask.risk-decision")
    return Term(
        before("investigation.bail.end", event), owner,
        Ladder((at_share(0.75, owner, SERGEANT), at_share(0.9, owner, supervisor), at_due(supervisor, CUSTODY), top), within("investigation.repeat.days")),
        when=extended_by(stage), also=also, informs=(OIC,) if owner != OIC else (),
    )


PERIOD: Final = Duty(
    "investigation.bail-period", "Charge, end bail or have it extended before its period is over", "offender", Basis.STATUTE,
    ("pace-1984 s47ZB", "pace-1984 s47ZD", "pace-1984 s47ZDA", "pace-1984 s47ZF", "pace-1984 s47ZL"), also=("IN-066",),
    opens=(on(investigation.SuspectBailed), on(investigation.BailExtended)), applies=(said.the_suspect,),
    reads=(reads(*_BAIL, investigation.BailExtensionAsked),), per="investigation", once_per=Once.EACH,
    discharged_by=(
        on(investigation.BailExtended, extends), on(investigation.BailApplicationLodged, court_may_be_asked), *_ENDED_IN_TIME,
    ),
    ends=(on(investigation.BailEnded, says("how", "ran_out")), on(investigation.SuspectBailed)),
    terms=(
        _term("custody_officer", period("investigation.bail.first"), OIC, CUSTODY_INSPECTOR, "BAIL_3M"),
        _term("inspector", period("investigation.bail.second"), CUSTODY_INSPECTOR, "superintendent@custody", "BAIL_6M"),
        _term("superintendent", period("investigation.bail.third"), "superintendent@custody", "assistant_chief_constable@force", "BAIL_9M", "BAIL_COURT_APPLY"),
        _term("assistant_chief_constable", period("investigation.bail.fourth"), OIC, "superintendent@custody", "BAIL_COURT_APPLY"),
        _term("court", until, OIC, "superintendent@custody", "BAIL_COURT_APPLY"),
    ),
    why="The time runs from the day after the arrest, not from the day of bail. It stands still while the prosecutor decides. What an extension lacks is "
        "told, and the longer period runs.",
)
_ASKED: Final = Ladder((
    from_origin(within("investigation.bail.asap.sergeant"), SERGEANT, CUSTODY, priority=LATER),
    from_origin(within("investigation.bail.asap.superintendent"), SUPERINTENDENT, DI, asks="ask.risk-decision", priority=LATER),
), within("investigation.repeat.days"))

VIEWS: Final = Duty(
    "investigation.bail-views", "Ask what the victim wants of the conditions, and tell the custody officer", "offender", Basis.STATUTE,
    ("pace-1984 s47ZZA",), also=("BAIL_VICTIM_VIEWS", "IN-066"),
    opens=(on(custody.Arrested, said.in_an_investigation), on(investigation.SuspectBailed), on(investigation.BailVaried)),
    applies=(said.the_suspect, has_a_victim, views_not_known),
    reads=(reads(investigation.SuspectBailed, investigation.VictimViewsOnBailRecorded), reads(investigation.Opened, through=SUSPECT_CASES)),
    per="investigation", once_per=Once.WHILE_OPEN, discharged_by=(on(investigation.VictimViewsOnBailRecorded, views_counted),), ends=ENDED,
    terms=(Term(ASAP, OIC, _ASKED),),
    why="Before the decision where it is practicable. For a child it is done through whoever represents them, and never through a suspect.",
)
PROSECUTOR_DAY: Final = Duty(
    "investigation.bail-day", "Give bail a day that leaves seven days after the prosecutor's request", "offender", Basis.STATUTE, ("pace-1984 s47ZL(8)",),
    also=("BAIL_DPP_MIN7",), opens=(on(investigation.ProsecutorAskedForMore),), applies=(said.the_suspect, time_stands_still), per="investigation",
    reads=(reads(investigation.BailTimeSuspended, investigation.ProsecutorAskedForMore),), once_per=Once.WHILE_OPEN,
    discharged_by=(on(investigation.BailTimeResumed, leaves_seven_days), on(investigation.BailVaried, leaves_seven_days), *ENDED),
    terms=(Term(ASAP, CUSTODY, _ASKED, informs=(OIC,)),),
)
DUTIES: Final = (PERIOD, VIEWS, PROSECUTOR_DAY)
STANDARDS: Final = (
    Standard(
        "investigation.bail-extension", "Bail is extended in time, by the rank that the law asks for, with reasons, after the suspect was asked", "offender",
        Basis.STATUTE, ("pace-1984 s47ZD", "pace-1984 s47ZDA", "pace-1984 s47ZE"), also=("BAIL_6M", "BAIL_9M"), acts=(on(investigation.BailExtended),),
        met=may_extend, reads=(reads(*_BAIL, investigation.BailExtensionAsked),), to=(SERGEANT, CUSTODY_INSPECTOR), refuses=True,
    ),
)
ACTS: Final[dict[type, Act]] = {investigation.BailExtended: Act.APPROVES}
