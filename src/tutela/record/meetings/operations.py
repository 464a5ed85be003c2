"""Arranging and recording a meeting. These helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.meetings.models import Attendance, Decision, Meeting, MeetingAbout, Minute


def arrange(
    work: Work, *, title: str, about: Iterable[str], planned_at: datetime, kind: str = "other", where: str = "", chair: str = "",
    sensitivity: str = "none",
) -> Meeting:
    """Arrange a meeting about some records.

    :raises Refused: without a title, or about nothing
    """
    named = tuple(dict.fromkeys(about))
    if not clean(title):
        raise Refused("meetings.say-title")
    if not named:
        raise Refused("meetings.say-about")
    row = Meeting(
        **work.root("MTG"), retention="child_protection", sensitivity=sensitivity, kind=kind, title=clip(clean(title), 200), planned_at=planned_at,
        where=clip(clean(where), 200), chair=chair,
    )
    work.add(row, shown=("kind", "title", "planned_at", "chair"))
    MeetingAbout.objects.bulk_create([MeetingAbout(meeting=row, ref=ref) for ref in named])
    work.touch(*named)
    return row


def held(work: Work, ref: str, since: datetime, until: datetime | None = None, *, chair: str = "", expected: int | None = None) -> Meeting:
    """Record that a meeting was held, from when and until when.

    :raises Refused: if it was called off
    """
    row = _held(work, ref, expected)
    if row.called_off_at is not None:
        raise Refused("meetings.was-called-off")
    work.change(row, held_from=since, held_until=until, chair=chair or row.chair)
    return row


def call_off(work: Work, ref: str, why: str, *, expected: int | None = None) -> Meeting:
    """Call a meeting off, with the reason.

    :raises Refused: without a reason, or if it was held
    """
    if not clean(why):
        raise Refused("meetings.say-why")
    row = _held(work, ref, expected)
    if row.held_from is not None:
        raise Refused("meetings.was-held")
    if row.called_off_at is None:
        work.change(row, called_off_at=work.at, called_off_by=work.by.ref, called_off_why=clip(clean(why), 300))
    return row


def attend(work: Work, ref: str, who: str, *, agency: str = "", state: str = "came") -> Attendance:
    """Record that somebody was asked, came, sent apologies or stayed away.

    :raises Refused: if it is not said who
    """
    name = clip(clean(who), 120)
    if not name:
        raise Refused("meetings.say-who")
    meeting = _held(work, ref, None)
    row = Attendance.objects.filter(meeting=meeting, who=name).first()
    if row is None:
        row = Attendance(meeting=meeting, who=name, agency=clip(clean(agency), 120), state=state, at=work.at, by=work.by.ref)
        work.add(row)
    elif (row.state, row.agency) != (state, agency or row.agency):
        row.state, row.agency, row.at, row.by = state, clip(clean(agency), 120) or row.agency, work.at, work.by.ref
        row.save(update_fields=["state", "agency", "at", "by"])
    work.note_change(meeting.ref, {}, {f"attendance {name}": state})
    return row


def minute(work: Work, ref: str, text: str, *, corrects: int | None = None) -> Minute:
    """Add a minute; a correction is another that says which it corrects.

    :raises Refused: if there is nothing in it
    """
    if not clean(text):
        raise Refused("meetings.say-what")
    meeting = _held(work, ref, None)
    row = Minute(meeting=meeting, number=_next(Minute, meeting), text=clean(text), corrects=corrects, at=work.at, by=work.by.ref)
    work.add(row)
    work.note_change(meeting.ref, {}, {f"minute {row.number}": row.text})
    return row


def decide(work: Work, ref: str, text: str, *, why: str = "", owner: str = "", due_at: datetime | None = None) -> Decision:
    """Record a decision, and who carries it out by when.

    :raises Refused: if there is nothing in it, or a time and nobody
    """
    if not clean(text):
        raise Refused("meetings.say-what")
    if due_at is not None and not clean(owner):
        raise Refused("meetings.say-owner")
    meeting = _held(work, ref, None)
    row = Decision(
        meeting=meeting, number=_next(Decision, meeting), text=clean(text), why=clean(why), owner=clip(clean(owner), 120), due_at=due_at, at=work.at,
        by=work.by.ref,
    )
    work.add(row)
    work.note_change(meeting.ref, {}, {f"decision {row.number}": row.text})
    return row


def became(work: Work, decision: UUID, action: str) -> Decision:
    """Record which action of an enquiry a decision became.

    :param action: the action's soft reference
    :raises Refused: if there is no such decision
    """
    row = Decision.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=decision).first()
    if row is None:
        raise Refused("meetings.no-such-decision")
    if row.action != action:
        row.action = action
        row.save(update_fields=["action"])
        work.note_change(row.meeting.ref, {}, {f"decision {row.number}": {"action": action}})
        work.touch(row.meeting.ref, action)
    return row


def _next(model: type[Minute] | type[Decision], meeting: Meeting) -> int:
    last: int | None = model._default_manager.filter(meeting=meeting).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _held(work: Work, ref: str, expected: int | None) -> Meeting:
    try:
        return work.lock(Meeting, refs.key_of(ref, "meeting"), expected=expected)
    except (Meeting.DoesNotExist, refs.NotOurs):
        raise Refused("meetings.no-such-meeting") from None
