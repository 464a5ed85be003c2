"""Noticing: finders run over the facts, and what they find is in the world as facts, no more and no less.

What is noticed follows from the facts alone, in whatever order they came: a finder sees, of what other finders noticed,
only what comes before the fact that it looks back from, and what it would no longer find is taken back.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple, get_args

import msgspec

from tutela.facts import Actor, Fact, Payload
from tutela.facts.form import Sensitivity
from tutela.facts.registry import name_of
from tutela.law.kernel.rows import NEVER, Row
from tutela.law.kernel.rules import On, Pattern
from tutela.law.kernel.subjects import Subject
from tutela.law.kernel.views import Rows, View
from tutela.law.kernel.world import Key, World

NOTICED: Final = "noticed:"
_SYSTEM: Final = Actor(role="system")
_STRICTNESS: Final[tuple[Sensitivity, ...]] = get_args(Sensitivity)


class Noticed(NamedTuple):
    """A pattern that was noticed, as the fact that records it, and when it could first be seen."""

    pattern: Pattern
    subject: Subject
    fact: Fact
    at: datetime


class Noticing:
    """What is noticed in a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.found: dict[str, Noticed] = {}
        self._of: dict[Key, dict[str, Noticed]] = {}
        self._worked_out: set[str] = set()

    def settle(self, keys: Iterable[Key], since: datetime | None = None) -> list[Fact]:
        """Let patterns look (again) at what can be seen from a moment on, and at what is noticed in turn, until nothing changes.

        :returns: the facts that came into the world, or were taken back
        """
        changed: list[Fact] = []
        queue = deque(dict.fromkeys(keys))
        while queue:
            key = queue.popleft()
            new = self._look(key, since)
            for fact in new:
                queue += [woken for woken in self.world.wakes(fact) if self._is_pattern(woken) and woken not in queue]
            changed += new
        return changed

    def settle_all(self) -> None:
        """Let every finder look at everything."""
        world = self.world
        self.settle(
            (rule.code, world.identity.head(subject))
            for subject in list(world.timelines) for rule in world.openable(subject) if isinstance(rule, Pattern)
        )

    def rename(self, was: Subject, now: Subject) -> None:
        """What was noticed under one reference of a person is from now on looked after under another."""
        for key in [key for key in self._of if key[1] == was]:
            self._of[key[0], now] = {**self._of.get((key[0], now), {}), **self._of.pop(key)}

    def _is_pattern(self, key: Key) -> bool:
        return isinstance(self.world.catalogue.by_code[key[0]], Pattern)

    def _look(self, key: Key, since: datetime | None) -> list[Fact]:
        pattern = self.world.catalogue.by_code[key[0]]
        assert isinstance(pattern, Pattern)
        before = self._of.get(key, {})
        now = {i: n for i, n in before.items() if since is not None and n.at < since}
        for noticed in noticed_by(pattern, self.world, key[1], since):
            known = now.get(noticed.fact.id)
            if known is None or noticed.at < known.at:
                now[noticed.fact.id] = noticed
        changed = [fact for i in before if i not in now and (fact := self._take_back(i)) is not None]
        for i, noticed in now.items():
            if self.found.get(i) != noticed:
                if (fact := self._take_back(i)) is not None:
                    changed.append(fact)
                self.found[i] = noticed
                if self.world.add(noticed.fact):
                    self._worked_out.add(i)
                    changed.append(noticed.fact)
        self._of[key] = now
        return changed

    def _take_back(self, fact_id: str) -> Fact | None:
        """No longer noticed; a fact that was recorded, and not only worked out here, stays in the world."""
        self.found.pop(fact_id, None)
        if fact_id not in self._worked_out:
            return None
        self._worked_out.remove(fact_id)
        return self.world.drop(fact_id)


def notice_all(world: World) -> Noticing:
    """Run every finder over a whole world; what they noticed is in it then."""
    noticing = Noticing(world)
    noticing.settle_all()
    return noticing


def noticed_by(pattern: Pattern, world: World, subject: Subject, since: datetime | None = None) -> Iterator[Noticed]:
    """What a finder notices on a subject (under all references ever held to be theirs), looking back from what came since a moment."""
    for member in world.identity.group(subject):
        rows = Rows(world, pattern, member)
        for watch in pattern.watches:
            for row in rows.all(watch.type):
                if row.avail < row.until:
                    for moment in _moments(rows, row):
                        if (since is None or moment >= since) and concerns(watch, rows, row):
                            for payload, saw in pattern.find(_Looking(rows, moment, row), row):
                                yield _record(pattern, member, payload, saw, row, moment, world)


def _moments(rows: Rows, row: Row) -> Iterator[datetime]:
    """When a finder looks back from a fact: when it comes, and when a merge brings more to be seen beside it."""
    if not rows.same:
        yield row.avail
        return
    identity, subject = rows.world.identity, rows.subject
    begins = rows.begins(row)
    moments = {begins, *(t for t in identity.turns(subject) if t >= row.avail and identity.kept(subject, t) == subject)}
    yield from (m for m in sorted(moments) if m < NEVER and row.seen_at(m))


class _Looking(View):
    """A finder's view from a fact: of what was noticed it sees only what comes before that fact."""

    __slots__ = ("_from",)

    def __init__(self, rows: Rows, at: datetime, row: Row) -> None:
        super().__init__(rows, at)
        self._from = at, row.at

    def of(self, *classes: type[Payload]) -> list[Row]:
        return [r for r in super().of(*classes) if not r.fact.id.startswith(NOTICED) or (r.avail, r.at) < self._from]


def concerns(wanted: On, rows: Rows, row: Row) -> bool:
    """Is the act one of those that are meant, as of when it could first be seen?"""
    return wanted.when is None or wanted.when(View(rows, row.avail), row).holds


def _record(pattern: Pattern, subject: Subject, payload: Payload, saw: tuple[Fact, ...], row: Row, moment: datetime, world: World) -> Noticed:
    """A noticed fact takes its times from the last fact that it saw, its id from (finder, subject, what it saw).

    It is restricted as the most restricted of what it saw, and cannot be seen before the moment at which it was noticed.
    """
    last = max((*saw, row.fact), key=lambda f: (f.shown_from, f.occurred.earliest, f.id))
    seen = "|".join((pattern.code, *subject, *sorted(f.id for f in saw)))
    fact = Fact(
        id=NOTICED + hashlib.sha256(seen.encode()).hexdigest()[:24], type=name_of(pattern.notes), data=payload, occurred=last.occurred,
        known_force=last.known_force, recorded_at=last.recorded_at, by=_SYSTEM, about=row.fact.about, case=row.fact.case,
        sensitivity=max((f.sensitivity for f in (*saw, row.fact)), key=_STRICTNESS.index),
    )
    if world.seen_from(fact) < moment:
        later = {"recorded_at": moment} if world.lens == "shown" else {"known_force": moment}
        fact = msgspec.structs.replace(fact, **later)
    return Noticed(pattern, subject, fact, moment)
