"""Taking note, as its author, of what a reviewer said of the quality of a record."""

from __future__ import annotations

from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import hold, noted
from tutela.record.enquiries import operations as enquiries


@operation(Permission.INCIDENT_LOG, about=("incident",))
def note_feedback(work: Work, *, incident: str, text: str = "") -> dict[str, Any]:
    """Take note of the feedback on one's own record, and perhaps answer it.

    :raises Refused: if none waits for this officer
    """
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    reviews = enquiries.note_feedback(work, incident)
    if not reviews:
        raise Refused("contact.no-feedback-waits")
    return {"incident": incident, "fact": noted(work, held, contact.FeedbackNoted(reviews=reviews, text=clean(text))).id}
