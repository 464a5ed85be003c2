"""Officers and the roster, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.desks.administration.queries.officers import Held, Kept
from tutela.desks.administration.queries.roster import Address, Gap
from tutela.facts.roles import AREAS, ROLES
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Line, Pager, Row, Table
from tutela.foundations.design.times import local_time, near_time
from tutela.foundations.design.words import known, words
from tutela.foundations.forces.cards import Standing
from tutela.foundations.kit import refs
from tutela.record.duties.queries.cards import place as called
from tutela.record.duties.queries.law import names

ACTS: tuple[str, ...] = ("post", "end-post", "shift", "absence", "skill")


class OfficersPage(msgspec.Struct, frozen=True, kw_only=True):
    """Officers by name, and whose skills have lapsed."""

    text: str
    table: Table
    lapsed: Table
    pager: Pager
    add: str | None


class OfficerPage(msgspec.Struct, frozen=True, kw_only=True):
    """One officer."""

    name: str
    facts: tuple[tuple[str, str], ...]
    badges: tuple[Badge, ...]
    acts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    owns: Table


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One role@area on the roster page."""

    title: str
    nobody: bool
    on_duty: tuple[Line, ...]
    not_counted: tuple[Line, ...]
    coming: tuple[Line, ...]
    gaps: tuple[Line, ...]


class RosterArea(msgspec.Struct, frozen=True):
    """The roles of one area."""

    title: str
    slots: tuple[Slot, ...]
    empty: int
    """How many have nobody now."""


class RosterPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who is on duty now, and the next days."""

    now: datetime
    until: datetime
    areas: tuple[RosterArea, ...]
    nobody: int
    shift: str


def officers_page(
    text: str, rows: Sequence[Standing], next_: str, lapsed: Sequence[tuple[Standing, tuple[tuple[str, str], ...]]], skills: Mapping[str, str],
) -> OfficersPage:
    """The list."""
    here = reverse("administration:officers")
    return OfficersPage(
        text=text, add=reverse("administration:officer-add"), pager=Pager(next=f"{here}?q={text}&after={next_}" if next_ else None),
        table=Table(
            caption=words("administration.officers.all"), columns=_heads("name", "rank", "unit", "posts", "now"), rows=tuple(_officer(s) for s in rows),
            empty=EmptyState(words("administration.officers.none")),
        ),
        lapsed=Table(
            caption=words("administration.officers.lapsed"), columns=_heads("name", "role", "skill"),
            rows=tuple(
                Row((
                    Cell(text=s.card.name, href=_href(s.card.ref), detail=s.card.unit), Cell(text="; ".join(dict.fromkeys(_role(r) for r, _ in lacks))),
                    Cell(text="; ".join(dict.fromkeys(skills.get(k, k) for _, k in lacks)), badges=(Badge(words("administration.officers.cannot"), "red"),)),
                ), urgent=True)
                for s, lacks in lapsed
            ),
            empty=EmptyState(words("administration.officers.none-lapsed")),
        ),
    )


def officer_page(kept: Kept, skills: Mapping[str, str], names: Mapping[str, str], at: datetime) -> OfficerPage:
    """One officer."""
    s = kept.standing
    facts = [
        ("collar", s.card.collar), ("rank", s.card.rank), ("unit", s.card.unit), ("email", s.card.email), ("telephone", s.card.telephone),
        ("now", "; ".join(place(a) for a in s.on_duty) or words("administration.officer.off-duty")),
    ]
    return OfficerPage(
        name=s.card.name, facts=tuple((words(f"administration.officer.{name}"), text) for name, text in facts if text),
        badges=_badges(s, kept.lacking, skills),
        acts=tuple((words(f"administration.act.{act}.link"), reverse("administration:officer-act", args=[kept.key, act])) for act in ACTS),
        tables=(
            _held("posts", [(place(h.what), h) for h in kept.posts], names, at),
            _held("skills", [(skills.get(h.what, h.what), h) for h in kept.skills], names, at),
            _held("absences", [(words(f"administration.absence.{h.what}"), h) for h in kept.absences], names, at),
            Table(
                caption=words("administration.officer.shifts"), columns=_heads("role", "since", "until"),
                rows=tuple(Row((Cell(text=place(a)), Cell(at=since), Cell(at=until))) for a, since, until in kept.shifts),
                empty=EmptyState(words("administration.officer.none-shifts")),
            ),
        ),
        owns=owns(kept, names),
    )


def owns(kept: Kept, names: Mapping[str, str]) -> Table:
    """What an officer would leave behind: everything open that they own, and to whom it is offered."""
    offered = {one.subject: one for one in kept.handing}
    return Table(
        caption=words("administration.officer.owns"), columns=_heads("record", "hand-over"),
        rows=tuple(
            Row((
                Cell(text=names.get(ref) or words(f"administration.record.{refs.split(ref)[0]}"), href=link_to(ref)),
                Cell(
                    text=words("administration.officer.offered", to=names.get(offered[ref].receiver) or place(offered[ref].receiver_role))
                    if ref in offered else words("administration.officer.not-offered"),
                    at=offered[ref].offered_at if ref in offered else None,
                ),
            ))
            for ref in kept.owns
        ),
        empty=EmptyState(words("administration.officer.owns-nothing")),
    )


def roster_page(rows: Sequence[Address], now: datetime, until: datetime) -> RosterPage:
    """The roster, by area; who has nobody stands first."""
    by_area: dict[str, list[Address]] = {}
    for row in rows:
        by_area.setdefault(row.address.partition("@")[2], []).append(row)
    areas = tuple(
        RosterArea(_area(area), tuple(_slot(a, now) for a in sorted(found, key=lambda a: not a.nobody)), sum(a.nobody for a in found))
        for area, found in by_area.items()
    )
    return RosterPage(now=now, until=until, areas=areas, nobody=sum(area.empty for area in areas), shift=reverse("administration:officers"))


def place(address: str) -> str:
    """``fim@contact`` in words, the force's own where its overlay has them."""
    role, _, area = address.partition("@")
    return called(address) if role in ROLES else f"{_role(role)}, {_area(area)}" if area else _role(role)


