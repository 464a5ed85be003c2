"""Candidates for the law's finders: SQL fetches who or what may belong together; whether it is noticed is the law's to say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import msgspec
from django.db import connection

from tutela.facts import Fact
from tutela.law.kernel.subjects import subjects_of
from tutela.record.people import queries as people

JOINS: Final = ("place", "phone", "vehicle", "device", "account")
"""Kinds that two persons or occurrences may share. A unit or officer that they share says nothing."""
_SUBJECTS: Final = ("person", "episode", "incident", "crime")
_WINDOW: Final = timedelta(days=365)

_SAME = """
    SELECT other.family, other.ref, here.family, here.ref, count(DISTINCT here.entry), max(here.occurred_from)
    FROM chronology_entryabout here
    JOIN chronology_entryabout other ON other.entry = here.entry AND other.recorded_at = here.recorded_at
    WHERE here.ref = ANY(%s) AND here.family = ANY(%s) AND here.occurred_from > %s AND here.occurred_from <= %s
      AND other.family = ANY(%s) AND NOT other.ref = ANY(%s)
    GROUP BY other.family, other.ref, here.family, here.ref
    ORDER BY max(here.occurred_from) DESC, other.ref
    LIMIT %s
"""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Something that shares a place, phone, vehicle, device or account with what a fact is about."""

    family: str
    ref: str
    through_family: str
    through: str
    facts: int
    last: datetime


def candidates(fact: Fact, *, window: timedelta = _WINDOW, limit: int = 200) -> list[Candidate]:
    """Who and what is recorded with the same place, phone or other thing as this fact, the latest first, in three queries.

    What the fact itself is about (and each person's other references) is left out. It looks back from the fact's own time: what came later is
    for the later fact to see.
    """
    subjects = subjects_of(fact)
    through = sorted({s.ref for s in subjects if s.family in JOINS})
    if not through:
        return []
    own = {s.ref for s in subjects}
    own.update(alias for group in people.aliases(own).values() for alias in group)
    until = fact.occurred.latest
    with connection.cursor() as cursor:
        cursor.execute(_SAME, [through, list(JOINS), until - window, until, list(_SUBJECTS), sorted(own), limit])
        rows = cursor.fetchall()
    return [
        Candidate(family=family, ref=ref, through_family=kind, through=shared, facts=count, last=last) for family, ref, kind, shared, count, last in rows
    ]
