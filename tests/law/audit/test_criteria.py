"""Which rule bears on which criterion: complete, each rule once. The definitions are the reports' own words, or say that they are ours."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tutela.facts.registry import TYPES
from tutela.law.audit.criteria import definitions, table
from tutela.law.audit.words import source
from tutela.law.catalogue import RULES
from tutela.law.kernel.rules import Pattern
from tutela.law.sources import cited

CODES = {rule.code for rule in RULES}
REQUIREMENTS = {row["id"]: row for row in json.loads((Path(__file__).parents[3] / "docs/reference/requirements.json").read_text())}


def placed() -> Counter[str]:
    """How often each code stands in the table."""
    return Counter(code for rules in (*(c.rules for c in table().criteria), *(a.rules for a in table().apart)) for code in rules)


def test_every_rule_bears_on_a_criterion_or_is_named_as_bearing_on_none() -> None:
    assert CODES - placed().keys() == set(), "say in law/audit/criteria.yaml on which criterion they bear, or why on none"
    assert placed().keys() - CODES == set()


def test_each_rule_stands_there_once() -> None:
    assert {code: times for code, times in placed().items() if times > 1} == {}


def test_the_eight_criteria_are_those_of_the_audit_each_with_its_lines() -> None:
    assert [criterion.key for criterion in table().criteria] == ["timeliness", "risk", "plan", "supervision", "voice", "wider_risk", "shared", "record"]
    for criterion in table().criteria:
        assert criterion.rules
        assert "?" in criterion.asks
        for one in criterion.cites.split("; "):
            assert cited(one)[1], one


def test_what_bears_on_none_has_its_reason() -> None:
    assert all(len(apart.why) > 40 for apart in table().apart)


def test_facts_that_are_shown_and_acts_that_grade_are_in_the_vocabulary() -> None:
    named = {name for criterion in table().criteria for name in criterion.shows} | table().gradings
    assert named <= TYPES.keys()


def test_what_is_noticed_of_the_world_and_not_of_the_work_counts_against_nobody() -> None:
    noticed = next(apart for apart in table().apart if apart.key == "noticed")
    assert all(isinstance(rule, Pattern) for rule in RULES if rule.code in noticed.rules)


@pytest.mark.requirement("GO-012", part="definitions held as data with the exact wording")
def test_the_grades_are_defined_in_the_reports_words_or_as_ours() -> None:
    grades = definitions().grades
    assert REQUIREMENTS["GO-012"]["quote"] in grades["inadequate"].words
    assert grades["requires_improvement"].words == (
        "had elements of effective practice missing but no widespread or serious failures that left children at risk of harm"
    )
    assert {grade for grade, meant in grades.items() if meant.ours} == {"good", "not_graded"}
    assert definitions().serious.ours
    assert definitions().widespread.ours
    assert source(grades["inadequate"]).endswith("line 189")
    assert source(grades["good"]) == "our definition: no report defines it"
