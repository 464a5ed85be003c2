"""What a partner's people do at their own site: acknowledge what they were told, write notes, take actions and say that they were done.

What they may touch is what was shared with their body; nothing else is there for them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.sharing import operations as sharing
from tutela.record.sharing.operations import joint as sides
from tutela.record.sharing.queries import joint


@operation(Permission.PARTNER_ANSWER)
def acknowledge(work: Work, *, notice: str) -> dict[str, Any]:
    """Say that one has read a notice. A named person now knows: that is what *told* means.

    :raises Denied: where it was not shared with their body, or must not be read by them
    """
    held = work.found(joint.notice(work.by, UUID(notice), work.at))
    row = sharing.told(work, held.ref, work.by.name, "acknowledged")
    work.touch(*(ref for _, ref in held.about))
    return {"share": held.ref, "told_at": row.told_at.isoformat() if row.told_at else None}


@operation(Permission.PARTNER_ANSWER, about=("episode",))
def note(work: Work, *, episode: str, text: str, audience: str = "joint") -> dict[str, Any]:
    """Write a note about a child on the joint list, for both sides or for one's own."""
    work.words = {"text": text}
    return sides.add_note(work, episode, text, audience)


@operation(Permission.PARTNER_ANSWER, about=("episode",))
def act(work: Work, *, episode: str, what: str, due_at: datetime) -> dict[str, Any]:
    """Take on an action of one's own body, and by when."""
    work.words = {"what": what}
    return sides.add_action(work, episode, what, due_at, work.by.body)


@operation(Permission.PARTNER_ANSWER)
def done(work: Work, *, action: str, outcome: str = "") -> dict[str, Any]:
    """Say that an action of one's own body was done, and what came of it."""
    work.words = {"outcome": outcome}
    return sides.finish(work, action, outcome)
