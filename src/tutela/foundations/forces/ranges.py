"""Periods as the database compares them: ``[since, until)``, without end where ``until`` is null."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db.models import F, Func, Q
from django.db.models.constraints import CheckConstraint


class TsTzRange(Func):
    """``tstzrange(since, until)``, half open."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def never_two(name: str, *fields: str) -> ExclusionConstraint:
    """A constraint: no two rows that are alike in these fields have periods that overlap."""
    same: list[tuple[Any, str]] = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(name=name, expressions=[(TsTzRange(F("since"), F("until")), RangeOperators.OVERLAPS), *same])


def ends_after_it_begins(name: str) -> CheckConstraint:
    """A constraint: a period that ends, ends after it begins."""
    return CheckConstraint(name=name, condition=Q(until=None) | Q(until__gt=F("since")))


def ended_by_somebody(name: str) -> CheckConstraint:
    """A constraint: an end was decided by somebody; an end that was set from the start was set by who set it."""
    return CheckConstraint(name=name, condition=Q(ended_at=None, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")))
