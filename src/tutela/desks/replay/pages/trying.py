"""Trying a policy as a page: which numbers are tried over which days, and what would have been different."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.urls import reverse

from tutela.desks.replay.queries.trying import MOST, PERIODS, Change, Compared, Tried
from tutela.foundations.design.parts import Cell, Row, Table
from tutela.foundations.design.words import words
from tutela.law.handbook import role_words
from tutela.law.kernel.parameters import Parameter
from tutela.record.duties.queries.law import names

SEVERAL = 3
"""So many numbers are tried together at most."""


class Asked(msgspec.Struct, frozen=True):
    """One row of the form: a number, what it is now, and the value to try, with what is wrong with it."""

    index: int
    key: str
    value: str
    now: str
    error: str


class Group(msgspec.Struct, frozen=True):
    """The numbers of one area, to choose from."""

    name: str
    numbers: tuple[tuple[str, str], ...]


class TryPage(msgspec.Struct, frozen=True, kw_only=True):
    """The form, and what came of it."""

    asked: tuple[Asked, ...]
    more: bool
    """May another number be added?"""
    groups: tuple[Group, ...]
    periods: tuple[tuple[int, str, bool], ...]
    errors: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    """What was tried and over what, where it was; else nothing."""
    rules: Table | None
    roles: Table | None
    nothing: bool


def asked(index: int, key: str, value: str, number: Parameter | None, error: str = "") -> Asked:
    """One row of the form."""
    return Asked(index, key, value, words("replay.try.now", value=said_number(number)) if number else "", error)


def try_page(rows: Sequence[Asked], numbers: Sequence[tuple[str, Parameter]], days: int, changes: Sequence[Change], tried: Tried | None) -> TryPage:
    """The page.

    :param numbers: each number that may be tried, with its area's name
    :param tried: what came of it, where everything that was asked could be tried
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for area, number in numbers:
        groups.setdefault(area, []).append((number.key, f"{number.title} ({said_number(number)})"))
    return TryPage(
        asked=tuple(rows), more=len(rows) < SEVERAL, groups=tuple(Group(name, tuple(listed)) for name, listed in groups.items()),
        periods=tuple((period, words("replay.try.days", count=period), period == days) for period in PERIODS),
        errors=tuple((f"value-{row.index}", row.error) for row in rows if row.error), said=tuple(_said(changes, tried)) if tried else (),
        rules=_rules(tried.rules) if tried and tried.rules else None, roles=_roles(tried) if tried and tried.roles else None,
        nothing=tried is not None and not tried.rules,
    )


def said_number(number: Parameter) -> str:
    """What a number is now, with its unit."""
    value, unit = number.values[-1].value, number.unit.replace("_", " ")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else f"{value} {unit}"


def _said(changes: Sequence[Change], tried: Tried) -> list[str]:
    lines = [words("replay.try.tried", title=c.number.title, was=c.was, value=c.value, unit=c.number.unit.replace("_", " ")) for c in changes]
    lines.append(words("replay.try.over", count=tried.records, records=tried.records, facts=tried.facts, days=tried.days))
    lines += [words("replay.try.beyond", most=MOST)] if tried.beyond else []
    if tried.records:
        lines.append(words("replay.try.a-year-fewer" if tried.a_year < 0 else "replay.try.a-year", count=abs(tried.a_year)))
    return lines


def _rules(found: Sequence[Compared]) -> Table:
    return Table(
        caption=words("replay.try.rules"), columns=tuple(words(f"replay.try.head.{name}") for name in ("rule", "opened", "late", "told")),
        rows=tuple(
            Row((
                Cell(text=one.title, href=reverse("administration:rule", args=[one.code]), detail=one.code),
                *(Cell(text=_both(getattr(one.now, name), getattr(one.tried, name))) for name in ("opened", "late", "told")),
            ))
            for one in found
        ),
    )


def _roles(tried: Tried) -> Table:
    return Table(
        caption=words("replay.try.roles"), columns=tuple(words(f"replay.try.head.{name}") for name in ("role", "told")),
        rows=tuple(Row((Cell(text=role_words(address, names())), Cell(text=_both(now, then)))) for address, now, then in tried.roles),
    )


def _both(now: int, tried: int) -> str:
    return words("replay.try.same", count=now) if now == tried else words("replay.try.both", now=now, tried=tried)
