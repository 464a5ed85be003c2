"""What a morning's pack holds, put together for the whole force: who reads it is asked afterwards, line by line.

A fixed number of queries, however many incidents are open. The night is the time since the last pack, a day at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from django.db.models import Q

from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.design.parts import LATE
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Unit
from tutela.record.duties.models import Duty, Transition
from tutela.record.duties.queries.cards import DutyCard, cards, pressing
from tutela.record.occurrences.models import Episode, Incident
from tutela.record.occurrences.queries.cards import OF_CHILDREN, EpisodeCard, IncidentCard, incident_cards

NIGHT: Final = timedelta(hours=24)
SECTIONS: Final = ("missing", "high", "unsent", "late", "concerns")
_LEVELS: Final = {"high": 0, "": 1, "medium": 1, "low": 2}
"""A level that nobody gave yet stands beside medium."""
_BACK: Final = ("found", "returned", "closed")
_NO_OFFICERS: Final = "no_officers"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the pack, as it was known: references and codes, no names."""

    section: str
    area: str
    refs: tuple[str, ...]
    """Every record that it tells of: the tightest of them decides who reads it."""
    record: str
    reference: str = ""
    children: tuple[str, ...] = ()
    what: str = ""
    """Its state, concern or grade as a code; of a clock, what is owed."""
    level: str = ""
    since: datetime | None = None
    due: datetime | None = None
    state: str = ""
    why: str = ""
    """What an officer wrote of the reason."""
    cause: str = ""
    gap: bool = False


def compose(at: datetime, since: datetime) -> tuple[Line, ...]:
    """Every line of the pack as at a moment, section by section, what matters most first."""
    open_episodes = Episode.objects.filter(closed_at=None)
    wanted = Q(closed_at=None) | Q(reported_at__gt=since, reported_at__lte=at) | Q(pk__in=open_episodes.values("incident"))
    held = incident_cards(list(Incident.objects.filter(wanted).order_by("reported_at", "pk")))
    late = _late(at, since)
    areas = _Areas([*(c.owner.officer for c in held), *(d.officer for d in late)], at)
    return (*_missing(held, areas), *_high(held, areas), *_unsent(held, areas), *_clocks(late, areas), *_concerns(held, areas, since))


class _Areas:
    """The part of the force that answers for something: the unit of whoever owns it, else that of the role."""

    def __init__(self, officers: Iterable[str], at: datetime) -> None:
        self.units = {card.ref: card.unit for card in forces.cards({o for o in officers if o}, at)}
        named: dict[str, list[str]] = {}
        for area, name in Unit.objects.order_by("code").values_list("area", "name"):
            named.setdefault(area, []).append(name)
        self.named = {area: names[0] for area, names in named.items() if len(names) == 1}

    def of(self, officer: str, address: str) -> str:
        """What the area is called."""
        area = address.partition("@")[2]
        return self.units.get(officer) or self.named.get(area) or area.replace("_", " ").capitalize()


def _missing(held: Iterable[IncidentCard], areas: _Areas) -> list[Line]:
    """Every episode that is open, a child who is still away before one who is back, the riskiest and longest first."""
    found = [(e, c) for c in held for e in c.episodes if e.closed_at is None]
    found.sort(key=lambda pair: (pair[0].state in _BACK, _LEVELS.get(level_of(pair[0]), 1), pair[0].reported_at, pair[0].ref))
    return [
        Line(
            section="missing", area=areas.of(e.owner.officer, e.owner.owner), refs=tuple(dict.fromkeys((e.ref, c.ref, e.child))), record=e.ref,
            reference=e.reference, children=(e.child,), what=e.state, level=level_of(e), since=e.missing_since or e.reported_at, state=_sent(c),
            gap=_no_resource(c) and e.state not in _BACK,
        )
        for e, c in found
    ]


