"""What a rule is: a duty, a standard or a pattern, each a frozen value in a list; what it listens to follows from it.

Every rule names one kind of subject. A duty's identity is (code, subject, opening fact), the opening fact being the root
of its supersession chain; ``once_per`` says why a second report opens no twin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from tutela.facts import Fact, Payload
from tutela.facts.registry import name_of
from tutela.facts.roles import SENIOR, split
from tutela.law.kernel.clocks import Clock
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.subjects import Step, family

if TYPE_CHECKING:
    from tutela.law.kernel.rows import Row
    from tutela.law.kernel.views import View

Condition = Callable[["View", "Row"], Finding]
"""A named question about an opening or an act, answered from what was known then."""


class State(Enum):
    """Where a duty stands. Acknowledging is not doing."""

    OPEN = "open"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    BREACHED = "breached"
    IN_QUESTION = "in question"
    INHERITED = "inherited"
    DONE = "done"
    DONE_LATE = "done late"
    NOT_NEEDED = "not needed"
    FAILED = "failed"

    @property
    def settled(self) -> bool:
        """Has it come to its end?"""
        return self in _SETTLED


_SETTLED = frozenset({State.DONE, State.DONE_LATE, State.NOT_NEEDED, State.FAILED})


class Act(Enum):
    """What an act does to a child's protection. The gate may refuse only the last four."""

    PROTECTS = "protects"
    RAISES = "raises"
    RECORDS = "records"
    LOWERS = "lowers"
    CLOSES = "closes"
    DEFERS = "defers"
    APPROVES = "approves"

    @property
    def refusable(self) -> bool:
        """May the gate refuse an act of this class?"""
        return self in _REFUSABLE


_REFUSABLE = frozenset({Act.LOWERS, Act.CLOSES, Act.DEFERS, Act.APPROVES})
Classify = Callable[["View", "Row"], Act]


class Once(Enum):
    """Against twins: one duty for each opening, one while one is open, or one for the subject.

    A duty whose ground was taken away (it is in question) stands in no other's way.
    """

    EACH = "each"
    WHILE_OPEN = "while open"
    SUBJECT = "subject"


class Priority(IntEnum):
    """Whether a telling interrupts. Decided by the risk to the child; never lowered to meet a budget."""

    FIRST = 1
    """Interrupts: a decision is asked for now."""
    SECOND = 2
    """Waits on the worklist."""


@dataclass(frozen=True, slots=True)
class Reads:
    """Fact types that a rule's conditions look at: on its own subject, or on one that a step joins to it."""

    types: tuple[str, ...]
    through: Step | None = None


def reads(*types: type[Payload], through: Step | None = None) -> Reads:
    """Declare what conditions look at."""
    return Reads(tuple(name_of(cls) for cls in types), through)


@dataclass(frozen=True, slots=True)
class On:
    """Facts of one type (named in a role, and for which ``when`` holds)."""

    type: str
    when: Condition | None = None
    as_: str | None = None
    beforehand: str | None = None
    """A kind in ``about``: it settles even what opened later, where the opening names no other of that kind."""


def on(cls: type[Payload], when: Condition | None = None, *, as_: str | None = None, beforehand: str | None = None) -> On:
    """Facts of a class, ``when`` a condition holds of them."""
    return On(name_of(cls), when, as_, beforehand)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: who is told, when, and what they are asked for."""

    to: tuple[str, ...]
    base: Literal["origin", "due", "share"] = "due"
    clock: Clock | None = None
    fraction: float = 1.0
    asks: str | None = None
    priority: Priority = Priority.FIRST

    def __post_init__(self) -> None:
        for address in self.to:
            split(address)


def at_due(*to: str, asks: str | None = None, priority: Priority = Priority.FIRST) -> Rung:
    """Told when the time is out."""
    return Rung(to, asks=asks, priority=priority)


def after_due(clock: Clock, *to: str, asks: str | None = None, priority: Priority = Priority.FIRST) -> Rung:
    """Told a while after the time is out."""
    return Rung(to, "due", clock, asks=asks, priority=priority)


def from_origin(clock: Clock, *to: str, asks: str | None = None, priority: Priority = Priority.FIRST) -> Rung:
    """Told a while after the clock began."""
    return Rung(to, "origin", clock, asks=asks, priority=priority)


def at_share(fraction: float, *to: str, priority: Priority = Priority.SECOND) -> Rung:
    """Told when a share of the time is used."""
    return Rung(to, "share", fraction=fraction, priority=priority)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in order; the last is a superintendent or above, told again every ``repeat`` while nothing changes."""

    rungs: tuple[Rung, ...]
    repeat: Clock

    def __post_init__(self) -> None:
        if not any(split(address)[0] in SENIOR for address in self.rungs[-1].to):
            raise ValueError(f"a ladder ends with a superintendent or above, not {self.rungs[-1].to}")


