"""Grading: raising is immediate; lowering is asked by one and decided by another, the higher grade live meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.contact.conditions import REVIEWERS
from tutela.practice.contact.operations.deciding import write_decision
from tutela.practice.contact.operations.held import Held, flag, hold, noted, refused
from tutela.practice.contact.operations.rows import keep
from tutela.practice.contact.queries.deferring import appointment_of
from tutela.record.enquiries.engine import level_words
from tutela.record.holdings import queries as holdings
from tutela.record.occurrences import engine
from tutela.record.occurrences import operations as occurrences

_TAKEN_BACK: Final = "Taken back by who asked."


@operation(Permission.INCIDENT_GRADE, may_be=("raises",), about=("incident",))
def grade(
    work: Work, *, incident: str, grade: str, rationale: str = "", result: str | None = None, within: timedelta | None = None, expected: int | None = None,
) -> dict[str, Any]:
    """Grade the response. A grade below the one that stands becomes a request that another decides; the higher one stays live.

    :param result: what is expected of it for the child, where it was asked: a grade without it stands and is asked for it, a request to lower is refused
    :raises Refused: if it asks for less and does not say what the child is to have of it
    """
    work.words = {"rationale": rationale, "result": result or ""}
    held = hold(work, incident, Permission.INCIDENT_GRADE, expected=expected)
    status = give_grade(work, held, grade, rationale, provisional=work.by.role not in REVIEWERS)
    if result is not None:
        write_decision(work, held, "lowering" if status == "pending" else "grade", level_words(grade), rationale, result, within=within)
    return {"incident": incident, "status": status}


def give_grade(work: Work, held: Held, grade: str, rationale: str, *, provisional: bool) -> str:
    """Give a grade, or ask for it where it is lower. While a hit of a systems check waits for its answer the grade is provisional.

    :returns: ``live``, or ``pending`` where another has to decide
    """
    stands = engine.standing(held.shape, work.at, work.facts).grade(held.row.ref)
    if engine.lower_grade(grade, stands.value if stands else None):
        ask(work, held, grade, rationale)
        flag(work, "contact.two-people", "contact.lowering-waits", grade=level_words(grade), stands=level_words(stands.value if stands else ""))
        return "pending"
    waits = bool(holdings.unanswered(held.row.ref))
    if waits:
        flag(work, "contact.hits-answered", "contact.grade-provisional")
    keep(work, held, noted(work, held, contact.Graded(grade=_any(grade), provisional=provisional or waits, rationale=rationale.strip())))
    return "live"


def ask(work: Work, held: Held, grade: str, reason: str) -> None:
    """Keep that somebody asks for less; words that make little of the child are noticed, with better ones, and stop nothing."""
    fact = noted(work, held, contact.LoweringRequested(grade=_any(grade), reason=reason.strip()))
    keep(work, held, fact)


@operation(Permission.INCIDENT_GRADE, about=("incident",))
def request_lowering(
    work: Work, *, incident: str, grade: str, reason: str, result: str | None = None, within: timedelta | None = None, expected: int | None = None,
) -> dict[str, Any]:
    """Ask to lower the grade. The higher one stays live until another approves.

    :param result: what the child is to have of it, where it was asked
    :raises Refused: if it would lower nothing, gives no reason, or was asked what the child is to have of it and does not say
    """
    work.words = {"reason": reason, "result": result or ""}
    held = hold(work, incident, Permission.INCIDENT_GRADE, expected=expected)
    stands = engine.standing(held.shape, work.at).grade(incident)
    if not engine.lower_grade(grade, stands.value if stands else None):
        raise Refused("contact.lowers-nothing", grade=grade)
    if not reason.strip():
        raise Refused("contact.lowering-without-reason")
    ask(work, held, grade, reason)
    if result is not None:
        write_decision(work, held, "lowering", level_words(grade), reason, result, within=within)
    return {"incident": incident, "status": "pending"}


@operation(Permission.INCIDENT_LOWER_APPROVE, may_be=("lowers", "defers"), about=("incident",))
def approve_lowering(work: Work, *, incident: str, reason: str, expected: int | None = None) -> dict[str, Any]:
    """Approve the lower grade that another asked for: both names are kept.

    :raises Refused: if nobody asked, if who approves asked for it, or if the child is at high risk, whose response is immediate
    """
    work.words = {"reason": reason}
    held = hold(work, incident, Permission.INCIDENT_LOWER_APPROVE, expected=expected)
    pending = occurrences.pending_grade(held.row)
    fact = noted(work, held, contact.LoweringApproved(grade=_any(pending.grade), requested_by=pending.by, reason=reason.strip()))
    risks = [engine.standing(held.shape, work.at).risk(episode) for episode in held.shape.episodes]
    if any(risk is not None and engine.is_high(risk.value) for risk in risks) and pending.grade != "immediate":
        raise refused(fact, "lowers", "contact.high-immediate", "contact.high-risk-is-immediate")
    if pending.by == work.by.ref:
        raise refused(fact, "lowers", "contact.two-people", "contact.approved-by-who-asked")
    if pending.grade == "scheduled":
        noted(work, held, appointment_of(incident, pending.by, pending.at, work.by.ref, pending.rationale))
    keep(work, held, fact)
    return {"incident": incident, "grade": pending.grade, "requested_by": pending.by, "approved_by": work.by.ref}


@operation(Permission.INCIDENT_LOWER_APPROVE, about=("incident",))
def decline_lowering(work: Work, *, incident: str, reason: str, expected: int | None = None) -> dict[str, Any]:
    """Decline the lower grade. The higher one was live all along.

    :raises Refused: if nobody asked, or no reason is given
    """
    work.words = {"reason": reason}
    held = hold(work, incident, Permission.INCIDENT_LOWER_APPROVE, expected=expected)
    occurrences.pending_grade(held.row)
    if not reason.strip():
        raise Refused("contact.lowering-without-reason")
    keep(work, held, noted(work, held, contact.LoweringDeclined(reason=reason.strip())))
    return {"incident": incident}


@operation(Permission.INCIDENT_GRADE, about=("incident",))
def withdraw_lowering(work: Work, *, incident: str, reason: str = "", expected: int | None = None) -> dict[str, Any]:
    """Take back one's own request to lower the grade. The higher one was live all along, and nobody is asked to decide any more.

    :raises Refused: if no request waits, or another asked for it
    """
    work.words = {"reason": reason}
    held = hold(work, incident, Permission.INCIDENT_GRADE, expected=expected)
    if occurrences.pending_grade(held.row).by != work.by.ref:
        raise Refused("occurrences.not-yours-to-withdraw")
    said = " ".join(part for part in (_TAKEN_BACK, reason.strip()) if part)
    keep(work, held, noted(work, held, contact.LoweringDeclined(reason=said)))
    return {"incident": incident}


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
