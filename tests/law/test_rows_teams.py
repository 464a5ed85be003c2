"""The rows of who leads a team and of what it can do (IN-081, IN-085, IN-090, IN-091, XX-029), each by its evidence, as amended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from tests.law.examples import fact, judged
from tests.law.scenes import times, to
from tutela.facts import Fact

POST: Final = "inspector@investigation"
CHANGES: Final = ("2025-04-03", "2025-07-02", "2025-10-01", "2026-01-07")
UNIT: Final = ["unit u1"]


def change(day: str, was: int) -> list[Fact]:
    """One inspector leaves and another comes."""
    return [
        fact("governance.PostVacated", f"{day}T09:00", "system", about=UNIT, post=POST, holder=f"o:{was}"),
        fact("governance.PostFilled", f"{day}T09:00", "system", about=UNIT, post=POST, holder=f"o:{was + 1}"),
    ]


def handed(day: str, post: str = POST) -> Fact:
    """The team is handed over, with its risks."""
    return fact("governance.WorkHandedOver", f"{day}T12:00", "inspector o:1", about=UNIT, post=post, risks="Three unallocated with a child.")


YEAR: Final = [fact("governance.PostFilled", "2024-10-02T09:00", "system", about=UNIT, post=POST, holder="o:1")] + [
    one for number, day in enumerate(CHANGES, 1) for one in change(day, number)
]


def counted(waiting: int, at_work: int, at: str = "2026-03-02T09:00", **more: Any) -> list[Fact]:
    """Cases and supervisors, counted."""
    return [
        fact("governance.BacklogCounted", at, "system", about=UNIT, queue="online-cases", waiting=waiting),
        fact("governance.StaffingCounted", at, "system", about=UNIT, role="sergeant", at_work=at_work, **more),
    ]


@pytest.mark.requirement("IN-081", part="duty")
def test_five_inspectors_in_a_year_and_each_change_without_a_hand_over_is_owed_one() -> None:
    world = judged(*YEAR, until="2026-01-08T09:00")

    owed = world.owed("investigation.team-handed-over")
    assert [o.opened_at.date().isoformat() for o in owed] == list(CHANGES)
    assert [o.state.value for o in owed] == ["failed", "failed", "failed", "open"], "the next change takes its place, and it was late by then"
    assert [at for at, told in times(world, "investigation.many-leads") if told == ("superintendent@investigation",)] == ["02T08:00", "01T08:00", "07T09:00"]


@pytest.mark.requirement("IN-081", part="duty")
def test_a_change_with_a_hand_over_record_owes_none() -> None:
    changed = change("2025-04-03", 1)

    assert judged(handed("2025-04-01"), *changed, until="2025-04-10T09:00").owed("investigation.team-handed-over") == []
    after = judged(*changed, handed("2025-04-04"), until="2025-04-10T09:00").owed("investigation.team-handed-over")
    assert [o.state.value for o in after] == ["done"]
    other = judged(*changed, handed("2025-04-04", "sergeant@investigation"), until="2025-04-10T09:00").owed("investigation.team-handed-over")
    assert [o.state.value for o in other] == ["overdue"]


@pytest.mark.requirement("IN-085", part="duty")
@pytest.mark.requirement("XX-029", part="duty")
@pytest.mark.parametrize(("at_work", "told"), [(1, ["02T09:00"]), (2, [])])
def test_181_cases_in_28_days_are_more_than_one_supervisor_can_review(at_work: int, told: list[str]) -> None:
    world = judged(*counted(181, at_work), until="2026-03-03T09:00")

    assert to(world, "investigation.reviews-cannot-be-done", "assistant_chief_constable@force") == told
    if told:
        (alert, *_) = world.told("investigation.reviews-cannot-be-done")
        (because,) = [b for b in alert.because if b["message"] == "investigation.reviews-asked"]
        assert because["with"]["asks"] == pytest.approx(9.1, abs=0.1), "about nine in a working day: 6.5 in each of all days"


@pytest.mark.requirement("IN-091", part="as amended: the release is flagged to sergeant and inspector, and the plan owed after it")
@pytest.mark.requirement("IN-090", part="duty")
def test_a_release_without_a_plan_is_flagged_and_a_plan_turns_it() -> None:
    released = fact("investigation.SuspectReleased", "2026-03-02T15:00", "custody_sergeant o:80", can_reach=["c2"], why_not_bail="Phones take a year.")
    plan = fact("investigation.SuspectRiskPlanMade", "2026-03-02T19:00", "investigator o:60", measures="At his brother's.", own_safety="Crisis team has him.")
    world = judged(released, until="2026-03-02T20:00")

    for address in ("custody_sergeant@custody", "inspector@custody", "investigator@investigation"):
        assert to(world, "investigation.release-plan", address) == ["02T15:00"]
    assert [o.state.value for o in judged(released, plan, until="2026-03-04T09:00").owed("investigation.release-plan")] == ["done"]
    before = judged(plan, fact("investigation.SuspectReleased", "2026-03-03T15:00", "custody_sergeant o:80"), until="2026-03-04T09:00")
    assert before.owed("investigation.release-plan") == []


def test_the_due_time_of_a_hand_over_is_two_working_days() -> None:
    (owed,) = judged(*change("2025-04-03", 1), until="2025-04-04T09:00").owed("investigation.team-handed-over")

    assert owed.due_at is not None
    assert owed.due_at - datetime.fromisoformat("2025-04-07T23:59:59+01:00") < timedelta(seconds=1)
