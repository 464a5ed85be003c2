"""A finding: never a bare yes or no, always with its reason and the facts that it saw."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from tutela.facts import Fact

RESTRICTED: Final = "kernel.restricted"


class Finding(msgspec.Struct, frozen=True):
    """What a condition found, why (a message id with its parameters), and from which facts.

    Reasons can so be compared, translated and redacted: a restricted fact leaks through what it explains.
    """

    holds: bool
    because: str
    having: tuple[tuple[str, Any], ...] = ()
    seen: tuple[Fact, ...] = ()

    @property
    def sensitivities(self) -> frozenset[str]:
        """The restrictions that this finding carries, from what it saw."""
        return frozenset(fact.sensitivity for fact in self.seen) - {"none"}

    def redacted(self, may_see: frozenset[str]) -> Finding:
        """The same for one viewer: without reason and facts where it rests on what they may not know."""
        return self if self.sensitivities <= may_see else Finding(self.holds, RESTRICTED)

    def __bool__(self) -> bool:
        raise TypeError("a Finding is not a yes or no: ask .holds, and keep the reason")


def yes(because: str, *seen: Fact, **having: Any) -> Finding:
    """It holds."""
    return Finding(True, because, tuple(having.items()), seen)


def no(because: str, *seen: Fact, **having: Any) -> Finding:
    """It does not hold."""
    return Finding(False, because, tuple(having.items()), seen)
