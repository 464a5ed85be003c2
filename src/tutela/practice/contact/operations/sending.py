"""Sending somebody: none of this is ever refused. That nobody could be sent is a state, and asks for a decision."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.briefing import send_briefing
from tutela.practice.contact.operations.held import hold, noted
from tutela.practice.contact.operations.rows import keep
from tutela.record.enquiries import operations as enquiries


@operation(Permission.INCIDENT_DISPATCH, may_be=("protects",), about=("incident",))
def dispatch(work: Work, *, incident: str, resource: str = "", officer: str = "") -> dict[str, Any]:
    """Send somebody, and with them what the force knows. No grade, review or assessment stands before it.

    :param officer: who goes, where that is known: the briefing is theirs to read
    """
    held = hold(work, incident, Permission.INCIDENT_DISPATCH, open_only=False)
    fact = noted(work, held, contact.Dispatched(resource=clean(resource)))
    keep(work, held, fact)
    send_briefing(work, held, clean(resource), officer)
    return {"incident": incident, "state": "dispatched", "fact": fact.id}


@operation(Permission.INCIDENT_LOG, may_be=("protects",), about=("incident",))
def arrived(work: Work, *, incident: str, resource: str = "", when: datetime | None = None) -> dict[str, Any]:
    """Record that somebody arrived."""
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    fact = noted(work, held, contact.Arrived(resource=clean(resource)), occurred=when)
    keep(work, held, fact)
    return {"incident": incident, "state": "arrived", "fact": fact.id}


@operation(Permission.INCIDENT_DISPATCH, about=("incident",))
def no_resource(work: Work, *, incident: str, text: str = "") -> dict[str, Any]:
    """Record that nobody can be sent: a decision is asked for, and the next shift has it first on its list."""
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_DISPATCH)
    keep(work, held, noted(work, held, contact.ResourceUnavailable(text=clean(text))))
    return {"incident": incident, "state": "no_resource"}


@operation(Permission.RESOURCE_DECIDE, about=("incident",))
def decide_resource(work: Work, *, incident: str, decision: str, by_when: datetime | timedelta | None = None, why: str = "") -> dict[str, Any]:
    """Decide what is done about a need that nobody could meet: deploy, redeploy, call in, ask for mutual aid; waiting is kept and decides nothing."""
    work.words = {"why": why}
    held = hold(work, incident, Permission.RESOURCE_DECIDE)
    keep(work, held, noted(work, held, contact.ResourceDecided(decision=_any(decision), by_when=enquiries.moment(by_when, work.at), why=clean(why))))
    return {"incident": incident, "decision": decision, "decides": decision != "wait"}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
