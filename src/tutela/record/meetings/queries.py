"""Which meetings there were about a record, who came, what was decided and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from tutela.foundations.kit import refs
from tutela.record.meetings.models import Attendance, Decision, Meeting, MeetingAbout, Minute
from tutela.record.people import queries as people


class AttendanceHeld(msgspec.Struct, frozen=True, kw_only=True):
    """Who was asked, and whether they came."""

    who: str
    agency: str
    state: str


class MinuteHeld(msgspec.Struct, frozen=True, kw_only=True):
    """What was said."""

    number: int
    text: str
    corrects: int | None
    at: datetime
    by: str


class DecisionHeld(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided; ``action`` where it became one of an enquiry."""

    id: UUID
    number: int
    text: str
    why: str
    owner: str
    due_at: datetime | None
    action: str
    at: datetime
    by: str


class MeetingHeld(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting."""

    ref: str
    reference: str
    version: int
    kind: str
    title: str
    planned_at: datetime
    where: str
    chair: str
    held_from: datetime | None
    held_until: datetime | None
    called_off_why: str
    about: tuple[str, ...]
    attendance: tuple[AttendanceHeld, ...]
    minutes: tuple[MinuteHeld, ...]
    decisions: tuple[DecisionHeld, ...]


def about(named: Iterable[str], *, limit: int = 50) -> list[MeetingHeld]:
    """Meetings about some records (of a person under all their references), the latest first, in a fixed number of queries."""
    given = list(named)
    wanted = {*given, *(ref for group in people.aliases(given).values() for ref in group)}
    keys = MeetingAbout.objects.filter(ref__in=wanted).values("meeting")
    return _held(list(Meeting.objects.filter(pk__in=keys).order_by("-planned_at", "-pk")[:limit]))


def one(ref: str) -> MeetingHeld | None:
    """One meeting."""
    row = Meeting.objects.filter(pk=refs.key_of(ref, "meeting")).first()
    return _held([row])[0] if row else None


def several(named: Iterable[str]) -> dict[str, MeetingHeld]:
    """Some meetings, by their references, in a fixed number of queries."""
    rows = list(Meeting.objects.filter(pk__in=[refs.key_of(ref, "meeting") for ref in named]).order_by("planned_at", "pk"))
    return {held.ref: held for held in _held(rows)}


def decision(key: UUID) -> tuple[str, DecisionHeld] | None:
    """One decision, with the meeting in which it was taken."""
    row = Decision.objects.filter(pk=key).first()
    return (refs.make("meeting", row.meeting_id), _decision(row)) if row else None


def without_action(*, limit: int = 100) -> list[tuple[str, UUID]]:
    """Decisions that somebody was to carry out and that became no action: meeting and decision, the oldest first."""
    rows = Decision.objects.filter(action="").exclude(owner="").order_by("at").values_list("meeting_id", "pk")[:limit]
    return [(refs.make("meeting", meeting), decision) for meeting, decision in rows]


def _held(rows: list[Meeting]) -> list[MeetingHeld]:
    named: dict[UUID, list[str]] = defaultdict(list)
    for meeting, ref in MeetingAbout.objects.filter(meeting__in=rows).order_by("pk").values_list("meeting_id", "ref"):
        named[meeting].append(ref)
    came: dict[UUID, list[AttendanceHeld]] = defaultdict(list)
    for a in Attendance.objects.filter(meeting__in=rows).order_by("agency", "who"):
        came[a.meeting_id].append(AttendanceHeld(who=a.who, agency=a.agency, state=a.state))
    said: dict[UUID, list[MinuteHeld]] = defaultdict(list)
    for m in Minute.objects.filter(meeting__in=rows).order_by("number"):
        said[m.meeting_id].append(MinuteHeld(number=m.number, text=m.text, corrects=m.corrects, at=m.at, by=m.by))
    decided: dict[UUID, list[DecisionHeld]] = defaultdict(list)
    for d in Decision.objects.filter(meeting__in=rows).order_by("number"):
        decided[d.meeting_id].append(_decision(d))
    return [
        MeetingHeld(
            ref=r.ref, reference=r.reference, version=r.version, kind=r.kind, title=r.title, planned_at=r.planned_at, where=r.where, chair=r.chair,
            held_from=r.held_from, held_until=r.held_until, called_off_why=r.called_off_why, about=tuple(named[r.pk]), attendance=tuple(came[r.pk]),
            minutes=tuple(said[r.pk]), decisions=tuple(decided[r.pk]),
        )
        for r in rows
    ]


def _decision(d: Decision) -> DecisionHeld:
    return DecisionHeld(id=d.pk, number=d.number, text=d.text, why=d.why, owner=d.owner, due_at=d.due_at, action=d.action, at=d.at, by=d.by)
