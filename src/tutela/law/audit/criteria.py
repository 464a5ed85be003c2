"""The eight criteria of a case audit as data, and what the grades mean: read from the two tables beside this file.

The criteria are those that the reports looked for (HMICFRS, North Yorkshire 2022, lines 98 to 104; Northamptonshire 2019, line 83); each names its lines.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, Final, Literal

import msgspec
import msgspec.yaml

from tutela.facts.governance.terms import CaseGrade

Key = Literal["timeliness", "risk", "plan", "supervision", "voice", "wider_risk", "shared", "record"]
OURS: Final = "ours"
"""Stands for a citation where a definition is our own."""


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One question that is asked of a case, and the rules that answer it."""

    key: Key
    title: str
    asks: str
    cites: str
    rules: frozenset[str]
    shows: frozenset[str] = frozenset()
    """Fact types that are shown with it; they decide nothing by themselves."""


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that bear on no criterion, and why."""

    key: str
    why: str
    rules: frozenset[str]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Which rule bears on which criterion."""

    criteria: tuple[Criterion, ...]
    apart: tuple[Apart, ...]
    gradings: frozenset[str]

    def of(self, code: str) -> Criterion | None:
        """The criterion that a rule bears on."""
        return next((c for c in self.criteria if code in c.rules), None)


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """What a word means: as a report says, or as we do."""

    words: str
    cites: str
    at_least: int = 0

    @property
    def ours(self) -> bool:
        """Is it our own, no report defining it?"""
        return self.cites == OURS


class Definitions(msgspec.Struct, frozen=True, kw_only=True):
    """What the grades mean, and how we read the words that the report leaves open."""

    grades: dict[CaseGrade, Definition]
    serious: Definition
    widespread: Definition


def _read(name: str) -> Any:
    return msgspec.yaml.decode(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _codes(by_area: dict[str, list[str]]) -> list[str]:
    return [f"{area}.{slug}" for area, slugs in by_area.items() for slug in slugs]


@cache
def table() -> Table:
    """The table of ``criteria.yaml``."""
    raw = _read("criteria.yaml")
    criteria = [{**entry, "key": key, "rules": _codes(entry["rules"])} for key, entry in raw["criteria"].items()]
    apart = [{**entry, "key": key, "rules": _codes(entry["rules"])} for key, entry in raw["none"].items()]
    return msgspec.convert({"criteria": criteria, "apart": apart, "gradings": raw["gradings"]}, Table)


@cache
def definitions() -> Definitions:
    """The definitions of ``definitions.yaml``."""
    return msgspec.convert(_read("definitions.yaml"), Definitions)
