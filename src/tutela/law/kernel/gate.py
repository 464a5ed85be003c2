"""What the law says of an act before it is done: its class, what it does not meet, and whether it may be refused.

Only an act that lowers, closes, defers or approves may be refused. A dispatch, an allocation, a hand-over, a notice, a
release, a record of what happened is saved whatever it lacks, flagged, and opens a duty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tutela.facts import Fact
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.judging import Unmet, unmet
from tutela.law.kernel.noticing import notice_all
from tutela.law.kernel.rules import Act, Classify, On, Rule, Standard
from tutela.law.kernel.situation import Rows, View, World


@dataclass(frozen=True)
class Classing(Rule):
    """How the class of one type of act follows from what stood before it (a grade raises, lowers or records)."""

    act: On = field(kw_only=True)
    of: Classify = field(kw_only=True)

    @cached_property
    def open_types(self) -> frozenset[str]:
        """The act."""
        return frozenset({self.act.type})


class Weighed(NamedTuple):
    """The class of an act and the standards that it does not meet."""

    act: Act
    unmet: tuple[Unmet, ...]

    @property
    def refused_by(self) -> tuple[Unmet, ...]:
        """The standards on which the act may be refused: none, unless it lowers, closes, defers or approves."""
        return tuple(u for u in self.unmet if u.standard.refuses) if self.act.refusable else ()


def weigh(facts: Iterable[Fact], act: Fact, catalogue: Catalogue, lawbook: Lawbook) -> Weighed:
    """Weigh an act against the facts as they stand, as if it were done."""
    world = World(catalogue, lawbook)
    world.load([*facts, act])
    notice_all(world)
    lacks: list[Unmet] = []
    for subject in world.subjects(act):
        for rule in catalogue.openers.get((subject.family, act.type), ()):
            if isinstance(rule, Standard):
                lacks += [u for u in unmet(rule, world, subject, world.seen_from(act)) if u.act.id == act.id]
    return Weighed(classify(world, act), tuple(lacks))


def classify(world: World, act: Fact) -> Act:
    """The class of an act: from its type, or from what stood before it; what the table does not name records."""
    found = world.catalogue.acts.get(act.type, Act.RECORDS)
    if not isinstance(found, Classing):
        return found
    for subject in world.subjects(act):
        if subject.family == found.family:
            rows = Rows(world, found, subject)
            row = next(r for r in rows.all(act.type) if r.fact.id == act.id)
            return found.of(View(rows, row.avail), row)
    return Act.RECORDS
