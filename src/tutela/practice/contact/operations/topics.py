"""What reviewers found of a shift's records becomes the topic of its power hour; and that it was held."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import governance
from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.queries.topics import UNIT, topics
from tutela.record.chronology.operations import note

ABOUT: Final = (("unit", UNIT),)


@operation(Permission.INCIDENT_REVIEW)
def choose_topic(work: Work, *, shift: str, theme: str) -> dict[str, Any]:
    """Make a theme of the feedback the topic of a shift's next power hour. Who trains the room owes it.

    :raises Refused: if it is the shift's topic already and was not held
    """
    if any(one.waits for one in topics() if (one.shift, one.theme) == (shift, theme)):
        raise Refused("contact.topic-there-already")
    fact = note(work, governance.TrainingRequired(topic=theme, shift=shift, roles=("call_handler",)), about=ABOUT)
    work.note_change(UNIT, {}, {"topic": theme, "shift": shift})
    return {"fact": fact.id}


@operation(Permission.INCIDENT_REVIEW)
def hold_topic(work: Work, *, shift: str, theme: str) -> dict[str, Any]:
    """Record that a shift's power hour on a theme was held."""
    fact = note(work, governance.TrainingSessionHeld(topic=theme, shift=shift, minutes=60), about=ABOUT)
    work.note_change(UNIT, {}, {"held": theme, "shift": shift})
    return {"fact": fact.id}
