"""The twenty traps of the two reports (requirements, section 9): each that bears on what is owed is a worked example; the others say where they are held."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tutela.law.worked import examples

NOT_OWED: Final = {
    1: "a report itemises fewer audits than it counts: the remainder is shown by the page that gives the report's figures",
    2: "one number with three meanings: figures carry their unit",
    3: "three spellings of one unit: the vocabulary of the force's overlay",
    4: "recommendations that are counted across sections: figures of a report",
    5: "one area stands under two headings: a report's template decides placement, the law has one missing area",
    7: "a comparison without a number before: a trend is shown only for what is held",
    8: "a forecast beside the present: a measure, no act of anybody",
    10: "an officer sees the flag and not the address: tests/desks/supervision/test_redaction.py",
    16: "an area that was not inspected: a state of a report's section",
    18: "a remainder that nobody states: a figure labelled as computed",
}
"""Traps of figures, reports and pages, from which nobody owes anything."""


def _traps() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for example in examples():
        for number in re.findall(r"\(trap (\d+)\)", example.name):
            found.setdefault(int(number), []).append(example.code)
    return found


def test_each_trap_that_bears_on_what_is_owed_is_a_worked_example() -> None:
    assert set(_traps()) | set(NOT_OWED) == set(range(1, 21))
    assert set(_traps()) & set(NOT_OWED) == set()


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        (6, {"governance.recommendation"}),
        (9, {"referrals.no-notice"}),
        (11, {"contact.attend", "contact.fim-review"}),
        (12, {"protection.release-explained"}),
        (13, {"investigation.reviews-cannot-be-done"}),
        (14, {"offenders.warning-whole"}),
        (15, {"contact.no-appointment"}),
        (17, {"missing.initial-risk", "missing.second-line-review", "missing.age-or-frequency"}),
        (19, {"missing.trigger-plan"}),
        (20, {"governance.measure-paired"}),
    ],
)
def test_it_is_an_example_of_the_rule_that_decides_it(number: int, codes: set[str]) -> None:
    assert set(_traps()[number]) == codes
