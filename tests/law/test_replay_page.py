"""The generated page that sets what was expected beside what is raised."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from tutela.desks.replay.pages import beside
from tutela.desks.replay.queries import Replayed, differences, replayed, total

REPORTS = Path("cases/reports")
CLOCK = re.compile(r"\d\d:\d\d(?: [A-Z]+)?(?: \((\d+)\))?")


@pytest.fixture(scope="module")
def cases() -> list[Replayed]:
    return list(replayed(REPORTS))


def of(cases: list[Replayed], name: str) -> Replayed:
    return next(one for one in cases if one.case.id == name)


def told_beyond(text: str) -> list[tuple[int, str]]:
    """Of each rule that the page lists beyond the expectations: how many alerts it says, and its instants."""
    return [(int(n), at) for n, at in re.findall(r"^\* `[a-z.-]+` \(.*?\), (\d+): .* \*([^*]+)\*$", text, re.MULTILINE)]


def test_every_expectation_stands_beside_an_alert_at_its_moment_to_its_roles(cases: list[Replayed]) -> None:
    for one in cases:
        rows = [line for line in beside.case(one).splitlines() if re.match(r"\| [A-Z]+-?\d", line)]
        assert len(rows) == len(one.case.expected), one.case.id
        assert all(row.split(" | ")[6].startswith("raised") for row in rows), one.case.id


def test_every_alert_beyond_the_expectations_is_listed_with_its_reason(cases: list[Replayed]) -> None:
    for one in cases:
        text = beside.case(one)
        found = told_beyond(text)
        assert sum(n for n, _ in found) == len(one.found.extras), one.case.id
        for n, at in found:
            assert sum(int(many or 1) for many in CLOCK.findall(at)) == n, (one.case.id, at)
        assert "no reason given" not in text, one.case.id


def test_the_last_line_counts_expectations_those_held_wrong_and_features(cases: list[Replayed]) -> None:
    last = beside.render(cases).splitlines()[-1]
    assert last == total(cases)
    counts = dict(part.rsplit(" ", 1) for part in last.split(", "))
    features = sum(len(one.case.features) for one in cases)
    assert (counts["cases"], counts["missing"], counts["unexplained"], counts["features"]) == ("36", "0", "0", str(features))
    assert int(counts["expected alerts raised"]) + int(counts["expectation wrong"]) == int(counts["expected"])


def test_no_expectation_of_a_first_priority_row_is_held_to_be_wrong() -> None:
    rows = json.loads(Path("docs/reference/requirements.json").read_text())
    first = {row["id"] for row in rows if row["priority"] == 1}
    assert first
    assert [d for d in differences(REPORTS) if first & {*d.missing}] == []


def test_what_is_not_raised_says_so_and_what_is_held_wrong_gives_its_ground(cases: list[Replayed]) -> None:
    one = of(cases, "nn-2")
    expected = one.case.expected[0]
    lacking = msgspec.structs.replace(one, found=msgspec.structs.replace(one.found, missing=[expected]))
    assert "**not raised**" in beside.case(lacking)
    wrong = msgspec.structs.replace(lacking, wrong=((expected, "Section 4 stands."),))
    assert "*expectation wrong*: Section 4 stands." in beside.case(wrong)
    assert wrong.counts()["expectation wrong"] == 1
    assert wrong.counts()["expected alerts raised"] == len(one.case.expected) - 1


def test_what_is_held_wrong_is_read_beside_the_cases() -> None:
    """The fresh cases have such grounds; each belongs to an expectation that is not raised."""
    case = next(one for one in replayed(Path("cases/fresh")) if one.case.id == "fresh-01")
    assert len(case.wrong) == len(case.found.missing) > 0
    assert all(ground.strip() for _, ground in case.wrong)


def test_a_cell_that_names_a_feature_says_so_there(cases: list[Replayed]) -> None:
    text = beside.case(of(cases, "nn-7"))
    assert "### Features, no alerts" in text
    assert "* IN-094: report: 624 items, 344 before: +280, +81 %" in text


def test_what_is_deferred_says_what_answers_to_it_now(cases: list[Replayed]) -> None:
    text = beside.case(of(cases, "ny-2"))
    assert re.search(r"^\* AH-060: .* Told under this name here: `exploitation.panel-referral` 7 times\.$", text, re.MULTILINE)


def test_a_failure_that_remains_is_named(cases: list[Replayed]) -> None:
    one = of(cases, "nn-1")
    undriven = msgspec.structs.replace(one, judges={**one.judges, "driven": one.judges["nobody"]})
    assert "none remains" in beside.case(one)
    assert "`contact.outstanding`" in beside.case(undriven).partition("remain: ")[2]


def test_instants_are_told_day_by_day_in_local_time() -> None:
    moments = [datetime(2022, 6, 3, 20, 0, tzinfo=UTC), datetime(2022, 6, 3, 20, 0, 30, tzinfo=UTC), datetime(2022, 6, 3, 23, 30, tzinfo=UTC)]
    assert beside.instants(moments) == "Fri 3 Jun 2022 21:00 (2); Sat 4 Jun 2022 00:30"
