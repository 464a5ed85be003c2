"""Who approved, and what a fact is first about: small questions of one act that rules of several areas share."""

from __future__ import annotations

from typing import Any, Final

from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import is_said


def by_another(asked: str = "requested_by", reason: str = "why") -> Condition:
    """Who approves is another than who asked, and gives a reason; who is not known is not shown to be another."""

    def another_approves(view: View, row: Row) -> Finding:
        data: Any = row.fact.data
        who = getattr(data, asked)
        other = who is not None and row.fact.by.ref is not None and who != row.fact.by.ref
        said = is_said(getattr(data, reason))
        return (yes if other and said else no)("asked.by-another", row.fact, another=other, reason=said)

    return another_approves


def countersigned(view: View, row: Row) -> Finding:
    """Somebody else than who wrote it approved it."""
    approved = row.fact.data.approved_by  # type: ignore[attr-defined]
    other = approved is not None and approved != row.fact.by.ref
    return (yes if other else no)("asked.countersigned", row.fact, approved=approved is not None)


def first_of(kind: str, *order: str) -> Condition:
    """Of the kinds in an order, the fact names this one first: a duty is owed once, for what comes first."""
    before: Final = order[:order.index(kind)]

    def is_the_first(view: View, row: Row) -> Finding:
        named = any(any(row.fact.refs(k) for k in alike(other)) for other in before)
        return (no if named else yes)("asked.about", row.fact, kind=kind)

    is_the_first.__doc__ = f"It is about a {kind}, and about nothing that goes before."
    return is_the_first


def alike(kind: str) -> tuple[str, ...]:
    """The kinds that are one: a person, whatever they are called."""
    return ("child", "person", "adult", "offender") if kind == "child" else (kind,)
