"""What an act says: conditions that read only its own fields, for every area."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from tutela.law.kernel.age import ADULT, age_at
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View

_OTHERS: Final = frozenset({"suspect", "offender", "parent", "carer", "recipient"})
SOCIAL_CARE: Final = frozenset({"local_authority", "emergency_duty_team", "host_authority"})


def is_said(value: Any) -> bool:
    """Is there anything in it but blanks?"""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, ())


def says(name: str, *values: object) -> Condition:
    """What the act says in one of its fields is one of these."""

    def it_says(view: View, row: Row) -> Finding:
        said = getattr(row.fact.data, name)
        return (yes if said in values else no)("said.says", row.fact, field=name, value="nothing" if said is None else said)

    it_says.__doc__ = f"It says {name}: {', '.join(map(str, values))}."
    return it_says


def gives(*names: str) -> Condition:
    """The act says each of these."""

    def it_gives(view: View, row: Row) -> Finding:
        lacks = tuple(name for name in names if not is_said(getattr(row.fact.data, name)))
        return no("said.lacks", row.fact, lacks=lacks) if lacks else yes("said.whole", row.fact)

    it_gives.__doc__ = f"It says {', '.join(names)}."
    return it_gives


def moment_given(name: str, sentence: str) -> Callable[[View, Row], datetime | None]:
    """The moment that the act gives in one of its fields, or none.

    :param sentence: what it is, as the handbook says it
    """

    def given(view: View, row: Row) -> datetime | None:
        at: datetime | None = getattr(row.fact.data, name)
        return at

    given.__doc__ = sentence
    return given


def from_given(name: str, sentence: str) -> Callable[[View, Row], datetime]:
    """The same, and where the act gives none, the moment of the act: what a clock begins with."""

    def begins(view: View, row: Row) -> datetime:
        at: datetime | None = getattr(row.fact.data, name)
        return at or row.at

    begins.__doc__ = sentence
    return begins


def by_role(*roles: str) -> Condition:
    """The act was done by one of these roles."""
    wanted = frozenset(roles)

    def done_by(view: View, row: Row) -> Finding:
        return (yes if row.fact.by.role in wanted else no)("by-role", row.fact, role=row.fact.by.role)

    done_by.__doc__ = f"Done by {one_of(sorted(roles))}."
    return done_by


def one_of(names: Iterable[str]) -> str:
    return " or ".join(name.replace("_", " ") for name in names)


def a_child(view: View, row: Row) -> Finding:
    """The subject is named as a child, or as somebody whose age is not known, not as an adult nor as who is said to do it; doubt favours the child."""
    if any(a.ref == view.subject.ref and (a.kind in ("adult", "offender") or a.as_ in _OTHERS) for a in row.fact.about):
        return no("said.not-the-child", row.fact)
    years, seen = age_at(view, row.at)
    if years is None:
        return yes("age.unknown-treated-as-child", row.fact)
    facts = (seen.fact, row.fact) if seen else (row.fact,)
    return yes("age.under-18", *facts, age=years) if years < ADULT else no("age.adult", *facts, age=years)


def only_in_an_incident(view: View, row: Row) -> Finding:
    """It names an incident, and no investigation yet: who is there owes what follows, and not an investigator."""
    ok = row.fact.refs("incident") and not row.fact.refs("investigation")
    return (yes if ok else no)("said.only-in-an-incident", row.fact)


def negated(condition: Condition) -> Condition:
    """The opposite, with the same reason."""

    def opposite(view: View, row: Row) -> Finding:
        found = condition(view, row)
        return Finding(not found.holds, found.because, found.having, found.seen)

    opposite.__doc__ = f"Not: {(condition.__doc__ or '').strip()}"
    return opposite


def both(*conditions: Condition) -> Condition:
    """Every one of them; the first that does not hold is the reason."""

    def all_hold(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if not f.holds), found[-1])

    all_hold.__doc__ = " And ".join((c.__doc__ or "").strip() for c in conditions)
    return all_hold


def either(*conditions: Condition) -> Condition:
    """One of them; the first that holds is the reason."""

    def one_holds(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if f.holds), found[-1])

    one_holds.__doc__ = " Or ".join((c.__doc__ or "").strip() for c in conditions)
    return one_holds
