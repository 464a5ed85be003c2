"""Rows in any number, for lists: incidents, duties and alerts as operations leave them, made at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from tutela.foundations.kit import ids
from tutela.record.duties.models import Alert, Duty, Transition, Unmet
from tutela.record.occurrences.models import Incident

_repeats = count()


def incidents(number: int, at: datetime, **more: Any) -> list[Incident]:
    """Open incidents, a minute apart, the newest last."""
    said = {"concern": "concern_for_child", "channel": "101", "owner": "supervisor@contact", "supervisor": "fim@contact", "where": "Quay Street", **more}
    rows = [
        Incident(
            reference=f"INC-2026-9{uuid4().int % 10**9:09d}", created_at=at, created_by="test", retention="incident",
            reported_at=at - timedelta(minutes=number - n), **said,
        )
        for n in range(number)
    ]
    return Incident.objects.bulk_create(rows)


def duties(subjects: list[str], at: datetime, **more: Any) -> list[Duty]:
    """An open duty about each subject."""
    said = {
        "code": "contact.fim-review", "family": "incident", "state": "open", "owed_by": "fim@contact", "supervisor": "superintendent@contact",
        "opened_at": at, "origin": at, "due_at": at + timedelta(minutes=30), "late_after": at + timedelta(minutes=30), "soon_at": at + timedelta(minutes=20),
        "law": "test", **more,
    }
    rows = [Duty(ref=ref, opening=str(ids.new()), about=[ref], bundle=ref, **said) for ref in subjects]
    return Duty.objects.bulk_create(rows)


def alerts(held: list[Duty], officer: str, at: datetime, **more: Any) -> list[Alert]:
    """An alert about each duty to one officer."""
    steps = Transition.objects.bulk_create(
        Transition(at=at, written_at=at, duty=d.pk, occurrence=1, kind="told", rung=1, repeat=next(_repeats), to=[d.owed_by], state="open", law="test")
        for d in held
    )
    said = {"officer": officer, "address": "fim@contact", "at": at, "told_at": at, "priority": 1, **more}
    return Alert.objects.bulk_create(
        Alert(duty=d.pk, transition=step.pk, bundle=d.bundle, about=d.about, **said) for d, step in zip(held, steps, strict=True)
    )


def finding(subject: str, officer: str, at: datetime) -> Alert:
    """An alert to one officer about a standard that was not met: it belongs to no duty."""
    unmet = Unmet.objects.create(
        code="contact.two-people", kind="standard", family="incident", ref=subject, act=str(ids.new()), at=at, written_at=at, to=["fim@contact"],
        priority=1, about=[subject], bundle=f"finding {subject}", law="test",
    )
    return Alert.objects.create(
        unmet=unmet.pk, officer=officer, address="fim@contact", at=at, told_at=at, priority=1, bundle=unmet.bundle, about=unmet.about,
    )
