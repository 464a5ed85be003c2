"""Every open log of the room that concerns a child, the oldest report first, with what a supervisor looks for in each.

What a viewer may not know of is neither shown nor counted. A fixed number of queries, however long the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple, get_args
from uuid import UUID

import msgspec
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from tutela.facts import Fact
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit.marks import mark, read_mark
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.cards import DutyCard, cards
from tutela.record.occurrences.models import Episode, GradeVersion, Incident, Involvement, Resource
from tutela.record.occurrences.queries.cards import NOBODY_SENT, OF_CHILDREN, IncidentCard, incident_cards
from tutela.record.occurrences.queries.closed import keys

Only = Literal["", "unsent", "ungraded", "reassess", "fim", "incomplete", "advice"]
FILTERS: Final[tuple[Only, ...]] = get_args(Only)
CODES: Final[dict[str, frozenset[str]]] = {
    "reassess": frozenset({"contact.reassess", "contact.reassess-delay"}), "fim": frozenset({"contact.fim-review", "contact.concern-review"}),
    "incomplete": frozenset({"contact.thrive-complete", "contact.evidence-advice", "missing.questionnaire"}),
    "advice": frozenset({"contact.specialist-answered", "contact.specialist-weighed"}),
}
"""What is owed of a log that stands under each of these filters."""
_THEIRS: Final = ("missing", "subject")


class LogRow(msgspec.Struct, frozen=True, kw_only=True):
    """One log on the supervisor's board."""

    card: IncidentCard
    detail: bool
    """May this viewer see more than that it is there?"""
    owed: tuple[DutyCard, ...]
    stepped_in: Fact | None
    """When a supervisor stepped in last; nothing of it where the detail is kept from the viewer."""

    @property
    def nobody_sent(self) -> bool:
        """Has nobody been sent, though the child is not back?"""
        searches = [e for e in self.card.episodes if e.closed_at is None]
        back = bool(searches) and all(e.state in ("found", "returned") for e in searches)
        return not back and not self.card.sent

    def owes(self, what: str) -> bool:
        """Is something owed that stands under this filter?"""
        return any(duty.code in CODES[what] for duty in self.owed)


class Stands(NamedTuple):
    """An open log by what it is counted."""

    reported_at: datetime
    pk: UUID
    latest: str | None
    searched: bool
    missing: bool
    graded: bool

    @property
    def unsent(self) -> bool:
        """Has nobody been sent, though the child is not back?"""
        return (self.latest is None or self.latest in NOBODY_SENT) and (not self.searched or self.missing)


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the board, where the next begins, how much each filter holds, and when the oldest was reported."""

    rows: tuple[LogRow, ...]
    after: str | None
    counts: dict[str, int]
    oldest: datetime | None


def room(viewer: Viewer, hidden: frozenset[str], *, at: datetime, only: Only = "", after: str | None = None, limit: int = 25) -> Room:
    """A page of open logs that concern a child, the oldest report first: all are read once, and counted and cut from that one answer."""
    found = [Stands(*row) for row in _logs(hidden).order_by("reported_at", "pk").values_list(*Stands._fields)]
    owed = _owed(hidden)
    under = {name: [one for one in found if _stands_under(name, one, owed)] for name in FILTERS}
    place = read_mark(after)
    batch = [one for one in under[only] if place is None or one[:2] > place][: limit + 1]
    shown = batch[:limit]
    rows = Incident.objects.in_bulk([one.pk for one in shown])
    return Room(
        rows=_rows(viewer, [rows[one.pk] for one in shown], at), counts={name: len(under[name]) for name in FILTERS},
        oldest=found[0].reported_at if found else None, after=mark(*shown[-1][:2]) if len(batch) > limit else None,
    )


def _logs(hidden: frozenset[str]) -> QuerySet[Incident]:
    """Open logs about a child, or where children are or may be: that nobody asked whether children live there is no "no"."""
    episodes = Episode.objects.filter(incident=OuterRef("pk"), closed_at=None)
    theirs = Involvement.objects.filter(occurrence=OuterRef("printed"), until=None, role__in=_THEIRS)
    latest = Resource.objects.filter(incident=OuterRef("pk")).order_by("-at", "-id").values("state")[:1]
    found = Incident.objects.filter(closed_at=None).exclude(pk__in=keys(hidden, "incident")).annotate(
        printed=Concat(Value("i:"), Cast("pk", CharField())), searched=Exists(episodes), missing=Exists(episodes.filter(found_at=None, returned_at=None)),
        latest=Subquery(latest), graded=Exists(GradeVersion.objects.filter(incident=OuterRef("pk"), status="live")),
    )
    asked = Q(children_present=True) | Q(concern="domestic_abuse", children_present=None)
    return found.filter(Q(concern__in=OF_CHILDREN) | asked | Q(searched=True) | Exists(theirs))


def _stands_under(name: Only, one: Stands, owed: dict[str, set[UUID]]) -> bool:
    match name:
        case "":
            return True
        case "unsent":
            return one.unsent
        case "ungraded":
            return not one.graded
        case _:
            return one.pk in owed[name]


def _owed(hidden: frozenset[str]) -> dict[str, set[UUID]]:
    """The keys of the incidents for which something is owed that stands under each filter, directly or for an episode of theirs."""
    open_ones = Duty.objects.filter(code__in=sorted(frozenset[str]().union(*CODES.values())), settled_at=None).exclude(about__touches=hidden)
    of: dict[str, set[str]] = defaultdict(set)
    for code, ref in open_ones.values_list("code", "ref"):
        of[ref] |= {name for name, codes in CODES.items() if code in codes}
    searches = Episode.objects.filter(pk__in=keys(of, "episode"), closed_at=None).values_list("pk", "incident")
    places = {**{f"i:{key}": key for key in keys(of, "incident")}, **{f"e:{pk}": incident for pk, incident in searches}}
    return {name: {places[ref] for ref, names in of.items() if name in names and ref in places} for name in CODES}


def _rows(viewer: Viewer, rows: Sequence[Incident], at: datetime) -> tuple[LogRow, ...]:
    held = incident_cards(rows)
    access = policy.accesses(viewer, {ref for card in held for ref in card.shape.refs}, at=at)
    whole = {card.ref for card in held if all(access.get(ref) == "full" for ref in card.shape.refs)}
    owed, stepped_in = _duties(viewer, held, at), _stepped_in(whole)
    return tuple(LogRow(card=card, detail=card.ref in whole, owed=tuple(owed[card.ref]), stepped_in=stepped_in.get(card.ref)) for card in held)


def _duties(viewer: Viewer, held: Iterable[IncidentCard], at: datetime) -> dict[str, list[DutyCard]]:
    """What is owed for each log and its searches, by due time."""
    of = {ref: card.ref for card in held for ref in (card.ref, *(e.ref for e in card.episodes))}
    found: dict[str, list[DutyCard]] = defaultdict(list)
    for duty in cards(viewer, Duty.objects.filter(ref__in=sorted(of), settled_at=None).order_by("due_at", "id"), at=at):
        found[of[duty.subject]].append(duty)
    return found


def _stepped_in(incidents: Iterable[str]) -> dict[str, Fact]:
    """When a supervisor stepped in last on each of these, in one query."""
    found: dict[str, Any] = {}
    for fact in sorted(facts_about([Subject("incident", ref) for ref in incidents], types=("contact.Intervened",)), key=lambda f: (f.held_from, f.id)):
        found.update(dict.fromkeys(fact.refs("incident"), fact))
    return found
