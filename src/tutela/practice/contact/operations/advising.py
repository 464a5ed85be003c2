"""Asking a specialist about an incident, saying what they advise, and whether it was acted on."""

from __future__ import annotations

from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.contact.advising import SPECIALISTS
from tutela.practice.contact.operations.held import hold, noted
from tutela.practice.contact.queries.advising import advising


@operation(Permission.INCIDENT_LOG, about=("incident",))
def ask_specialist(work: Work, *, incident: str, to: str, text: str) -> dict[str, Any]:
    """Ask a specialist what to do. It waits on their list; unanswered, the supervisor is told.

    :raises Refused: if it asks nothing, or nobody who is a specialist
    """
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if not clean(text):
        raise Refused("contact.question-says-nothing")
    if to not in SPECIALISTS:
        raise Refused("contact.no-such-specialist")
    return {"incident": incident, "fact": noted(work, held, contact.SpecialistAsked(to=to, text=clean(text))).id}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def advise(work: Work, *, incident: str, text: str, asked: str = "", person: str = "") -> dict[str, Any]:
    """Say what is to be done, as the specialist; or write down what one said, with their name. Also where nobody had asked.

    :param asked: the id of the question that it answers
    :raises Refused: if it says nothing, or answers no question of this incident
    """
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if not clean(text):
        raise Refused("contact.advice-is-empty")
    if asked and asked not in {row.asked.id for row in advising(incident).rows if row.asked}:
        raise Refused("contact.no-such-question")
    payload = contact.SpecialistAdvised(asked=asked, person=clean(person), text=clean(text))
    return {"incident": incident, "fact": noted(work, held, payload).id}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def weigh_advice(work: Work, *, incident: str, advised: str, decision: str, reason: str = "") -> dict[str, Any]:
    """Say that advice was acted on, or that it was not and why.

    :raises Refused: if it was not acted on and no reason is given; or there is no such advice
    """
    work.words = {"reason": reason}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if decision == "not_acted_on" and not clean(reason):
        raise Refused("contact.say-why-not-acted-on")
    if advised not in {given.id for row in advising(incident).rows for given in row.given}:
        raise Refused("contact.no-such-advice")
    payload = contact.AdviceWeighed(advised=advised, decision=_any(decision), reason=clean(reason))
    return {"incident": incident, "fact": noted(work, held, payload).id}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
