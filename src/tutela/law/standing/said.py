"""What an act says, and who it is by: the small questions that rules of several areas ask of one act."""

from __future__ import annotations

from typing import Any, Final

from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View


def says(name: str, *values: object) -> Condition:
    """The act says one of these in a field."""

    def the_act_says(view: View, row: Row) -> Finding:
        said = getattr(row.fact.data, name)
        return (yes if said in values else no)("said.field", row.fact, field=name, value="nothing" if said is None else said)

    the_act_says.__doc__ = f"It says {name}: {', '.join(map(str, values))}."
    return the_act_says


def gives(*names: str) -> Condition:
    """The act says each of these in words."""

    def the_act_gives(view: View, row: Row) -> Finding:
        lacks = tuple(name for name in names if not given(getattr(row.fact.data, name)))
        return (no if lacks else yes)("said.lacks", row.fact, lacks=lacks or ("nothing",))

    the_act_gives.__doc__ = f"It says {', '.join(names)}."
    return the_act_gives


def given(value: Any) -> bool:
    """Did anybody say it?"""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, ())


def by_another(asked: str = "requested_by", reason: str = "why") -> Condition:
    """Who approves is another than who asked, and gives a reason; who is not known is not shown to be another."""

    def another_approves(view: View, row: Row) -> Finding:
        data: Any = row.fact.data
        who = getattr(data, asked)
        other = who is not None and row.fact.by.ref is not None and who != row.fact.by.ref
        said = given(getattr(data, reason))
        return (yes if other and said else no)("said.by-another", row.fact, another=other, reason=said)

    return another_approves


def countersigned(view: View, row: Row) -> Finding:
    """Somebody else than who wrote it approved it."""
    approved = row.fact.data.approved_by  # type: ignore[attr-defined]
    other = approved is not None and approved != row.fact.by.ref
    return (yes if other else no)("said.countersigned", row.fact, approved=approved is not None)


def both(*conditions: Condition) -> Condition:
    """Each of them; the first that does not hold is the reason."""

    def each_holds(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if not f.holds), found[-1])

    each_holds.__doc__ = " And ".join((c.__doc__ or "").strip() for c in conditions)
    return each_holds


def either(*conditions: Condition) -> Condition:
    """One of them; the first that holds is the reason."""

    def one_holds(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if f.holds), found[-1])

    one_holds.__doc__ = " Or ".join((c.__doc__ or "").strip() for c in conditions)
    return one_holds


def not_so(condition: Condition) -> Condition:
    """The opposite, with the same reason."""

    def the_opposite(view: View, row: Row) -> Finding:
        found = condition(view, row)
        return Finding(not found.holds, found.because, found.having, found.seen)

    the_opposite.__doc__ = f"Not: {(condition.__doc__ or '').strip()}"
    return the_opposite


def first_of(kind: str, *order: str) -> Condition:
    """Of the kinds in an order, the fact names this one first: a duty is owed once, for what comes first."""
    before: Final = order[:order.index(kind)]

    def is_the_first(view: View, row: Row) -> Finding:
        named = any(any(row.fact.refs(k) for k in alike(other)) for other in before)
        return (no if named else yes)("said.about", row.fact, kind=kind)

    is_the_first.__doc__ = f"It is about a {kind}, and about nothing that goes before."
    return is_the_first


def alike(kind: str) -> tuple[str, ...]:
    """The kinds that are one: a person, whatever they are called."""
    return ("child", "person", "adult", "offender") if kind == "child" else (kind,)
