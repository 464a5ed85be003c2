"""The rows that one rule may read on one subject, and the view of them that a condition has.

A view looks from one moment and sees nothing that came later, so that what was told is never changed by what is learnt
afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tutela.facts import Payload
from tutela.facts.registry import name_of
from tutela.law.kernel.rows import NEVER, ORDER, Row, Stretch
from tutela.law.kernel.subjects import Step, Subject, subjects_of

if TYPE_CHECKING:
    from tutela.law.kernel.clocks import Lawbook
    from tutela.law.kernel.rules import Rule
    from tutela.law.kernel.world import World

_EMPTY: Final[list[Row]] = []


class Rows:
    """What one rule may read on one subject: its own types, and those declared through a step, each as of its link."""

    __slots__ = ("_cache", "_plain", "_timeline", "rule", "same", "subject", "world")

    def __init__(self, world: World, rule: Rule, subject: Subject) -> None:
        self.world, self.rule, self.subject = world, rule, subject
        self.same = world.identity.joined(subject)
        self._timeline = world.timelines.get(subject, {})
        self._plain = frozenset[str]() if self.same else rule.plain_types
        self._cache: dict[str, list[Row]] = {}

    def all(self, name: str) -> list[Row]:
        """Every row of a type, whenever seen, in order of when it happened.

        :raises UndeclaredRead: if the rule does not listen to the type
        """
        if name in self._plain:
            return self._timeline.get(name, _EMPTY)
        rows = self._cache.get(name)
        if rows is None:
            rows = self._cache[name] = self._gather(name)
        return rows

    def present(self, wanted: frozenset[str]) -> Iterator[Row]:
        """The rows of some types that can be seen at any time, type by type."""
        names = self._timeline.keys() & wanted
        timelines, reached = self.world.timelines, self.world.reached
        for step, types in self.rule.through:
            for other, _, _ in reached(step, self.subject):
                there = timelines.get(other)
                if there is not None:
                    names |= there.keys() & types & wanted
        for other, _, _ in self.same:
            names |= self.world.timelines.get(other, {}).keys() & wanted & self.rule.own_types
        for name in names:
            for row in self.all(name):
                if row.avail < row.until:
                    yield row

    def begins(self, row: Row) -> datetime:
        """From when a row counts as an opening or an act *on this subject*, where two references were held to be one person.

        A fact counts on the reference that stood for the person when it was first seen, and after an un-merge on its own.
        """
        if not self.same:
            return row.avail
        identity, seen = self.world.identity, self.world.rows[row.fact.id].avail
        named = set(subjects_of(row.fact)) & set(identity.group(self.subject))
        if not named or self.subject in named:
            return identity.alone_from(self.subject, row.avail)
        return row.avail if row.avail == seen and any(identity.kept(s, seen) == self.subject for s in named) else NEVER

    def _gather(self, name: str) -> list[Row]:
        rule = self.rule
        own, steps = name in rule.own_types, rule.steps_to.get(name)
        if steps is None and not own:
            raise UndeclaredRead(f"{rule.code} reads {name} and does not declare it")
        key = self.subject, name, own, rule.ways_to.get(name, "")
        rows = self.world.gathered.get(key)
        if rows is None:
            rows = self.world.gathered[key] = self._through(name, self.same if own else (), steps or ())
            if own:
                rows += self._timeline.get(name, _EMPTY)
            if len(rows) > 1:
                rows = self.world.gathered[key] = _united(rows)
        return rows

    def _through(self, name: str, same: tuple[Stretch, ...], steps: tuple[Step, ...]) -> list[Row]:
        """The rows of a type on other subjects, each as of its link."""
        timelines, reached = self.world.timelines, self.world.reached
        found: list[Row] = []
        for stretches in (same, *(reached(step, self.subject) for step in steps)):
            for other, since, until in stretches:
                there = timelines.get(other)
                if there is not None and name in there:
                    found += [row.within(since, until) for row in there[name] if row.avail < until and since < row.until]
        return found


def _united(rows: list[Row]) -> list[Row]:
    """Each fact once for each stretch of time in which it can be seen, in order of when it happened."""
    found: list[Row] = []
    for row in sorted(rows, key=lambda row: (row.fact.id, row.avail)):
        last = found[-1] if found else None
        if last is None or last.fact.id != row.fact.id or row.avail > last.until:
            found.append(row)
        elif row.until > last.until:
            found[-1] = Row(last.fact, last.at, last.avail, row.until)
    found.sort(key=ORDER)
    return found


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
        """The rows of these types that can be seen, in order of when they happened.

        :raises UndeclaredRead: if the rule does not listen to one of them
        """
        at, every = self.at, self._rows.all
        if len(classes) == 1:
            return [row for row in every(name_of(classes[0])) if row.avail <= at < row.until]
        found = [row for cls in classes for row in every(name_of(cls)) if row.avail <= at < row.until]
        found.sort(key=ORDER)
        return found

    def last(self, *classes: type[Payload]) -> Row | None:
        """The latest of them."""
        rows = self.of(*classes)
        return rows[-1] if rows else None

    def first(self, *classes: type[Payload]) -> Row | None:
        """The earliest of them."""
        rows = self.of(*classes)
        return rows[0] if rows else None

    def ever(self, *classes: type[Payload]) -> list[Row]:
        """The rows of these types that could be seen up to this moment, corrected ones too (``until`` says when), in order of when they happened.

        :raises UndeclaredRead: if the rule does not listen to one of them
        """
        return sorted((row for cls in classes for row in self._rows.all(name_of(cls)) if row.avail <= self.at and row.avail < row.until), key=ORDER)

    def cited(self, fact_id: str) -> Row | None:
        """The fact of any type, about anybody, that an act names by its id, if it can be seen.

        Should it come later, the rule is judged again.
        """
        world = self._rows.world
        world.sought[fact_id].add((self._rows.rule.code, world.identity.head(self.subject)))
        row = world.rows.get(fact_id)
        return row if row is not None and row.seen_at(self.at) else None

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
        key = self._act.key
        return [row for row in super().of(*classes) if row.key < key]

    def ever(self, *classes: type[Payload]) -> list[Row]:
        key = self._act.key
        return [row for row in super().ever(*classes) if row.key < key]


def by_ref(rows: Iterable[Row], kind: str) -> dict[str, list[Row]]:
    """Rows grouped by a subject of a kind that they name."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for ref in row.fact.refs(kind):
            groups[ref].append(row)
    return groups