@dataclass(frozen=True, slots=True)
class Term:
    """The clock, owner and ladder that a duty has while a condition holds; the first that holds applies."""

    clock: Clock
    owed_by: str
    ladder: Ladder
    when: Condition | None = None
    also: tuple[str, ...] = ()
    priority: Priority = Priority.SECOND
    informs: tuple[str, ...] = ()
    """Who else is told when it opens."""
    counts: bool = False
    """Does its condition count what comes in? Then what is told says how it stands by then."""

    def __post_init__(self) -> None:
        split(self.owed_by)
        if self.clock.rule == "asap" and self.ladder.rungs[-1].base != "origin":
            raise ValueError("a duty without a time has its last rung from the origin: else nobody senior is ever told")

    @property
    def live(self) -> bool:
        """Do its times depend on what comes to be known while it runs?"""
        return self.counts or self.clock.live or any(rung.clock is not None and rung.clock.live for rung in self.ladder.rungs)


@dataclass(frozen=True)
class Rule:
    """What every rule says of itself."""

    code: str
    title: str
    subject: str
    basis: Basis
    cites: tuple[str, ...]
    also: tuple[str, ...] = field(kw_only=True, default=())
    reads: tuple[Reads, ...] = field(kw_only=True, default=())
    extent: Literal["England and Wales", "England", "Wales"] = field(kw_only=True, default="England and Wales")
    certainty: Literal["high", "medium", "low"] = field(kw_only=True, default="high")
    why: str = field(kw_only=True, default="")

    @property
    def family(self) -> str:
        """The family of its subject."""
        return family(self.subject)

    @cached_property
    def own_types(self) -> frozenset[str]:
        """Fact types of its own subject that it listens to."""
        return frozenset(self.open_types | self._own_reads())

    @cached_property
    def open_types(self) -> frozenset[str]:
        """Fact types with which it begins: openings, acts, what is watched."""
        return frozenset()

    @cached_property
    def through(self) -> tuple[tuple[Step, frozenset[str]], ...]:
        """What it listens to beyond its own subject: the step, and the types read through it."""
        return tuple((r.through, frozenset(r.types)) for r in self.reads if r.through)

    @cached_property
    def steps_to(self) -> dict[str, tuple[Step, ...]]:
        """For each type that it reads through steps: which steps."""
        return {name: tuple(step for step, types in self.through if name in types) for _, types in self.through for name in types}

    @cached_property
    def plain_types(self) -> frozenset[str]:
        """Those of its own types that it reads through no step as well."""
        return self.own_types.difference(self.steps_to)

    @cached_property
    def ways_to(self) -> dict[str, str]:
        """The same steps, by their names alone: rules with the same ways to a type read the same."""
        return {name: " ".join(step.name for step in steps) for name, steps in self.steps_to.items()}

    @cached_property
    def listens(self) -> frozenset[str]:
        """Every fact type that can change what it says."""
        return self.own_types.union(*(types for _, types in self.through))

    def _own_reads(self) -> set[str]:
        return {t for r in self.reads if r.through is None for t in r.types}


DECISIONS: Final = {"duties.NotNeeded": State.NOT_NEEDED, "duties.Failed": State.FAILED}
"""What a person may decide of any duty, and how that settles it."""
DUTY_FACTS: Final = frozenset({*DECISIONS, "duties.Inherited", "duties.RiskDecided"})


