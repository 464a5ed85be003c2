"""A measure's page: what is measured, the number, a picture with its table, by shift, team and person; and the records behind each number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from django.urls import reverse
from django.utils.http import urlencode
from markupsafe import Markup

from tutela.desks.reports.pages.range import Range, shift_words
from tutela.desks.reports.queries.counting import Counts, Found, Group, Records, Tally, groups, number_of, share
from tutela.desks.reports.queries.kept import View
from tutela.desks.reports.queries.measures import Measure, Tone
from tutela.desks.reports.queries.registry import BY_KEY, PARTS
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to, place
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Figure, Line, Pager, Row, Table
from tutela.foundations.design.parts import Tone as Colour
from tutela.foundations.design.pictures.bars import Bar, Bars, Part, draw
from tutela.foundations.design.times import length_words, local_date
from tutela.foundations.design.words import words
from tutela.foundations.kit import ids
from tutela.foundations.kit.text import clip

_COLOURS: Final[dict[Tone, Colour]] = {"met": "green", "missed": "red", "open": "grey"}
_MOST: Final = 30
"""So many persons are listed; whoever has less amiss is in the export."""
_SAID: Final = 240


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A list that was saved under a name."""

    name: str
    href: str
    about: str
    remove: str | None
    key: str


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """The lists that were saved, and every measure by its name, with what it tells."""

    saved: tuple[Saved, ...]
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    """What they are about, and the measures of it."""
    reviewers: bool
    old_logs: str
    """Where a team takes in what it kept before; empty for who may not."""
    digest: str
    """The words that were noticed in the last seven whole days and today, each with author, unit and text."""


class MeasurePage(msgspec.Struct, frozen=True, kw_only=True):
    """One measure for one viewer."""

    title: str
    definition: str
    numbers: tuple[str, ...]
    """The law's numbers by which it is judged, in words."""
    key: str
    range: Range
    at: datetime
    headline: str
    figure: Figure | None
    outcomes: Table
    flags: Table | None
    groups: tuple[Table, ...]
    export: str | None


class RecordsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The records behind one number."""

    title: str
    which: str
    range: Range
    at: datetime
    back: str
    withheld: str
    table: Table
    pager: Pager
    export: str | None
    save: str


def title(measure: Measure) -> str:
    """A measure's name."""
    return words(f"reports.measure.{measure.key}.title")


def outcome_words(measure: Measure, name: str) -> str:
    """An outcome or a flag of a measure."""
    kind = "flag" if name in measure.flags else "outcome"
    return words(f"reports.measure.{measure.key}.{kind}.{name}")


def listed(viewer: Viewer, views: Sequence[View], names: Mapping[str, str], today: date) -> Listed:
    """The list of measures, with the lists that this viewer and their colleagues saved."""
    return Listed(
        saved=tuple(_saved(viewer, view, names, today) for view in views if view.measure in BY_KEY),
        parts=tuple(
            (words(f"reports.part-of.{part}"), tuple(
                Line(text=title(m), href=reverse("reports:measure", args=[m.key]), detail=words(f"reports.measure.{m.key}.tells")) for m in measures
            ))
            for part, measures in PARTS.items()
        ),
        digest=f"{reverse('reports:records', args=['words'])}?{urlencode({'from': str(today - timedelta(days=6)), 'to': str(today)})}",
        reviewers=policy.may_visit(viewer, Permission.REPORTS_REVIEWERS),
        old_logs=(place("old-logs") or "") if policy.may_visit(viewer, Permission.MISSING_OWN) else "",
    )


def _saved(viewer: Viewer, view: View, names: Mapping[str, str], today: date) -> Saved:
    measure = BY_KEY[view.measure]
    asked = {
        "from": (today - timedelta(days=view.days - 1)).isoformat(), "to": today.isoformat(), "which": view.which, "team": view.team, "shift": view.shift,
        "person": view.person,
    }
    said = [title(measure), outcome_words(measure, view.which) if view.which else "", names.get(view.team, ""), names.get(view.person, "")]
    mine = view.by == viewer.ref
    whose = words("reports.view-mine" if not view.shared else "reports.view-shared") if mine else names.get(view.by, "")
    return Saved(
        name=view.name, href=f"{reverse('reports:records', args=[measure.key])}?{urlencode({n: v for n, v in asked.items() if v})}",
        about=". ".join([*filter(None, said), words("reports.range.days", count=view.days), whose]),
        remove=reverse("reports:remove-view", args=[view.id]) if mine else None, key=str(ids.new()),
    )


