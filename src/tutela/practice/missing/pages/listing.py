"""The missing team's list: reported and unallocated first, fed from the incident on the second of the report; then searches; then who is back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Pager, Row, Table, Tone
from tutela.foundations.design.times import ago, near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import in_words
from tutela.practice.missing import queries
from tutela.record.chronology.queries import last_of
from tutela.record.duties.queries import late_counts
from tutela.record.enquiries.engine import decided_words, level_words, names_of, returned, role_words, state_words
from tutela.record.occurrences.engine import Stands
from tutela.record.occurrences.queries import EpisodeCard, IncidentCard, Owner
from tutela.record.people import queries as people

_TONES: Final[dict[str, Tone]] = {"high": "red", "medium": "orange"}
PARTS: Final = ("waiting", "searching", "back")


class Part(msgspec.Struct, frozen=True):
    """One part of the list."""

    name: str
    title: str
    lead: str
    table: Table
    pager: Pager


class ListPage(msgspec.Struct, frozen=True, kw_only=True):
    """The team's list."""

    parts: tuple[Part, ...]
    as_at: AsAt
    summary: str
    touched: tuple[str, ...]
    may_open: bool


class _Names(msgspec.Struct, frozen=True):
    """What children and officers are called, for one viewer, and how much is late."""

    children: dict[str, str]
    hidden: frozenset[str]
    officers: dict[str, str]
    late: dict[str, int]
    returns: dict[str, datetime] = {}
    """When the return form of each search was filled in last."""

    def child(self, ref: str) -> str:
        """What a child is called; nothing of one whose detail is hidden."""
        return words("enquiries.band.restricted") if ref in self.hidden else self.children.get(ref, words("missing.list.no-name"))

    def overdue(self, *refs: str) -> tuple[Badge, ...]:
        """How much of what is owed for these records is overdue, where anything is."""
        count = sum(self.late.get(ref, 0) for ref in refs)
        return (Badge(words("missing.list.late", count=count), "red"),) if count else ()

    def owner(self, owner: Owner) -> str:
        """Who owns it."""
        return self.officers.get(owner.officer) or role_words(owner.owner)


def list_page(viewer: Viewer, *, at: datetime, after: dict[str, str | None]) -> ListPage:
    """The list as one viewer may see it, in a fixed number of queries."""
    waiting = queries.waiting(viewer, at, after=after.get("waiting"))
    searching, back = queries.searching(viewer, at, after=after.get("searching")), queries.back(viewer, at, after=after.get("back"))
    cards = [*(e for row in waiting.rows for e in row.episodes), *searching.rows, *back.rows]
    children = [*(c for row in waiting.rows for c in row.children), *(e.child for e in cards)]
    named = _names(viewer, children, [*(r.owner for r in waiting.rows), *(e.owner for e in cards)], {*(r.ref for r in waiting.rows), *_refs(cards)}, at)
    return ListPage(
        parts=(
            _part("waiting", [_waits(row, waiting, named, at) for row in _waiting_high_first(waiting)], waiting.after, after),
            _part("searching", [_searched(row, risk, named, at) for row, risk in _high_first(searching)], searching.after, after),
            _part("back", [_searched(row, back.standing.risk(row.ref), named, at) for row in back.rows], back.after, after),
        ),
        as_at=AsAt(at=at, href=reverse("missing:list"), fragment=reverse("missing:list-live")),
        summary=words("missing.list.summary", **{
            name: _count(shown, whole=not (more or after.get(name)))
            for name, shown, more in (
                ("waiting", len(waiting.rows), waiting.after), ("searching", len(searching.rows), searching.after), ("back", len(back.rows), back.after),
            )
        }),
        touched=tuple(dict.fromkeys([*(r.ref for r in waiting.rows), *(e.ref for e in cards), *named.children])),
        may_open=policy.may_visit(viewer, Permission.MISSING_EPISODE_OPEN),
    )


def _count(shown: int, *, whole: bool) -> str:
    """How many a part holds, where the page shows it whole."""
    return str(shown) if whole else words("missing.list.at-least", count=shown)


def _waiting_high_first(page: queries.Waiting) -> list[IncidentCard]:
    """The reports of a page, those of a child at high risk before all others, each by how long it waits."""
    def high(row: IncidentCard) -> bool:
        risks = [page.standing.risk(e.ref) for e in row.episodes if e.state == "missing"]
        return any(risk is not None and risk.value == "high" for risk in risks)

    return sorted(page.rows, key=lambda row: not high(row))


def _high_first(page: queries.Searches) -> list[tuple[EpisodeCard, Stands | None]]:
    """The searches of a page with the level that stands: high before all others, each by how long it lasts."""
    return sorted(((row, page.standing.risk(row.ref)) for row in page.rows), key=lambda held: held[1] is None or held[1].value != "high")


