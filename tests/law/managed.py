"""An offender who is managed, and what the gate says of what is done: what the rows of offenders share."""

from __future__ import annotations

from typing import Any, Final

from tests.law.examples import fact
from tutela.facts import Fact

OM, SERGEANT, DI = "offender_manager@offenders", "sergeant@offenders", "detective_inspector@offenders"
PLAN: Final = ("plan rp1", "offender o1")


def done(type: str, at: str, by: str = "offender_manager o:70", /, *, about: Any = None, **data: Any) -> Fact:
    """Something in the management of the offender."""
    return fact(f"offenders.{type}", at, by, about=about, **data)


def visit(at: str, **data: Any) -> Fact:
    """Two visit unannounced, see the offender, and ask what is to be asked."""
    return done("VisitMade", at, **{
        "announced": False, "crew": "pair", "officers": ["o:70", "o:74"], "seen": True, "devices_asked": True, "relationships_asked": True, **data,
    })


def level(to: str, at: str = "2026-03-02T10:00") -> Fact:
    """The level at which the offender is managed."""
    return done("RiskLevelSet", at, "sergeant o:80", level=to, why="As assessed.")


def reviewed(at: str) -> Fact:
    """A sergeant reviews how the offender is managed, and decides."""
    return done(
        "SupervisionRecorded", at, "sergeant o:80", plan_adequate=True, next_action="PC Osei to call at her school", next_by="2026-05-08",
        text="She is alone with him on Thursdays; visit moved.",
    )
