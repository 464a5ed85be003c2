"""The three tracks: what people who follow the alerts would have done, and where it ends when nobody comes."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tutela.desks.replay.pages.beside import is_alarm
from tutela.desks.replay.queries import exhausted, read_case
from tutela.desks.replay.queries.failures import becomes, failures
from tutela.facts import Fact
from tutela.facts.attempts import ClosingRefused
from tutela.facts.roles import SENIOR
from tutela.law import tracks
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.replay import Alert, ledger
from tutela.law.tracks import Track

REPORTS = sorted(path.name for path in Path("cases/reports").iterdir() if path.is_dir())


@cache
def run(case_id: str, track: Track) -> tuple[list[Fact], Judge, list[Alert]]:
    case = read_case(Path("cases/reports") / case_id)
    laws = catalogue(case.overlays)
    facts, judge = tracks.run(track, case.facts, laws, lawbook(laws), case.until)
    return facts, judge, ledger(judge, case=case.id)


def first(facts: list[Fact], name: str) -> Fact:
    return min((f for f in facts if f.type == name), key=lambda f: f.occurred.earliest)


def seniors(alerts: list[Alert]) -> list[Alert]:
    return [a for a in alerts if any(to.partition("@")[0] in SENIOR for to in a.to)]


def test_driven_the_girl_who_waited_three_days_is_looked_for_within_the_hour() -> None:
    as_it_was, _, _ = run("nn-1", "happened")
    as_driven, _, _ = run("nn-1", "driven")
    reported = first(as_it_was, "missing.Reported").occurred.earliest
    assert first(as_it_was, "contact.Dispatched").occurred.earliest - reported > timedelta(hours=53)
    assert first(as_driven, "contact.Dispatched").occurred.earliest - reported < timedelta(hours=1)
    assert first(as_driven, "sharing.Told").occurred.earliest - reported < timedelta(hours=24)


@pytest.mark.requirement("XX-022", part="duty")
def test_nobody_comes_and_the_girl_who_waited_ends_with_a_superintendent_again_and_again() -> None:
    _, judge, alerts = run("nn-1", "nobody")
    outstanding = [a for a in alerts if a.code == "contact.outstanding"]
    assert [a.to[0] for a in outstanding[:4]] == ["dispatcher@contact", "supervisor@contact", "fim@contact", "superintendent@contact"]
    assert {a.to for a in outstanding[3:]} == {("superintendent@contact",)}
    gaps = {b.at - a.at for a, b in pairwise(outstanding[3:])}
    assert gaps == {timedelta(hours=4)}
    assert judge.as_at - outstanding[-1].at <= timedelta(hours=4)
    assert "superintendent@contact" in alerts[-1].to or "superintendent@missing" in alerts[-1].to


@pytest.mark.parametrize("case_id", REPORTS)
def test_driven_nothing_waits_in_silence(case_id: str) -> None:
    """Under the declared policy fewer alerts reach a superintendent than when it happened, and nothing late is owed at the end past its ladder."""
    _, judge, driven = run(case_id, "driven")
    _, _, happened = run(case_id, "happened")
    if seniors(happened):
        assert len(seniors(driven)) <= len(seniors(happened)) / 2
    late = [o for rows in judge.owed.values() for o in rows if o.state.value in ("overdue", "breached")]
    assert [owed.identity for owed in late if exhausted(owed)] == []


@pytest.mark.parametrize("case_id", REPORTS)
def test_driven_none_of_the_failures_of_the_case_remains(case_id: str) -> None:
    case = read_case(Path("cases/reports") / case_id)
    _, happened, told = run(case_id, "happened")
    _, driven, _ = run(case_id, "driven")
    assert [failure for failure in failures(case, happened, told) if becomes(failure, driven) == "remains"] == []


def test_as_it_happened_the_failures_remain() -> None:
    """What is asked of the driven track is not true of every track."""
    _, happened, told = run("nn-1", "happened")
    _, nobody, _ = run("nn-1", "nobody")
    found = failures(read_case(Path("cases/reports/nn-1")), happened, told)
    assert {f.code for f in found} >= {"contact.outstanding", "contact.attend", "missing.return-interview"}
    assert [f.code for f in found if becomes(f, happened) == "remains"]
    assert {f.code for f in found if becomes(f, nobody) == "remains"} >= {"contact.outstanding"}


@pytest.mark.parametrize("case_id", REPORTS)
def test_nobody_comes_and_every_ladder_ends_with_a_superintendent_or_above_again_and_again(case_id: str) -> None:
    case = read_case(Path("cases/reports") / case_id)
    laws = catalogue(case.overlays)
    end = tracks.ending(case.facts, laws, lawbook(laws), case.until)
    assert end.standing
    assert [owed.identity for owed in end.climbing] == []
    assert end.last is not None
    assert end.last.again
    assert seniors([end.last])
    assert end.repeats


@pytest.mark.parametrize("case_id", [name for name in REPORTS if read_case(Path("cases/reports") / name).control])
def test_a_control_raises_nothing_overdue_breached_or_below_a_standard(case_id: str) -> None:
    _, _, happened = run(case_id, "happened")
    assert happened
    assert [(a.code, a.at) for a in happened if is_alarm(a)] == []


def test_driven_a_filing_that_lacks_what_it_needs_is_refused_and_the_attempt_kept() -> None:
    as_it_was, _, _ = run("ny-3", "happened")
    as_driven, judge, _ = run("ny-3", "driven")
    filed = first(as_it_was, "investigation.Finalised")
    assert "investigation.Finalised" not in {f.type for f in as_driven}
    attempt = first(as_driven, "attempts.ClosingRefused")
    assert attempt.occurred == filed.occurred
    assert attempt.data == ClosingRefused(act="investigation.Finalised", standards=("investigation.filing-by-another",))
    states = {o.duty.code: o.state.value for rows in judge.owed.values() for o in rows}
    assert states["investigation.offer-answered"] == "done"


def test_where_nothing_comes_from_outside_the_story_begins_with_what_answered_nothing() -> None:
    """The plans of NN-15 are the force's own acts, asked for by no alert: without them there would be nothing to approve."""
    happened, _, _ = run("nn-15", "happened")
    nobody, _, _ = run("nn-15", "nobody")
    _, driven, _ = run("nn-15", "driven")
    assert tracks.policy().outside(happened, "nobody") == []
    assert nobody == happened
    approvals = [o.state.value for rows in driven.owed.values() for o in rows if o.duty.code == "offenders.plan-approval"]
    assert sorted(approvals) == ["done", "done late"]


@pytest.mark.parametrize("case_id", REPORTS)
def test_a_track_is_the_same_every_time(case_id: str) -> None:
    _, _, once = run(case_id, "driven")
    run.cache_clear()
    _, _, again = run(case_id, "driven")
    assert once == again


def test_the_same_outside_events_happen_on_every_track() -> None:
    happened, _, _ = run("ny-2", "happened")
    driven, _, _ = run("ny-2", "driven")
    nobody, _, _ = run("ny-2", "nobody")
    policy = tracks.policy()
    outside = {f.id for f in happened if f.type not in policy.responses_of}
    assert outside <= {f.id for f in driven}
    assert {f.id for f in nobody} <= outside
    assert all(f.assumed for f in driven if f.id.startswith("driven:"))
