"""Judging: what is owed, from scratch; and what one new fact changes. The two are equal, which a property test holds.

A new fact touches the rules that listen to its type on the subjects that it is about, the rules that read those subjects
through a declared step, and, where it makes a link or a correction, what stood on that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import ClassVar, NamedTuple

from tutela.facts import Fact
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.course import INSTANT
from tutela.law.kernel.deriving import Derivation, Owed, derive
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.identity import IDENTITY
from tutela.law.kernel.noticing import Noticed, Noticing, concerns, notice_all
from tutela.law.kernel.rows import ALWAYS, Lens, Row, RowKey
from tutela.law.kernel.rules import Duty, Pattern, Rule, Standard
from tutela.law.kernel.situation import Situation
from tutela.law.kernel.subjects import Subject, subjects_of
from tutela.law.kernel.views import Rows, View
from tutela.law.kernel.world import Key, World

__all__ = ["Asked", "Judge", "Key", "Noticed", "Unmet", "asked", "owed", "unmet"]


class Unmet(NamedTuple):
    """A standard that an act did not meet, told at the moment of the act."""

    standard: Standard
    subject: Subject
    act: Fact
    at: datetime
    finding: Finding


def owed(situation: Situation, catalogue: Catalogue, lawbook: Lawbook) -> list[Owed]:
    """What is owed about one subject, from facts alone.

    :returns: every duty that its facts ever opened up to ``as_at``, settled ones too, by when they opened
    """
    world = World(catalogue, lawbook, lens=situation.lens)
    world.load(situation.within())
    notice_all(world)
    group = world.identity.group(situation.subject)
    rules = {rule.code: rule for member in group for rule in world.openable(member)}.values()
    found = [o for rule in rules if isinstance(rule, Duty) for o in derive(rule, world, group[0], situation.as_at)]
    return sorted(found, key=lambda o: (o.opened_at, o.duty.code, o.opening, o.occurrence))


class Asked(NamedTuple):
    """An act of which a standard was asked, and what was found, from what was known when it was done."""

    subject: Subject
    row: Row
    at: datetime
    finding: Finding


def asked(standard: Standard, world: World, subject: Subject, horizon: datetime, since: datetime = ALWAYS) -> Iterator[Asked]:
    """Every act on a subject, from a moment on, of which a standard is asked, met or not."""
    for member in world.identity.group(subject):
        rows = Rows(world, standard, member)
        for act in standard.acts:
            for row in rows.all(act.type):
                at = row.avail if not rows.same else rows.begins(row)
                if since <= at <= horizon and at < row.until and concerns(act, rows, row):
                    yield Asked(member, row, at, standard.met(View(rows, at), row))


def unmet(standard: Standard, world: World, subject: Subject, horizon: datetime, kept: Sequence[Unmet] = (), since: datetime = ALWAYS) -> list[Unmet]:
    """The acts on a subject that did not meet a standard, judged by what was known when they were done.

    ``kept``: what was found before; of it what was told before ``since`` stays, and only later acts are looked at.
    """
    found = [u for u in kept if u.at < since]
    found += [Unmet(standard, a.subject, a.row.fact, a.at, a.finding) for a in asked(standard, world, subject, horizon, since) if not a.finding.holds]
    return found


class Judge:
    """Judges fact by fact, in whatever order they come; cheapest in the order in which they can be seen, as in a record that only grows.

    ``owed`` and ``unmet`` hold, by rule and subject, what was found when that was last judged; ``advance`` brings all to one moment.
    A person under several references is one subject, under the first of them.
    """

    LONG: ClassVar[int] = 24
    """A derivation of more steps than this is kept, to go on from; a shorter one is derived again."""

    def __init__(self, catalogue: Catalogue, lawbook: Lawbook, *, lens: Lens = "shown") -> None:
        self.world = World(catalogue, lawbook, lens=lens)
        self.as_at = ALWAYS
        self.owed: dict[Key, list[Owed]] = {}
        self.unmet: dict[Key, list[Unmet]] = {}
        self._noticing = Noticing(self.world)
        self._judged: dict[Key, datetime] = {}
        self._long: dict[Key, Derivation] = {}
        self._over: dict[Key, RowKey] = {}
        """Of duties all of which are settled, and that wait for nothing: the last act that settled one. Only an opening, or an earlier act, changes them."""

    @property
    def noticed(self) -> dict[str, Noticed]:
        """What was noticed, by the id of the fact that records it."""
        return self._noticing.found

    def judge(self, fact: Fact, as_at: datetime) -> set[Key]:
        """Take one fact and judge again, as at a moment, what listens to it.

        :returns: the (code, subject) pairs whose rows may have changed
        """
        self.as_at = as_at
        world = self.world
        if not world.add(fact):
            return set()
        moment = world.seen_from(fact)
        gone = self._renamed(fact) if fact.type in IDENTITY else set()
        keys = dict.fromkeys(world.wakes(fact))
        came = self._noticing.settle((key for key in keys if self._is(key, Pattern)), moment)
        keys.update(dict.fromkeys(key for f in came for key in world.wakes(f)))
        plain = fact.supersedes is None and fact.type not in IDENTITY and fact.id not in world.sought and all(f.id in world.facts for f in came)
        types = self._brought(fact, came) if plain else None
        first = min(world.rows[f.id].key for f in (fact, *came)) if plain and not self._links(fact, came) else None
        for key in keys:
            if first is None or types is None or not self._stays(key, types, first):
                self._rejudge(key, moment, types)
        return gone.union(keys)

    def load(self, facts: Iterable[Fact], as_at: datetime) -> None:
        """Judge a whole history at once, as at a moment."""
        self.as_at = as_at
        self.world.load(facts)
        self._noticing.settle_all()
        for results in (self.owed, self.unmet, self._judged, self._long, self._over):
            results.clear()
        for subject in self.world.timelines:
            head = self.world.identity.head(subject)
            for rule in self.world.openable(subject):
                if (rule.code, head) not in self._judged:
                    self._rejudge((rule.code, head), ALWAYS)

    def advance(self, as_at: datetime) -> None:
        """Bring everything to one moment."""
        self.as_at = as_at
        for key, judged in self._judged.items():
            if judged != as_at:
                self._rejudge(key, max(judged, ALWAYS))

    def _is(self, key: Key, kind: type[Rule]) -> bool:
        return isinstance(self.world.catalogue.by_code[key[0]], kind)

    def _rejudge(self, key: Key, since: datetime, types: frozenset[str] | None = None) -> None:
        """Judge a rule on a subject again, nothing that could be seen before a moment having changed."""
        rule, as_at = self.world.catalogue.by_code[key[0]], self.as_at
        judged = self._judged.get(key, ALWAYS)
        self._judged[key] = as_at
        if isinstance(rule, Duty):
            self._derive(key, rule, since, types)
        elif isinstance(rule, Standard):
            kept = self.unmet.pop(key, [])
            told = unmet(rule, self.world, key[1], as_at, *((kept, min(since, judged + INSTANT)) if ALWAYS < judged <= as_at else ()))
            if told:
                self.unmet[key] = told

    def _derive(self, key: Key, duty: Duty, moment: datetime, types: frozenset[str] | None) -> None:
        self._over.pop(key, None)
        found = self._long.pop(key, None)
        if found is None or types is None or not found.go_on(types, moment, self.as_at):
            found = Derivation(duty, self.world, key[1], self.as_at)
        rows = found.owed()
        if rows:
            self.owed[key] = rows
        else:
            self.owed.pop(key, None)
        if found.steps > self.LONG:
            self._long[key] = found
        if (over := found.over()) is not None:
            self._over[key] = over

    def _stays(self, key: Key, types: frozenset[str], first: RowKey) -> bool:
        """Is it a duty that nothing new of these types can open or unsettle, the first of it being later than what settled the last?"""
        over = self._over.get(key)
        return over is not None and first > over and types.isdisjoint(self.world.catalogue.by_code[key[0]].open_types)

    def _links(self, fact: Fact, came: list[Fact]) -> bool:
        """Does it bring into sight what is about others, and older?"""
        return any(f.type in self.world.catalogue.steps_by_type for f in (fact, *came))

    def _brought(self, fact: Fact, came: list[Fact]) -> frozenset[str]:
        """The types of what came into sight with a fact: its own, what was noticed, and what its links lead to."""
        catalogue = self.world.catalogue
        steps = {step.name for f in (fact, *came) for step in catalogue.steps_by_type.get(f.type, ())}
        through = {t for name in steps for rule in catalogue.rules_through[name] for step, types in rule.through if step.name == name for t in types}
        return frozenset({fact.type, *(f.type for f in came), *through})

    def _renamed(self, fact: Fact) -> set[Key]:
        """References are from now on judged under another's: what was judged under either is judged afresh.

        :returns: the pairs that are no more
        """
        identity, gone = self.world.identity, set[Key]()
        for member in {m for subject in subjects_of(fact) for m in identity.group(subject)}:
            head = identity.head(member)
            if member != head:
                self._noticing.rename(member, head)
                for rule in self.world.catalogue.rules:
                    if (rule.code, member) in self._judged:
                        gone.add((rule.code, member))
                        self._judged.pop((rule.code, head), None)
        for key in gone:
            for results in (self.owed, self.unmet, self._judged, self._long, self._over):
                results.pop(key, None)
        return gone
