"""How a duty of the law reads as a row: its fields, its findings and numbers as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, get_args

import msgspec

from tutela.facts import Fact
from tutela.facts.form import Sensitivity
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.owed import Owed
from tutela.law.kernel.rules import State, Term
from tutela.law.kernel.subjects import PERSON, family
from tutela.law.kernel.telling import DUE_SOON
from tutela.record.duties.queries.law import book, laws

_STRICTNESS: Final[tuple[Sensitivity, ...]] = get_args(Sensitivity)
_STORED: Final = {
    State.OPEN: "open", State.DUE_SOON: "open", State.OVERDUE: "open", State.BREACHED: "open", State.IN_QUESTION: "in question",
    State.INHERITED: "inherited", State.DONE: "done", State.DONE_LATE: "done late", State.NOT_NEEDED: "not needed", State.FAILED: "failed",
}


def fields(owed: Owed) -> dict[str, Any]:
    """The columns of the row that an owed duty makes."""
    term, opening = owed.term, owed.opened_by
    findings = owed.findings
    last = owed.tellings[-1] if owed.tellings else None
    return {
        "occurrence": owed.occurrence, "state": _STORED[owed.state], "owed_by": term.owed_by, "supervisor": supervisor(term), "priority": int(term.priority),
        "legal": is_legal(owed), "opened_at": owed.opened_at, "origin": owed.origin, "due_at": owed.due_at, "late_after": owed.late_after,
        "soon_at": soon(owed), "owner_due_at": owed.owner_due_at, "settled_at": owed.settled_at if owed.state.settled else None,
        "settled_by": owed.settled_by.id if owed.settled_by and owed.state.settled else "", "rung": max((t.rung for t in owed.tellings), default=0),
        "asks": (last.asks or "") if last else "", "about": list(dict.fromkeys((owed.subject.ref, *(a.ref for a in opening.about)))),
        "bundle": bundle(opening, owed.subject.ref), "sensitivity": strictest(f for finding in findings for f in (opening, *finding.seen)),
        "findings": reasons((*findings, *((last.why,) if last and last.why is not None else ()))), "numbers": numbers(term, owed.origin), "law": laws().digest,
    }


def supervisor(term: Term) -> str:
    """Who is told first that is not the one who owes it: a duty without a supervisor does not exist."""
    told = (address for rung in term.ladder.rungs for address in rung.to)
    return next((address for address in told if address != term.owed_by), term.ladder.rungs[-1].to[0])


def is_legal(owed: Owed) -> bool:
    """May its time be shown as a legal deadline? Duty and number must both stand on statute, regulations or a statutory code."""
    key = owed.term.clock.key
    return owed.duty.basis.legal and key is not None and laws().parameters[key].basis.legal


def soon(owed: Owed) -> datetime | None:
    """From when it is due soon."""
    if owed.due_at is None:
        return None
    return owed.due_at - (owed.due_at - owed.origin) * book().book.number(DUE_SOON, owed.origin)


def bundle(fact: Fact, otherwise: str) -> str:
    """By what alerts are bundled: the child, else the subject."""
    persons = [a for a in fact.about if family(a.kind) == PERSON]
    child = next((a for a in persons if a.as_ == "missing"), None) or next((a for a in persons if a.kind == "child"), None)
    return child.ref if child else persons[0].ref if persons else otherwise


def strictest(facts: Iterable[Fact]) -> str:
    """The strictest sensitivity of some facts."""
    return max((f.sensitivity for f in facts), key=_STRICTNESS.index, default="none")


def reasons(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as plain data, each with the restrictions that it carries, so that it can be redacted for who looks."""
    return [
        {
            "message": f.because, "with": msgspec.to_builtins(dict(f.having), enc_hook=str), "saw": [fact.id for fact in f.seen],
            "carries": sorted(f.sensitivities), "about": sorted({a.ref for fact in f.seen for a in fact.about}),
        }
        for f in findings
    ]


def numbers(term: Term, at: datetime) -> dict[str, Any]:
    """The parameter values on which its times rest."""
    keys = {term.clock.key, *(rung.clock.key for rung in term.ladder.rungs if rung.clock), term.ladder.repeat.key}
    return {key: msgspec.to_builtins(book().value(key, at), enc_hook=str) for key in sorted(k for k in keys if k)}
