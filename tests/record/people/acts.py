"""An act for tests of what helpers do: a unit of work by the system or an officer, and what finishing one appends."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from tutela.facts import About, Actor, Fact, Payload, Source, Span
from tutela.facts.registry import NAMES
from tutela.foundations.access.viewer import SYSTEM, Viewer
from tutela.foundations.work.unit import Work
from tutela.record.chronology import operations as chronology
from tutela.record.people import operations as people

AT = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
_numbers = count(1)


def work(at: datetime = AT, by: Viewer = SYSTEM) -> Work:
    """An act at a moment."""
    return Work("test.act", by, at, key=f"k{next(_numbers)}", reason="a test")


def officer(ref: str = "o:0192f000-0000-7000-8000-000000000001", *roles: str, person: str | None = None) -> Viewer:
    """An invented officer with these ``role@area``."""
    return Viewer(ref=ref, name="An Officer", roles=frozenset(roles), acting=roles[0] if roles else "", person=person)


def finish(act: Work) -> list[Fact]:
    """Append what was noted, as an operation does when it is done."""
    chronology.append(act)
    return list(act.facts)


def fact(payload: Payload, *about: About, at: datetime | Span = AT, system: str = "stormlike", id: str = "") -> Fact:
    """A fact from another system."""
    number = next(_numbers)
    return Fact(
        id=id or f"{system}:fact-{number}", type=NAMES[type(payload)], data=payload, occurred=at if isinstance(at, Span) else Span(at, at),
        by=Actor(role="system"), about=about, source=Source(system, f"fact-{number}"),
    )


def child(act: Work | None = None, name: str = "Amira Brook", **more: Any) -> str:
    """A child of that invented name."""
    return people.add_person(act or work(), name=name, known_why="Reported missing", **more)[0].ref
