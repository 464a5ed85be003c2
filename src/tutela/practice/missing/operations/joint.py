"""The force's side of the list that it works jointly with a local authority: notes for both or for the force alone, and each side's actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.sharing.operations import joint


@operation(Permission.SHARE, about=("episode",))
def joint_note(work: Work, *, episode: str, text: str, audience: str = "joint") -> dict[str, Any]:
    """Write a note about a child on the joint list. What is for both sides is a disclosure; what is for the force alone never leaves it."""
    work.words = {"text": text}
    return joint.add_note(work, episode, text, audience)


@operation(Permission.SHARE, about=("episode",))
def joint_action(work: Work, *, episode: str, what: str, due_at: datetime, body: str = "") -> dict[str, Any]:
    """Write down what one side does about a child on the joint list, and by when.

    :param body: the authority whose action it is, as the two agreed; empty for the force's own
    """
    work.words = {"what": what}
    return joint.add_action(work, episode, what, due_at, body)


@operation(Permission.SHARE)
def joint_done(work: Work, *, action: str, outcome: str = "") -> dict[str, Any]:
    """Say that an action of the force's was done, and what came of it."""
    work.words = {"outcome": outcome}
    return joint.finish(work, action, outcome)