def measure_page(viewer: Viewer, measure: Measure, counts: Counts, range_: Range, names: Mapping[str, str], *, at: datetime) -> MeasurePage:
    """The page of a measure, from its numbers."""
    return MeasurePage(
        title=title(measure), definition=words(f"reports.measure.{measure.key}.definition"), key=measure.key,
        numbers=tuple(number_of(key, at) for key in (*measure.numbers.values(), *measure.targets)), range=range_, at=at,
        headline=headline(measure, counts.all), figure=_figure(measure, counts, names), outcomes=_outcomes(measure, counts.all, range_),
        flags=_flags(measure, counts.all, range_), groups=tuple(_group(measure, g, counts.by[g], range_, names) for g in groups(measure)),
        export=_export(viewer, measure, range_, ""),
    )


def records_page(
    viewer: Viewer, measure: Measure, found: Records, which: str, range_: Range, names: Mapping[str, str], *, at: datetime,
) -> RecordsPage:
    """The page of the records behind a number."""
    here = reverse("reports:records", args=[measure.key])
    columns = ("record", "when", "outcome", *(("length",) if measure.timed else ()), *(("who",) if measure.personal else ()), "more")
    return RecordsPage(
        title=title(measure), which=outcome_words(measure, which) if which else words("reports.all"), range=range_, at=at,
        back=f"{reverse('reports:measure', args=[measure.key])}?{range_.query}",
        withheld=words("reports.withheld", count=found.withheld) if found.withheld else "",
        table=Table(
            caption=words("reports.records"), hide_caption=True, columns=_heads(measure, columns),
            rows=tuple(_record(measure, row, names) for row in found.rows), empty=EmptyState(words("reports.none-to-show")),
        ),
        pager=Pager(next=f"{here}?{range_.but(which=which, after=found.after)}" if found.after else None),
        export=_export(viewer, measure, range_, which), save=f"{reverse('reports:save-view', args=[measure.key])}?{range_.but(which=which)}",
    )


def headline(measure: Measure, tally: Tally) -> str:
    """The number in one sentence."""
    met, judged = share(measure, tally)
    if not judged:
        return words("reports.nothing-to-judge" if judges(measure) else "reports.counted", total=f"{tally.total:,}")
    return words("reports.headline", met=f"{met:,}", judged=f"{judged:,}", share=f"{met / judged:.0%}", name=outcome_words(measure, measure.outcomes[0].name))


def judges(measure: Measure) -> bool:
    """Does the measure say of anything whether it is as it should be?"""
    return any(outcome.tone != "open" for outcome in measure.outcomes)


def length(minutes: float | None) -> str:
    """So many minutes in words."""
    return "" if minutes is None else length_words(timedelta(minutes=minutes))


def _figure(measure: Measure, counts: Counts, names: Mapping[str, str]) -> Figure | None:
    """A bar for each shift and each team, with the same as a table."""
    drawn: tuple[Group, ...] = ("shift", "team")
    shown = [(g, t) for g in drawn for t in counts.by.get(g, ()) if t.total]
    if not shown:
        return None
    parts = [Part(outcome_words(measure, o.name), o.tone) for o in measure.outcomes]
    bars = [Bar(_called(g, t.name, names), [t.outcomes.get(o.name, 0) for o in measure.outcomes]) for g, t in shown]
    chart = Bars(title(measure), headline(measure, counts.all), parts, bars)
    return Figure(
        svg=Markup(draw(chart, key="wide")), narrow=Markup(draw(chart, width=340, key="narrow")), caption=words("reports.by-shift-and-team"),
        table=Table(
            caption=words("reports.by-shift-and-team"), hide_caption=True, columns=(words("reports.head.group"), *(p.name for p in parts)),
            rows=tuple(Row((Cell(text=bar.name), *(Cell(text=f"{n:,}") for n in bar.numbers))) for bar in bars),
        ),
    )


def _outcomes(measure: Measure, tally: Tally, range_: Range) -> Table:
    heads = ("outcome", "number", *(("median", "ninetieth", "longest") if measure.timed else ()))
    rows = []
    for outcome in measure.outcomes:
        number = tally.outcomes.get(outcome.name, 0)
        name = Cell(
            text=outcome_words(measure, outcome.name), href=_behind(measure, range_, outcome.name) if number else None,
            badges=_tone(outcome.tone) if number and judges(measure) else (),
        )
        cells = (name, Cell(text=_part(number, tally.total)), *_times(measure, tally, outcome.name))
        rows.append(Row(cells, urgent=outcome.tone == "missed" and number > 0))
    everyone = Cell(text=words("reports.all"), href=_behind(measure, range_, "") if tally.total else None)
    whole = Row((everyone, Cell(text=f"{tally.total:,}"), *_times(measure, tally, "")))
    return Table(caption=words("reports.by-outcome"), columns=_heads(measure, heads), rows=(*rows, whole))


