"""Which looks in the systems were made for an incident, what waits for an answer, and what was graded without a complete look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, TypeVar

import msgspec
from django.db.models import Q, QuerySet

from tutela.foundations.kit.marks import read_mark
from tutela.record.holdings.models import CheckLine, GradedOn, HitAnswer, SystemsCheck

M = TypeVar("M", bound="SystemsCheck | GradedOn")
SOURCES: Final = (
    "crime", "intelligence", "markers", "missing_history", "return_interviews", "child_protection_plan", "custody", "offender_register", "address", "vehicle",
    "pnc", "pnd",
)
"""Every source that a check of systems goes through, in the order in which it is read."""
CONTENTLESS: Final = frozenset({"intelligence", "pnc", "pnd"})
"""Of these it is kept that they were looked in, and how what they hold is graded and handled; never of what kind it is, nor what it says."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One look in the systems."""

    id: str
    subject: str
    number: int
    by: str
    by_role: str
    specialist: bool
    verified_by: int | None
    complete: bool
    at: datetime
    fact: str

    @property
    def verified(self) -> bool:
        """May a lowering rest on it?"""
        return self.specialist or self.verified_by is not None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What one source answered in one check."""

    number: int
    source: str
    state: str
    about: str
    whose: str
    kind: str
    count: int | None
    grading: str
    sensitivity: str
    as_at: datetime | None
    because: str
    why: str
    hit: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a hit, last."""

    hit: str
    used: bool
    because: str
    by: str
    at: datetime
    fact: str


class Relied(msgspec.Struct, frozen=True, kw_only=True):
    """On which check something was graded."""

    number: int | None
    unanswered: int
    complete: bool


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was graded without a complete check."""

    id: str
    incident: str
    fact: str
    at: datetime
    relied: Relied


def last_check(incident: str) -> Check | None:
    """The latest check of an incident."""
    row = SystemsCheck.objects.filter(subject=incident).order_by("-number").first()
    return _check(row) if row else None


def checks_of(incident: str, *, limit: int = 20) -> tuple[Check, ...]:
    """The checks of an incident, the latest first."""
    return tuple(_check(row) for row in SystemsCheck.objects.filter(subject=incident).order_by("-number")[:limit])


def check_of(incident: str, number: int) -> Check | None:
    """One check by its number."""
    row = SystemsCheck.objects.filter(subject=incident, number=number).first()
    return _check(row) if row else None


def lines_of(incident: str, *numbers: int) -> tuple[Line, ...]:
    """What each source answered in these checks, in the order of the sources; the caller asks the policy about each line."""
    rows = CheckLine.objects.filter(systems_check__subject=incident, systems_check__number__in=numbers).select_related("systems_check")
    order = {name: place for place, name in enumerate(SOURCES)}
    return tuple(sorted((_line(row) for row in rows), key=lambda line: (-line.number, order.get(line.source, len(order)), line.state != "hit", line.hit)))


def waiting(incident: str) -> tuple[Line, ...]:
    """Every hit of any check that nobody has answered, each once, as the latest check found it."""
    answered = HitAnswer.objects.filter(subject=incident).values("hit")
    rows = CheckLine.objects.filter(systems_check__subject=incident, state="hit").exclude(hit__in=answered).select_related("systems_check")
    found: dict[str, Line] = {}
    for row in rows.order_by("-systems_check__number", "source", "hit"):
        found.setdefault(row.hit, _line(row))
    return tuple(found.values())


def unanswered(incident: str) -> frozenset[str]:
    """The names of the hits that nobody has answered."""
    return frozenset(line.hit for line in waiting(incident))


def answers_to(incident: str) -> dict[str, Answer]:
    """What was said last of each hit."""
    rows = HitAnswer.objects.filter(subject=incident).order_by("at", "id")
    return {row.hit: Answer(hit=row.hit, used=row.used, because=row.because, by=row.by, at=row.at, fact=row.fact) for row in rows}


def relied_on(facts: Iterable[str]) -> dict[str, Relied]:
    """On which check each of some gradings rested, by its fact."""
    return {row.fact: _relied(row) for row in GradedOn.objects.filter(fact__in=list(facts))}


def unverified(*, after: str | None = None, limit: int = 100) -> tuple[Check, ...]:
    """Checks that somebody without the skill made and no specialist has verified, the longest waiting first; the caller asks the policy."""
    rows = SystemsCheck.objects.filter(specialist=False, verified_by=None)
    return tuple(_check(row) for row in _from(rows, after, "gt").order_by("at", "id")[:limit])


def graded_incomplete(*, after: str | None = None, limit: int = 100) -> tuple[Graded, ...]:
    """What was graded without a complete check, the latest first: nobody had looked, a source was left out, or a hit was unanswered."""
    rows = _from(GradedOn.objects.filter(complete=False), after, "lt").order_by("-at", "-id")[:limit]
    return tuple(Graded(id=str(row.pk), incident=row.subject, fact=row.fact, at=row.at, relied=_relied(row)) for row in rows)


def _from(rows: QuerySet[M], after: str | None, way: str) -> QuerySet[M]:
    place = read_mark(after)
    return rows if place is None else rows.filter(Q((f"at__{way}", place[0])) | Q(("at", place[0]), (f"id__{way}", place[1])))


def _check(row: SystemsCheck) -> Check:
    return Check(
        id=str(row.pk), subject=row.subject, number=row.number, by=row.by, by_role=row.by_role, specialist=row.specialist, verified_by=row.verified_by,
        complete=row.complete, at=row.at, fact=row.fact,
    )


def _line(row: CheckLine) -> Line:
    return Line(
        number=row.systems_check.number, source=row.source, state=row.state, about=row.about, whose=row.whose, kind=row.kind, count=row.count,
        grading=row.grading, sensitivity=row.sensitivity, as_at=row.as_at, because=row.because, why=row.why, hit=row.hit,
    )


def _relied(row: GradedOn) -> Relied:
    return Relied(number=row.number, unanswered=row.unanswered, complete=row.complete)
