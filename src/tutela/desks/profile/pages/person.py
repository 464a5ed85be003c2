"""A person's page: who, the eight answers, tabs with counts, the timeline; as it was; and what somebody sees who may see only the minimum."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from django.urls import reverse

from tutela.desks.profile.pages import tabs
from tutela.desks.profile.pages.answers import banner, marker_line
from tutela.desks.profile.pages.timeline import TimelinePart
from tutela.desks.profile.queries.linked import Linked
from tutela.desks.profile.queries.network import Neighbour
from tutela.desks.profile.queries.tabs import Behind
from tutela.desks.profile.queries.was import Was
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Form
from tutela.foundations.design.parts import Badge, CriticalBand, Figure, Line, Pager, PersonBanner, Table
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.record.duties import queries as duties

TABS: tuple[str, ...] = ("incidents", "episodes", "duties", "shared", "holdings", "relations", "documents", "trail")


class Tab(msgspec.Struct, frozen=True):
    """One tab, with how much is behind it."""

    text: str
    href: str
    current: bool


class Act(msgspec.Struct, frozen=True):
    """Something that this viewer may do here."""

    text: str
    href: str


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it."""

    person: PersonBanner
    band: CriticalBand | None
    notices: tuple[str, ...]
    tabs: tuple[Tab, ...]
    acts: tuple[Act, ...]
    timeline: TimelinePart | None = None
    tables: tuple[Table, ...] = ()
    figure: Figure | None = None
    pager: Pager | None = None
    as_was: datetime | None = None
    as_text: str = ""
    """What stands in the question "as it was at"."""
    as_problem: str = ""
    was: tuple[Line, ...] = ()
    here: str
    title: str


class PartPage(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody sees who may see only the minimum: who it is and what to do; and the way in, in an emergency."""

    person: PersonBanner
    markers: tuple[Line, ...]
    form: Form | None
    action: str


class AskPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that asks something about a person."""

    person: PersonBanner | None
    title: str
    lead: str
    form: Form
    button: str
    back: str
    original: str = ""
    """What the words were, where they are corrected."""


def person_banner(linked: Linked, *, markers: bool = False) -> PersonBanner:
    """Who it is; with the markers where the page does not say them elsewhere."""
    profile = linked.profile
    also = [n.full for n in profile.names if n.until is None and n.full != profile.card.display]
    badges = [Badge(words("profile.stub"), "grey")] if profile.card.status == "stub" else []
    badges += [Badge(words("profile.died"), "black")] if profile.card.died_at else []
    return banner(profile.card, profile.card.age, "", also=also, badges=badges, markers=linked.markers if markers else ())


def part_page(linked: Linked, viewer: Viewer, form: Form, action: str) -> PartPage:
    """The minimum."""
    may = Permission.BREAK_GLASS in viewer.permissions
    return PartPage(
        person=person_banner(linked), markers=tuple(marker_line(m) for m in linked.markers), form=form if may else None, action=action,
    )


def person_page(
    linked: Linked, behind: Behind, viewer: Viewer, *, tab: str, near: int, opened: datetime | None, timeline_count: int,
    band: CriticalBand | None = None, timeline: TimelinePart | None = None, as_was: datetime | None = None, as_text: str = "", as_problem: str = "",
    was: Was | None = None,
) -> PersonPage:
    """The page with one of its tabs."""
    key = refs.key_of(linked.ref, "person")
    here = reverse("profile:person", args=[key])
    notices = [words("profile.opened", until=local_time(opened))] if opened else []
    hidden = any(m.detail_hidden for m in linked.markers)
    notices += [words("profile.detail-hidden")] if hidden else []
    notices += [words("profile.as-was", at=local_time(as_was))] if as_was else []
    return PersonPage(
        person=person_banner(linked, markers=band is None and as_was is None), band=band, notices=tuple(notices), here=here,
        tabs=tuple(_tabs(linked, behind, key, tab, near, timeline_count)), acts=tuple(_acts(linked, viewer, key, hidden=hidden)), timeline=timeline,
        as_was=as_was, as_text=as_text, as_problem=as_problem, was=tuple(_was(was)) if was else (), title=linked.profile.card.display,
    )


def with_tables(page: PersonPage, *tables: Table, figure: Figure | None = None, pager: Pager | None = None) -> PersonPage:
    """The page with what stands behind a tab."""
    return msgspec.structs.replace(page, tables=tables, figure=figure, pager=pager)


def counts(linked: Linked, behind: Behind, near: int) -> dict[str, int]:
    """How much is behind each tab."""
    return {
        "incidents": len(linked.incidents), "episodes": len(linked.episodes), "duties": len(behind.owed), "shared": len(behind.shared),
        "holdings": sum(h.state == "hit" for h in behind.held), "relations": near, "documents": len(behind.documents) + len(behind.meetings),
    }


def relations_tab(linked: Linked, near: list[Neighbour], names: dict[str, str]) -> tuple[Figure, Table]:
    """Picture and markers."""
    key = refs.key_of(linked.ref, "person")
    links = {
        m.ref: (reverse("profile:marker", args=[key, refs.key_of(m.ref, "marker")]), "") for m in linked.markers if not m.detail_hidden
    }
    return tabs.relations(linked, near), tabs.marker_table(linked.markers, names, links)


def _tabs(linked: Linked, behind: Behind, key: UUID, current: str, near: int, timeline_count: int) -> list[Tab]:
    counted = counts(linked, behind, near)
    found = [Tab(words("profile.tab.timeline", count=timeline_count), reverse("profile:person", args=[key]), current == "")]
    for name in TABS:
        if name == "trail" and not behind.trail:
            continue
        text = words(f"profile.tab.{name}", count=counted[name]) if name in counted else words(f"profile.tab.{name}")
        found.append(Tab(text, reverse("profile:tab", args=[key, name]), current == name))
    return found


def _acts(linked: Linked, viewer: Viewer, key: UUID, *, hidden: bool) -> list[Act]:
    found = []
    for act, permission in (("name", Permission.PERSON_RECORD), ("address", Permission.PERSON_RECORD), ("relation", Permission.PERSON_RECORD),
                            ("marker", Permission.MARKER_RECORD)):
        if permission in viewer.permissions:
            address = reverse("profile:record-marker", args=[key]) if act == "marker" else reverse("profile:act", args=[key, act])
            found.append(Act(words(f"profile.act.{act}.link"), address))
    for name in ("trigger-plan", "summaries") if linked.profile.card.age.treated_as_child else ():
        there = duties.act(viewer, f"missing.{name}-page", [linked.ref])
        if there is not None:
            found.append(Act(words(f"profile.act.{name}"), there))
    if hidden and Permission.BREAK_GLASS in viewer.permissions:
        found.append(Act(words("profile.glass.link"), reverse("profile:open", args=[key])))
    if policy.may_visit(viewer, Permission.REPLAY_SEE):
        found.append(Act(words("profile.replay"), reverse("replay:record", args=[linked.ref])))
    return found


def _was(was: Was) -> list[Line]:
    found = [marker_line(m) for m in was.markers]
    for episode, stands in was.searches:
        level = words(f"profile.risk.level.{stands.value}") if stands else words("profile.risk.ungraded")
        found.append(Line(text=words("profile.was.missing", reference=episode.reference), detail=level, at=episode.missing_since or episode.reported_at))
    for owed in was.owed:
        late = (Badge(words("profile.was.late"), "red"),) if owed.late else ()
        found.append(Line(text=words("profile.was.owed", role=owed.owed_by, what=owed.title), at=owed.due_at, badges=late))
    return found or [Line(text=words("profile.was.nothing"))]


