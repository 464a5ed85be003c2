"""What is noticed across a child's facts. Pure: a finder looks back from one fact, and replay runs the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from tutela.facts import Fact, Payload, missing, people
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Pattern, Priority, on, reads
from tutela.law.kernel.situation import Row, View, by_ref
from tutela.law.missing import back
from tutela.law.missing.ladders import CII, COORDINATOR, DI, FIM, SUPERINTENDENT
from tutela.law.standing.steps import CHILD_EPISODES, OFFICER_EPISODES

Found = Iterator[tuple[Payload, tuple[Fact, ...]]]


def third_episode(view: View, row: Row) -> Found:
    """The third (or later) episode of one child within the window; each episode counts once, however often it is reported.

    A list of the past that is taken in notices nothing by itself: it counts when the child is next reported.
    """
    if getattr(row.fact.data, "imported", False):
        return
    window = timedelta(days=view.number("missing.repeat_window"))
    episodes: dict[str, Row] = {}
    for seen in view.of(missing.Reported, missing.EpisodeOnRecord):
        if row.at - window <= seen.at <= row.at:
            refs = seen.fact.refs("episode")
            episodes.setdefault(refs[0] if refs else seen.fact.id, seen)
    first = episodes.get((row.fact.refs("episode") or (row.fact.id,))[0])
    if first is row and len(episodes) >= view.number("missing.repeat_episodes"):
        saw = tuple(r.fact for r in sorted(episodes.values(), key=lambda r: r.at))
        yield missing.RepeatNoticed(count=len(saw), window_days=window.days, saw=tuple(f.id for f in saw)), saw


def no_plan_at_start(view: View, row: Row) -> Found:
    """An episode begins for a child who is owed a trigger plan and has none."""
    if back.live_plan(view):
        return
    grounds = [r for r in view.of(missing.RepeatNoticed, missing.PriorityListed) if r.at < row.at]
    grounds += [r for r in view.of(people.MarkerRecorded) if r.at < row.at and back.exploitation_high(view, r).holds]
    if grounds:
        first = min(grounds, key=lambda r: r.at)
        yield missing.PlanGapNoticed(owed_since=first.fact.held_from, saw=(first.fact.id, row.fact.id)), (first.fact, row.fact)


def unread_interview(view: View, row: Row) -> Found:
    """An episode begins while what an earlier return interview brought waits to be entered."""
    entered = {ref for r in view.of(missing.ReturnInterviewEntered) for ref in r.fact.refs("episode")}
    for waiting in view.of(missing.ReturnInterviewReceived):
        if not entered.intersection(waiting.fact.refs("episode")) and waiting.at <= row.at:
            yield missing.UnreadInterviewNoticed(received_at=waiting.fact.held_from, saw=(waiting.fact.id, row.fact.id)), (waiting.fact, row.fact)


def owner_with_many(view: View, row: Row) -> Found:
    """An episode is assigned to an inspector who already holds many that are open."""
    held = by_ref((r for r in view.of(missing.OwnershipAssigned) if r is not row), "episode")
    back = {ref for r in view.of(missing.Found, missing.Returned) for ref in r.fact.refs("episode")}
    open_ = {ref: rows[-1].fact for ref, rows in held.items() if ref not in back and ref not in row.fact.refs("episode")}
    if len(open_) >= view.number("missing.owner_load"):
        data: Any = row.fact.data
        saw = (*open_.values(), row.fact)
        yield missing.OwnerLoadNoticed(owner=data.ref or "", open=len(open_), saw=tuple(f.id for f in saw)), saw


_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_PLANS: Final = (missing.TriggerPlanApproved, missing.TriggerPlanEnded)

PATTERNS: Final = (
    Pattern(
        "missing.third-episode", "Third episode in the window", "child", _EXPECTED, ("hmicfrs-ny-2022 p83",), also=("AH-031", "AH-008"),
        watches=(on(missing.Reported), on(missing.EpisodeOnRecord)), find=third_episode, notes=missing.RepeatNoticed, to=(COORDINATOR,),
    ),
    Pattern(
        "missing.no-trigger-plan", "An episode begins and the trigger plan that is owed does not exist", "child", _EXPECTED,
        ("hmicfrs-nn-2019 p314", "hmicfrs-ny-2022 p118"), also=("AH-011", "AH-008"), watches=(on(missing.Reported),), find=no_plan_at_start,
        reads=(reads(*_PLANS, missing.RepeatNoticed, missing.PriorityListed, people.MarkerRecorded, *AGE_FACTS),), notes=missing.PlanGapNoticed,
        to=(SUPERINTENDENT, DI, FIM), priority=Priority.FIRST,
    ),
    Pattern(
        "missing.unread-interview", "An episode begins while a return interview waits unread", "child", _EXPECTED, ("hmicfrs-nn-2019 p118",),
        also=("AH-046", "IC-050"), watches=(on(missing.Reported),), find=unread_interview, notes=missing.UnreadInterviewNoticed,
        reads=(
            reads(missing.ReturnInterviewReceived, missing.ReturnInterviewEntered),
            reads(missing.ReturnInterviewReceived, missing.ReturnInterviewEntered, through=CHILD_EPISODES),
        ), to=(COORDINATOR, FIM),
    ),
    Pattern(
        "missing.owner-load", "The inspector already holds many open episodes", "officer", _EXPECTED, ("hmicfrs-ny-2022 p114",), also=("AH-013",),
        watches=(on(missing.OwnershipAssigned),), find=owner_with_many, notes=missing.OwnerLoadNoticed,
        reads=(reads(missing.Found, missing.Returned, through=OFFICER_EPISODES),), to=(FIM, CII),
    ),
)
