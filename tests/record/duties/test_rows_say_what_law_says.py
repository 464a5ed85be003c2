"""The rows of the database, made act by act and by a sweep that is awake or asleep, say what a replay from scratch says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.record.duties.happening import live
from tutela.desks.replay.queries import read_case
from tutela.law.kernel.replay import ledger, replay
from tutela.record.duties.engine import proving
from tutela.record.duties.models import Duty, Transition, Unmet
from tutela.record.duties.queries.law import book, laws

CASES = sorted(path.parent for path in Path("cases/reports").glob("*/facts.jsonl"))
Line = tuple[str, str, object, int, int, tuple[str, ...]]


def told_in_rows() -> list[Line]:
    """What the rows say was told: rule, opening or act, when, rung, repeat, to whom."""
    duties = {d.pk: d for d in Duty.objects.all()}
    lines: list[Line] = [
        (duties[t.duty].code, duties[t.duty].opening, t.at, t.rung, t.repeat, tuple(t.to)) for t in Transition.objects.filter(kind="told")
    ]
    lines += [(u.code, u.act, u.at, 0, 0, tuple(u.to)) for u in Unmet.objects.all()]
    return sorted(lines, key=repr)


@pytest.mark.django_db
@pytest.mark.parametrize("awake", [True, False], ids=["awake", "asleep"])
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_report_case_lived_through_rows_is_told_as_its_replay(case: Path, awake: bool) -> None:
    read = read_case(case)
    live(read.facts, read.until, awake=awake)
    judge = replay(read.facts, laws(), book(), read.until)
    expected = sorted(((a.code, a.opening, a.at, a.rung, a.again, a.to) for a in ledger(judge)), key=repr)
    assert told_in_rows() == expected
    assert proving.differences(read.until) == []
