"""The conditions of referrals, as sentences. Each answers from what was known at the moment at which it is asked."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import Fact
from tutela.law.kernel.arithmetic import end_of_shift
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import SOCIAL_CARE


def names_child(fact: Fact) -> bool:
    """Is the fact about a child, or about somebody who may be one?"""
    return bool(fact.refs("child") or fact.refs("person"))


def of_a_child(view: View, row: Row) -> Finding:
    """It is about a child, alone or with others."""
    return (yes if names_child(row.fact) else no)("referrals.about-a-child", row.fact)


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
