"""The registry of work queues: whatever waits for anybody stands in a queue that is declared here, and lists are built from nothing else.

A queue says what it holds, what it promises, who answers for it and in which order it is worked. One that does not cannot be
declared; and a duty of the law that no queue holds stops the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final, Literal, Protocol

import msgspec

from tutela.facts.roles import split
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import known, words
from tutela.foundations.kit.periods import in_words
from tutela.law.kernel.rules import Duty
from tutela.record.duties.queries.law import book, laws
from tutela.record.occurrences.queries.closed import closed_to

Order = Literal["risk", "age"]
WEEK: Final = timedelta(days=7)
_LENGTHS: Final = frozenset({"minutes", "hours", "days", "working_days"})


class Unfit(ValueError):
    """A queue does not say what every queue must say."""


class Look:
    """One viewer's look at queues at one moment: what is asked once, however many queues are looked at."""

    def __init__(self, viewer: Viewer, at: datetime) -> None:
        self.viewer, self.at = viewer, at
        self.kept: dict[str, object] = {}
        """What sources of one kind read once for all of them."""

    @cached_property
    def hidden(self) -> frozenset[str]:
        """What the viewer may not know of."""
        return closed_to(self.viewer, self.at)


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that waits."""

    ref: str
    """The record that its link leads to."""
    title: str
    subject: str
    since: datetime
    due_at: datetime | None = None
    state: str = ""
    legal: bool = False
    whose: str = ""
    """Whose it is, in words."""
    detail: str = ""
    urgent: bool = False


class Slice(msgspec.Struct, frozen=True):
    """A page of a queue, and where the next begins."""

    rows: tuple[Waiting, ...]
    after: str | None = None


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """How a queue stands: what waits, since when the oldest, what came and went in the last seven days."""

    waiting: int
    oldest: datetime | None
    came: int
    went: int

    @property
    def days(self) -> int | None:
        """In how many days it is clear at this rate; ``None`` where it never will be."""
        if not self.waiting:
            return 0
        gained = self.went - self.came
        return -(-self.waiting * 7 // gained) if gained > 0 else None


class Source(Protocol):
    """Where the rows of a queue come from."""

    def slice(self, look: Look, order: Order, after: str | None, limit: int) -> Slice:
        """A page of what waits."""
        ...

    def flow(self, look: Look) -> Flow:
        """How it stands."""
        ...


class Local(msgspec.Struct, frozen=True):
    """A target that is the force's own, where the law has no number: in hours."""

    hours: int


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """One work queue. Its title and definition are the messages ``worklist.queue.<code>.title`` and ``.definition``.

    :raises Unfit: if it lacks what every queue must say
    """

    code: str
    target: str | Local
    """The parameter of the law that says how long anything may wait in it, or a local target."""
    owner: str
    """``role@area`` who answers for it."""
    order: Order
    rows: Source
    permission: Permission = Permission.DUTY_SEE
    duties: tuple[str, ...] = ()
    """The duties of the law that it holds."""

    def __post_init__(self) -> None:
        if lacks := tuple(self.lacking()):
            raise Unfit(f"the queue {self.code or '(without a code)'} lacks {', '.join(lacks)}")

    @property
    def title(self) -> str:
        """What it is called."""
        return words(f"worklist.queue.{self.code}.title")

    @property
    def definition(self) -> str:
        """What it holds."""
        return words(f"worklist.queue.{self.code}.definition")

    def lacking(self) -> Iterable[str]:
        """What every queue must say and this one does not."""
        if not self.code:
            yield "a code"
        if not self.owner:
            yield "an owner"
        if not self.target or (isinstance(self.target, Local) and self.target.hours <= 0):
            yield "a target"

    def unresolved(self) -> Iterable[str]:
        """What it says and nothing stands behind."""
        for part in ("title", "definition"):
            if not known(f"worklist.queue.{self.code}.{part}"):
                yield f"its {part} has no message"
        try:
            split(self.owner)
        except ValueError:
            yield f"nobody can be {self.owner!r}"
        if isinstance(self.target, str) and getattr(laws().parameters.get(self.target), "unit", "") not in _LENGTHS:
            yield f"{self.target!r} is no length of time of the law"
        yield from (f"the law knows no duty {code!r}" for code in self.duties if not isinstance(laws().by_code.get(code), Duty))

    def target_words(self, at: datetime) -> str:
        """How long anything may wait in it, in words."""
        if isinstance(self.target, Local):
            return words("worklist.target.local", length=in_words(timedelta(hours=self.target.hours)))
        parameter = laws().parameters[self.target]
        value = book().value(self.target, at)
        unit = words(f"worklist.unit.{parameter.unit}", count=value)
        return words("worklist.target.law", value=value, unit=unit, basis=parameter.basis.words)

    def over(self, oldest: datetime | None, at: datetime) -> bool:
        """Does the oldest wait longer than it may?"""
        if oldest is None:
            return False
        until = oldest + timedelta(hours=self.target.hours) if isinstance(self.target, Local) else book().after(self.target, oldest)
        return until is not None and until < at


def missing_from(queues: Iterable[Queue]) -> list[str]:
    """The duties of the law that no queue holds: what would wait on no list."""
    held = {code for queue in queues for code in queue.duties}
    return sorted(rule.code for rule in laws().duties if rule.code not in held)


def problems(queues: Iterable[Queue]) -> list[str]:
    """Everything that is wrong with the registry, in words: with anything of it the product does not start."""
    declared = list(queues)
    twice = sorted({q.code for q in declared if sum(other.code == q.code for other in declared) > 1})
    return [
        *(f"queue {queue.code!r}: {problem}" for queue in declared for problem in queue.unresolved()),
        *(f"queue {code!r} is declared twice" for code in twice),
        *(f"the duty {code!r} waits in no queue" for code in missing_from(declared)),
    ]
