"""``tutela law explain FILE``, run as a safeguarding lead runs it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tutela.config.cli import main

NN2 = Path("cases/reports/nn-2/facts.jsonl")
NY2 = Path("cases/reports/ny-2/facts.jsonl")
REPORTS = sorted(Path("cases/reports").glob("*/facts.jsonl"))


def explained(capsys: pytest.CaptureFixture[str], *asked: str) -> str:
    assert main(["law", "explain", *asked]) == 0
    return capsys.readouterr().out


def paragraph(text: str, title: str) -> str:
    """What is said of one duty."""
    return next(part for part in text.split("\n\n") if title in part.splitlines()[0])


def test_each_duty_says_who_owes_it_about_whom_since_when_and_by_when(capsys: pytest.CaptureFixture[str]) -> None:
    said = explained(capsys, str(NN2), "--overlay", "inspection")
    assert said.startswith("nn-2: what is owed on 16 facts, as at Tue 15 Jan 2019 21:55 (UK local time)")
    review = paragraph(said, "Review the search by the timetable: due soon")
    assert (
        "Force incident manager (the control room) owes it, about the missing episode e1 (with the child c1 as missing and the incident i1), "
        "since Tue 15 Jan 2019 20:00."
    ) in review
    assert "Due Tue 15 Jan 2019 22:00, in 5 minutes. This is not a legal deadline." in review
    assert "This is a legal deadline." in paragraph(said, "Notify the UK Missing Persons Unit")


def test_each_duty_says_why_on_which_facts_and_on_what_source(capsys: pytest.CaptureFixture[str]) -> None:
    flagged = paragraph(explained(capsys, str(NN2), "--overlay", "inspection"), "Read a grading that was flagged")
    assert 'Why here: Makes exploitation small: "not a criminal offence".' in flagged
    assert "- Tue 15 Jan 2019 21:00: Risk graded; Level: medium;" in flagged
    assert "By Inspector. [nn-2-f16]" in flagged
    assert "Source: HMICFRS, North Yorkshire Police" in flagged


def test_each_duty_says_who_was_told_who_will_be_and_what_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    plan = paragraph(explained(capsys, str(NY2), "--overlay", "inspection", "--at", "2022-06-04T05:00:00+01:00"), "Write the trigger plan: overdue")
    assert "It was due Mon 16 May 2022 21:30, 18 days ago." in plan
    told, ahead = plan.split("Will be told, while nothing is done:")
    assert "- Mon 16 May 2022 21:30: Detective inspector (missing children), Superintendent (missing children), step 2 of 2\n" in told
    assert "step 2 of 2, again, 6 times to Fri 3 Jun 2022 21:30" in told
    assert "- Mon 6 Jun 2022 21:30: Detective inspector (missing children), Superintendent (missing children), step 2 of 2, again" in ahead
    assert "Then again every 72 hours while nothing changes." in ahead
    assert "What ends it:\n     - A trigger plan is live for the child: its actions in order" in ahead


def test_an_act_below_a_standard_says_what_is_asked_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    act = paragraph(explained(capsys, str(NN2), "--overlay", "inspection"), "* No words make exploitation small: not met")
    assert "Told to Inspector (the control room), Detective inspector (exploitation), Superintendent (the control room)." in act
    assert "What is asked of it: No words that make exploitation small." in act


def test_nothing_that_happens_after_the_moment_is_known_at_it(capsys: pytest.CaptureFixture[str]) -> None:
    said = explained(capsys, str(NN2), "--at", "2019-01-15T20:01:00+00:00")
    assert "0 acts or signs were flagged" in said
    assert "nn-2-f16" not in said
    assert "Send somebody to a missing child's report: open" in said


@pytest.mark.parametrize("file", REPORTS, ids=lambda path: path.parent.name)
def test_every_case_is_told_whole_and_what_was_told_is_not_ahead(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case,) = map(json.loads, explained(capsys, str(file), "--overlay", "inspection", "--json").splitlines())
    at = datetime.fromisoformat(case["at"])
    assert case["owed"] or case["settled"] or case["flagged"]
    for owing in case["owed"]:
        assert owing["owed_by"]
        assert owing["facts"]
        assert owing["source"]
        assert owing["to_be_told"], owing["code"]
        assert owing["ended_by"]
        assert all(datetime.fromisoformat(step["at"]) <= at for step in owing["told"])
        assert all(datetime.fromisoformat(step["at"]) > at for step in owing["to_be_told"])
        late = owing["due"] is not None and datetime.fromisoformat(owing["due"]) < at - timedelta(days=1)
        assert not late or owing["state"] in ("overdue", "breached"), owing["code"]


def test_what_rests_on_a_restricted_fact_is_not_told_to_who_may_not_see_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(NN2.read_text().replace('"assumed": true}', '"sensitivity": "restricted", "assumed": true}'))
    said = explained(capsys, str(path))
    assert "What rests on facts that this reader may not see (duty)." in said
    assert "nn-2-f16" not in said
    assert "Review the search" not in said
    assert "nn-2-f16" in explained(capsys, str(path), "--may-see", "restricted")


def test_what_cannot_be_read_is_kept_beside_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text(NN2.read_text() + '{"v": 1, "fact": "missing.Gone"}\n')
    assert main(["law", "explain", str(path)]) == 1
    said = capsys.readouterr()
    assert "Review the search by the timetable" in said.out
    assert "could not be read" in said.err
    assert (tmp_path / "mixed.jsonl.rejected.jsonl").is_file()


def test_neither_a_rule_nor_a_file_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "explain", "nowhere.jsonl"]) == 2
    said = capsys.readouterr().err
    assert "no rule has the code or the name 'nowhere.jsonl', and there is no such file" in said


def test_a_code_goes_on_being_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert "It is owed about one investigation" in explained(capsys, "investigation.victim-support")
