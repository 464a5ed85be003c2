"""How a child goes missing: how often, at which gaps, on which day and hour, where and with whom they were found; as a picture with a table beneath it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

import msgspec
from django.urls import reverse
from markupsafe import Markup

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Cell, EmptyState, Figure, Line, Row, Table
from tutela.foundations.design.pictures import hours
from tutela.foundations.design.pictures.local import LONDON
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import in_words
from tutela.practice.missing import queries
from tutela.practice.missing.forms import PLAN_ACTS
from tutela.practice.missing.pages import bits
from tutela.practice.missing.pages.planning import MEETING, MEETINGS
from tutela.practice.missing.queries import Before
from tutela.record.duties.queries import DutyCard
from tutela.record.duties.queries.law import book
from tutela.record.occurrences.queries import EpisodeHeld

_HOURS: Final = 6
"""So many hours make a part of the day that is worth naming."""


class PatternSeen(msgspec.Struct, frozen=True):
    """What a page shows of a child who was missing before."""

    said: tuple[Line, ...]
    prompt: str
    """That a meeting is to be decided on, where it is."""
    acts: tuple[bits.Link, ...]
    figure: Figure


def pattern(viewer: Viewer, held: EpisodeHeld, owed: Sequence[DutyCard], at: datetime) -> PatternSeen | None:
    """The pattern of a child who was missing before; of one for whom this is the first time there is none."""
    times = queries.times_missing(viewer, held, at)
    if len(times) < 2:
        return None
    window = book().span("missing.repeat_window", at)
    lately = sum(1 for one in times if one.reported_at > at - window)
    decide = any(card.code == MEETING and not card.settled for card in owed)
    moments = [one.reported_at.astimezone(LONDON) for one in times]
    says = words("missing.pattern.picture-says", count=len(times), first=local_date(times[0].reported_at), last=local_date(times[-1].reported_at))
    drawn = [
        Markup(hours.draw(moments, title=words("missing.pattern.picture"), description=says, name=name, width=width))
        for name, width in (("pattern", 760), ("pattern-narrow", 340))
    ]
    return PatternSeen(
        said=tuple(Line(text=said) for said in _said(times, moments, lately, window)),
        prompt=words("missing.pattern.decide", days=window.days) if decide else "", acts=_acts(viewer, held.card.child) if decide else (),
        figure=Figure(svg=drawn[0], narrow=drawn[1], caption=words("missing.pattern.picture"), table=_table(times, moments, held.card.ref)),
    )


def _acts(viewer: Viewer, child: str) -> tuple[bits.Link, ...]:
    key = refs.key_of(child, "person")
    return tuple(
        bits.Link(words(f"missing.{slug}.link"), reverse(f"missing:{slug}", args=[key]))
        for slug in MEETINGS if policy.may_visit(viewer, PLAN_ACTS[slug].operation.permission)
    )


def _said(times: Sequence[Before], moments: Sequence[datetime], lately: int, window: timedelta) -> Iterable[str]:
    """What the times have in common, each in a sentence."""
    yield words("missing.pattern.count", count=len(times) - 1)
    if lately > 1:
        yield words("missing.pattern.lately", count=lately, days=window.days)
    yield words("missing.pattern.raises")
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    shrinking = len(gaps) > 1 and all(later < earlier for earlier, later in pairwise(gaps))
    yield words(f"missing.pattern.{'shrinking' if shrinking else 'gaps'}", gaps=[in_words(gap) for gap in gaps])
    days = Counter(f"{moment:%A}" for moment in moments)
    if often := [day for day, count in days.items() if count > 1 and count == max(days.values())]:
        yield words("missing.pattern.often-day", days=often)
    parts = Counter(moment.hour // _HOURS for moment in moments)
    part, many = parts.most_common(1)[0]
    if many > 1:
        yield words("missing.pattern.often-hours", **{"from": f"{part * _HOURS:02d}:00", "until": f"{(part + 1) * _HOURS:02d}:00"})
    for name, said in (("place", "places"), ("whom", "people")):
        seen = Counter(value for one in times if (value := (one.where if name == "place" else one.with_whom)))
        if again := [value for value, count in seen.items() if count > 1]:
            yield words(f"missing.pattern.often-{name}", **{said: again})


def _table(times: Sequence[Before], moments: Sequence[datetime], this: str) -> Table:
    rows = []
    for number, (one, moment) in enumerate(zip(times, moments, strict=True), 1):
        gap = in_words(moment - moments[number - 2]) if number > 1 else ""
        here = one.ref == this
        rows.append(Row((
            Cell(text=str(number)),
            Cell(at=one.reported_at, href=None if here else link_to(one.ref), text=words("missing.pattern.this") if here else one.reference),
            Cell(text=f"{moment:%A %H:%M}"), Cell(text=gap), Cell(text=one.where or words("missing.pattern.unknown")),
            Cell(text=one.with_whom or words("missing.pattern.unknown")),
        )))
    names = ("number", "when", "day", "gap", "found", "whom")
    return Table(
        caption=words("missing.pattern.table"), columns=tuple(words(f"missing.pattern.column.{name}") for name in names), rows=tuple(rows),
        empty=EmptyState(words("missing.pattern.unknown")),
    )
