"""What may open a duty: the opening facts of one subject, each with its corrections, and what is known beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from tutela.law.kernel.acts import Act
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.rows import ALWAYS, NEVER, ORDER, Row
from tutela.law.kernel.rules import Duty, On, Term
from tutela.law.kernel.subjects import Subject
from tutela.law.kernel.views import Rows, View
from tutela.law.kernel.world import World

if TYPE_CHECKING:
    from tutela.law.kernel.course import Course


Applying = tuple[int, Term, Finding | None]
"""Which of a duty's terms applies, and why."""


class Wait(Enum):
    """What an opening waits for that has opened nothing."""

    GROUND = "its conditions"
    TWIN = "the end of a duty that makes it a twin"
    ACTS = "the withdrawal of what was done before it"


class Side:
    """One reference of the subject: its rows, its openings, its acts; and what has just changed about them."""

    __slots__ = ("acts", "ahead", "arrived", "changed_at", "changes", "duty", "gone", "moved", "openings", "refs", "rows", "subject", "touched", "world")

    def __init__(self, duty: Duty, world: World, subject: Subject) -> None:
        self.duty, self.world, self.subject = duty, world, subject
        self.rows = Rows(world, duty, subject)
        self.refs = frozenset(s.ref for s in world.identity.group(subject))
        self.acts: list[Act] = []
        self.openings: dict[str, Opening] = {}
        self.changes = 0
        """How often what the conditions read, or a version of an opening, has changed; ``changed_at``: when last."""
        self.changed_at = ALWAYS
        self.ahead: dict[datetime, list[Row]] = {}
        """What is still to come, or to go, by its moment."""
        self.arrived: list[Act] = []
        self.touched: list[Opening] = []
        self.moved = self.gone = False

    def look_ahead(self, first: datetime) -> Iterable[datetime]:
        """The moments at which something comes or goes, from a first on; what came before it comes with it."""
        ahead = self.ahead
        for row in self.rows.present(self.duty.moving):
            if row.until > first:
                ahead.setdefault(max(row.avail, first), []).append(row)
                if row.until != NEVER:
                    ahead.setdefault(row.until, []).append(row)
        return ahead

    def take(self, moment: datetime, *, turned: bool = False) -> None:
        """What comes, or goes, at a moment; ``turned``: who is who has changed."""
        self.arrived, self.touched, self.moved, self.gone = [], [], turned, False
        rows = self.ahead.pop(moment, [])
        if len(rows) > 1:
            rows.sort(key=ORDER)
        for row in rows:
            opens, settles, moves = self.duty.bearing[row.fact.type]
            comes = row.until != moment
            if opens and self._named(row):
                self._opens(row, comes=comes)
            if settles:
                if comes:
                    self.arrived.append(Act(row))
                else:
                    self.acts = [act for act in self.acts if act.row is not row]
                    self.gone = True
            self.moved = self.moved or moves
        self.acts += self.arrived
        if self.moved or self.touched:
            self.changes += 1
            self.changed_at = moment

    def bears_on(self, settled: Act) -> bool:
        """Could what has just changed unsettle a duty, or settle it by an earlier act?"""
        return self.gone or any(act.key < settled.key for act in self.arrived)

    def decided(self, root: str) -> list[datetime]:
        """When decisions on the risk of a duty were recorded."""
        return [row.avail for row in self.rows.all("duties.RiskDecided") if self._of(row, root)]

    def inherited(self, root: str, at: datetime) -> bool:
        """Is it said to have been open when the force's history arrived?"""
        return any(row.seen_at(at) and self._of(row, root) for row in self.rows.all("duties.Inherited"))

    def _of(self, row: Row, root: str) -> bool:
        said: Any = row.fact.data
        return said.duty == self.duty.code and said.opening in (None, root)

    def _named(self, row: Row) -> bool:
        return any(self.named_as(wanted, row) for wanted in self.duty.opening[row.fact.type])

    def named_as(self, wanted: On, row: Row) -> bool:
        """Does the fact name this subject in the role that is asked for?"""
        return wanted.as_ is None or any(a.as_ == wanted.as_ and a.ref in self.refs for a in row.fact.about)

    def _opens(self, row: Row, *, comes: bool) -> None:
        root = self.world.root(row.fact)
        opening = self.openings.get(root)
        if opening is None:
            opening = self.openings[root] = Opening(self, root, row)
        if comes:
            opening.versions.append(row)
        self.touched.append(opening)


class Opening:
    """A fact that may open a duty, with its corrections. The last version that can be seen counts."""

    __slots__ = ("course", "per", "ripe", "root", "side", "versions", "waits")

    def __init__(self, side: Side, root: str, first: Row) -> None:
        self.side, self.root = side, root
        self.per = first.fact.refs(side.duty.per) if side.duty.per else ()
        self.versions: list[Row] = []
        self.course: Course | None = None
        self.waits: Wait | None = None
        self.ripe: tuple[datetime, Row, tuple[Finding, ...]] | None = None
        """From when it opens, where that lies ahead and nothing changes before."""

    def visible(self, at: datetime) -> Row | None:
        """The version that can be seen at a moment."""
        for row in reversed(self.versions):
            if row.avail <= at < row.until:
                return row
        return None

    def grounds(self, view: View, row: Row) -> tuple[Finding, ...] | None:
        """The findings on which the duty rests, or ``None`` if one does not hold."""
        found: list[Finding] = []
        if not self._when(view, row, found):
            return None
        for condition in self.side.duty.applies:
            finding = condition(view, row)
            if not finding.holds:
                return None
            found.append(finding)
        return tuple(found)

    def _when(self, view: View, row: Row, found: list[Finding]) -> bool:
        for wanted in self.side.duty.opening[row.fact.type]:
            if self.side.named_as(wanted, row):
                if wanted.when is None:
                    return True
                finding = wanted.when(view, row)
                if finding.holds:
                    found.append(finding)
                    return True
        return False

    def term(self, view: View, row: Row) -> Applying | None:
        """The first of the duty's terms whose condition holds, and why it does."""
        for number, term in enumerate(self.side.duty.terms):
            if term.when is None:
                return number, term, None
            why = term.when(view, row)
            if why.holds:
                return number, term, why
        return None
