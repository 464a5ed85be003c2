"""Disputing a decision, at any rank, and answering as whoever made it."""

from __future__ import annotations

from typing import Any

from tutela.facts import contact
from tutela.facts.roles import HOMES
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.contact.challenging import DECIDERS
from tutela.practice.contact.operations.held import Held, flag, hold, noted
from tutela.practice.contact.queries.challenging import Challenging, challenging


@operation(Permission.INCIDENT_SEE, may_be=("raises",), about=("incident",))
def challenge(work: Work, *, incident: str, decision: str, why: str, wanted: str = "") -> dict[str, Any]:
    """Ask whoever made a decision to look at it again. The decision stands until they answer; nothing else waits for it.

    :param decision: the id of the fact
    :raises Refused: if it does not say why, or disputes no decision of this incident or its searches
    """
    work.words = {"why": why, "wanted": wanted}
    held = hold(work, incident, Permission.INCIDENT_SEE, open_only=False)
    if not clean(why):
        raise Refused("contact.say-why-challenged")
    made = next((f for f in _of(held).decisions if f.id == decision), None)
    if made is None:
        raise Refused("contact.no-such-decision")
    to = f"{made.by.role}@{HOMES.get(made.by.role, 'contact')}"
    payload = contact.DecisionChallenged(
        to=to if to in DECIDERS else "fim@contact", why=clean(why), decision=decision, ref=made.by.ref, wanted=clean(wanted),
    )
    return {"incident": incident, "fact": noted(work, held, payload).id, "to": payload.to}


@operation(Permission.INCIDENT_SEE, about=("incident",))
def answer_challenge(work: Work, *, incident: str, challenge: str, decision: str, why: str) -> dict[str, Any]:
    """Answer a challenge: the decision stands, or is changed, and why. Who raised it may write, and it stays owed.

    :raises Refused: if it does not say why, or answers no challenge of this incident
    """
    work.words = {"why": why}
    held = hold(work, incident, Permission.INCIDENT_SEE, open_only=False)
    if not clean(why):
        raise Refused("contact.say-why-answered")
    raised = next((row.challenge for row in _of(held).rows if row.challenge.id == challenge), None)
    if raised is None:
        raise Refused("contact.no-such-challenge")
    if raised.by.ref == work.by.ref:
        flag(work, "contact.challenge-met", "contact.answered-by-who-raised-it")
    return {"incident": incident, "fact": noted(work, held, contact.ChallengeMet(decision=_any(decision), challenge=challenge, why=clean(why))).id}


def _of(held: Held) -> Challenging:
    return challenging((held.shape.incident, *held.shape.episodes))


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
