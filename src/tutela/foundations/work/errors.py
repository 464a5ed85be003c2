"""Why something was not done, each anticipated and safe to show. Anything else that is raised is a bug."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from tutela.foundations.access.policy import Verdict


class Flag(msgspec.Struct, frozen=True):
    """What an act lacked though it was done: a message id with its parameters, and the rule that says so."""

    rule: str
    because: str
    having: dict[str, Any] = {}


class NotDone(Exception):
    """The base of what can be shown: a message id, and its parameters."""

    STATUS: int = 422

    def __init__(self, because: str, **having: Any) -> None:
        super().__init__(because, having)
        self.because, self.having = because, having


class Refused(NotDone):
    """An act that lowers, closes, defers or approves does not meet a standard; or what was asked makes no sense here.

    ``flags``: the standards that it does not meet, each with its reason.
    """

    def __init__(self, because: str, *, flags: tuple[Flag, ...] = (), **having: Any) -> None:
        super().__init__(because, **having)
        self.flags = flags


class AlreadyDone(Refused):
    """It stands already: the second report opens no twin. ``having["ref"]`` names what stands."""


class Denied(NotDone):
    """The policy says no. What the viewer may not know of is shown as not there."""

    STATUS = 403

    def __init__(self, verdict: Verdict, about: tuple[str, ...] = ()) -> None:
        super().__init__(verdict.because)
        self.verdict, self.about = verdict, about
        self.hidden = verdict.because == "access.restricted"


class Conflict(NotDone):
    """Somebody changed it since it was read: nothing is overwritten, and both versions are shown."""

    STATUS = 409

    def __init__(self, ref: str, expected: int, actual: int) -> None:
        super().__init__("work.conflict", ref=ref, expected=expected, actual=actual)
        self.ref, self.expected, self.actual = ref, expected, actual


class KeyReused(NotDone):
    """The idempotency key was used for something else."""

    STATUS = 409

    def __init__(self, operation: str) -> None:
        super().__init__("work.key-reused", operation=operation)


RETRIED: Final = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for "try again": a serialisation failure, a deadlock."""
