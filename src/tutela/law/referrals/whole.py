"""When a notice is whole: each part of AWARE for the child, and ethnicity; or the reason why it cannot be had."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, get_args

from tutela.facts import referrals, sharing
from tutela.facts.referrals.terms import Aware
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.referrals import conditions as c
from tutela.law.standing.said import negated

NOTICE_CHILD: Final = step("notice-child", "notice", "child|person", referrals.NoticeMade)
_PLACES: Final = ("incident", "investigation", "protection", "detention")


def told_without_it(view: View, at: datetime) -> list[Row]:
    """When social care was told by name of every child of the notice, in the same matter, before it was made or without its number."""
    made: Any = view.first(referrals.NoticeMade)
    if made is None:
        return []
    matters = {(a.kind, a.ref) for a in made.fact.about if a.kind in _PLACES}
    children = {a.ref for a in made.fact.about if a.kind in ("child", "person")}
    told = [
        r for r in view.of(sharing.Told)
        if r.at <= at and c.social_care_told(view, r).holds and matters.intersection((a.kind, a.ref) for a in r.fact.about)
    ]
    named = {a.ref for r in told for a in r.fact.about if a.kind in ("child", "person")}
    return told if children and children <= named else []


def told_before_made(view: View, row: Row) -> Finding:
    """Social care was rung before the notice was made."""
    found = told_without_it(view, row.at)
    return (yes if found else no)("referrals.referred-before", row.fact, *(r.fact for r in found))


PARTS: Final[tuple[str, ...]] = get_args(Aware)
READS: Final = (
    reads(referrals.NoticeMade, referrals.NoticeAmended, referrals.AwareRecorded, referrals.OfficerAnswered, referrals.ReturnedToOfficer),
    reads(referrals.AwareRecorded, through=NOTICE_CHILD),
)
_DAY: Final = timedelta(days=1)


def parts_of(data: Any) -> set[str]:
    """The parts of AWARE that a record holds, or says why not."""
    reasoned = set(data.not_observed) if data.why_not.strip() else set()
    return {part for part in PARTS if getattr(data, part).strip()} | reasoned


def _lacks(view: View) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    made = view.first(referrals.NoticeMade)
    said: Any = made.fact.data if made else None
    held: set[str] = set(PARTS) if said is not None and said.aware_complete else set()
    known = said is not None and bool(said.ethnicity.strip() or said.ethnicity_why_not.strip())
    aware = [r for r in view.of(referrals.AwareRecorded) if made is None or r.at >= made.at - _DAY]
    for row in aware:
        held |= parts_of(row.fact.data)
    for row in view.of(referrals.NoticeAmended):
        amended: Any = row.fact.data
        held |= set(amended.parts)
        known = known or bool(amended.ethnicity.strip())
    asked: set[str] = {"ethnicity"} if made is not None and not known else set()
    asked |= {part for part in PARTS if made is not None and part not in held}
    for row in view.of(referrals.ReturnedToOfficer):
        asked |= set(row.fact.data.lacks) - (held & set(PARTS)) - ({"ethnicity"} if known else set())  # type: ignore[attr-defined]
    for row in view.of(referrals.OfficerAnswered):
        answer: Any = row.fact.data
        asked -= set(answer.supplied) | (set(answer.cannot) if answer.why.strip() else set())
    return tuple(sorted(asked)), tuple(r.fact for r in (*([made] if made else []), *aware))


def lacks_something(view: View, row: Row) -> Finding:
    """Something of the notice is not there, and nobody said why."""
    lacks, seen = _lacks(view)
    return yes("referrals.notice-lacks", *seen, lacks=lacks) if lacks else no("said.whole", *seen)


def lacks_nothing(view: View, row: Row) -> Finding:
    """Nothing that the notice needs, or that the desk asked for, is missing now."""
    return negated(lacks_something)(view, row)


def by_investigator(view: View, row: Row) -> Finding:
    """The notice is an investigator's."""
    made = view.first(referrals.NoticeMade)
    role = made.fact.by.role if made else row.fact.by.role
    return (yes if role in ("investigator", "detective_inspector") else no)("by-role", *((made.fact,) if made else ()), role=role)


def by_another(view: View, row: Row) -> Finding:
    """Read by somebody who did not write it."""
    makers = {r.fact.by.ref for r in view.of(referrals.NoticeMade)} - {None}
    return (no if row.fact.by.ref in makers else yes)("by-role", row.fact, role=row.fact.by.role)


def not_referred(view: View, row: Row) -> Finding:
    """Nobody had referred the child by then."""
    before = [r.fact for r in view.of(referrals.NoticeMade, referrals.StrategyDiscussionAsked) if row.at - _DAY <= r.at <= row.at]
    before += [r.fact for r in view.of(sharing.Told) if row.at - _DAY <= r.at <= row.at and c.social_care_told(view, r).holds]
    return (no if before else yes)("referrals.referred-before", row.fact, *before)


def aware_whole(view: View, row: Row) -> Finding:
    """Each part of AWARE is there, or why not; a child who was seen and not spoken to has a reason."""
    data: Any = row.fact.data
    lacks = tuple(part for part in PARTS if part not in parts_of(data))
    if data.spoken_to is False and not (data.not_spoken_to_because.strip() or data.account_deferred or data.speaks_next.strip()):
        lacks = (*lacks, "not_spoken_to_because")
    return no("referrals.notice-lacks", row.fact, lacks=lacks) if lacks else yes("said.whole", row.fact)
