"""What people still keep outside, said once a month: each answer names something that the product does not do well enough (XX-016)."""

from __future__ import annotations

from typing import Any, Final

from tutela.desks.reports.models import KEPT_OUTSIDE, KeptOutside
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.periods import month_of
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work

KINDS: Final = KEPT_OUTSIDE
"""What a form may offer."""


@operation(Permission.SIGNED_IN)
def say_kept_outside(work: Work, *, kind: str, what: str = "", needs: str = "") -> dict[str, Any]:
    """Say what one keeps outside this month, or that one keeps nothing. Said again in the month, it takes the place of what was said.

    :raises Refused: for a kind that is none, or where it is not said what it is
    """
    work.words = {"what": what, "needs": needs}
    said = ("", "") if kind == "nothing" else (clip(clean(what), 200), clip(clean(needs), 400))
    if kind not in KINDS or (kind != "nothing" and not said[0]):
        raise Refused("reports.outside.say-what")
    month = month_of(work.at)
    row, _ = KeptOutside.objects.update_or_create(
        by=work.by.ref, month=month,
        defaults={"kind": kind, "what": said[0], "needs": said[1], "area": work.by.acting.partition("@")[2], "at": work.at},
    )
    work.note_change(work.by.ref, {}, {"kept outside": kind, "month": month.isoformat()})
    return {"answer": str(row.pk)}
