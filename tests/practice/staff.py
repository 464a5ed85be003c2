"""An invented room and team: officers with posts and shifts, as viewers who act. And how an act is called in a test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from tutela.facts import About, Actor, Fact, Payload, Source, Span
from tutela.facts.registry import NAMES
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces import rows
from tutela.foundations.work.operation import Operation, Outcome

AT: Final = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
LONG_AGO: Final = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = count(1)

PEOPLE: Final = {
    "handler": ("Jo Ashworth", "Staff", "call_handler@contact", ()),
    "dispatcher": ("Lee Burrow", "Staff", "dispatcher@contact", ()),
    "supervisor": ("Ann Carrick", "Staff", "supervisor@contact", ()),
    "other_supervisor": ("Moira Dale", "Staff", "supervisor@contact", ()),
    "fim": ("Tom Ekers", "Inspector", "fim@contact", ("incident_command",)),
    "cii": ("Ruth Farley", "Inspector", "cii@missing", ("incident_command",)),
    "coordinator": ("Nia Goddard", "Staff", "coordinator@missing", ()),
    "di": ("Sam Whitlock", "Detective Inspector", "detective_inspector@investigation", ("pip2",)),
    "missing_di": ("Asha Ives", "Detective Inspector", "detective_inspector@missing", ("pip2",)),
    "superintendent": ("Hal Jessop", "Superintendent", "superintendent@contact", ()),
    "constable": ("Pat Kirby", "Constable", "response_officer@response", ()),
    "registrar": ("Mo Winters", "Staff", "crime_registrar@force", ()),
    "administrator": ("Sue Ellery", "Staff", "administrator@force", ()),
}


class Staff:
    """Everybody of :data:`PEOPLE`, posted and on duty for a week from the day before."""

    def __init__(self, at: datetime = AT) -> None:
        self.at = at
        self.unit = rows.add_unit(code="NS1", name="Northshire", area="contact")
        self.officers: dict[str, Any] = {}
        for key in PEOPLE:
            self.add(key, *PEOPLE[key])

    def add(self, key: str, name: str, rank: str, post: str, skills: Iterable[str] = (), *, on_duty: bool = True) -> Viewer:
        """One more officer."""
        row = rows.add_officer(collar=f"T{len(self.officers) + 1:03d}", name=name, rank=rank, unit=self.unit, at=LONG_AGO, by="test")
        rows.add_post(row, post, since=LONG_AGO, at=LONG_AGO, by="test")
        for skill in skills:
            rows.add_skill(row, skill, since=LONG_AGO, at=LONG_AGO, by="test")
        if on_duty:
            rows.roster_shift(row, post, since=self.at - timedelta(days=1), until=self.at + timedelta(days=7), at=LONG_AGO, by="test")
        self.officers[key] = row
        return self[key]

    def __getitem__(self, key: str) -> Viewer:
        return self.viewer(key, self.at)

    def viewer(self, key: str, at: datetime) -> Viewer:
        """Who somebody is at a moment."""
        held = forces.standing(self.officers[key].ref, at)
        return Viewer(
            ref=held.card.ref, name=held.card.name, roles=frozenset(f"{role}@{area}" for role, area in held.roles), acting=held.acting,
            rank=held.card.rank or None, unit=held.card.unit_code or None, skills=held.skills, lapsed=held.lapsed, session="test",
        )


def do(act: Operation, by: Viewer, at: datetime = AT, *, key: str = "", **given: Any) -> Outcome:
    """Do an act, under a key of its own."""
    return act(by=by, key=key or f"k{next(_numbers)}", at=at, **given)


def outside(payload: Payload, *about: About, at: datetime = AT, role: str = "system", ref: str | None = None, system: str = "stormlike", id: str = "") -> Fact:
    """A fact from another system."""
    number = next(_numbers)
    return Fact(
        id=id or f"{system}:fact-{number}", type=NAMES[type(payload)], data=payload, occurred=Span(at, at), by=Actor(role=role, ref=ref), about=about,
        source=Source(system, f"fact-{number}"),
    )
