"""What a morning's meeting said and decided, for one reader: of a child that is closed to them, nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from tutela.desks.briefing.models import Discussion
from tutela.facts import About
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about
from tutela.record.meetings import queries as meetings
from tutela.record.meetings.queries import AttendanceHeld, DecisionHeld, MinuteHeld
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries.closed import kept_from

REVIEW: Final = "review"
"""In the place of a record: the specialist team's daily meeting with its partners, as a whole."""
_DONE: Final = "referrals.MeetingActionDone"


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """What was said and decided about one record, or (``about`` empty) about none."""

    about: str
    minutes: tuple[MinuteHeld, ...]
    decisions: tuple[DecisionHeld, ...]


class MeetingSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The meeting of a day; ``done``: what came of an action, by its reference."""

    talks: tuple[Talk, ...]
    attendance: tuple[AttendanceHeld, ...]
    partners: tuple[AttendanceHeld, ...]
    """Who came to the specialist team's meeting."""
    done: dict[str, str]

    def about(self, *records: str) -> tuple[Talk, ...]:
        """What was said of some records."""
        return tuple(talk for talk in self.talks if talk.about in records)


class ActionSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One action of a meeting, the records that it is about, what came of it."""

    decision: DecisionHeld
    about: tuple[str, ...]
    result: str


def meeting_of(viewer: Viewer, day: date, *, at: datetime) -> MeetingSeen:
    """The meeting of a day, in a fixed number of queries."""
    rows = list(Discussion.objects.filter(day=day).order_by("meeting"))
    closed = kept_from(viewer, [row.about for row in rows if row.about not in ("", REVIEW)], at)
    rows = [row for row in rows if row.about not in closed]
    held = meetings.several(row.meeting for row in rows)
    actions = [d.action for row in rows for d in held[row.meeting].decisions if d.action]
    done: dict[str, str] = {}
    for fact in facts_about([Subject("action", ref) for ref in actions], types=[_DONE]):
        data: Any = fact.data
        done |= dict.fromkeys(fact.refs("action"), data.result)
    return MeetingSeen(
        talks=tuple(Talk(about=r.about, minutes=held[r.meeting].minutes, decisions=held[r.meeting].decisions) for r in rows),
        attendance=next((held[r.meeting].attendance for r in rows if not r.about), ()),
        partners=next((held[r.meeting].attendance for r in rows if r.about == REVIEW), ()), done=done,
    )


def action(viewer: Viewer, key: UUID, *, at: datetime) -> ActionSeen | None:
    """One action; none where there is none of which the viewer may know in full."""
    held = meetings.decision(key)
    if held is None or not held[1].action:
        return None
    facts = facts_about([Subject("action", held[1].action)], types=["referrals.MeetingActionSet", _DONE])
    about = tuple(dict.fromkeys(a.ref for fact in facts for a in fact.about if a.kind not in ("action", "meeting")))
    if any(access != "full" for access in policy.accesses(viewer, about, at=at).values()):
        return None
    results: list[Any] = [fact.data for fact in facts if fact.type == _DONE]
    return ActionSeen(decision=held[1], about=about, result=results[-1].result if results else "")


def subjects_of(ref: str) -> tuple[About, ...]:
    """An incident with its episodes and children, by the reference of any incident or search; empty for what is neither."""
    try:
        kind, key = refs.split(ref)
    except refs.NotOurs:
        return ()
    if kind == "episode":
        episode = occurrences.episode(str(key))
        return (About("episode", ref), About("incident", episode.card.incident), About("child", episode.card.child)) if episode else ()
    held = occurrences.incident(str(key)) if kind == "incident" else None
    if held is None:
        return ()
    shape = held.card.shape
    return (
        About("incident", shape.incident), *(About("episode", e) for e in shape.episodes), *(About("child", c) for c in shape.children),
    )
