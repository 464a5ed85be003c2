"""The nightly proof: everything is derived from scratch, by the kernel alone, and compared with the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tutela.facts import Fact
from tutela.law.kernel.judging import Judge
from tutela.record.chronology.queries import read_all
from tutela.record.duties.engine.rows import fields
from tutela.record.duties.models import Duty
from tutela.record.duties.queries.law import book, laws, refresh

_COMPARED = ("occurrence", "state", "owed_by", "due_at", "late_after", "settled_at", "settled_by", "opened_at")


def differences(at: datetime) -> list[str]:
    """Where the rows and a derivation from scratch say different things: empty when all is well."""
    refresh()
    judge = Judge(laws(), book())
    judge.load(_all(), at)
    judge.advance(at)
    derived = {(o.duty.code, *o.subject, o.opening): fields(o) for rows in judge.owed.values() for o in rows}
    found: list[str] = []
    for duty in Duty.objects.order_by("id").iterator(chunk_size=2000):
        key = (duty.code, duty.family, duty.ref, duty.opening)
        now = derived.pop(key, None)
        if now is None:
            found.append(f"{' '.join(key)}: a row that the facts do not give")
        else:
            found += [f"{' '.join(key)}: {name} is {getattr(duty, name)}, would be {now[name]}" for name in _COMPARED if getattr(duty, name) != now[name]]
    return found + [f"{' '.join(key)}: no row, though the facts give one" for key in derived]


def _all() -> Iterator[Fact]:
    after = None
    while rows := read_all(after):
        yield from (fact for _, fact in rows)
        after = rows[-1][0]
