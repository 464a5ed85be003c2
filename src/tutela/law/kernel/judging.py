"""Judging: what is owed, from scratch; and what one new fact changes. The two are equal, which a property test holds.

A new fact touches the rules that listen to its type on the subjects that it is about, the rules that read those subjects
through a declared step, and, where it makes a link or a correction, what stood on that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from tutela.facts import Actor, Fact
from tutela.facts.registry import name_of
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.deriving import Owed, derive
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.rules import Duty, On, Pattern, Rule, Standard
from tutela.law.kernel.situation import NEVER, Lens, Row, Rows, Situation, View, World
from tutela.law.kernel.subjects import Subject

_SYSTEM = Actor(role="system")
_IDENTITY = ("people.Merged", "people.Unmerged")


class Unmet(NamedTuple):
    """A standard that an act did not meet, told at the moment of the act."""

    standard: Standard
    subject: Subject
    act: Fact
    at: datetime
    finding: Finding


class Noticed(NamedTuple):
    """A pattern that was noticed, as the fact that records it."""

    pattern: Pattern
    subject: Subject
    fact: Fact
    at: datetime


Key = tuple[str, Subject]


def owed(situation: Situation, catalogue: Catalogue, lawbook: Lawbook) -> list[Owed]:
    """What is owed about one subject, from facts alone.

    :returns: every duty that its facts ever opened up to ``as_at``, settled ones too, by when they opened
    """
    world = World(catalogue, lawbook, lens=situation.lens)
    world.load(situation.within())
    notice_all(world)
    found = [o for rule in _openable(world, situation.subject) if isinstance(rule, Duty) for o in derive(rule, world, situation.subject, situation.as_at)]
    return sorted(found, key=lambda o: (o.opened_at, o.duty.code, o.opening, o.occurrence))


def unmet(standard: Standard, world: World, subject: Subject, horizon: datetime) -> list[Unmet]:
    """The acts on a subject that did not meet a standard, judged by what was known when they were done."""
    rows = Rows(world, standard, subject)
    found = []
    for act in standard.acts:
        for row in rows.all(act.type):
            if row.avail > horizon or not _concerns(act, rows, row):
                continue
            finding = standard.met(View(rows, row.avail), row)
            if not finding.holds:
                found.append(Unmet(standard, subject, row.fact, row.avail, finding))
    return found


def _concerns(wanted: On, rows: Rows, row: Row) -> bool:
    return wanted.when is None or wanted.when(View(rows, row.avail), row).holds


def noticed_by(pattern: Pattern, world: World, subject: Subject) -> Iterator[Fact]:
    """The facts that record what a finder noticed on a subject."""
    rows = Rows(world, pattern, subject)
    for watch in pattern.watches:
        for row in rows.all(watch.type):
            if _concerns(watch, rows, row):
                for payload, saw in pattern.find(View(rows, row.avail), row):
                    yield _record(pattern, subject, payload, saw, row)


def _record(pattern: Pattern, subject: Subject, payload: object, saw: tuple[Fact, ...], row: Row) -> Fact:
    """A noticed fact takes its times from the last fact that it saw, its id from (finder, subject, what it saw)."""
    last = max((*saw, row.fact), key=lambda f: (f.shown_from, f.occurred.earliest))
    seen = "|".join((pattern.code, *subject, *sorted(f.id for f in saw)))
    ids = dict.fromkeys(f.sensitivity for f in saw if f.sensitivity != "none")
    return Fact(
        id="noticed:" + hashlib.sha256(seen.encode()).hexdigest()[:24], type=name_of(pattern.notes), data=payload,  # type: ignore[arg-type]
        occurred=last.occurred, known_force=last.known_force, recorded_at=last.recorded_at, by=_SYSTEM, about=row.fact.about,
        sensitivity=next(iter(ids), "none"), case=row.fact.case,
    )


def notice_all(world: World) -> list[tuple[Pattern, Subject, Fact]]:
    """Run every finder over the whole world, until nothing new is noticed; the noticed facts are in the world then."""
    found: list[tuple[Pattern, Subject, Fact]] = []
    again = True
    while again:
        again = False
        for subject in list(world.timelines):
            for rule in _openable(world, subject):
                if isinstance(rule, Pattern):
                    for fact in list(noticed_by(rule, world, subject)):
                        if world.add(fact):
                            found.append((rule, subject, fact))
                            again = True
    return found


def _openable(world: World, subject: Subject) -> list[Rule]:
    """The rules that something on this subject's timeline, or on what is joined to it, could open."""
    openers = world.catalogue.openers
    found: dict[str, Rule] = {}
    for name in world.timelines.get(subject, ()):
        for rule in openers.get((subject.family, name), ()):
            found[rule.code] = rule
    for step, name, rule in world.catalogue.openers_through:
        if rule.family == subject.family and any(name in world.timelines.get(other, ()) for other in world.linked(step, subject)):
            found[rule.code] = rule
    return list(found.values())


