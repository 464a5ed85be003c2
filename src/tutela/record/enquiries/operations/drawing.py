"""Calls that are drawn by lot for a manager of the room to review."""

from __future__ import annotations

from datetime import date

from tutela.foundations.work.unit import Work
from tutela.record.enquiries.models import CallDrawn


def draw_call(work: Work, *, manager: str, month: date, subject: str, child: bool) -> None:
    """Keep that the lot fell on a call: whose it is to review, of which month, and whether it was about a child."""
    work.add(CallDrawn(manager=manager, month=month, subject=subject, child=child, at=work.at))
