"""What was noticed or not met, by its rule: on one record, or over all of them, for reports. The caller asks the policy about each record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Q, QuerySet

from tutela.foundations.kit.marks import read_mark
from tutela.record.duties.models import Unmet


class Noticed(msgspec.Struct, frozen=True, kw_only=True):
    """One finding: of which record, when, by which act, and what it says."""

    id: str
    ref: str
    act: str
    at: datetime
    about: tuple[str, ...]
    because: dict[str, Any]



def noticed_of(code: str, refs: list[str]) -> tuple[Noticed, ...]:
    """Every finding of a rule on some records, the latest first."""
    return _seen(Unmet.objects.filter(ref__in=refs, code=code).order_by("-at", "-id"))


def noticed(code: str, *, after: str | None = None, limit: int = 25) -> tuple[Noticed, ...]:
    """The findings of a rule over all records, the latest first, from a place on."""
    rows = Unmet.objects.filter(code=code)
    if place := read_mark(after):
        rows = rows.filter(Q(at__lt=place[0]) | Q(at=place[0], id__lt=place[1]))
    return _seen(rows.order_by("-at", "-id")[:limit])


def _seen(rows: QuerySet[Unmet]) -> tuple[Noticed, ...]:
    return tuple(
        Noticed(id=str(row.pk), ref=row.ref, act=row.act, at=row.at, about=tuple(row.about), because=dict(row.findings[0]) if row.findings else {})
        for row in rows
    )
