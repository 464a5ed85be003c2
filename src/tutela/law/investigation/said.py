"""What an act says of itself: conditions that the rules of investigations share."""

from __future__ import annotations

from typing import Any, Final

from tutela.law.kernel.age import ADULT, age_at
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View

SUPERINTENDENTS: Final = frozenset({"superintendent", "detective_superintendent", "assistant_chief_constable", "chief_constable"})
DETECTIVE_INSPECTORS: Final = frozenset({"detective_inspector", "detective_chief_inspector", "senior_investigating_officer"}) | SUPERINTENDENTS
INSPECTORS: Final = frozenset({"inspector", "chief_inspector", "cii", "fim"}) | DETECTIVE_INSPECTORS
SUPERVISORS: Final = frozenset({"sergeant"}) | INSPECTORS
_OTHERS: Final = frozenset({"suspect", "offender", "parent", "carer", "recipient"})


def done_by(roles: frozenset[str]) -> Condition:
    """Done by one of these."""

    def by_one_of_them(view: View, row: Row) -> Finding:
        return (yes if row.fact.by.role in roles else no)("investigation.by-role", row.fact, role=row.fact.by.role)

    by_one_of_them.__doc__ = f"Done by {', '.join(sorted(roles))}."
    return by_one_of_them


def field_is(name: str, *values: object) -> Condition:
    """What the act says in one of its fields."""

    def says(view: View, row: Row) -> Finding:
        found = getattr(row.fact.data, name)
        return (yes if found in values else no)("investigation.says", row.fact, field=name, value="nothing" if found is None else found)

    says.__doc__ = f"It says {name}: {', '.join(map(str, values))}."
    return says


def gives(*names: str) -> Condition:
    """The act says these, in words or as a list."""

    def says(view: View, row: Row) -> Finding:
        lacks = tuple(name for name in names if not has(getattr(row.fact.data, name)))
        return (no if lacks else yes)("investigation.lacks", row.fact, lacks=lacks)

    says.__doc__ = f"It says {', '.join(names)}."
    return says


def has(value: Any) -> bool:
    """Is there anything in it?"""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, ())


def both(*conditions: Condition) -> Condition:
    """Every one of them; the first that does not hold is the reason."""

    def all_hold(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if not f.holds), found[-1])

    all_hold.__doc__ = " And ".join((c.__doc__ or "").strip() for c in conditions)
    return all_hold


def negated(condition: Condition) -> Condition:
    """The opposite, with the same reason."""

    def opposite(view: View, row: Row) -> Finding:
        found = condition(view, row)
        return Finding(not found.holds, found.because, found.having, found.seen)

    opposite.__doc__ = f"Not: {(condition.__doc__ or '').strip()}"
    return opposite


def the_suspect(view: View, row: Row) -> Finding:
    """Of those whom the fact names, this is the suspect: named as an offender or a suspect, else the only person named."""
    people = [a for a in row.fact.about if a.kind in ("offender", "person", "adult", "child")]
    named = [a.ref for a in people if a.kind == "offender" or a.as_ in ("suspect", "offender")] or [a.ref for a in people[:1]]
    return (yes if view.subject.ref in named else no)("investigation.the-suspect", row.fact)


def a_child(view: View, row: Row) -> Finding:
    """The subject is named as a child, or as somebody whose age is not known, and not as who is said to do it; doubt favours the child."""
    if any(a.ref == view.subject.ref and (a.kind in ("adult", "offender") or a.as_ in _OTHERS) for a in row.fact.about):
        return no("investigation.not-the-child", row.fact)
    years, seen = age_at(view, row.at)
    if years is None:
        return yes("age.unknown-treated-as-child", row.fact)
    facts = (seen.fact, row.fact) if seen else (row.fact,)
    return yes("age.under-18", *facts, age=years) if years < ADULT else no("age.adult", *facts, age=years)


def in_an_investigation(view: View, row: Row) -> Finding:
    """It names an investigation."""
    return (yes if row.fact.refs("investigation") else no)("investigation.names-one", row.fact)
