"""Appointments and telephone resolution in place of attendance: whether the force makes them, who asked for what, and what was tried and refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from tutela.facts import Fact, contact
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import deferrals_refused, facts_about
from tutela.record.duties.queries.law import book
from tutela.record.occurrences.queries.cards import IncidentCard

OVER: Final = timedelta(days=28)
"""Over which what was tried and refused is counted."""
ACTS: Final = ("contact.AssignedToTelephone", "contact.AppointmentMade")
_OTHER: Final = frozenset({"crime", "other"})


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What one officer tried and was refused."""

    officer: str
    role: str
    count: dict[str, int]
    """By the fact type of the act."""
    last: Fact


def concerns_a_child(card: IncidentCard) -> bool:
    """Is a child named in it, or are children there or not asked about?"""
    return card.concern not in _OTHER or card.children_present is True or bool(card.children)


def appointments_offered(at: datetime) -> bool:
    """Does this force let another approve an appointment in place of attendance to a child?"""
    return book().value("contact.appointment", at) is True


def latest(reported_at: datetime) -> datetime:
    """How late an appointment may be."""
    found = book().after("contact.attend.scheduled", reported_at)
    assert found is not None  # the number stands in the law of every force
    return found


def appointment_asked(incident: str, at: datetime) -> Fact | None:
    """The appointment that was asked for at that moment, if the request to lower was one for an appointment."""
    found = facts_about([Subject("incident", incident)], types=("contact.AppointmentAsked",))
    return next((fact for fact in found if fact.occurred.earliest == at), None)


def appointment_of(incident: str, requested_by: str, asked_at: datetime, approved_by: str, why: str) -> contact.AppointmentMade:
    """The appointment that somebody approves; of a request that names none, one whose children nobody said to be safe: the law weighs it."""
    asked = appointment_asked(incident, asked_at)
    data: Any = asked.data if asked else None
    return contact.AppointmentMade(
        for_when=data.for_when if data else asked_at, approved_by=approved_by, children_safe=data.children_safe if data else None,
        why=data.why if data else why, requested_by=requested_by,
    )


def tried(at: datetime, hidden: Iterable[str] = ()) -> list[Tried]:
    """Who tried to defer a child's incident in the last 28 days and was refused, the most often first; of incidents of which the reader may know."""
    closed = frozenset(hidden)
    facts = [f for f in deferrals_refused(at - OVER) if closed.isdisjoint(a.ref for a in f.about)]
    counts: dict[str, Counter[str]] = {}
    last: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda f: f.held_from):
        data: Any = fact.data
        if data.act in ACTS:
            who = fact.by.ref or fact.by.role
            counts.setdefault(who, Counter())[data.act] += 1
            last[who] = fact
    found = [Tried(officer=who, role=last[who].by.role, count=dict(count), last=last[who]) for who, count in counts.items()]
    return sorted(found, key=lambda t: (-sum(t.count.values()), t.officer))
