"""Saving a list under a name, for oneself or for one's area: what was kept in a spreadsheet before (XX-016)."""

from __future__ import annotations

from typing import Any

from tutela.desks.reports.models import SavedView
from tutela.desks.reports.queries.registry import BY_KEY
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.kernel.arithmetic import SHIFTS

MOST_DAYS = 184


@operation(Permission.REPORTS_SEE)
def save_view(
    work: Work, *, name: str, measure: str, days: int, which: str = "", team: str = "", shift: str = "", person: str = "", shared: bool = False,
) -> dict[str, Any]:
    """Save a list of the last so many days, with its filters. Whoever opens it sees what they themselves may see.

    :param shared: for everybody of one's area who may see measures
    :raises Refused: without a name, for a list that is none, or where one has a list of that name already
    """
    called = clip(clean(name), 80)
    if not called or measure not in BY_KEY or not 1 <= days <= MOST_DAYS or (which and which not in BY_KEY[measure].names) or (shift and shift not in SHIFTS):
        raise Refused("reports.view-says-nothing")
    if SavedView.objects.filter(by=work.by.ref, name=called, ended_at=None).exists():
        raise Refused("reports.view-there-already", name=called)
    area = work.by.acting.partition("@")[2] if shared else ""
    row = SavedView(name=called, measure=measure, which=which, team=team, shift=shift, person=person, days=days, shared=area, at=work.at, by=work.by.ref)
    work.add(row)
    work.note_change(work.by.ref, {}, {"view saved": called, "list": measure, "which": which})
    return {"view": str(row.pk)}


@operation(Permission.REPORTS_SEE)
def remove_view(work: Work, *, view: str) -> dict[str, Any]:
    """Take one's own saved list away; the records are untouched.

    :raises Denied: if it is not one's own
    """
    row = work.found(SavedView.objects.select_for_update().filter(pk=view, by=work.by.ref, ended_at=None).first())
    row.ended_at, row.ended_by = work.at, work.by.ref
    row.save(update_fields=["ended_at", "ended_by"])
    work.note_change(work.by.ref, {"view saved": row.name}, {"view saved": ""})
    return {"view": view}
