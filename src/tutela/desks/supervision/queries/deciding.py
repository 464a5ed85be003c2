"""Who may decide: approvers on duty, who stands in for them, and to whom a duty may be given. Nobody who is locked out is ever named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.roles import ROLES
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.queries import OfficerCard


def cannot_approve(viewer: Viewer, author: str) -> str | None:
    """Why this viewer may not approve what another asked: a message id, or nothing where they may."""
    if viewer.ref == author:
        return "work.approver-is-author"
    if viewer.absent:
        return "work.approver-absent"
    if viewer.acting in viewer.lapsed or viewer.role in viewer.lapsed:
        return "work.approver-training-lapsed"
    return None


def approvers(address: str, author: str, about: Iterable[str], *, at: datetime) -> tuple[OfficerCard, ...]:
    """Who may approve now in place of ``role@area``: on duty, training current, not the author, not linked to anybody in it."""
    return _free((*forces.on_duty(address, at), *forces.deputies(address, at)), {author}, about, at)


def could_own(address: str, about: Iterable[str], *, at: datetime, but: str = "") -> tuple[OfficerCard, ...]:
    """To whom a duty of ``role@area`` may be given: who holds the role on duty, or may stand in for it, and is not linked to anybody in it."""
    return _free((*forces.on_duty(address, at), *forces.deputies(address, at)), {but}, about, at)


def supervises(role: str) -> bool:
    """May holders of a role approve at all?"""
    return role in ROLES and Permission.DUTY_SUPERVISE in ROLES[role].may


def _free(people: Iterable[OfficerCard], but: set[str], about: Iterable[str], at: datetime) -> tuple[OfficerCard, ...]:
    found = {who.ref: who for who in people if not who.partner and who.ref not in but}
    out = policy.locked_out(found, about, at=at)
    return tuple(who for ref, who in found.items() if ref not in out)
