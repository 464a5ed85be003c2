"""The management pack: for whom it is read, section by section; by area first, so that each commander finds theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from tutela.desks.briefing.queries.composing import SECTIONS, Line
from tutela.desks.briefing.queries.meeting import MeetingSeen
from tutela.desks.briefing.queries.packs import LineSeen, PackSeen, Section
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Row, Table, Tone
from tutela.foundations.design.parts import Line as Said
from tutela.foundations.design.times import ago, length_words, local_date, local_time, near_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.record.duties.queries.cards import place
from tutela.record.enquiries.engine import level_words
from tutela.record.meetings.queries import AttendanceHeld
from tutela.record.occurrences.queries.called import Named, called

_TONES: Final[dict[str, Tone]] = {"high": "red", "immediate": "red", "medium": "orange", "prompt": "orange", "overdue": "red", "breached": "red"}


class SectionPage(msgspec.Struct, frozen=True, kw_only=True):
    """One section, and the way on."""

    name: str
    title: str
    table: Table
    more: str
    more_text: str


class PackPage(msgspec.Struct, frozen=True, kw_only=True):
    """The pack as one reader may see it."""

    title: str
    said: str
    reader: str
    areas: Table
    area: str
    all_areas: str
    sections: tuple[SectionPage, ...]
    meeting: tuple[Said, ...]
    notes: tuple[Said, ...]
    attendance: tuple[Said, ...]
    acts: tuple[Said, ...]
    print_at: str
    """Where it is printed; empty of the live one, which nobody could tell from another."""
    other: tuple[Said, ...]
    review: str
    as_at: datetime
    named: tuple[str, ...]
    """The records that it shows: a look at them is logged."""


def pack_page(
    viewer: Viewer, pack: PackSeen, meeting: MeetingSeen, *, at: datetime, days: tuple[date, ...], area: str = "", section: str = "",
) -> PackPage:
    """The pack of a day, or the live one."""
    refs = {ref for s in pack.sections for seen in s.lines for ref in (*seen.line.refs, seen.line.record)}
    named = called(viewer, refs | {talk.about for talk in meeting.talks if talk.about}, at=at)
    path = path_of(pack)
    when = words("briefing.pack.kept" if pack.kept else "briefing.pack.now", time=local_time(pack.as_at))
    return PackPage(
        title=words("briefing.pack.title", day=local_date(pack.day)), said=when, as_at=pack.as_at, area=area,
        reader=words("briefing.pack.reader", name=viewer.name, time=local_time(at)), all_areas=path if area or section else "",
        areas=_areas(pack, path), sections=tuple(_section(pack, s, named, path, area) for s in pack.sections),
        meeting=decisions(meeting, named, at), notes=notes(meeting, named), attendance=attendance(meeting.attendance),
        acts=tuple(
            Said(text=words(f"briefing.meeting.{act}.title"), href=f"{reverse(f'briefing:{act}', args=[pack.day.isoformat()])}")
            for act in ("decide", "say", "attend")
        ),
        other=tuple(Said(text=local_date(day), href=reverse("briefing:pack", args=[day.isoformat()])) for day in days if not (pack.kept and day == pack.day)),
        print_at=reverse("briefing:print", args=[pack.day.isoformat()]) if pack.kept else "",
        named=tuple(sorted(ref for ref, name in named.items() if name.person)), review=reverse("briefing:review"),
    )


def path_of(pack: PackSeen) -> str:
    """Where this pack is."""
    return reverse("briefing:pack", args=[pack.day.isoformat()]) if pack.kept else reverse("briefing:live")


def _areas(pack: PackSeen, path: str) -> Table:
    """A row an area: how much of each, and how much of it for want of officers."""
    return Table(
        caption=words("briefing.pack.areas"),
        columns=(words("briefing.pack.area"), *(words(f"briefing.pack.short.{name}") for name in SECTIONS), words("briefing.pack.gaps")),
        rows=tuple(
            Row((
                Cell(text=area, href=_address(path, area=area)), *(Cell(text=str(counts[name])) for name in SECTIONS),
                Cell(text=str(pack.gaps.get(area, 0)), badges=(Badge(words("briefing.pack.gap"), "red"),) if pack.gaps.get(area) else ()),
            ))
            for area, counts in pack.counts.items()
        ),
        empty=EmptyState(words("briefing.pack.nothing")),
    )


def _section(pack: PackSeen, s: Section, named: Mapping[str, Named], path: str, area: str) -> SectionPage:
    columns = ("what", "area", "stands", "since", "reason") if s.name == "late" else ("whom", "area", "stands", "since", "sent")
    more = _address(path, area=area, section=s.name, after=str(s.after)) if s.after else ""
    return SectionPage(
        name=s.name, title=words(f"briefing.pack.section.{s.name}", count=s.count), more=more, more_text=words(f"briefing.pack.more.{s.name}"),
        table=Table(
            caption=words(f"briefing.pack.section.{s.name}", count=s.count), hide_caption=True,
            columns=tuple(words(f"briefing.pack.column.{c}") for c in columns),
            rows=tuple(_row(pack, seen, named) for seen in s.lines), empty=EmptyState(words(f"briefing.pack.empty.{s.name}")),
        ),
    )


def _row(pack: PackSeen, seen: LineSeen, named: Mapping[str, Named]) -> Row:
    """A line; of one whose detail is restricted, only that there is one, and in which area."""
    line = seen.line
    if not seen.detail:
        return Row((
            Cell(text=words("briefing.pack.restricted"), detail=words("briefing.pack.restricted-hint")), Cell(text=line.area), Cell(), Cell(), Cell(),
        ))
    if line.section == "late":
        return _clock(pack, line, named)
    decide = f"{reverse('briefing:decide', args=[pack.day.isoformat()])}?{urlencode({'about': line.record})}"
    return Row((
        Cell(text=_name(line, named), href=link_to(line.record)), Cell(text=line.area),
        Cell(badges=_stands(line)),
        Cell(text=length_words(pack.as_at - line.since) if line.since else "", detail=near_time(line.since, pack.as_at) if line.since else ""),
        Cell(text=words("briefing.pack.decide"), href=decide, detail=line.why, badges=_sent(line)),
    ), urgent=line.level in ("high", "immediate") or line.gap)


def _clock(pack: PackSeen, line: Line, named: Mapping[str, Named]) -> Row:
    """A clock of the night: what was owed, by when, whether it was done since, and the reason that was given."""
    tone = _TONES.get(line.state, "yellow")
    cause = (Badge(words(f"duties.cause.{line.cause}"), "red" if line.gap else "grey"),) if line.cause else ()
    return Row((
        Cell(text=line.what, href=link_to(line.record), detail=_about(line, named)), Cell(text=line.area),
        Cell(badges=(Badge(words(f"briefing.pack.state.{line.state.replace(' ', '_')}"), tone),)),
        Cell(text=near_time(line.due, pack.as_at) if line.due else "", detail=ago(line.due, pack.as_at) if line.due else ""),
        Cell(text=line.why or words("briefing.pack.no-reason"), badges=cause),
    ), urgent=line.state in ("overdue", "breached"))


def _name(line: Line, named: Mapping[str, Named]) -> str:
    return ", ".join(dict.fromkeys((*(named[ref].text for ref in line.children if ref in named), *filter(None, (line.reference,)))))


def _about(line: Line, named: Mapping[str, Named]) -> str:
    """Of a clock: the children and the search or incident of which it is."""
    return ", ".join(dict.fromkeys(named[ref].text for ref in (*line.children, *line.refs) if ref in named and ref.startswith(("p:", "e:", "i:"))))


def _stands(line: Line) -> tuple[Badge, ...]:
    level = Badge(level_words(line.level), _TONES.get(line.level, "grey")) if line.level else Badge(words("briefing.pack.not-graded"), "yellow")
    what = "state" if line.section == "missing" else "concern"
    return (Badge(words(f"briefing.pack.{what}.{line.what}"), "purple"), level)


def _sent(line: Line) -> tuple[Badge, ...]:
    back = line.section == "missing" and line.what in ("returned", "closed")   # nobody is searched for: that nobody was sent alarms nobody
    tone: Tone = "blue" if line.state not in ("nobody", "no_resource", "decided") else "grey" if back else "red"
    found = (Badge(words(f"briefing.pack.sent.{line.state}"), tone),)
    return (*found, Badge(words("briefing.pack.gap"), "red")) if line.gap and line.state != "no_resource" else found


def decisions(meeting: MeetingSeen, named: Mapping[str, Named], at: datetime) -> tuple[Said, ...]:
    """What was decided, each with whose it is, by when, and what came of it."""
    found = []
    for talk in meeting.talks:
        for d in talk.decisions:
            about = [named[talk.about].text] if talk.about in named else []
            owner = words("briefing.meeting.owed", owner=place(d.owner), time=near_time(d.due_at, at)) if d.due_at else ""
            result = meeting.done.get(d.action, "")
            state: tuple[str, Tone] = ("done", "green") if result else ("late", "red") if d.due_at is not None and d.due_at < at else ("open", "blue")
            found.append(Said(
                text=d.text, detail=". ".join(filter(None, (*about, owner, result))), href=link_to(d.action) if d.action else None,
                badges=(Badge(words(f"briefing.meeting.{state[0]}-badge"), state[1]),),
            ))
    return tuple(found)


def notes(meeting: MeetingSeen, named: Mapping[str, Named]) -> tuple[Said, ...]:
    """What was said, by whom it was written."""
    people = {card.ref: card.name for card in forces.cards({m.by for talk in meeting.talks for m in talk.minutes})}
    return tuple(
        Said(text=m.text, detail=named[talk.about].text if talk.about in named else "", by=people.get(m.by, ""), at=m.at)
        for talk in meeting.talks for m in talk.minutes
    )


def attendance(people: Iterable[AttendanceHeld]) -> tuple[Said, ...]:
    """Who came, and who did not."""
    return tuple(Said(text=a.who, detail=", ".join(filter(None, (a.agency, words(f"briefing.meeting.state-is.{a.state}"))))) for a in people)


def _address(path: str, **query: str) -> str:
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
