"""Entering one return interview after another: which comes next, how many are left, and what somebody has entered of this one already."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import msgspec
from django.urls import reverse

from tutela.facts import missing
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Badge, Line
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import in_words
from tutela.law.kernel.subjects import Subject
from tutela.practice.missing.pages import bits
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.enquiries.engine import names_of, role_words
from tutela.record.occurrences import queries
from tutela.record.occurrences.queries.closed import closed_to

_ACT = "enter-interview"


class OfBacklog(msgspec.Struct, frozen=True, kw_only=True):
    """Where one interview stands among those that wait to be entered."""

    text: str
    whole: str
    """The address of the list."""
    following: str = ""
    """The address of the next one; empty where there is none."""


def of_backlog(viewer: Viewer, episode: str, at: datetime) -> OfBacklog | None:
    """What is said of the backlog beside the form; nothing where the child is not back."""
    this = queries.interview_of(episode)
    if this is None:
        return None
    left = queries.backlog(at, closed_to(viewer, at)).count["to_enter"]
    said = words("missing.enter-interview.left", count=left)
    return OfBacklog(
        text=f"{said} {words('missing.enter-interview.back', waiting=in_words(at - this.since))}", whole=reverse("missing:return-interviews"),
        following=_following(viewer, this),
    )


def next_to_enter(viewer: Viewer, episode: str) -> str:
    """Where somebody goes on who has entered one: to the next, and after the last to the list, which says so."""
    this = queries.interview_of(episode)
    return (_following(viewer, this) if this else "") or reverse("missing:return-interviews")


def entered_lines(viewer: Viewer, episode: str, at: datetime) -> list[Line]:
    """What was entered already, by whom and when: nobody types it a second time."""
    found = facts_about([Subject("episode", episode)], types=["missing.ReturnInterviewEntered"])
    access = readable(viewer, found, at=at)
    lines = []
    for fact in found:
        data = cast("missing.ReturnInterviewEntered", fact.data)
        if access[fact.id] == "full":
            who = str(fact.by.ref or "")
            lines.append(Line(
                text="; ".join((*data.places, *data.people, *data.reasons, *(words(f"enquiries.return.reason.{why}") for why in (*data.push, *data.pull)))),
                by=names_of([who]).get(who) or role_words(fact.by.role), at=fact.occurred.earliest,
                badges=(Badge(words("missing.enter-interview.already"), "orange"),),
            ))
    return [*lines, Line(text=words("missing.enter-interview.wrong"))] if lines else []


def changed_names() -> dict[str, str]:
    """What is called how where another entered it meanwhile; what says nothing to a reader is left out."""
    asked = {name: words(f"missing.enter-interview.{name}") for name in ("places", "people", "reasons")}
    return {**asked, "return_interview.entered_at": words("missing.enter-interview.already"), "return_interview.read_at": "", "return_interview.ended_at": ""}


def _following(viewer: Viewer, this: queries.InterviewCard) -> str:
    found = queries.next_interview(viewer, "to_enter", this)
    return bits.act_url(_ACT, found.episode.partition(":")[2]) if found else ""
