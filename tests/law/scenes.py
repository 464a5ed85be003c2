"""A Monday evening in March on which a child is missing: the facts that many rows begin with."""

from __future__ import annotations

from typing import Any, Final

from tests.law.examples import World, fact
from tutela.facts import Fact
from tutela.law.kernel.replay import Alert

DAY: Final = "2026-03-02T"
NEXT: Final = "2026-03-03T"


def concern(**data: Any) -> Fact:
    """A concern for a child, at seven."""
    return fact("contact.Reported", f"{DAY}19:00", "school", **{"concern": "concern_for_child", **data})


def call() -> Fact:
    """The control room takes a call about a missing child, at seven."""
    return fact("contact.Reported", f"{DAY}19:00", "foster_carer", concern="missing_child", channel="101")


def missing(at: str = f"{DAY}19:00", **data: Any) -> Fact:
    """A missing child's report, at seven."""
    return fact("missing.Reported", at, "foster_carer", **{"missing_from": "foster", **data})


def graded(grade: str, at: str = f"{DAY}19:02", by: str = "call_handler o:1") -> Fact:
    """A response grade."""
    return fact("contact.Graded", at, by, grade=grade, provisional=True, rationale="As told.")


def risk(level: str, at: str = f"{DAY}19:02", by: str = "call_handler o:1", **data: Any) -> Fact:
    """A level of risk, with its reasons."""
    return fact("missing.RiskGraded", at, by, **{"level": level, "rationale": "No coat; four degrees.", **data})


def reviewed(text: str, at: str, by: str = "cii o:31", **data: Any) -> Fact:
    """A review of the episode, in somebody's words."""
    return fact("missing.Reviewed", at, by, text=text, **data)


def marker(name: str, at: str = "2026-01-10T09:00", **data: Any) -> Fact:
    """A marker that the force holds about the child."""
    return fact("people.MarkerRecorded", at, "intelligence_officer", id=f"marker {name}", marker=name, **data)


def born(day: str) -> Fact:
    """The child's birth, on a day."""
    return fact("people.Born", f"{day}T04:00", "system", basis="document")


def returned(at: str = f"{DAY}22:00", **data: Any) -> Fact:
    """The child comes home by herself."""
    return fact("missing.Returned", at, "foster_carer", **{"by": "self", "to": "foster", **data})


def at(alert: Alert) -> str:
    """The day and time of an alert, UTC."""
    return alert.at.strftime("%dT%H:%M")


def times(world: World, code: str) -> list[tuple[str, tuple[str, ...]]]:
    """When, and to whom, each alert of a code was told; day and time, UTC."""
    return [(at(alert), alert.to) for alert in world.told(code)]


def refused(world: World, act: Fact) -> set[str]:
    """The standards on which the gate refuses an act."""
    return {u.standard.code for u in world.weigh(act).refused_by}


def flagged(world: World, act: Fact) -> set[str]:
    """The standards that an act does not meet."""
    return {u.standard.code for u in world.weigh(act).unmet}


def to(world: World, code: str, address: str) -> list[str]:
    """When one address was told of a code."""
    return [when for when, told in times(world, code) if address in told]
