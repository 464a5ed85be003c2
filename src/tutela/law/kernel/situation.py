"""What is known: facts by subject, in time, with corrections and links; and the view of it that a condition has.

Every fact has a moment from which it can be seen. The record shows it from when it was *recorded*; the force *held* it
from when it was known. A view looks from one moment and sees nothing that came later, so that what was told is never
changed by what is learnt afterwards.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from tutela.facts import Fact, Payload
from tutela.facts.registry import name_of
from tutela.law.kernel.subjects import Step, Subject, subjects_of

if TYPE_CHECKING:
    from tutela.law.kernel.catalogue import Catalogue
    from tutela.law.kernel.clocks import Lawbook
    from tutela.law.kernel.rules import Rule

NEVER: Final = datetime.max.replace(tzinfo=UTC)
Lens = Literal["shown", "held"]


class Row:
    """A fact on a subject's timeline: when it happened, from when and until when it can be seen."""

    __slots__ = ("at", "avail", "fact", "until")

    def __init__(self, fact: Fact, at: datetime, avail: datetime, until: datetime) -> None:
        self.fact, self.at, self.avail, self.until = fact, at, avail, until

    def seen_at(self, moment: datetime) -> bool:
        """Is it known, and not corrected, at that moment?"""
        return self.avail <= moment < self.until


_ORDER: Final = attrgetter("at", "avail", "fact.id")
Timeline = dict[str, list[Row]]


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """The facts about a subject as one question sees them.

    ``as_at``: what had happened; ``known_by``: what the force could have known; ``recorded_by``: what the record showed.
    """

    subject: Subject
    facts: tuple[Fact, ...]
    as_at: datetime
    known_by: datetime | None = None
    recorded_by: datetime | None = None

    def within(self) -> tuple[Fact, ...]:
        """The facts that fall inside all three times."""
        return tuple(
            f for f in self.facts
            if f.occurred.earliest <= self.as_at
            and (self.known_by is None or f.held_from <= self.known_by)
            and (self.recorded_by is None or f.shown_from <= self.recorded_by)
        )

    @property
    def lens(self) -> Lens:
        """From when facts are seen: as the force held them where that is asked, else as the record showed them."""
        return "held" if self.known_by is not None and self.recorded_by is None else "shown"


class World:
    """The facts, indexed under each subject that they are about, with corrections and declared links."""

    def __init__(self, catalogue: Catalogue, lawbook: Lawbook, *, lens: Lens = "shown") -> None:
        self.catalogue, self.lawbook, self.lens = catalogue, lawbook, lens
        self.facts: dict[str, Fact] = {}
        self.timelines: dict[Subject, Timeline] = {}
        self.links: dict[tuple[str, Subject], dict[Subject, datetime]] = {}
        self.back: dict[tuple[str, Subject], set[Subject]] = {}
        self._rows: dict[str, list[Row]] = {}
        self._corrections: dict[str, list[Fact]] = {}
        self._same: dict[Subject, Subject] = {}

    def add(self, fact: Fact) -> bool:
        """Take one fact; ``False`` if it is there already (import is idempotent)."""
        return self._take(fact, self._insert)

    def load(self, facts: Iterable[Fact]) -> None:
        """Take many facts, in any order."""
        merges = [fact for fact in facts if fact.type in ("people.Merged", "people.Unmerged")] if isinstance(facts, Sequence) else []
        self._same = _resolve(merges)
        for fact in facts:
            self._take(fact, self._append)
        for timeline in self.timelines.values():
            for rows in timeline.values():
                if len(rows) > 1:
                    rows.sort(key=_ORDER)

    def subjects(self, fact: Fact) -> tuple[Subject, ...]:
        """The subjects of a fact, merged persons as one."""
        found = subjects_of(fact)
        return tuple(dict.fromkeys(self._same.get(s, s) for s in found)) if self._same else found

    def corrected(self, fact: Fact) -> tuple[Fact, ...]:
        """The earlier facts that this one corrects, nearest first."""
        chain: list[Fact] = []
        while fact.supersedes and (fact := self.facts.get(fact.supersedes)) and fact not in chain:  # type: ignore[assignment]
            chain.append(fact)
        return tuple(chain)

    def root(self, fact: Fact) -> str:
        """The id at the root of a fact's chain of corrections."""
        if fact.supersedes is None:
            return fact.id
        chain = self.corrected(fact)
        return (chain[-1].supersedes or chain[-1].id) if chain else fact.supersedes

    def seen_from(self, fact: Fact) -> datetime:
        """From when a fact can be seen, through this world's lens; never before it happened."""
        since = fact.shown_from if self.lens == "shown" else fact.held_from
        return max(since, fact.occurred.earliest)

    def linked(self, step: Step, subject: Subject) -> dict[Subject, datetime]:
        """The subjects joined to one by a step, and since when that is known."""
        return self.links.get((step.name, subject), {})

    def _take(self, fact: Fact, put: Callable[[list[Row], Row], None]) -> bool:
        if fact.id in self.facts:
            return False
        self.facts[fact.id] = fact
        avail = self.seen_from(fact)
        until = min((self.seen_from(c) for c in self._corrections.get(fact.id, ())), default=NEVER)
        row = Row(fact, fact.occurred.earliest, avail, until)
        for subject in self.subjects(fact):
            put(self.timelines.setdefault(subject, {}).setdefault(fact.type, []), row)
        self._rows[fact.id] = [row]
        if fact.supersedes:
            self._corrections.setdefault(fact.supersedes, []).append(fact)
            for earlier in self._rows.get(fact.supersedes, ()):
                earlier.until = min(earlier.until, avail)
        for step in self.catalogue.steps_by_type.get(fact.type, ()):
            self._join(step, fact, avail)
        return True

    def _join(self, step: Step, fact: Fact, avail: datetime) -> None:
        for a, b in step.ends(fact):
            one, other = self._same.get(a, a), self._same.get(b, b)
            ends = self.links.setdefault((step.name, one), {})
            ends[other] = min(avail, ends.get(other, NEVER))
            self.back.setdefault((step.name, other), set()).add(one)

    @staticmethod
    def _append(rows: list[Row], row: Row) -> None:
        rows.append(row)

    @staticmethod
    def _insert(rows: list[Row], row: Row) -> None:
        if rows and _ORDER(rows[-1]) > _ORDER(row):
            insort(rows, row, key=_ORDER)
        else:
            rows.append(row)


