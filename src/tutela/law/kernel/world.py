"""The facts by subject, in time, with corrections, links and who is who; and which rules a fact wakes."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from tutela.facts import Fact
from tutela.law.kernel.identity import IDENTITY, Identity
from tutela.law.kernel.rows import ALWAYS, NEVER, ORDER, Lens, Row, Stretch
from tutela.law.kernel.subjects import Step, Subject, subjects_of

if TYPE_CHECKING:
    from tutela.law.kernel.catalogue import Catalogue
    from tutela.law.kernel.clocks import Lawbook
    from tutela.law.kernel.rules import Rule

Key = tuple[str, Subject]
"""A rule's code, and the subject on which it is judged."""


class World:
    """The facts, indexed under each subject that they are about, with corrections and declared links."""

    def __init__(self, catalogue: Catalogue, lawbook: Lawbook, *, lens: Lens = "shown") -> None:
        self.catalogue, self.lawbook, self.lens = catalogue, lawbook, lens
        self.facts: dict[str, Fact] = {}
        self.rows: dict[str, Row] = {}
        self.timelines: dict[Subject, dict[str, list[Row]]] = {}
        self.links: dict[tuple[str, Subject], dict[Subject, list[Row]]] = {}
        self.back: dict[tuple[str, Subject], set[Subject]] = {}
        self.identity = Identity()
        self.sought: defaultdict[str, set[Key]] = defaultdict(set)
        """Facts that acts cite by their id: who is judged again when they come."""
        self.gathered: dict[tuple[Subject, str, bool, str], list[Row]] = {}
        """What rules read through the same steps, gathered once for all of them; empty again with every fact that comes or goes."""
        self._near: dict[tuple[str, Subject], tuple[Stretch, ...]] = {}
        self._corrections: dict[str, list[Fact]] = {}

    def add(self, fact: Fact) -> bool:
        """Take one fact; ``False`` if it is there already (import is idempotent)."""
        return self._take(fact, _insert)

    def load(self, facts: Iterable[Fact]) -> None:
        """Take many facts, in any order."""
        for fact in facts:
            self._take(fact, list.append)
        for timeline in self.timelines.values():
            for rows in timeline.values():
                if len(rows) > 1:
                    rows.sort(key=ORDER)

    def drop(self, fact_id: str) -> Fact:
        """Take back a fact that was only worked out (never one that was recorded).

        :raises KeyError: if it is not there
        """
        row = self.rows.pop(fact_id)
        row.until = row.avail
        self._forget()
        for subject in subjects_of(row.fact):
            rows = self.timelines[subject][row.fact.type]
            rows[:] = [other for other in rows if other is not row]
        return self.facts.pop(fact_id)

    def seen_from(self, fact: Fact) -> datetime:
        """From when a fact can be seen, through this world's lens; never before it happened."""
        since = fact.shown_from if self.lens == "shown" else fact.held_from
        return max(since, fact.occurred.earliest)

    def subjects(self, fact: Fact) -> tuple[Subject, ...]:
        """The subjects of a fact, a person under the reference that stood for them when it could first be seen."""
        seen = self.seen_from(fact)
        return tuple(dict.fromkeys(self.identity.kept(s, seen) for s in subjects_of(fact)))

    def openable(self, subject: Subject) -> list[Rule]:
        """The rules that something on this subject's timeline, or on what is joined to it, could open."""
        family, timeline = subject.family, self.timelines.get(subject, {})
        found = {rule.code: rule for name in timeline for rule in self.catalogue.openers.get((family, name), ())}
        for step, name, rule in self.catalogue.openers_through.get(family, ()):
            if rule.code not in found and any(name in self.timelines.get(other, ()) for other, _, _ in self.reached(step, subject)):
                found[rule.code] = rule
        return list(found.values())

    def root(self, fact: Fact) -> str:
        """The id at the root of a fact's chain of corrections, as far as it was known when the fact was first seen.

        So the name stays, though the corrected fact should come in only later.
        """
        passed = {fact.id}
        while fact.supersedes is not None and fact.supersedes not in passed:
            earlier = self.rows.get(fact.supersedes)
            if earlier is None or earlier.avail > self.rows[fact.id].avail:
                return fact.supersedes
            passed.add(fact.supersedes)
            fact = earlier.fact
        return fact.id

    def versions(self, fact: Fact) -> list[Fact]:
        """The fact, what it corrects and what corrects it, directly or not."""
        found = {fact.id: fact}
        queue = [fact]
        while queue:
            here = queue.pop()
            earlier = self.facts.get(here.supersedes) if here.supersedes else None
            for other in (*((earlier,) if earlier else ()), *self._corrections.get(here.id, ())):
                if other.id not in found:
                    found[other.id] = other
                    queue.append(other)
        return list(found.values())

    def reached(self, step: Step, subject: Subject) -> tuple[Stretch, ...]:
        """The subjects joined to one by a step, with the stretches of time for which that is known."""
        found = self._near.get((step.name, subject))
        if found is None:
            found = self._near[step.name, subject] = tuple(self._joined(step, subject))
        return found

    def _joined(self, step: Step, subject: Subject) -> Iterator[Stretch]:
        joined = self.identity.joined
        for source, begins, ends in ((subject, ALWAYS, NEVER), *joined(subject)):
            for other, links in self.links.get((step.name, source), {}).items():
                for link in links:
                    since, until = max(begins, link.avail), min(ends, link.until)
                    if since < until:
                        yield other, since, until
                        for end, a, b in joined(other):
                            if max(a, since) < min(b, until):
                                yield end, max(a, since), min(b, until)

    def wakes(self, fact: Fact) -> Iterator[Key]:
        """The rules, and the subjects, whose answer this fact can change."""
        for about in self.versions(fact):
            for subject in subjects_of(about):
                for member in self.identity.group(subject):
                    yield from self._woken(about.type, member)
            for step in self.catalogue.steps_by_type.get(about.type, ()):
                for source, _ in step.ends(about):
                    yield from self._reading(step, source)
            if about.type in IDENTITY:
                yield from self._of_persons(about)
        yield from self.sought.get(fact.id, ())

    def _woken(self, name: str, subject: Subject) -> Iterator[Key]:
        head = self.identity.head(subject)
        for rule in self.catalogue.listeners.get((subject.family, name), ()):
            yield rule.code, head
        for step, rule in self.catalogue.through.get(name, ()):
            for source in self.back.get((step.name, subject), ()):
                if source.family == rule.family:
                    yield rule.code, self.identity.head(source)

    def _reading(self, step: Step, source: Subject) -> Iterator[Key]:
        for rule in self.catalogue.rules_through[step.name]:
            if rule.family == source.family:
                yield rule.code, self.identity.head(source)

    def _of_persons(self, fact: Fact) -> Iterator[Key]:
        """A merge or an un-merge brings everything that is known of the one to the other."""
        for subject in subjects_of(fact):
            group = self.identity.group(subject)
            for name in {name for member in group for name in self.timelines.get(member, ())}:
                for member in group:
                    yield from self._woken(name, member)

    def _take(self, fact: Fact, put: Callable[[list[Row], Row], None]) -> bool:
        if fact.id in self.facts:
            return False
        self._forget()
        avail = self.seen_from(fact)
        until = min((self.seen_from(c) for c in self._corrections.get(fact.id, ())), default=NEVER)
        row = self.rows[fact.id] = Row(fact, fact.occurred.earliest, avail, until)
        self.facts[fact.id] = fact
        for subject in subjects_of(fact):
            put(self.timelines.setdefault(subject, {}).setdefault(fact.type, []), row)
        if fact.supersedes and fact.supersedes != fact.id:
            self._correct(fact, avail)
        for step in self.catalogue.steps_by_type.get(fact.type, ()):
            for one, other in step.ends(fact):
                self.links.setdefault((step.name, one), {}).setdefault(other, []).append(row)
                self.back.setdefault((step.name, other), set()).add(one)
        if fact.type in IDENTITY:
            self.identity.take(row)
        return True

    def _forget(self) -> None:
        if self.gathered:
            self.gathered.clear()
        if self._near:
            self._near.clear()

    def _correct(self, fact: Fact, avail: datetime) -> None:
        assert fact.supersedes is not None
        self._corrections.setdefault(fact.supersedes, []).append(fact)
        earlier = self.rows.get(fact.supersedes)
        if earlier is not None and avail < earlier.until:
            earlier.until = avail
            if earlier.fact.type in IDENTITY:
                self.identity.forget()


def _insert(rows: list[Row], row: Row) -> None:
    if rows and rows[-1].key > row.key:
        insort(rows, row, key=ORDER)
    else:
        rows.append(row)