@dataclass(frozen=True)
class Duty(Rule):
    """What is owed: opened by a fact, under conditions, by a clock, by somebody, up a ladder, until discharged or ended."""

    opens: tuple[On, ...] = field(kw_only=True)
    terms: tuple[Term, ...] = field(kw_only=True)
    discharged_by: tuple[On, ...] = field(kw_only=True)
    ends: tuple[On, ...] = field(kw_only=True, default=())
    applies: tuple[Condition, ...] = field(kw_only=True, default=())
    once_per: Once = field(kw_only=True, default=Once.SUBJECT)
    per: str | None = field(kw_only=True, default=None)
    """Another kind in ``about`` for each of which a duty is owed (the offender, for a child)."""
    starts: Literal["known", "occurred"] = field(kw_only=True, default="known")
    """Whether its clock begins when the force knew, or when it happened."""
    origin: Callable[[View, Row], datetime | tuple[datetime, timedelta]] | None = field(kw_only=True, default=None)
    """Where the clock begins, if not with the opening fact (a grade's clock begins at the report); by how much later, where only a span is known."""
    delay: Callable[[View, Row], datetime | None] | None = field(kw_only=True, default=None)
    """When it opens, if later than its opening fact (a birthday); ``None``: not at all."""
    recurs: Literal["rolling", "scheduled"] | None = field(kw_only=True, default=None)
    own: bool = field(kw_only=True, default=False)
    """Is it owed by the very officer whom it is about, and not by everybody in the role?"""

    @cached_property
    def own_types(self) -> frozenset[str]:
        """Openings, discharges, ends, what conditions read, and facts about duties."""
        named = {o.type for o in (*self.opens, *self.discharged_by, *self.ends)}
        return frozenset(named | self._own_reads() | DUTY_FACTS)

    @cached_property
    def reads_types(self) -> frozenset[str]:
        """The types whose arrival can change conditions and terms."""
        return frozenset(t for r in self.reads for t in r.types)

    @cached_property
    def open_types(self) -> frozenset[str]:
        """The types that open it."""
        return frozenset(self.opening)

    @cached_property
    def opening(self) -> dict[str, tuple[On, ...]]:
        """What opens it, by fact type."""
        return {name: tuple(o for o in self.opens if o.type == name) for name in dict.fromkeys(o.type for o in self.opens)}

    @cached_property
    def settling(self) -> dict[str, tuple[tuple[On, State], ...]]:
        """What settles it, by fact type: a discharge before an end."""
        acts = (*((o, State.DONE) for o in self.discharged_by), *((o, State.NOT_NEEDED) for o in self.ends))
        return {name: tuple((o, state) for o, state in acts if o.type == name) for name in dict.fromkeys(o.type for o, _ in acts)}

    @cached_property
    def beforehand(self) -> frozenset[str]:
        """The types that may settle it though they happened before it began."""
        return frozenset(o.type for o in (*self.discharged_by, *self.ends) if o.beforehand)

    @cached_property
    def bearing(self) -> dict[str, tuple[bool, bool, bool]]:
        """What the coming or going of a type can do: open it, settle it, change its conditions and terms."""
        return {name: (name in self.opening, name in self.settling or name in DECISIONS, name in self.reads_types) for name in self.moving}

    @cached_property
    def steady(self) -> bool:
        """Do its clock, owner and ladder stay as they are while its opening reads the same?"""
        return len(self.terms) == 1 and self.terms[0].when is None and self.origin is None and not self.terms[0].live

    @cached_property
    def moving(self) -> frozenset[str]:
        """The types whose coming or going can change where it stands."""
        return frozenset({*self.opening, *self.settling, *self.reads_types, *DECISIONS})


@dataclass(frozen=True)
class Standard(Rule):
    """What an act must meet. Unmet, it is told; only where ``refuses`` may the gate refuse the act."""

    acts: tuple[On, ...] = field(kw_only=True)
    met: Condition = field(kw_only=True)
    to: tuple[str, ...] = field(kw_only=True)
    refuses: bool = field(kw_only=True, default=False)
    priority: Priority = field(kw_only=True, default=Priority.SECOND)

    def __post_init__(self) -> None:
        for address in self.to:
            split(address)

    @cached_property
    def open_types(self) -> frozenset[str]:
        """The acts."""
        return frozenset(o.type for o in self.acts)


Finder = Callable[["View", "Row"], "Iterable[tuple[Payload, tuple[Fact, ...]]]"]
"""A pure finder: what it noticed when a fact arrived, and the facts that it saw."""


@dataclass(frozen=True)
class Pattern(Rule):
    """Something noticed across facts. It is recorded as a fact, told, and judged like any other."""

    watches: tuple[On, ...] = field(kw_only=True)
    find: Finder = field(kw_only=True)
    notes: type[Payload] = field(kw_only=True)
    to: tuple[str, ...] = field(kw_only=True)
    priority: Priority = field(kw_only=True, default=Priority.SECOND)

    def __post_init__(self) -> None:
        for address in self.to:
            split(address)

    @cached_property
    def open_types(self) -> frozenset[str]:
        """What it watches."""
        return frozenset(o.type for o in self.watches)
