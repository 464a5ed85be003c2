"""Who is on duty now and for the next days, by role@area: an address that law or ladder names and that nobody holds is a gap, shown in red with words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from tutela.desks.administration.queries.officers import rostered
from tutela.facts.roles import OUTSIDE
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.cards import OfficerCard, RosterLine
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.rules import Duty, Pattern, Standard
from tutela.record.duties.queries.law import laws

AHEAD: Final = timedelta(days=4)


class Gap(msgspec.Struct, frozen=True):
    """A time in which nobody is rostered in a role."""

    since: datetime
    until: datetime


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """One role@area: who is on duty, who is rostered and does not count, who comes next, and when nobody does."""

    address: str
    on_duty: tuple[OfficerCard, ...]
    lines: tuple[RosterLine, ...]
    coming: tuple[tuple[OfficerCard, datetime, datetime], ...]
    gaps: tuple[Gap, ...]

    @property
    def nobody(self) -> bool:
        """Would an alert to this address reach nobody now?"""
        return not self.on_duty


def addresses(catalogue: Catalogue | None = None) -> tuple[str, ...]:
    """Every role@area of the force to which the law may address something."""
    found: dict[str, None] = {}
    for rule in (catalogue or laws()).rules:
        if isinstance(rule, Duty):
            for term in rule.terms:
                found[term.owed_by] = None
                found.update(dict.fromkeys(to for rung in term.ladder.rungs for to in rung.to))
                found.update(dict.fromkeys(term.informs))
        elif isinstance(rule, Standard | Pattern):
            found.update(dict.fromkeys(rule.to))
    inside = [address for address in found if address.partition("@")[0] not in OUTSIDE and not address.endswith("@local_authority")]
    return tuple(sorted(inside, key=lambda address: (address.partition("@")[2], address)))


def roster(at: datetime, *, wanted: Iterable[str] | None = None) -> list[Address]:
    """Every address with its people, in a fixed number of queries."""
    named = tuple(wanted) if wanted is not None else addresses()
    end = at + AHEAD
    now, here = forces.on_duty_many(named, at), forces.roster(at)
    shifts = rostered(named, at, end)
    cards = {card.ref: card for card in forces.cards((officer for _, officer, _, _ in shifts), at)}
    return [
        Address(
            address=address, on_duty=now[address], lines=tuple(line for line in here if line.address == address and not line.counts),
            coming=tuple((cards[o], since, until) for a, o, since, until in shifts if a == address and since > at and o in cards),
            gaps=tuple(gaps([(since, until) for a, _, since, until in shifts if a == address], at, end)),
        )
        for address in named
    ]


def gaps(shifts: Iterable[tuple[datetime, datetime]], since: datetime, until: datetime) -> list[Gap]:
    """The times between two moments that no shift covers."""
    found: list[Gap] = []
    covered = since
    for begins, ends in sorted(shifts):
        if begins > covered:
            found.append(Gap(covered, min(begins, until)))
        covered = max(covered, ends)
    if covered < until:
        found.append(Gap(covered, until))
    return [gap for gap in found if gap.until > gap.since]


