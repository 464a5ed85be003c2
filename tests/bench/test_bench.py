"""The benchmark measures what it says: the same seed gives the same facts, both catalogues tell the same, the budget is read. No times."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from bench import beside, budget, day, fortnight, hotspots, one_fact, spark, throughput, worker
from bench.children import child, children, facts_of
from bench.printing import percentile, table
from bench.run import sections
from bench.week import MONDAY, week
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.replay import Alert

LAW = catalogue()
BOOK = lawbook(LAW)


def test_the_same_seed_gives_the_same_children() -> None:
    one, two, other = (list(islice(children(seed), 30)) for seed in (5, 5, 6))
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
    assert msgspec.json.encode(one) != msgspec.json.encode(other)


def test_a_file_is_the_same_bytes_again(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    mix = throughput.generate(first, 400)
    assert throughput.generate(second, 400) == mix
    assert first.read_bytes() == second.read_bytes()
    assert mix.total() >= 400


def test_the_mix_is_that_of_the_reports_cases(tmp_path: Path) -> None:
    mix, reports = throughput.generate(tmp_path / "a.jsonl", 20_000), throughput.reports_mix()
    for name, number in reports.items():
        assert mix[name] / mix.total() == pytest.approx(number / reports.total(), abs=0.02), name


def test_every_generated_line_can_be_read_and_comes_in_order() -> None:
    for made in islice(children(2), 40):
        facts = facts_of(made)
        assert len(facts) == len(made.lines)
        assert {fact.case for fact in facts} <= {made.case}
        seen = [fact.shown_from for fact in facts]
        assert seen == sorted(seen)


def test_what_is_judged_apart_is_counted(tmp_path: Path) -> None:
    path, out = tmp_path / "facts.jsonl", tmp_path / "alerts.jsonl"
    mix = throughput.generate(path, 300)
    measured = worker.measure(path, out)
    assert measured.facts == mix.total()
    assert measured.alerts == len(out.read_text().splitlines()) > 0
    assert measured.duties > 0
    assert measured.findings > 0
    assert measured.peak >= measured.before > 0
    assert "facts/s" in throughput.sizes([measured])
    assert "json.loads" in "\n".join(throughput.beside(measured))


def test_one_new_fact_is_judged_on_both_histories() -> None:
    for story in (one_fact.log_of_one_episode, one_fact.child_of_many_episodes):
        timed = one_fact.timed(story, 30, LAW, BOOK, wanted=12)
        assert len(timed.each) == 12
        assert any(one.heard for one in timed.each)
    assert any("facts there already" in line for line in one_fact.report(LAW, BOOK, (10,)))


def test_both_catalogues_tell_the_same() -> None:
    given = beside.cases(1_500)
    assert beside.compare(given, rounds=1).alerts > 500
    given[0] = given[0]._replace(things=given[0].things[:0])
    with pytest.raises(AssertionError):
        beside.compare(given, rounds=1)


def test_the_budget_is_read_from_the_decision() -> None:
    read = budget.budget()
    assert read["dispatcher@contact"] == 12
    assert read["cii@missing"] == 9
    assert read[budget.OTHERS] == 4
    assert len(read) == 10
    with pytest.raises(ValueError, match="no table"):
        budget.budget("| dispatcher@contact | 12 |\n")


def test_what_was_counted_stands_after_a_persons_budget_and_is_none() -> None:
    a_person = budget.budget(day.DECISION.read_text(encoding="utf-8"))
    assert (a_person["dispatcher@contact"], a_person["fim@contact"], a_person["response_officer@response"]) == (12, 8, 1)
    together = budget.budget() | budget.budget(fortnight.DECISION.read_text(encoding="utf-8"))
    assert all(number <= together.get(role, together[budget.OTHERS]) for role, number in a_person.items()), "no number is larger than before"


def _alert(minute: int, priority: int, to: tuple[str, ...] = ("fim@contact",)) -> Alert:
    at = MONDAY.replace(hour=7, minute=minute)
    return Alert(
        case="k1", at=at, kind="duty", code=f"d{minute}", rung=0, again=0, also=(), state="open", to=to, about=(), because=(), basis="", cites=(),
        priority=priority,
    )


def test_lines_to_one_role_within_ten_minutes_are_one_bundle() -> None:
    alerts = [_alert(0, 2), _alert(10, 1), _alert(11, 2), _alert(40, 1, ("fim@contact", "fim@contact", "cii@missing"))]
    made = list(budget.bundles(alerts))
    assert [(b.role, b.lines, len(b.first)) for b in made] == [("fim@contact", 2, 1), ("fim@contact", 1, 0), ("fim@contact", 1, 1), ("cii@missing", 1, 1)]
    load = budget.loads([[alerts]])["fim@contact"]
    assert (sum(load.lines), load.bundles[0], load.interruptions[0]) == (4, 3, 2)
    assert len(load.lines) == budget.SHIFTS


def test_another_child_is_another_bundle() -> None:
    assert budget.loads([[[_alert(0, 1)], [_alert(1, 1)]]])["fim@contact"].interruptions[0] == 2


def test_the_week_is_folded_into_its_shifts() -> None:
    begins = budget.FIRST_SHIFT
    assert [budget.shift_of(begins + budget.SHIFT * n) for n in (0, 1, 20, 21, 43)] == [0, 1, 20, 0, 1]
    assert budget.shift_of(MONDAY) == 20


def test_a_week_is_the_same_again_and_is_of_sixty_reports() -> None:
    cases = week(1)
    assert cases == week(1)
    assert sum(fact.type == "missing.Reported" for case in cases for fact in case.facts) == 60
    assert len(cases) == 54


def test_the_budget_is_printed_for_a_small_week() -> None:
    said = "\n".join(budget.report(LAW, BOOK, (1,), children=9))
    assert "track driven" in said
    assert "interruptions: mean" in said


def test_the_profile_names_the_kernel() -> None:
    assert any("law/kernel/" in line for line in hotspots.report(LAW, BOOK, 100, 20))


def test_every_part_has_its_section() -> None:
    assert list(sections(quick=True)) == ["throughput", "year", "spark", "one-fact", "beside", "budget", "fortnight", "day", "pages", "install"]


def test_without_spark_its_part_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    said = list(spark.report(spark.QUICK))
    assert len(said) == 1
    assert "`make spark`" in said[0]


def test_a_child_may_be_missing_never_or_often() -> None:
    assert not any(line["fact"] == "missing.Reported" for line in child(3, 1, [], "reports").lines)
    often = child(3, 1, [MONDAY, MONDAY.replace(day=20)], "typical")
    assert sum(line["fact"] == "missing.Reported" for line in often.lines) == 2


def test_percentiles_are_by_nearest_rank() -> None:
    assert [percentile([3, 1, 2, 4, 5, 6, 7, 8, 9, 10], share) for share in (0.1, 0.5, 0.9, 0.95, 1.0)] == [1, 5, 9, 10, 10]
    assert percentile([7], 0.9) == 7


def test_tables_line_up() -> None:
    assert table(["a", "bb"], [["long", 1]], indent="").splitlines() == ["a     bb", "long   1"]
