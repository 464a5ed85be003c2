"""Who may decide: approvers on duty, who stands in for them, and to whom a duty may be given. Nobody who is locked out is ever named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.roles import ROLES
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.queries import OfficerCard
from tutela.foundations.forces.rules import stand_ins, supervisors

LAST: Final = ("superintendent@contact", "superintendent@missing", "superintendent@force", "assistant_chief_constable@force")
"""Who may decide anything where nobody nearer is free."""


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
    """Who may approve now in place of ``role@area``: on duty, training current, not the author, not linked to anybody in it.

    The role itself, who stands in for it, then who supervises it, and so on up to a superintendent: the first step at which anybody is free.
    """
    named = list(about)
    for step in _climb(address):
        people = [who for found in forces.on_duty_many(step, at).values() for who in found]
        if free := _free(people, {author}, named, at):
            return free
    return ()


def could_own(address: str, about: Iterable[str], *, at: datetime) -> tuple[OfficerCard, ...]:
    """To whom a duty of ``role@area`` may be given: who holds the role on duty, or may stand in for it, and is not linked to anybody in it."""
    return _free((*forces.on_duty(address, at), *forces.deputies(address, at)), set(), about, at)


def _climb(address: str) -> Iterator[tuple[str, ...]]:
    """``role@area`` itself where its holders approve, then step by step who stands in and who supervises."""
    step: tuple[str, ...] = (address,)
    seen: set[str] = set()
    while step:
        seen.update(step)
        yield tuple(one for one in step if _approves(one))
        above = [up for one in step for up in (*stand_ins(one), *supervisors(*one.partition("@")[::2]))]
        step = tuple(dict.fromkeys(up for up in above if up not in seen))
    yield LAST


def _approves(address: str) -> bool:
    """May holders of this role approve at all?"""
    role = address.partition("@")[0]
    return role in ROLES and Permission.DUTY_SUPERVISE in ROLES[role].may


def _free(people: Iterable[OfficerCard], but: set[str], about: Iterable[str], at: datetime) -> tuple[OfficerCard, ...]:
    found = {who.ref: who for who in people if not who.partner and who.ref not in but}
    out = policy.locked_out(found, about, at=at)
    return tuple(who for ref, who in found.items() if ref not in out)
