"""The cases of the two reports, audited as they happened: the grades that follow, and how they stand to what is published."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest

from tutela.config.cli_audit import audited, line, page, read
from tutela.desks.replay.queries import Published, published, read_case, replayed
from tutela.law.audit.grading import Audit
from tutela.law.audit.page import Told
from tutela.law.audit.words import sentence

REPORTS = Path(__file__).parents[3] / "cases/reports"


@cache
def table() -> dict[str, Told]:
    return {told.audit.case: told for told in read(REPORTS)}


def marks(case: str) -> dict[str, str]:
    return {one.key: one.mark for one in table()[case].audit.criteria}


@pytest.mark.parametrize("case", ["ny-1", "ny-12"])
def test_the_controls_are_good_and_nothing_counts_against_them(case: str) -> None:
    found = table()[case].audit
    assert found.proposed.grade == "good"
    assert "not met" not in marks(case).values()
    assert marks(case)["voice"] == "met"


@pytest.mark.parametrize("case", ["nn-1", "nn-2", "nn-3", "ny-2", "ny-4", "ny-7", "ny-8", "ny-13"])
def test_serious_failures_that_left_a_child_at_risk_are_inadequate(case: str) -> None:
    proposed = table()[case].audit.proposed
    assert (proposed.grade, proposed.why) == ("inadequate", "serious")
    assert proposed.decided_by is not None
    assert proposed.decided_by.facts, "a grade without evidence"


def test_the_girl_who_waited_three_days_is_decided_by_the_officer_who_did_not_come() -> None:
    assert "“Attend by the grade that stands” (incident i1), due on Sun 3 Feb 2019 20:00, was done late, on Wed 6 Feb 2019 14:00" in sentence(
        table()["nn-1"].audit.proposed
    )


def test_the_boy_graded_medium_for_his_age_was_graded_on_less_than_was_known() -> None:
    against = {one.code: one for marked in table()["ny-2"].audit.criteria if marked.key == "risk" for one in marked.against}
    below = against["missing.below-suggestion"]
    assert "ny-2-f12" in {seen.id for seen in below.facts}, "the debt bondage that his rationale left out"
    assert "missing.age-or-frequency" in against


def test_the_neglect_that_nobody_investigated_at_first_requires_improvement() -> None:
    assert table()["ny-5"].audit.proposed.grade == "requires_improvement"
    assert [key for key, mark in marks("ny-5").items() if mark == "not met"] == ["timeliness"]


def test_good_work_with_one_thing_missing_requires_improvement() -> None:
    """Six incidents of domestic abuse answered well, two conferences without minutes (Northamptonshire 2019, lines 122 and 124)."""
    assert table()["nn-4"].audit.proposed.grade == "requires_improvement"
    assert [key for key, mark in marks("nn-4").items() if mark == "not met"] == ["timeliness", "record"]


def test_a_case_about_a_policy_is_not_graded() -> None:
    assert table()["nn-11"].audit.proposed.grade == "not_graded"


def test_every_case_has_what_is_published_of_it_and_nothing_else_has() -> None:
    folders = {path.parent.name for path in REPORTS.glob("*/facts.jsonl")}
    assert published(REPORTS).keys() == folders
    assert all(said.cites and said.words for said in published(REPORTS).values())


def test_no_grade_is_taken_from_the_report_that_gives_none_by_kind() -> None:
    assert {said.grades for case, said in published(REPORTS).items() if case.startswith("nn-")} == {()}


@pytest.mark.parametrize(
    ("grades", "proposed", "says"),
    [
        ((), "good", "cannot be said"), (("good", "requires_improvement", "inadequate"), "good", "cannot be said"),
        (("good", "inadequate"), "inadequate", "agrees"), (("good", "inadequate"), "requires_improvement", "disagrees"),
        (("good",), "not_graded", "cannot be said"),
    ],
)
def test_what_can_be_said_of_a_published_grade(grades: tuple[str, ...], proposed: str, says: str) -> None:
    assert Published(case="x", cites="y", grades=grades).compares(proposed) == says  # type: ignore[arg-type]


def test_the_page_says_plainly_where_we_disagree() -> None:
    differ = {case for case, told in table().items() if told.agreement == "disagrees"}
    assert differ == {"ny-18"}
    assert "* **ny-18**: we propose inadequate; the report gave good or requires improvement" in page(replayed(REPORTS))


@cache
def _again(case: str) -> Audit:
    read_ = read_case(REPORTS / case)
    return audited(case, reversed(read_.facts), read_.until, read_.overlays)


@pytest.mark.parametrize("case", ["nn-1", "ny-2", "ny-4", "ny-18"])
def test_the_order_in_which_facts_come_changes_nothing(case: str) -> None:
    assert msgspec.json.encode(_again(case)) == msgspec.json.encode(table()[case].audit)


def test_a_case_is_one_line_of_json_with_its_sentence_and_definition() -> None:
    said = msgspec.json.decode(line(table()["ny-8"]))
    assert said["agreement"] == "agrees"
    assert said["audit"]["proposed"]["grade"] == "inadequate"
    assert said["audit"]["proposed"]["sentence"].startswith("Inadequate, for a serious failure")
    assert "line 189" in said["audit"]["proposed"]["under"]


def test_driven_by_the_alerts_the_girl_who_waited_is_not_left_at_risk() -> None:
    read_ = read_case(REPORTS / "nn-1")
    driven = audited("nn-1", read_.facts, read_.until, read_.overlays, "driven")
    assert driven.proposed.grade == "requires_improvement"