class Judge:
    """Judges fact by fact. Facts come in the order in which they can be seen, as they do in a record that only grows."""

    def __init__(self, catalogue: Catalogue, lawbook: Lawbook, *, lens: Lens = "shown") -> None:
        self.world = World(catalogue, lawbook, lens=lens)
        self.as_at = NEVER
        self.owed: dict[Key, list[Owed]] = {}
        self.unmet: dict[Key, list[Unmet]] = {}
        self.noticed: dict[str, Noticed] = {}

    def judge(self, fact: Fact, as_at: datetime) -> set[Key]:
        """Take one fact and judge again, as at a moment, what listens to it.

        :returns: the (code, subject) pairs whose rows may have changed
        """
        self.as_at = as_at
        if fact.type in _IDENTITY or (fact.supersedes and self._of_identity(fact.supersedes)):
            return self._from_scratch(fact)
        if not self.world.add(fact):
            return set()
        changed: set[Key] = set()
        queue = [fact]
        while queue:
            new = queue.pop(0)
            for rule, subject in self._touched(new):
                changed.add((rule.code, subject))
                if isinstance(rule, Pattern):
                    for found in list(noticed_by(rule, self.world, subject)):
                        if self.world.add(found):
                            self.noticed[found.id] = Noticed(rule, subject, found, self.world.seen_from(found))
                            queue.append(found)
        for code, subject in changed:
            self._rejudge(self.world.catalogue.by_code[code], subject)
        return changed

    def _rejudge(self, rule: Rule, subject: Subject) -> None:
        key = (rule.code, subject)
        if isinstance(rule, Duty):
            self.owed[key] = derive(rule, self.world, subject, self.as_at)
        elif isinstance(rule, Standard):
            self.unmet[key] = unmet(rule, self.world, subject, self.as_at)

    def _touched(self, fact: Fact) -> Iterator[tuple[Rule, Subject]]:
        catalogue, world = self.world.catalogue, self.world
        for about in (fact, *world.corrected(fact)):
            for subject in world.subjects(about):
                for rule in catalogue.listeners.get((subject.family, about.type), ()):
                    yield rule, subject
                for step, rule in catalogue.through.get(about.type, ()):
                    for source in world.back.get((step.name, subject), ()):
                        if source.family == rule.family:
                            yield rule, source
        for step in catalogue.steps_by_type.get(fact.type, ()):
            for source, _ in step.ends(fact):
                for rule in catalogue.rules_through[step.name]:
                    if rule.family == source.family:
                        yield rule, source

    def _of_identity(self, fact_id: str) -> bool:
        earlier = self.world.facts.get(fact_id)
        return earlier is not None and earlier.type in _IDENTITY

    def _from_scratch(self, fact: Fact) -> set[Key]:
        """A merge changes who is who: everything is judged anew."""
        facts = [f for f in self.world.facts.values() if not f.id.startswith("noticed:")]
        before = {key: [o.key() for o in rows] for key, rows in self.owed.items()}
        self.world = World(self.world.catalogue, self.world.lawbook, lens=self.world.lens)
        self.owed, self.unmet, self.noticed = {}, {}, {}
        self.load([*facts, fact], self.as_at)
        after = {key: [o.key() for o in rows] for key, rows in self.owed.items()}
        return {key for key in {*before, *after} if before.get(key) != after.get(key)}

    def load(self, facts: Iterable[Fact], as_at: datetime) -> None:
        """Judge a whole history at once, as at a moment."""
        self.as_at = as_at
        self.world.load(list(facts))
        for pattern, subject, fact in notice_all(self.world):
            self.noticed[fact.id] = Noticed(pattern, subject, fact, self.world.seen_from(fact))
        for subject in list(self.world.timelines):
            for rule in _openable(self.world, subject):
                self._rejudge(rule, subject)
