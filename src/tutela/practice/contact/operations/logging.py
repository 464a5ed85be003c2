"""The log: what came in, what was decided, asked and noted; and the answer to new information."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.contact.online import LINES
from tutela.practice.contact.operations.held import hold, noted

Entry = Literal["information", "decision", "request", "acknowledgement"]
_SAYS: Final = {"decision": "Decision: ", "request": "Request: ", "acknowledgement": "Acknowledged: "}
"""How an entry that brings no information says what it is: the fact form knows one kind of plain entry."""


@operation(Permission.INCIDENT_LOG, about=("incident",))
def write_log(
    work: Work, *, incident: str, kind: Entry, text: str, what: str = "log_entry", raises_concern: bool | None = None,
) -> dict[str, Any]:
    """Write on the log. Information asks for a fresh assessment; a decision, a request and an acknowledgement do not.

    :raises Refused: if it says nothing
    """
    work.words = {"text": text}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if not clean(text):
        raise Refused("contact.log-says-nothing")
    if kind == "information":
        payload: Any = contact.InformationReceived(what=_any(what), raises_concern=raises_concern, text=clean(text))
    else:
        payload = contact.LogEntered(text=_SAYS[kind] + clean(text))
    return {"incident": incident, "fact": noted(work, held, payload).id}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def give_advice(work: Work, *, incident: str, given: Sequence[str] = (), why_not: str = "") -> dict[str, Any]:
    """Say which lines of the advice on keeping evidence were given, and why the others were not. Also when the log is closed: who came may tell it then.

    :raises Refused: if it says neither
    """
    work.words = {"why_not": why_not}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    told = tuple(line for line in LINES if line in given)
    if not told and not clean(why_not):
        raise Refused("contact.advice-says-nothing")
    left = tuple(line for line in LINES if line not in told) if clean(why_not) else ()
    return {"incident": incident, "fact": noted(work, held, contact.AdviceGiven(given=told, not_given=left, why_not=clean(why_not))).id}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def answer_information(work: Work, *, incident: str, why: str) -> dict[str, Any]:
    """Say why new information does not change the assessment.

    :raises Refused: if it does not say why
    """
    work.words = {"why": why}
    held = hold(work, incident, Permission.INCIDENT_LOG)
    if not clean(why):
        raise Refused("contact.say-why")
    return {"incident": incident, "fact": noted(work, held, contact.InformationAnswered(why=clean(why))).id}


@operation(Permission.INCIDENT_LOG, about=("incident",))
def record_crime(work: Work, *, incident: str, number: str = "", no_crime_because: str = "") -> dict[str, Any]:
    """Record the crime's number, or why there is none.

    :raises Refused: if it says neither
    """
    work.words = {"number": number, "no_crime_because": no_crime_because}
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if not clean(number) and not clean(no_crime_because):
        raise Refused("contact.crime-or-why-none")
    payload = contact.CrimeRecorded(number=clean(number) or None, no_crime_because=clean(no_crime_because) or None)
    return {"incident": incident, "fact": noted(work, held, payload).id}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