def _high(held: Iterable[IncidentCard], areas: _Areas) -> list[Line]:
    """Open incidents at immediate grade or danger, beside the searches, which stand above."""
    return [
        _line("high", c, areas) for c in held
        if c.closed_at is None and not any(e.closed_at is None for e in c.episodes)
        and (c.immediate_danger or (c.live is not None and c.live.value == "immediate"))
    ]


def _unsent(held: Sequence[IncidentCard], areas: _Areas) -> list[Line]:
    """Open logs about children to which nobody has been sent, the longest wait first."""
    waiting = [
        c for c in held if c.closed_at is None and _of_a_child(c) and not c.sent
        and not (c.episodes and all(e.state in _BACK for e in c.episodes))
    ]
    said = Transition.objects.filter(kind="explained", cause=_NO_OFFICERS).values("duty")
    short = set(Duty.objects.filter(ref__in=[ref for c in waiting for ref in c.shape.refs], pk__in=said).values_list("ref", flat=True))
    return [_line("unsent", c, areas, gap=_no_resource(c) or not short.isdisjoint((c.ref, *(e.ref for e in c.episodes)))) for c in waiting]


def _concerns(held: Iterable[IncidentCard], areas: _Areas, since: datetime) -> list[Line]:
    """What else about children was reported in the night, area by area."""
    found = [_line("concerns", c, areas) for c in held if c.reported_at > since and c.concern != "missing_child" and _of_a_child(c)]
    return sorted(found, key=lambda line: (line.area, line.since, line.record))


def _late(at: datetime, since: datetime) -> list[DutyCard]:
    """What became overdue in the night, done late since or not done yet."""
    rows = Duty.objects.filter(late_after__gt=since, late_after__lte=at).exclude(state="not needed").order_by("due_at", "id")
    return pressing(card for card in cards(SYSTEM, rows, at=at) if card.state in LATE or card.state in ("done late", "failed", "in question"))


def _clocks(late: Sequence[DutyCard], areas: _Areas) -> list[Line]:
    """The clocks of the night, each with the reason that was given; that nobody gave one is seen too."""
    said: dict[Any, tuple[str, str]] = {}
    keys = {card.ref.partition(":")[2]: card.ref for card in late}
    rows = Transition.objects.filter(duty__in=list(keys), kind__in=("explained", "promised")).order_by("at", "id")
    for duty, words, cause in rows.values_list("duty", "words", "cause"):
        said[keys[str(duty)]] = (words, cause)
    return [
        Line(
            section="late", area=areas.of(card.officer, card.owed_by), refs=tuple(dict.fromkeys((*card.about, card.subject))), record=card.ref,
            children=tuple(ref for ref in card.about if ref.startswith("p:")), what=card.title, due=card.due_at, since=card.settled_at,
            state=card.state, why=said.get(card.ref, ("", ""))[0], cause=said.get(card.ref, ("", ""))[1],
            gap=said.get(card.ref, ("", ""))[1] == _NO_OFFICERS,
        )
        for card in late
    ]


def _line(section: str, c: IncidentCard, areas: _Areas, *, gap: bool = False) -> Line:
    return Line(
        section=section, area=areas.of(c.owner.officer, c.owner.owner), refs=c.shape.refs, record=c.ref, reference=c.reference, children=c.children,
        what=c.concern, level=c.live.value if c.live else "", since=c.reported_at, state=_sent(c), gap=gap,
        why=c.resource.words if c.resource and not c.sent else "",
    )


def level_of(e: EpisodeCard) -> str:
    """The level of risk that stands; empty before anybody graded."""
    return (e.live.handled_as or e.live.value) if e.live else ""


def _sent(c: IncidentCard) -> str:
    return c.resource.state if c.resource else "nobody"


def _no_resource(c: IncidentCard) -> bool:
    return c.resource is not None and c.resource.state == "no_resource"


def _of_a_child(c: IncidentCard) -> bool:
    return c.concern in OF_CHILDREN or bool(c.children) or c.children_present is True