def _slot(a: Address, now: datetime) -> Slot:
    why = {"absent": "administration.roster.away", "lapsed": "administration.roster.lapsed", "posted": "administration.roster.no-post"}
    return Slot(
        title=_post(a.address), nobody=a.nobody,
        on_duty=tuple(
            Line(text=card.name, detail=" ".join(filter(None, (card.rank, card.collar or card.unit))), telephone=card.telephone, href=_href(card.ref))
            for card in a.on_duty
        ),
        not_counted=tuple(
            Line(text=line.card.name, detail=words(why["absent" if line.absent else "lapsed" if line.lapsed else "posted"]), href=_href(line.card.ref))
            for line in a.lines
        ),
        coming=tuple(
            Line(text=card.name, detail=words("administration.roster.from-to", since=near_time(since, now), until=near_time(until, now)))
            for card, since, until in a.coming[:6]
        ),
        gaps=tuple(Line(text=_gap(gap, now)) for gap in a.gaps[:4]),
    )


def _gap(gap: Gap, now: datetime) -> str:
    message = "administration.roster.gap-now" if gap.since <= now else "administration.roster.gap"
    return words(message, since=local_time(gap.since), until=local_time(gap.until))


def _officer(s: Standing) -> Row:
    return Row((
        Cell(text=s.card.name, href=_href(s.card.ref), detail=s.card.collar), Cell(text=s.card.rank), Cell(text=s.card.unit),
        Cell(text="; ".join(sorted(place(f"{role}@{area}") for role, area in s.roles)) or words("administration.officers.no-post")),
        Cell(text="; ".join(place(a) for a in s.on_duty), badges=_badges(s, (), {})),
    ))


def _badges(s: Standing, lacking: Sequence[tuple[str, str]], skills: Mapping[str, str]) -> tuple[Badge, ...]:
    found = [] if s.active else [Badge(words("administration.officers.left"), "grey")]
    found += [Badge(words("administration.officers.away"), "yellow")] if s.absent else []
    if lacking:
        found += [Badge(words("administration.officers.lacks", skill=skills.get(skill, skill)), "red") for skill in dict.fromkeys(k for _, k in lacking)]
    elif s.lapsed:
        found += [Badge(words("administration.officers.cannot"), "red")]
    return tuple(found)


def _held(what: str, rows: Sequence[tuple[str, Held]], names: Mapping[str, str], at: datetime) -> Table:
    return Table(
        caption=words(f"administration.officer.{what}"), columns=_heads("what", "since", "until", "by"),
        rows=tuple(
            Row((
                Cell(text=text), Cell(at=h.since),
                Cell(at=h.until, badges=(Badge(words("administration.officer.over")),)) if h.until and h.until <= at
                else Cell(at=h.until) if h.until else Cell(text=words("administration.officer.no-end")),
                Cell(text=names.get(h.by, h.by)),
            ))
            for text, h in rows
        ),
        empty=EmptyState(words(f"administration.officer.none-{what}")),
    )


def _href(ref: str) -> str | None:
    return reverse("administration:officer", args=[refs.key_of(ref, "officer")]) if ref.startswith("o:") else None


def _post(address: str) -> str:
    """The force's word for a post; without one, our role, as its area stands above it."""
    role, _, area = address.partition("@")
    return names().post(role, area) if names().has(address) else _role(role)


def _role(role: str) -> str:
    message = f"administration.role.{role}"
    return ROLES.get(role) or (words(message) if known(message) else role)


def _area(area: str) -> str:
    return AREAS.get(area, area)


def _heads(*names: str) -> tuple[str, ...]:
    return tuple(words(f"administration.officers.head.{name}") for name in names)
