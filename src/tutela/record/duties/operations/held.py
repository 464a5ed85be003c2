"""Holding a duty for a decision about it: its subject first, as every act does, then its row."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import About
from tutela.facts.form import Kind
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Conflict, Refused
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import PERSON
from tutela.record.chronology.operations import lock_subjects
from tutela.record.duties.models import Duty

_KIND: Final[dict[str, Kind]] = {PERSON: "person"}


def hold(work: Work, ref: str, permission: Permission, *, expected: int | None = None, open_only: bool = True) -> Duty:
    """Hold a duty for changing, having asked the policy of every record that it names.

    :raises Denied: if there is none, or the viewer may not know of one of them
    :raises Conflict: if the duty is no longer the version that was seen
    :raises Refused: if it is settled
    """
    key = refs.key_of(ref, "duty")
    seen = work.found(Duty.objects.filter(pk=key).first())
    work.may(permission, *seen.about)
    lock_subjects([f"{seen.family} {seen.ref}"])
    duty = Duty.objects.select_for_update().get(pk=key)
    if expected is not None and duty.version != expected:
        raise Conflict(ref, expected, duty.version)
    if open_only and duty.settled_at is not None:
        raise Refused("duties.settled-already", state=duty.state)
    work.touch(ref, duty.ref, *duty.about)
    return duty


def subject(duty: Duty) -> About:
    """The duty's subject, as a fact about the duty names it."""
    kind: Any = _KIND.get(duty.family, duty.family)  # every other family is called as its kind
    return About(kind, duty.ref)
