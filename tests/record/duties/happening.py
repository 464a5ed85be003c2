"""Things happen: facts noted by an operation at their moment, and the clock going on between them, as the sweep would see it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from tutela.facts import Fact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.kit import ids
from tutela.foundations.work.operation import CLASSES, operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import FROM_OUTSIDE
from tutela.record.duties.jobs import sweep
from tutela.record.duties.operations import reassess_wide
from tutela.record.duties.queries.looks import next_moment


@operation(Permission.SIGNED_IN, may_be=CLASSES)
def happens(work: Work, *, facts: list[Fact], outside: bool = True) -> dict[str, Any]:
    """Note facts as they are; from outside, where nothing that they lack refuses them."""
    if outside:
        work.kept[FROM_OUTSIDE] = True
    for fact in facts:
        work.record(msgspec.structs.replace(fact, recorded_at=fact.recorded_at or fact.held_from))
    return {"facts": len(facts)}


def seen_at(fact: Fact) -> datetime:
    """When the record could first show a fact."""
    return max(fact.shown_from, fact.occurred.earliest)


def live(facts: Iterable[Fact], until: datetime, *, awake: bool = True) -> None:
    """Let facts happen in the order in which they could be seen; the sweep looks at each moment, or sleeps until the end."""
    by_moment: dict[datetime, list[Fact]] = {}
    for fact in facts:
        by_moment.setdefault(seen_at(fact), []).append(fact)
    for at in sorted(m for m in by_moment if m <= until):
        if awake:
            go_on(at)
        happens(by=SYSTEM, key=str(ids.new()), at=at, facts=by_moment[at])
        _do_what_was_left(at)
    if awake:
        go_on(until)
    sweep(until)


def _do_what_was_left(at: datetime) -> None:
    """What acts leave to the queue, which never sleeps: places, units, officers and meetings are judged right after them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'duties.reassess_wide' RETURNING args")
        waiting = cursor.fetchall()
    for (given,) in waiting:
        subjects = (json.loads(given) if isinstance(given, str) else given)["subjects"]
        reassess_wide(by=SYSTEM, key=str(ids.new()), at=at, subjects=subjects)


def go_on(until: datetime) -> None:
    """Sweep at each moment at which something is due, up to and without a moment."""
    while (moment := next_moment()) is not None and moment < until:
        sweep(moment)
