"""Rows are counted from tests that passed, and from no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TESTS = """
import pytest

@pytest.mark.requirement("IC-001")
def test_whole(): pass

@pytest.mark.requirement("IC-002", part="duty")
@pytest.mark.requirement("IC-003")
def test_two_rows(): pass

@pytest.mark.requirement("IC-003", part="screen")
def test_part_of_a_proven_row(): pass

@pytest.mark.requirement("IC-004")
def test_fails(): assert False

@pytest.mark.requirement("IC-004", part="duty")
def test_part_of_a_failing_row(): pass

@pytest.mark.requirement("IC-005")
@pytest.mark.skip(reason="what is skipped proves nothing: this project tests the count")
def test_never_runs(): pass

@pytest.mark.requirement("IC-006")
def test_breaks_afterwards(broken): pass

@pytest.fixture
def broken():
    yield
    raise RuntimeError
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project of seven rows, with our conftest."""
    rows = pytester.path / "docs" / "reference"
    rows.mkdir(parents=True)
    (rows / "requirements.json").write_text(json.dumps([{"id": f"IC-00{n}"} for n in range(1, 8)]))
    ours = Path(__file__).with_name("conftest.py").read_text().replace('pytest_plugins = ["pytester", "tests.database", "tests.serving"]', "")
    pytester.makeconftest(ours)
    pytester.makeini("[pytest]\nmarkers = requirement(id, part=None)")
    return pytester


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_row_counts_only_where_its_tests_passed(project: pytest.Pytester, workers: str) -> None:
    project.makepyfile(TESTS)

    said = project.runpytest_subprocess("--requirements", "-n", workers)

    said.stdout.fnmatch_lines([
        "*= requirements: proven 2, in part 1, of 7 =*",
        "proven: IC-001 IC-003",
        "in part: IC-002",
        "not counted: a test of it did not pass: IC-004 IC-005 IC-006",
    ])


def test_a_row_that_nobody_wrote_fails_its_test(project: pytest.Pytester) -> None:
    project.makepyfile("import pytest\n@pytest.mark.requirement('IC-999')\ndef test_it(): pass")

    said = project.runpytest_subprocess("--requirements")

    said.assert_outcomes(errors=1)
    said.stdout.fnmatch_lines(["*no row 'IC-999'"])
