"""Who looks and acts: an officer as they are at this moment, stamped on all that they do."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import msgspec

from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.roles import APPROVALS, may


class Viewer(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One officer (or partner, feed or the system itself) at one moment. ``roles`` holds ``role@area``."""

    ref: str
    name: str
    roles: frozenset[str] = frozenset()
    acting: str = ""
    """The ``role@area`` in which they act now: the one they are on duty in, else their first post."""
    rank: str | None = None
    unit: str | None = None
    skills: tuple[str, ...] = ()
    lapsed: frozenset[str] = frozenset()
    """Roles whose demanded skill has lapsed: they act, and cannot approve."""
    absent: bool = False
    person: str | None = None
    """Their own person's reference, where the force holds them as a person: what locks out the linked."""
    body: str = ""
    """Of somebody at a partner: the body for which they answer."""
    session: str = ""
    device: str = ""
    signed_in: bool = True

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything that their roles allow; without approvals where they are absent, or where the role's demanded skill has lapsed."""
        held = frozenset(role.partition("@")[0] for role in self.roles)
        cannot = held if self.absent else held & self.lapsed
        return may(held - cannot) | (may(cannot) - APPROVALS)

    @property
    def role(self) -> str:
        """The bare role in which they act, as facts carry it."""
        return self.acting.partition("@")[0] or "system"


SYSTEM: Final = Viewer(ref="system", name="Tutela", roles=frozenset(), acting="")
"""The product itself: sweeps, seals, notices. It decides nothing."""
NOBODY: Final = Viewer(ref="", name="", signed_in=False)
"""Not signed in."""
