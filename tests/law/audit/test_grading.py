"""From lines to marks, and from marks to a grade, at the edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tutela.law.audit.criteria import Key, table
from tutela.law.audit.evidence import Evidence
from tutela.law.audit.grading import Marked, mark, propose
from tutela.law.audit.words import sentence

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEYS: tuple[Key, ...] = tuple(criterion.key for criterion in table().criteria)


def line(criterion: Key = "plan", standing: str = "met", **changes: Any) -> Evidence:
    """A duty done in time, of second priority, unless something else is said."""
    given: dict[str, Any] = {"kind": "duty", "code": f"{criterion}.some-duty", "title": "Do it", "about": "child c1", "at": NOON, **changes}
    return Evidence(criterion=criterion, standing=standing, **given)  # type: ignore[arg-type]


def marked(*lines: Evidence) -> tuple[Marked, ...]:
    return tuple(mark(criterion, lines) for criterion in table().criteria)


def marks(*lines: Evidence) -> dict[str, str]:
    return {one.key: one.mark for one in marked(*lines) if one.mark != "not applicable"}


def test_where_nothing_fell_due_nothing_applies_and_nothing_is_graded() -> None:
    assert marks() == {}
    assert marks(line(standing="open"), line(standing="others"), line(standing="shown", kind="fact")) == {}
    assert propose(marked(line(standing="open"))).grade == "not_graded"


def test_done_in_time_is_met_under_its_criterion_and_in_time() -> None:
    assert marks(line()) == {"timeliness": "met", "plan": "met"}
    assert propose(marked(line())).grade == "good"


def test_done_late_before_the_last_step_counts_against_timeliness_alone() -> None:
    assert marks(line(standing="late")) == {"timeliness": "not met", "plan": "met"}
    assert propose(marked(line(standing="late"))).grade == "requires_improvement"


def test_done_after_the_last_step_was_told_is_not_done_when_it_was_needed() -> None:
    assert marks(line(standing="late", last_step=NOON)) == {"timeliness": "not met", "plan": "not met"}


def test_a_standard_is_no_matter_of_time() -> None:
    assert marks(line(standing="not met", kind="standard")) == {"plan": "not met"}


def test_one_met_outweighs_no_failure() -> None:
    assert marks(line(), line(), line(standing="not met", kind="standard"))["plan"] == "not met"


@pytest.mark.parametrize(
    ("changes", "serious"),
    [
        ({"standing": "not met", "first": True, "last_step": NOON}, True),
        ({"standing": "late", "first": True, "last_step": NOON}, True),
        ({"standing": "not met", "first": True}, False),
        ({"standing": "not met", "first": False, "last_step": NOON}, False),
        ({"standing": "not met", "first": True, "kind": "standard", "refusable": True}, True),
        ({"standing": "not met", "first": True, "kind": "standard"}, False),
        ({"standing": "not met", "first": False, "kind": "standard", "refusable": True}, False),
        ({"standing": "met", "first": True, "kind": "standard", "refusable": True}, False),
        ({"standing": "not met", "first": True, "kind": "pattern"}, False),
    ],
)
def test_serious_is_first_priority_undone_to_the_last_step_or_a_lowering_that_could_be_refused(changes: dict[str, Any], serious: bool) -> None:
    one = line(**changes)
    assert one.serious is serious
    grade = propose(marked(one)).grade
    assert (grade == "inadequate") is serious


def failing(*keys: Key) -> list[Evidence]:
    return [line(key, "not met", kind="standard") for key in keys]


def met(*keys: Key) -> list[Evidence]:
    return [line(key, kind="standard") for key in keys]


@pytest.mark.parametrize(
    ("bad", "good", "grade"),
    [
        (3, 2, "inadequate"), (3, 3, "requires_improvement"), (2, 0, "requires_improvement"), (3, 0, "inadequate"), (4, 3, "inadequate"),
        (1, 6, "requires_improvement"), (0, 1, "good"),
    ],
)
def test_widespread_is_three_criteria_at_least_and_more_than_half_of_those_that_apply(bad: int, good: int, grade: str) -> None:
    keys = KEYS[1:]
    assert propose(marked(*failing(*keys[:bad]), *met(*keys[bad:bad + good]))).grade == grade


def test_a_late_plan_is_not_counted_a_second_time_under_timeliness() -> None:
    never = [line(key, "not met") for key in ("plan", "record")]
    assert marks(*never) == {"timeliness": "not met", "plan": "not met", "record": "not met"}
    assert propose(marked(*never)).why == "missing"
    assert propose(marked(*never, line("timeliness", "late"))).why == "widespread"


def test_one_serious_failure_outweighs_seven_criteria_that_are_met() -> None:
    told: dict[str, Any] = {"last_step": NOON, "last_to": ("superintendent@contact",), "due": NOON, "done": NOON + timedelta(days=42)}
    first = line("shared", "late", first=True, title="Refer the child", **told)
    found = propose(marked(first, *met(*KEYS)))
    assert found.grade == "inadequate"
    assert found.decided_by == first
    assert sentence(found) == (
        "Inadequate, for a serious failure: “Refer the child” (child c1), due on Mon 2 Mar 2026 12:00, was done late, on Mon 13 Apr 2026 13:00; "
        "its last step, Superintendent (the control room), had been told on Mon 2 Mar 2026 12:00."
    )


def test_of_several_serious_failures_the_first_in_time_decides_and_the_others_are_counted() -> None:
    early, late = (line("plan", "not met", first=True, last_step=at, at=at) for at in (NOON, NOON + timedelta(hours=1)))
    for order in ((early, late), (late, early)):
        found = propose(marked(*order))
        assert (found.decided_by, found.others) == (early, 1)
        assert sentence(found).endswith("; and 1 more serious failure.")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line("risk", kind="standard")], "Good: the one criterion that applies is met."),
        ([*failing("risk"), *met("plan")], "Requires improvement: 1 of the 2 criteria that apply is not met (risk graded on"),
        (failing("plan", "risk", "record"), "Inadequate, for widespread failures: 3 of the 3 criteria that apply are not met (risk graded on"),
        ([], "Not graded: nothing that the criteria ask of had fallen due in what was recorded."),
    ],
)
def test_each_grade_has_its_sentence(lines: list[Evidence], said: str) -> None:
    assert sentence(propose(marked(*lines))).startswith(said)
