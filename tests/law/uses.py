"""A child in police protection: the facts that the rows of it begin with."""

from __future__ import annotations

from typing import Any, Final

from tests.law.examples import fact
from tutela.facts import Fact

DAY, NEXT, THIRD = "2026-03-02T", "2026-03-03T", "2026-03-04T"
OFFICER, DESIGNATED, SUPERINTENDENT = "response_officer@response", "designated_officer@response", "superintendent@protection"
DI, DCI = "detective_inspector@referrals", "detective_chief_inspector@referrals"
USE: Final = ("protection pp1", "child c1")
FOUND: Final = "Mother at the school gate at 15:10, barefoot and very drunk, refusing to leave without both children."


def used(at: str = f"{DAY}15:30", about: tuple[str, ...] = USE, **more: Any) -> Fact:
    """A response officer takes the child into police protection."""
    return fact("protection.TakenIntoPoliceProtection", at, "response_officer o:50", about=about, limb="removed", where="school", **more)


def done(type: str, at: str, by: str = "designated_officer o:31", about: tuple[str, ...] = USE, **data: Any) -> Fact:
    """Something about the use."""
    return fact(f"protection.{type}", at, by, about=about, **data)


def found(**data: Any) -> Fact:
    """What the officer found, in an hour."""
    said = {"circumstances": FOUND, "harm_feared": "Neglect tonight: nobody sober at home.", "nothing_less": "No relative could be reached.", **data}
    return done("CircumstancesRecorded", f"{DAY}16:00", "response_officer o:50", **said)
