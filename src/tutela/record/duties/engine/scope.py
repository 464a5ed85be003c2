"""The part of the world that an act can change: its subjects, what is joined to them, and all their facts, held until the end.

A new fact changes what rules say of its own subjects, and of those that read them through a declared step. So three rings
are read: the fact's subjects; those joined to them; and those that the second ring's rules look at in turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from tutela.facts import Fact
from tutela.law.kernel.identity import IDENTITY
from tutela.law.kernel.noticing import Noticing
from tutela.law.kernel.rules import Pattern
from tutela.law.kernel.subjects import PERSON, Subject, subjects_of
from tutela.law.kernel.world import Key, World
from tutela.record.chronology.operations import lock_subjects
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.queries.law import book, laws, refresh

WIDE: Final = frozenset({"place", "unit", "force", "officer", "meeting"})
"""Families whose subjects gather facts of very many: they are judged by a job of their own, never inside an act."""


class Scope:
    """A world that is complete for some subjects, and the keys that are to be judged in it."""

    def __init__(self, world: World, whole: frozenset[Subject]) -> None:
        self.world, self.whole = world, whole
        self.noticing = Noticing(world)
        self.noticing.settle(
            (rule.code, world.identity.head(subject))
            for subject in list(world.timelines) if subject in whole for rule in world.openable(subject) if isinstance(rule, Pattern)
        )

    def woken(self, facts: Iterable[Fact]) -> list[Key]:
        """The rules and subjects whose answer these facts, and what was noticed with them, can change."""
        keys: dict[Key, None] = {}
        for fact in facts:
            keys.update(dict.fromkeys(key for key in self.world.wakes(fact) if key[1] in self.whole or key[1].family == PERSON))
        for noticed in self.noticing.found.values():
            keys.update(dict.fromkeys(key for key in self.world.wakes(noticed.fact) if key[1] in self.whole))
        return list(keys)

    def of(self, subject: Subject) -> list[Key]:
        """Every rule that something on a subject could open."""
        head = self.world.identity.head(subject)
        return [(rule.code, head) for member in self.world.identity.group(subject) for rule in self.world.openable(member)]


def around(facts: Iterable[Fact] = (), subjects: Iterable[Subject] = (), *, wide: bool = False, hold: bool = True) -> Scope:
    """Read, and hold until the transaction ends, all that bears on some new facts or subjects.

    :param wide: places, units and officers too (for the job that judges those)
    :param hold: not for a page, which changes nothing
    """
    refresh()
    new = list(facts)
    first = {s for f in new for s in subjects_of(f)} | set(subjects)
    if not wide:
        first = {s for s in first if s.family not in WIDE}
    held: frozenset[Subject] = frozenset()
    while True:
        inner = _with_identity(first)
        near = _joined(facts_about(inner), new, inner, wide=wide)
        wanted = frozenset(_with_identity(inner | near))
        if wanted <= held:
            break
        if hold:
            lock_subjects(f"{s.family} {s.ref}" for s in wanted)
        held = wanted
    read = {f.id: f for f in facts_about(held)}
    beyond = {s for s in _joined(read.values(), new, set(held), wide=wide) if s not in held}
    if beyond:
        read.update((f.id, f) for f in facts_about(_with_identity(beyond)))
    world = World(laws(), book())
    world.load([*read.values(), *(f for f in new if f.id not in read)])
    return Scope(world, held)


def _joined(facts: Iterable[Fact], new: Iterable[Fact], subjects: set[Subject], *, wide: bool) -> set[Subject]:
    """The subjects that facts join to these by a declared step, in either direction."""
    steps = laws().steps_by_type
    found: set[Subject] = set()
    for fact in (*facts, *new):
        for step in steps.get(fact.type, ()):
            for one, other in step.ends(fact):
                if one in subjects:
                    found.add(other)
                if other in subjects:
                    found.add(one)
    return {s for s in found - subjects if wide or s.family not in WIDE}


def _with_identity(subjects: set[Subject]) -> set[Subject]:
    """With every other reference that was ever said to be, or not to be, one of these persons."""
    found, fresh = set(subjects), {s for s in subjects if s.family == PERSON}
    while fresh:
        said = facts_about(fresh, types=IDENTITY)
        fresh = {s for f in said for s in subjects_of(f) if s.family == PERSON} - found
        found |= fresh
    return found


def moment_of(facts: Iterable[Fact], at: datetime) -> datetime:
    """The moment as at which to judge: the act's own, or later where a fact says that it can be seen only then."""
    return max((at, *(f.shown_from for f in facts if f.recorded_at is not None)), default=at)
