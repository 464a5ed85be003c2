"""Notes and actions of both sides on the joint list. These take the Work of an operation of either side's own, which says who may."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.sharing.models import JointAction, JointNote
from tutela.record.sharing.queries import joint
from tutela.record.sharing.queries.joint import OnList


def entry(work: Work, episode: str) -> OnList:
    """The entry that an act is about.

    :raises Denied: where it is not this side's to know of
    :raises Refused: in the force, where no authority was told of the child yet
    """
    held = joint.one(work.by, episode, work.at)
    if held is None and not work.by.body:
        raise Refused("sharing.joint.not-told")
    return work.found(held)


def add_note(work: Work, episode: str, text: str, audience: str) -> dict[str, Any]:
    """Write a note on an entry, for both sides or for one's own.

    :raises Refused: where it says nothing
    :raises Denied: as :func:`entry`
    """
    held = entry(work, episode)
    if not clean(text):
        raise Refused("sharing.joint.say-something")
    row = JointNote(
        episode=held.ref, body=work.by.body, audience="own" if audience == "own" else "joint", text=clean(text), at=work.at, by=work.by.ref,
        by_name=work.by.name,
    )
    work.add(row)
    work.touch(*held.about)
    work.note_change(held.ref, {}, {"joint_note": row.audience})
    return {"episode": held.ref}


def add_action(work: Work, episode: str, what: str, due_at: datetime, body: str) -> dict[str, Any]:
    """Write down what one side does about a child, and by when.

    :param body: whose it is: the authority's; empty for the force's
    :raises Refused: where it says nothing
    :raises Denied: as :func:`entry`
    """
    held = entry(work, episode)
    if not clean(what):
        raise Refused("sharing.joint.say-what")
    row = JointAction(episode=held.ref, body=body, what=clip(clean(what), 400), due_at=due_at, at=work.at, by=work.by.ref, by_name=work.by.name)
    work.add(row)
    work.touch(*held.about)
    work.note_change(held.ref, {}, {"joint_action": row.what, "due": due_at})
    return {"episode": held.ref, "action": str(row.pk)}


def finish(work: Work, action: str, outcome: str) -> dict[str, Any]:
    """Say that an action of one's own side was done, and what came of it. The first answer stands.

    :raises Denied: where it is another side's, or its entry is not this side's to know of
    """
    row = work.found(JointAction.objects.select_for_update().filter(pk=UUID(action), body=work.by.body).first())
    held = entry(work, row.episode)
    if row.done_at is None:
        row.done_at, row.done_by, row.done_by_name, row.outcome = work.at, work.by.ref, work.by.name, clip(clean(outcome), 400)
        row.save(update_fields=["done_at", "done_by", "done_by_name", "outcome"])
        work.touch(*held.about)
        work.note_change(held.ref, {}, {"joint_action_done": row.what, "outcome": row.outcome})
    return {"episode": held.ref}
