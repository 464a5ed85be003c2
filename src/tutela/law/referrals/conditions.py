"""The conditions of referrals, as sentences. Each answers from what was known at the moment at which it is asked."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import Fact
from tutela.law.kernel.age import ADULT, age_at
from tutela.law.kernel.arithmetic import end_of_shift
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View

SOCIAL_CARE: Final = frozenset({"local_authority", "emergency_duty_team", "host_authority"})
_OTHERS: Final = frozenset({"suspect", "offender", "parent", "carer", "recipient"})


def a_child(view: View, row: Row) -> Finding:
    """The subject is named as a child or as somebody whose age is not known, not as an adult nor as who is said to do it; doubt favours the child."""
    if any(a.ref == view.subject.ref and (a.kind in ("adult", "offender") or a.as_ in _OTHERS) for a in row.fact.about):
        return no("referrals.not-the-child", row.fact)
    years, seen = age_at(view, row.at)
    if years is None:
        return yes("age.unknown-treated-as-child", row.fact)
    facts = (seen.fact, row.fact) if seen else (row.fact,)
    return yes("age.under-18", *facts, age=years) if years < ADULT else no("age.adult", *facts, age=years)


def names_child(fact: Fact) -> bool:
    """Is the fact about a child, or about somebody who may be one?"""
    return bool(fact.refs("child") or fact.refs("person"))


def of_a_child(view: View, row: Row) -> Finding:
    """It is about a child, alone or with others."""
    return (yes if names_child(row.fact) else no)("referrals.about-a-child", row.fact)


def by_role(*roles: str) -> Condition:
    """Done by one of these roles."""

    def done_by(view: View, row: Row) -> Finding:
        return (yes if row.fact.by.role in roles else no)("by-role", row.fact, role=row.fact.by.role)

    done_by.__doc__ = f"Done by {', '.join(roles)}."
    return done_by


def field_is(name: str, *values: object) -> Condition:
    """What the act says in one of its fields."""

    def says(view: View, row: Row) -> Finding:
        said = getattr(row.fact.data, name)
        return (yes if said in values else no)("referrals.says", row.fact, field=name, value="nothing" if said is None else said)

    says.__doc__ = f"It says {name}: {', '.join(map(str, values))}."
    return says


def gives(*names: str) -> Condition:
    """The act says these in words."""

    def says(view: View, row: Row) -> Finding:
        lacks = tuple(name for name in names if not _said(getattr(row.fact.data, name)))
        return no("referrals.lacks", row.fact, lacks=lacks) if lacks else yes("referrals.whole", row.fact)

    says.__doc__ = f"It says {', '.join(names)}."
    return says


def _said(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value not in (None, ())


def told(matter: str, *to: str) -> Condition:
    """A named person there was told of this: sent and delivered are not told."""

    def somebody_was_told(view: View, row: Row) -> Finding:
        data: Any = row.fact.data
        ok = data.matter == matter and data.to in to and bool(data.person.strip())
        return (yes if ok else no)("referrals.told", row.fact, matter=data.matter, to=data.to)

    somebody_was_told.__doc__ = f"A named person was told ({matter}): {', '.join(to)}."
    return somebody_was_told


social_care_told: Final = told("concern", *sorted(SOCIAL_CARE))
school_told: Final = told("domestic_abuse", "school")


def shift_ends_soon(view: View, row: Row) -> Finding:
    """The shift ends sooner than anybody can write it: then it is owed in hours, and not by a time that has gone."""
    begins = row.fact.held_from
    soon = end_of_shift(begins) - begins < view.lawbook.span("referrals.shift.least", row.at)
    return (yes if soon else no)("referrals.shift-ends", row.fact)


def both(*conditions: Condition) -> Condition:
    """Every one of them; the first that does not hold is the reason."""

    def all_hold(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if not f.holds), found[-1])

    all_hold.__doc__ = " And ".join((c.__doc__ or "").strip() for c in conditions)
    return all_hold


def either(*conditions: Condition) -> Condition:
    """At least one of them; the first that holds is the reason."""

    def one_holds(view: View, row: Row) -> Finding:
        found = [condition(view, row) for condition in conditions]
        return next((f for f in found if f.holds), found[-1])

    one_holds.__doc__ = " Or ".join((c.__doc__ or "").strip() for c in conditions)
    return one_holds


def negated(condition: Condition) -> Condition:
    """The opposite, with the same reason."""

    def opposite(view: View, row: Row) -> Finding:
        found = condition(view, row)
        return Finding(not found.holds, found.because, found.having, found.seen)

    opposite.__doc__ = f"Not: {(condition.__doc__ or '').strip()}"
    return opposite


def approved_by_another(view: View, row: Row) -> Finding:
    """Somebody else approved it, and the reason is there."""
    data: Any = row.fact.data
    why = getattr(data, "why", "") or getattr(data, "reason", "")
    ok = data.approved_by not in (None, row.fact.by.ref) and bool(why.strip())
    return (yes if ok else no)("referrals.approved-by-another", row.fact, approved=data.approved_by is not None, reason=bool(why.strip()))


def approver_is_another(view: View, row: Row) -> Finding:
    """Who approves is a supervisor, did not ask for it, and gives a reason."""
    data: Any = row.fact.data
    asked = getattr(data, "requested_by", "") or getattr(data, "asked_by", "") or ""
    fits = row.fact.by.role in SUPERVISORS
    other = bool(asked) and asked != row.fact.by.ref
    ok = fits and other and bool(data.reason.strip())
    return (yes if ok else no)("referrals.approver", row.fact, role=row.fact.by.role, another=other, reason=bool(data.reason.strip()))


SUPERVISORS: Final = frozenset({
    "sergeant", "inspector", "cii", "fim", "chief_inspector", "detective_inspector", "detective_chief_inspector", "superintendent", "detective_superintendent",
    "custody_sergeant",
})


def has_type(*names: str) -> Condition:
    """It is a fact of one of these types."""

    def of_that_type(view: View, row: Row) -> Finding:
        return (yes if row.fact.type in names else no)("referrals.type", row.fact)

    of_that_type.__doc__ = f"It is {', '.join(names)}."
    return of_that_type