def _waits(row: IncidentCard, page: queries.Waiting, named: _Names, at: datetime) -> Row:
    """A report that no team has yet: with how long it has waited."""
    episode = next((e for e in row.episodes if e.state == "missing"), None)
    risk, grade = page.standing.risk(episode.ref) if episode else None, page.standing.grade(row.ref)
    who = [named.child(child) for child in row.children] or [words("missing.list.no-name")]
    hidden = any(child in named.hidden for child in row.children)
    owner = episode.owner if episode else row.owner   # the search is what is offered and taken
    sent = row.sent
    said = words(f"missing.list.{'no-episode' if not episode else 'no-team' if sent else 'unallocated'}", waiting=in_words(at - row.reported_at))
    waits = Badge(said, "orange" if episode and sent else "red", words("enquiries.band.unallocated-hint") if episode else "")
    since = state_words(episode, at) if episode else words("enquiries.band.reported", length=ago(row.reported_at, at))
    return Row(
        (
            Cell(text=", ".join(who), href=link_to(episode.ref if episode else row.ref), detail=episode.reference if episode else row.reference),
            Cell(badges=(waits, *named.overdue(row.ref, *(e.ref for e in row.episodes))), detail=since),
            Cell(badges=_risk(risk), detail=words("enquiries.band.grade", value=level_words(grade.value)) if grade else words("enquiries.band.grade-none")),
            Cell(text=named.owner(owner), detail=_offered(owner)), Cell(text="" if hidden else row.where, detail=_sent(row, at)),
        ),
        urgent=True, id=f"i-{row.id}",
    )


def _searched(row: EpisodeCard, risk: Stands | None, named: _Names, at: datetime) -> Row:
    state = Badge(words(f"enquiries.state.{row.state}"), "orange" if row.state == "missing" else "green")
    return Row(
        (
            Cell(text=named.child(row.child), href=link_to(row.ref), detail=row.reference),
            _state(row, state, named, at),
            Cell(badges=_risk(risk)), Cell(text=named.owner(row.owner), detail=_offered(row.owner)),
            Cell(at=row.next_review_at) if row.next_review_at else Cell(text=words("missing.list.by-timetable")),
        ),
        urgent=risk is not None and risk.value == "high" and row.state == "missing", id=f"e-{row.id}",
    )


def _state(row: EpisodeCard, state: Badge, named: _Names, at: datetime) -> Cell:
    """Where it stands: of a child still missing since when, and when it was reported."""
    badges = (state, *named.overdue(row.ref, row.incident))
    if row.state == "missing":
        return Cell(badges=badges, detail=state_words(row, at))
    since, form = row.returned_at or row.found_at or row.reported_at, named.returns.get(row.ref)
    said = words("missing.list.return-form", at=near_time(form, at)) if form else words("missing.list.no-return-form")
    return Cell(badges=(*badges, Badge(said, "blue" if form else "orange")), at=since, detail=in_words(at - since))


def _risk(risk: Stands | None) -> tuple[Badge, ...]:
    if risk is None:
        return (Badge(words("missing.list.not-graded"), "yellow"),)
    found = [Badge(level_words(risk.value), _TONES.get(risk.value, "grey"))]
    return (*found, Badge(words("enquiries.band.provisional"), "yellow")) if risk.provisional else tuple(found)


def _sent(row: IncidentCard, at: datetime) -> str:
    if row.resource is None:
        return words("enquiries.band.nobody-sent")
    if row.resource.state == "decided":
        return decided_words(row.resource, at)
    return words(f"enquiries.resource.{row.resource.state}", resource=row.resource.resource or words("enquiries.band.a-unit"))


def _offered(owner: Owner) -> str:
    return words("missing.list.offered", to=role_words(owner.offered_to)) if owner.offered_to else ""


def _part(name: str, rows: list[Row], mark: str | None, after: dict[str, str | None]) -> Part:
    path, title = reverse("missing:list"), words(f"missing.list.{name}.title")
    columns = ("who", "state", "risk", "owner", "where" if name == "waiting" else "review")
    return Part(
        name, title, words(f"missing.list.{name}.lead"),
        Table(
            caption=title, hide_caption=True, columns=tuple(words(f"missing.list.column.{c}") for c in columns),
            rows=tuple(rows), empty=EmptyState(words(f"missing.list.{name}.none")),
        ),
        Pager(next=f"{path}?{name}={mark}#{name}" if mark else None, previous=f"{path}#{name}" if after.get(name) else None, label=title),
    )


def _refs(cards: list[EpisodeCard]) -> set[str]:
    return {ref for card in cards for ref in (card.ref, card.incident)}


def _names(viewer: Viewer, children: list[str], owners: list[Owner], records: set[str], at: datetime) -> _Names:
    access = policy.accesses(viewer, children, at=at)
    shown = [ref for ref in children if access.get(ref) == "full"] if policy.may_visit(viewer, Permission.PERSON_SEE) else []
    return _Names(
        people.displays(shown), frozenset(ref for ref in children if access.get(ref) != "full"), names_of(owner.officer for owner in owners),
        late_counts(records, at=at), last_of((ref for ref in records if ref.startswith("e:")), returned.RECORDED),
    )
