"""Assessing by THRIVE: each assessment a version of its own, that nothing changes afterwards."""

from __future__ import annotations

from typing import Any

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Conflict, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import Held, flag, hold, noted
from tutela.record.enquiries.engine import level_words
from tutela.record.enquiries.queries import heard
from tutela.record.occurrences import engine


@operation(Permission.INCIDENT_LOG, about=("incident",))
def assess(
    work: Work, *, incident: str, threat: str = "", harm: str = "", risk: str = "", investigation: str = "", vulnerability: str = "", engagement: str = "",
    proposes: str = "", relied_on: str = "", expected: int | None = None,
) -> dict[str, Any]:
    """Assess by THRIVE. What is left empty keeps what was said before; an element that nobody ever filled is owed, and stops no dispatch.

    :param proposes: the response grade that it proposes; somebody who grades sets it
    :param relied_on: the id of the systems check that its author relied on
    :param expected: how many versions its author had seen
    :raises Conflict: if another version was saved since
    :raises Refused: if it relies on a check that is none of this incident's
    """
    said = {"threat": threat, "harm": harm, "risk": risk, "investigation": investigation, "vulnerability": vulnerability, "engagement": engagement}
    work.words = dict(said)
    held = hold(work, incident, Permission.INCIDENT_LOG)
    before = heard(incident, next(iter(held.shape.episodes), ""))
    if expected is not None and expected != len(before.versions):
        raise Conflict(incident, expected, len(before.versions))
    if relied_on and relied_on not in {check.id for check in before.checks}:
        raise Refused("contact.no-such-check")
    stands = {name: clean(value) or before.thrive.get(name, "") for name, value in said.items()}
    fact = noted(work, held, contact.ThriveAssessed(**stands, proposes=_any(proposes) or None, relied_on=relied_on or None))
    if proposes:
        _say_that_it_is_not_set(work, held, proposes)
    return {"incident": incident, "fact": fact.id, "version": len(before.versions) + 1}


def _say_that_it_is_not_set(work: Work, held: Held, proposes: str) -> None:
    """A grade that is proposed is not given: said, where another stands or none."""
    stands = engine.standing(held.shape, work.at).grade(held.row.ref)
    if stands is None:
        flag(work, "contact.thrive-proposes", "contact.thrive-proposes-none", grade=level_words(proposes))
    elif stands.value != proposes:
        flag(work, "contact.thrive-proposes", "contact.thrive-proposes-other", grade=level_words(proposes), stands=level_words(stands.value))


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
