"""What an act says: conditions that read only its own fields, for every area."""

from __future__ import annotations

from typing import Any, Final

from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View

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
        return (no if lacks else yes)("said.lacks", row.fact, lacks=lacks or ("nothing",))

    it_gives.__doc__ = f"It says {', '.join(names)}."
    return it_gives


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