def _resolve(merges: Iterable[Fact]) -> dict[Subject, Subject]:
    """Which references are one person: merges, less those undone; the one kept stands for all."""
    pairs: dict[tuple[str, str], bool] = {}
    for fact in sorted(merges, key=lambda f: (f.shown_from, f.id)):
        refs = {a.as_: a.ref for a in fact.about}
        if {"kept", "merged"} <= refs.keys():
            pairs[refs["merged"] or "", refs["kept"] or ""] = fact.type == "people.Merged"
    kept = {merged: keep for (merged, keep), stands in pairs.items() if stands}
    same: dict[Subject, Subject] = {}
    for merged in kept:
        end, passed = merged, {merged}
        while end in kept and kept[end] not in passed:
            end = kept[end]
            passed.add(end)
        same[Subject("person", merged)] = Subject("person", end)
    return same


class Rows:
    """What one rule may read on one subject: its own types, and those declared through a step, each as of its link."""

    __slots__ = ("_cache", "_own", "_timeline", "rule", "subject", "world")

    def __init__(self, world: World, rule: Rule, subject: Subject) -> None:
        self.world, self.rule, self.subject = world, rule, subject
        self._timeline = world.timelines.get(subject, {})
        self._cache: dict[str, list[Row]] = {}

    def all(self, name: str) -> list[Row]:
        """Every row of a type, whenever seen, in order of when it happened.

        :raises UndeclaredRead: if the rule does not listen to the type
        """
        rows = self._cache.get(name)
        if rows is None:
            rows = self._cache[name] = self._gather(name)
        return rows

    def arrivals(self, names: Iterable[str], after: datetime, until: datetime) -> list[datetime]:
        """The moments, in order, at which rows of these types came or went after one moment and up to another."""
        moments: set[datetime] = set()
        for name in names:
            for row in self.all(name):
                if after < row.avail <= until:
                    moments.add(row.avail)
                if after < row.until <= until:
                    moments.add(row.until)
        return sorted(moments)

    def _gather(self, name: str) -> list[Row]:
        if name not in self.rule.listens:
            raise UndeclaredRead(f"{self.rule.code} reads {name} and does not declare it")
        own = self._timeline.get(name, []) if name in self.rule.own_types else []
        joined: list[Row] = []
        for step, types in self.rule.through:
            if name in types:
                for other, since in self.world.linked(step, self.subject).items():
                    for row in self.world.timelines.get(other, {}).get(name, ()):
                        joined.append(row if row.avail >= since else Row(row.fact, row.at, since, row.until))
        if not joined:
            return own
        by_id: dict[str, Row] = {}
        for row in (*joined, *own):
            known = by_id.get(row.fact.id)
            if known is None or row.avail < known.avail:
                by_id[row.fact.id] = row
        return sorted(by_id.values(), key=_ORDER)


class UndeclaredRead(Exception):
    """A condition looked at a fact type that its rule does not listen to."""


class View:
    """What can be seen of a subject at one moment, by one rule."""

    __slots__ = ("_rows", "at")

    def __init__(self, rows: Rows, at: datetime) -> None:
        self._rows, self.at = rows, at

    @property
    def subject(self) -> Subject:
        """Whom the rule is about."""
        return self._rows.subject

    @property
    def lawbook(self) -> Lawbook:
        """The numbers of the law."""
        return self._rows.world.lawbook

    def of(self, *classes: type[Payload]) -> list[Row]:
        """The rows of these types that can be seen, in order of when they happened."""
        at = self.at
        if len(classes) == 1:
            return [row for row in self._rows.all(name_of(classes[0])) if row.avail <= at < row.until]
        found = [row for cls in classes for row in self._rows.all(name_of(cls)) if row.avail <= at < row.until]
        found.sort(key=_ORDER)
        return found

    def last(self, *classes: type[Payload]) -> Row | None:
        """The latest of them."""
        rows = self.of(*classes)
        return rows[-1] if rows else None

    def first(self, *classes: type[Payload]) -> Row | None:
        """The earliest of them."""
        rows = self.of(*classes)
        return rows[0] if rows else None

    def earlier(self, row: Row) -> View:
        """The view that somebody had as they acted: without the act itself."""
        return _Before(self._rows, row)

    def number(self, key: str) -> float:
        """A number of the law, as in force at this moment."""
        return self.lawbook.book.number(key, self.at)


class _Before(View):
    """A view from the moment of an act that does not see the act, nor anything said to have happened after it."""

    __slots__ = ("_act",)

    def __init__(self, rows: Rows, act: Row) -> None:
        super().__init__(rows, act.avail)
        self._act = act

    def of(self, *classes: type[Payload]) -> list[Row]:
        key = (self._act.at, self._act.avail, self._act.fact.id)
        return [row for row in super().of(*classes) if row is not self._act and (row.at, row.avail, row.fact.id) < key]


def by_ref(rows: Iterable[Row], kind: str) -> dict[str, list[Row]]:
    """Rows grouped by a subject of a kind that they name."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for ref in row.fact.refs(kind):
            groups[ref].append(row)
    return groups
