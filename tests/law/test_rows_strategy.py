"""The row of the strategy against exploitation (AH-053), by its acceptance evidence: what it lacks is told task by task, and its end is nobody's secret."""

from __future__ import annotations

from typing import Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import DAY, times, to
from tutela.facts import Fact
from tutela.law.worked import moment

DI, LEAD, ACC = "detective_inspector@exploitation", "assurance_lead@assurance", "assistant_chief_constable@force"


def tasked(number: int, aim: str = "") -> Fact:
    """A unit is tasked against exploitation."""
    return fact(
        "exploitation.DisruptionTasked", f"{DAY}10:{number:02}", "sergeant o:53", about=(f"action a{number}", "unit u1"), what="A patrol", aim=aim,
    )


@pytest.mark.requirement("AH-053", part="a task that serves no aim is told as that")
def test_forty_tasks_of_which_none_serves_an_aim_are_each_told_and_one_that_serves_one_is_not() -> None:
    world = judged(*(tasked(n, "" if n % 2 else "none") for n in range(40)), tasked(41, "places"), until=f"{DAY}11:00")

    told = world.told("exploitation.task-aim")
    assert {a["ref"] for alert in told for a in alert.about if a["kind"] == "action"} == {f"a{n}" for n in range(40)}
    assert {alert.because[0]["with"]["aim"] for alert in told} == {"none"}
    assert all(DI in alert.to for alert in told)
    assert world.weigh(tasked(42)).refused_by == (), "the task goes out"


PUBLISHED: Final = fact(
    "governance.ProfilePublished", "2024-01-10T10:00", "assurance_lead o:2", about=("document dc1",), kind="strategy", theme="exploitation",
    as_at="2024-01-01", valid_months=24,
)


@pytest.mark.requirement("AH-053", part="a strategy has a day until which it holds, and its end is told until another is there")
def test_a_strategy_that_ran_out_is_told_to_its_owner_and_to_the_chief_officer_until_it_is_renewed() -> None:
    world = judged(PUBLISHED, until="2026-03-02T10:00")

    found = world.one("governance.profile")
    assert found.due_at is not None
    assert (found.term.owed_by, found.state.value) == (LEAD, "overdue")
    assert found.due_at < moment("2026-01-02T00:00"), "before it holds no longer"
    assert to(world, "governance.profile", ACC) != []
    renewed = fact(
        "governance.ProfilePublished", "2025-06-10T10:00", "assurance_lead o:2", about=("document dc1",), kind="strategy", theme="exploitation",
        as_at="2025-06-01", valid_months=36,
    )
    after = judged(PUBLISHED, renewed, until="2026-03-02T10:00").owed("governance.profile")
    assert [o.state.value for o in after] == ["done", "open"]
    assert [at for at, told in times(judged(PUBLISHED, renewed, until="2026-03-02T10:00"), "governance.profile") if ACC in told] == []