def _flags(measure: Measure, tally: Tally, range_: Range) -> Table | None:
    if not measure.flags:
        return None
    return Table(
        caption=words("reports.of-these"), columns=_heads(measure, ("flag", "number")),
        rows=tuple(
            Row((
                Cell(text=outcome_words(measure, flag), href=_behind(measure, range_, flag) if tally.flags.get(flag) else None),
                Cell(text=_part(tally.flags.get(flag, 0), tally.total)),
            ))
            for flag in measure.flags
        ),
    )


def _group(measure: Measure, group: Group, tallies: Sequence[Tally], range_: Range, names: Mapping[str, str]) -> Table:
    """By shift, team or person, each with a number for every outcome, whose name leads to the same page of theirs alone."""
    here = reverse("reports:measure", args=[measure.key])
    heads = [_heads(measure, (group,))[0], words("reports.head.number"), *(outcome_words(measure, o.name) for o in measure.outcomes)]
    if measure.timed:
        heads += _heads(measure, ("median", "longest"))
    rows = []
    for tally in tallies[:_MOST]:
        times = tally.times.get("")
        alone = f"{here}?{range_.but(**{group: tally.name})}" if tally.name and group not in ("hour", "week") else None
        rows.append(Row((
            Cell(text=_called(group, tally.name, names), href=alone),
            Cell(text=f"{tally.total:,}"), *(Cell(text=_part(tally.outcomes.get(o.name, 0), tally.total)) for o in measure.outcomes),
            *((Cell(text=length(times.median if times else None)), Cell(text=length(times.longest if times else None))) if measure.timed else ()),
        )))
    caption = words(f"reports.by.{group}", person=words(f"reports.measure.{measure.key}.person"))
    return Table(caption=caption, columns=tuple(heads), rows=tuple(rows), empty=EmptyState(words("reports.none")))


def _record(measure: Measure, row: Found, names: Mapping[str, str]) -> Row:
    more = [outcome_words(measure, flag) for flag in row.flags if flag in measure.flags]
    return Row((
        Cell(text=row.reference or words("reports.record"), href=link_to(row.ref)), Cell(at=row.at, detail=shift_words(row.shift)),
        Cell(badges=(Badge(outcome_words(measure, row.outcome), _COLOURS[measure.tone(row.outcome)]),)),
        *((Cell(text=length(row.minutes)),) if measure.timed else ()),
        *((Cell(text=_called("person", row.person, names), detail=names.get(row.team, row.team)),) if measure.personal else ()),
        Cell(text=". ".join(more), detail=clip(row.said, _SAID)),
    ))


def _called(group: Group, name: str, names: Mapping[str, str]) -> str:
    if group == "shift":
        return shift_words(name)
    if group == "week":
        return words("reports.week", day=local_date(date.fromisoformat(name)))
    if group == "hour":
        return words("reports.hour", hour=name)
    return names.get(name) or (words(f"reports.no-{group}") if not name or ":" in name else name)


def _times(measure: Measure, tally: Tally, outcome: str) -> tuple[Cell, ...]:
    if not measure.timed:
        return ()
    times = tally.times.get(outcome)
    return tuple(Cell(text=length(value)) for value in ((times.median, times.ninetieth, times.longest) if times else (None, None, None)))


def _part(number: int, total: int) -> str:
    return words("reports.part", number=f"{number:,}", share=f"{number / total:.0%}") if number and total else "0"


def _tone(tone: Tone) -> tuple[Badge, ...]:
    return (Badge(words(f"reports.tone.{tone}"), _COLOURS[tone]),)


def _behind(measure: Measure, range_: Range, which: str) -> str:
    return f"{reverse('reports:records', args=[measure.key])}?{range_.but(which=which)}"


def _export(viewer: Viewer, measure: Measure, range_: Range, which: str) -> str | None:
    may = policy.may_visit(viewer, Permission.REPORTS_EXPORT) and policy.may_visit(viewer, measure.sees)
    return f"{reverse('reports:export', args=[measure.key])}?{range_.but(which=which)}" if may else None


def _heads(measure: Measure, names: Sequence[str]) -> tuple[str, ...]:
    person = words(f"reports.measure.{measure.key}.person")
    return tuple(person[:1].upper() + person[1:] if name in ("person", "who") else words(f"reports.head.{name}") for name in names)


def export_words(measure: Measure, which: str, range_: Range) -> str:
    """What an export holds, in a line."""
    return words(
        "reports.export-of", title=title(measure), which=outcome_words(measure, which) if which else words("reports.all"), first=local_date(range_.first),
        last=local_date(range_.last),
    )
