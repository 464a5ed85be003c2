"""The days and the people that a number is about, as the page shows them and an address carries them."""

from __future__ import annotations

from datetime import date

import msgspec
from django.utils.http import urlencode

from tutela.desks.reports.queries.counting import Asked
from tutela.foundations.design.words import words
from tutela.law.kernel.arithmetic import SHIFTS


class Choice(msgspec.Struct, frozen=True):
    """One answer of a filter."""

    value: str
    text: str
    chosen: bool


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """Whole local days, both included, and whose work."""

    asked: Asked
    first: date
    last: date
    presets: tuple[tuple[str, str, bool], ...]
    """Text, address, whether it is the one shown."""
    teams: tuple[Choice, ...]
    shifts: tuple[Choice, ...]
    person: str = ""
    """The name of the one person whose work is shown."""
    problem: str = ""

    @property
    def query(self) -> str:
        """As an address carries it."""
        return self.but()

    def but(self, **other: str) -> str:
        """The same, but for what is given."""
        said = {
            "from": self.first.isoformat(), "to": self.last.isoformat(), "team": self.asked.team, "shift": self.asked.shift, "person": self.asked.person,
            **other,
        }
        return urlencode({name: value for name, value in said.items() if value})


def choices(asked: Asked, units: dict[str, str]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The teams and the shifts that one may choose among."""
    teams = (Choice("", words("reports.range.every-team"), not asked.team), *(Choice(code, name, code == asked.team) for code, name in units.items()))
    shifts = (Choice("", words("reports.range.every-shift"), not asked.shift), *(Choice(s, shift_words(s), s == asked.shift) for s in SHIFTS))
    return teams, shifts


def shift_words(shift: str) -> str:
    """A shift in words."""
    return words(f"reports.shift.{shift}")
