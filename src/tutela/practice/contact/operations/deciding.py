"""Writing down a decision with the result that is expected for the child, and later what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from tutela.facts import Fact, contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import Held, flag, hold, noted
from tutela.practice.contact.queries.deciding import decisions
from tutela.record.enquiries.operations import moment

LESSENS: Final = frozenset({"lowering", "closing"})
"""Decisions that may be refused until they say what the child is to have of them; every other stands, and is asked for it."""


@operation(Permission.INCIDENT_LOG, about=("incident",))
def record_decision(
    work: Work, *, incident: str, of: str, what: str, why: str, rejected: str = "", result: str = "", within: timedelta | None = None,
) -> dict[str, Any]:
    """Write down a decision: what, why, what was rejected, and what is expected of it for the child, by when.

    :raises Refused: if it does not say what was decided and why; if it lowers or closes and does not say what the child is to have of it
    """
    work.words = {"what": what, "why": why, "rejected": rejected, "result": result}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if not clean(what) or not clean(why):
        raise Refused("contact.decision-says-nothing")
    return {"incident": incident, "fact": write_decision(work, held, of, what, why, result, within=within, rejected=rejected).id}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def say_result_expected(work: Work, *, incident: str, decision: str, result: str, within: timedelta | None = None) -> dict[str, Any]:
    """Say of a decision that stands without it what the child is to have of it.

    :raises Refused: if it says nothing, or is about no decision of this incident
    """
    work.words = {"result": result}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    _found(held, decision, result)
    payload = contact.ResultExpected(decision=decision, result=clean(result), by_when=moment(within, work.at))
    return {"incident": incident, "fact": noted(work, held, payload).id}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def record_result(work: Work, *, incident: str, decision: str, met: str, result: str) -> dict[str, Any]:
    """Say what came of a decision for the child, beside what was expected.

    :raises Refused: if it says nothing, or is about no decision of this incident
    """
    work.words = {"result": result}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    _found(held, decision, result)
    payload = contact.ResultRecorded(decision=decision, met=_any(met), result=clean(result))
    return {"incident": incident, "fact": noted(work, held, payload).id}


def write_decision(
    work: Work, held: Held, of: str, what: str, why: str, result: str, *, within: timedelta | None = None, rejected: str = "",
) -> Fact:
    """Note a decision that was made. One that raises, sends or waits stands without its expected result, and is asked for it.

    :raises Refused: if it lowers or closes and does not say what the child is to have of it
    """
    if not clean(result):
        if of in LESSENS:
            raise Refused("contact.decision-without-result")
        flag(work, "contact.result-expected", "contact.result-asked")
    payload = contact.DecisionRecorded(
        of=_any(of), what=clean(what), why=clean(why), rejected=clean(rejected), result=clean(result), by_when=moment(within, work.at),
    )
    return noted(work, held, payload)


def _found(held: Held, decision: str, result: str) -> None:
    if not clean(result):
        raise Refused("contact.result-says-nothing")
    if decision not in {one.fact.id for one in decisions(held.shape.incident)}:
        raise Refused("contact.no-such-decision")


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
