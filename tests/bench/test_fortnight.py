"""The fortnight of all areas is what the decision says, the same again, and may be shifted by whole weeks; the study counts what it says. No times."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import islice

import pytest

from bench import alarms, budget, fortnight
from tests.bench.test_bench import BOOK, LAW
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.replay import Alert
from tutela.law.tracks import Track

QUIET = fortnight.BEGINS + timedelta(days=60)
"""Until here no bank holiday and no change of the clocks lies between."""


def test_the_volumes_and_the_budgets_are_read_from_the_decision() -> None:
    read = fortnight.volumes()
    assert {volume.area for volume in read} == {
        "contact", "referrals", "exploitation", "investigation", "forensics", "protection", "offenders", "custody", "governance", "information",
    }
    assert next(volume for volume in read if volume.history == "ny-1") == ("referrals", "domestic abuse, two children seen and heard", "ny-1", 150, 7, True)
    assert fortnight.allowed()["dispatcher@contact"] == 12
    assert fortnight.allowed()["custody_sergeant@custody"] == 16
    with pytest.raises(ValueError, match="no table"):
        fortnight.volumes("| contact | something |\n")


def test_the_same_seed_begins_the_same_cases() -> None:
    made = fortnight.volumes()
    one = fortnight.instances(1, made)
    assert one == fortnight.instances(1, made) != fortnight.instances(2, made)
    assert len(one) == sum(volume.number for volume in made)
    assert all(instance.day < 5 for instance in one if instance.history == "fresh-48")
    assert len(fortnight.instances(1, made, 0.001)) == len(made)


@pytest.mark.parametrize("name", ["ny-1", "fresh-14", "fresh-45"])
def test_a_moved_history_keeps_weekday_and_hour_and_has_references_of_its_own(name: str) -> None:
    old = fortnight.history(name)
    here, moved = fortnight.moved(old, "w", 0), fortnight.moved(old, "x", 70)
    assert len(here.facts) == len(moved.facts)
    for before, after in zip(here.facts, moved.facts, strict=True):
        then, now = (fact.occurred.earliest.astimezone(LOCAL) for fact in (before, after))
        assert (now.weekday(), now.time(), now.date() - then.date()) == (then.weekday(), then.time(), timedelta(days=70))
        assert not {about.ref for about in before.about if ":" not in about.ref} & {about.ref for about in after.about}
        assert before.id != after.id
    assert not {fact.case for fact in moved.facts} & {old.id}


def test_what_was_said_is_moved_too() -> None:
    line = {"about": [{"kind": "child", "ref": "c1"}], "data": {"by": "2026-01-05", "at": "2026-07-01T09:00:00+01:00", "of": "c1", "n": 2, "case": "k-1"}}
    moved = fortnight._moved(line, "k-1", "t", {"c1"}, timedelta(days=-140, minutes=3))
    assert json.dumps(moved["data"]) == json.dumps(
        {"by": "2025-08-18", "at": "2026-02-11T09:03:00+00:00", "of": "c1.t", "n": 2, "case": "k-1.t"},
    )


SHIFTED = sorted({volume.history for volume in fortnight.volumes()} - fortnight.OWN_WEEK)


@pytest.mark.parametrize(("track", "name"), [("happened", name) for name in SHIFTED] + [("driven", name) for name in SHIFTED[::4]])
def test_judged_a_week_later_is_shifted_by_a_week(track: Track, name: str) -> None:
    old = fortnight.history(name)
    first, second = (fortnight.told(fortnight.placed(old, 3, 1, later), track, LAW, BOOK) for later in (0, 1))

    def shown(alerts: list[Alert]) -> list[tuple[object, ...]]:
        return [(a.at, a.code, a.rung, a.again, a.state, a.to, a.about, a.priority) for a in alerts if a.at < QUIET]

    assert len(shown(second)) > 5
    assert shown(fortnight.later(first, 1)) == shown(second)


def test_a_history_that_counts_calendar_months_is_judged_in_its_own_week() -> None:
    judged = fortnight.Judged(LAW, BOOK)
    for week in (0, 1):
        judged.alerts(fortnight.Instance("fresh-48", 1, 0, week))
    assert len(judged) == 2


def test_each_placement_is_judged_once() -> None:
    judged = fortnight.Judged(LAW, BOOK)
    one, two = (judged.alerts(fortnight.Instance("fresh-44", 2, 0, week)) for week in (0, 1))
    assert len(judged) == 1
    assert [alert.at + timedelta(weeks=1) for alert in one] == [alert.at for alert in two]
    interruptions, lines = fortnight.noise([one])
    assert lines.total() == sum(len(set(alert.to)) for alert in one)
    assert 0 < interruptions.total() <= lines.total()
    shifts = budget.loads([[one, two]], fortnight.SHIFTS)["custody_sergeant@custody"].lines
    assert len(shifts) == 42
    assert shifts[:21] == shifts[21:]


def test_a_small_fortnight_is_printed_and_is_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [volume for volume in fortnight.volumes() if volume.history in {"ny-12", "fresh-44", "fresh-48"}]
    monkeypatch.setattr(fortnight, "volumes", lambda: few)
    said, again = ("\n".join(fortnight.report(LAW, BOOK, (1,), 0.1, 2)) for _ in range(2))
    assert said == again
    for part in (
        "custody_sergeant@custody", "the 10 noisiest rules by interruptions", "the 10 noisiest rules by lines", "over the budget", "track happened", "bundling",
    ):
        assert part in said


def test_ordinary_cases_begin_on_the_weekday_and_at_the_hour_of_their_history() -> None:
    old = fortnight.history("ny-1")
    for number in range(4):
        cases = alarms.weekly(old, number)
        at = max(fact.occurred.earliest for fact in cases.facts).astimezone(LOCAL)
        then = max(fact.occurred.earliest for fact in fortnight.moved(old, "w", 0).facts).astimezone(LOCAL)
        assert at.weekday() == then.weekday()
        assert (at.replace(tzinfo=None) - then.replace(tzinfo=None)) % timedelta(weeks=1) == timedelta(minutes=number // 2)


def test_controls_raise_no_false_alarm() -> None:
    ordinary = list(islice(alarms.ordinary(LAW, BOOK), 3))
    assert [one.history for one in ordinary] == ["fresh-11", "ny-12", "ny-1"]
    for one in ordinary[1:]:
        assert not one.late
        assert all(alarms.says(alert) in {"", "asks, not late"} for alert in one.alerts)


def test_the_study_is_printed() -> None:
    said = "\n".join(alarms.report(LAW, BOOK, 19))
    assert "19 cases from 19 well-handled histories" in said
    for part in ("overdue or breached:", "not met, by rule", "duties told as late", "referrals.triage"):
        assert part in said
