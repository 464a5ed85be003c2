"""How far the independent interview of a child who came back has come: each fact leaves its moment, whatever the order in which they arrive."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from tutela.facts import Fact, missing
from tutela.facts.missing import INTERVIEW_ASKS
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.unit import Work
from tutela.record.occurrences.models import Episode, ReturnInterview


def found(work: Work, episode: Episode, *, at: datetime) -> None:
    """The child is found, the first time counts: from now on the interview is to come, until the return is known."""
    if episode.found_at is None:
        work.change(episode, found_at=at)
    interview_of(work, episode, since=at)


def came_back(work: Work, episode: Episode, *, at: datetime) -> None:
    """The child is back, the first time counts: from then on the interview is to come."""
    if episode.returned_at is None:
        work.change(episode, returned_at=at)
    row = interview_of(work, episode, since=at)
    if row.since != at:
        _set(work, episode, row, since=at)


def stage(work: Work, episode: Episode, name: str, *, at: datetime) -> ReturnInterview:
    """It has come to a stage: the first time counts. Entered or declined, it has ended; held after all, it goes on.

    :param name: one of ``INTERVIEW_STAGES``, or ``declined``
    """
    row = interview_of(work, episode, since=episode.returned_at or episode.found_at or at)
    new: dict[str, datetime | None] = {} if getattr(row, f"{name}_at") is not None else {f"{name}_at": at}
    if name in ("declined", "entered") and row.ended_at is None:
        new["ended_at"] = at
    if name in ("held", "received") and row.entered_at is None and row.ended_at is not None:
        new["ended_at"] = None
    if new:
        _set(work, episode, row, **new)
    return row


def brought(work: Work, episode: Episode, fact: Fact) -> None:
    """It was received, and what of the template it answers: what one receipt leaves out a later one may bring."""
    row, data = stage(work, episode, "received", at=fact.occurred.earliest), cast("missing.ReturnInterviewReceived", fact.data)
    if data.authority:
        said = [name for name in INTERVIEW_ASKS if name in row.answered or clean(getattr(data, name))]
        more: dict[str, Any] = {"entered_at": None, "ended_at": None} if row.entered_at is not None else {}   # what came later is to be entered too
        _set(work, episode, row, authority=clip(clean(data.authority), 120), answered=said, **more)


def interview_of(work: Work, episode: Episode, *, since: datetime) -> ReturnInterview:
    """The episode's row; made where there is none yet."""
    row = ReturnInterview.objects.filter(episode=episode).first()
    if row is None:
        row = ReturnInterview(episode=episode, child=episode.child, since=since)
        work.add(row)
        work.note_change(episode.ref, {}, {"return_interview": "to_ask"})
    return row


def _set(work: Work, episode: Episode, row: ReturnInterview, **new: Any) -> None:
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(new))
    work.rise(episode, {f"return_interview.{name}": value for name, value in old.items()}, {f"return_interview.{name}": value for name, value in new.items()})
