"""Stepping in on a log, as whoever supervises the room: kept with who it was said to and what was said or done."""

from __future__ import annotations

from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import hold, noted


@operation(Permission.INCIDENT_REVIEW, about=("incident",))
def intervene(work: Work, *, incident: str, how: str, text: str, with_whom: str = "") -> dict[str, Any]:
    """Step in on a log. It does nothing by itself that another owes: it shows that somebody looked, and what they said.

    :raises Refused: if it does not say what was said or done
    """
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_REVIEW, open_only=False)
    if not clean(text):
        raise Refused("contact.intervention-says-nothing")
    return {"incident": incident, "fact": noted(work, held, contact.Intervened(how=_any(how), with_whom=clean(with_whom), text=clean(text))).id}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
