"""Keeping each look in the systems for an incident, each answer to a hit, and on which look a grade was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Max

from tutela.facts import Fact
from tutela.foundations.kit.text import clip
from tutela.foundations.work.unit import Work
from tutela.law.contact.checks import SKILL, SPECIALIST
from tutela.record.holdings.models import CheckLine, GradedOn, HitAnswer, SystemsCheck
from tutela.record.holdings.queries.checks import last_check, unanswered


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What one source answered, as it is kept: see :class:`~tutela.record.holdings.models.CheckLine`."""

    source: str
    state: str
    about: str = ""
    whose: str = ""
    kind: str = ""
    count: int | None = None
    grading: str = ""
    sensitivity: str = "none"
    as_at: datetime | None = None
    held_version: int | None = None
    because: str = ""
    why: str = ""
    hit: str = ""


def keep_check(work: Work, incident: str, fact: Fact, found: Sequence[Found] = ()) -> SystemsCheck:
    """Keep a look in the systems with its next number; a specialist's verifies what others looked up before it.

    :param found: what each source answered; of a check from another system, which says less, what its fact says
    """
    data: Any = fact.data
    lines = list(found) or _as_said(data)
    number = (SystemsCheck.objects.filter(subject=incident).aggregate(last=Max("number"))["last"] or 0) + 1
    specialist = fact.by.role == SPECIALIST or SKILL in {skill.lower() for skill in fact.by.skills}
    row = SystemsCheck(
        subject=incident, number=number, by=fact.by.ref or fact.by.role, by_role=fact.by.role, specialist=specialist, at=fact.occurred.earliest, fact=fact.id,
        complete=not data.not_checked and bool(lines),
    )
    work.add(row)
    CheckLine.objects.bulk_create([
        CheckLine(systems_check=row, **{**msgspec.structs.asdict(line), "grading": clip(line.grading, 60), "why": clip(line.why, 300)}) for line in lines
    ])
    if specialist:
        SystemsCheck.objects.filter(subject=incident, specialist=False, verified_by=None, at__lte=row.at).update(verified_by=number)
    work.note_change(incident, {}, {"systems check": number, "hits": sum(line.state == "hit" for line in lines)})
    return row


def keep_answer(work: Work, incident: str, fact: Fact) -> HitAnswer:
    """Keep what somebody said of a hit."""
    data: Any = fact.data
    row = HitAnswer(
        subject=incident, hit=data.hit, used=data.used, because=data.because, by=fact.by.ref or fact.by.role, at=fact.occurred.earliest, fact=fact.id,
    )
    work.add(row)
    work.note_change(incident, {}, {f"hit {data.hit}": "used" if data.used else "not relevant"})
    return row


def graded_on(work: Work, incident: str, fact: Fact) -> GradedOn:
    """Keep on which check a grade or level was given or asked for: none is an answer too, and counts as incomplete."""
    check, waits = last_check(incident), len(unanswered(incident))
    row, _ = GradedOn.objects.get_or_create(fact=fact.id, defaults={
        "subject": incident, "number": check.number if check else None, "unanswered": waits, "at": fact.occurred.earliest,
        "complete": check is not None and check.complete and not waits,
    })
    work.touch(incident)
    return row


def _as_said(data: Any) -> list[Found]:
    """The lines of a check of which only the fact is known: its hits are named there, and not which source has them."""
    named: Iterable[Found] = (Found(source="other", state="hit", hit=hit) for hit in data.hits)
    looked = (Found(source=name, state="no_hit") for name in data.checked) if not data.hits else ()
    left = (Found(source=name, state="not_checked", because="holdings.said-elsewhere") for name in data.not_checked)
    return [*named, *looked, *left]
