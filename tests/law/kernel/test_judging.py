"""Judging: what one fact changes, what standards say, what is noticed, and how far a judge stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.law.kernel.small import (
    CHILD,
    EPISODE,
    FIM,
    SUPERINTENDENT,
    at,
    duty,
    enquiry,
    fact,
    graded,
    judge,
    lawbook,
    level_is,
    number,
    one,
    reported,
    told,
    withdrawn,
)
from tutela.facts import About, Fact, Payload, missing, people
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.replay import ledger, replay, standing
from tutela.law.kernel.rules import Once, Pattern, Priority, Rule, Standard, State, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import Subject, step

E1, C1 = Subject("episode", "e1"), Subject("person", "c1")
CHILD_EPISODES = step("child-episodes", "child|person", "episode", missing.Reported)


def fresh(*rules: Rule) -> Judge:
    """A judge who has heard nothing yet."""
    book = lawbook()
    return Judge(Catalogue(list(rules), book.book.parameters), book)


# Fact by fact


def test_a_fact_wakes_only_who_listens() -> None:
    here = fresh(duty("t.a"), duty("t.b", opens=(on(missing.RiskGraded),), discharged_by=(on(missing.Searched),)))
    assert here.judge(reported(), at("12:10")) == {("t.a", E1)}
    assert here.judge(graded(), at("12:10")) == {("t.b", E1)}
    assert here.judge(fact("v", missing.Verified(by="police"), "12:10"), at("12:10")) == set()
    assert here.judge(reported(), at("12:10")) == set(), "it is there already"


def test_a_fact_about_what_is_linked_wakes_the_rule_through_the_link_and_a_link_brings_what_was_known() -> None:
    known = duty(reads=(reads(people.Born, through=step("ec", "episode", "child|person", missing.Reported)),))
    here = fresh(known)
    born = fact("b", people.Born(), "10:00", about=(CHILD,))
    assert here.judge(born, at("12:00")) == set()
    assert here.judge(reported(), at("12:10")) == {("t.duty", E1)}
    assert here.judge(fact("b2", people.Born(), "12:20", about=(CHILD,)), at("12:30")) == {("t.duty", E1)}


def test_a_correction_wakes_who_listened_to_what_it_corrects_whatever_its_own_type_or_subject() -> None:
    here = fresh(duty())
    here.judge(reported(), at("12:10"))
    elsewhere = fact("w", people.Withdrawn(why="Wrong log."), "12:20", about=(About("incident", "i9"),), supersedes="r")
    assert here.judge(elsewhere, at("12:20")) == {("t.duty", E1)}
    assert here.owed["t.duty", E1][0].state is State.IN_QUESTION


def test_a_fact_that_corrects_what_comes_only_later_corrects_it_all_the_same() -> None:
    here = fresh(duty())
    here.judge(withdrawn("w", "r", "12:30"), at("13:00"))
    here.judge(reported(), at("13:00"))
    assert here.owed["t.duty", E1][0].state is State.IN_QUESTION


def test_a_judge_who_has_judged_nothing_stands_nowhere() -> None:
    assert ledger(fresh(duty())) == []


def test_a_judge_advances_and_the_ledger_is_told_up_to_where_it_stands() -> None:
    here = fresh(duty())
    here.judge(reported(), at("12:10"))
    here.judge(graded(), at("16:00"))
    assert [f"{a.at:%H:%M}" for a in ledger(here)] == ["12:00", "13:00", "15:00"]
    here.advance(at("13:30"))
    assert [f"{a.at:%H:%M}" for a in ledger(here)] == ["12:00", "13:00"]
    assert [o.state for o in standing(here)] == [State.OVERDUE]


def test_what_lies_ahead_is_seen_when_time_comes_to_it() -> None:
    here = fresh(duty())
    here.load([reported(), enquiry("q", "12:40")], at("12:30"))
    assert [o.state for o in standing(here)] == [State.OPEN]
    here.advance(at("12:40"))
    assert list(standing(here)) == []


@pytest.mark.parametrize("long", [0, 24])
def test_a_long_history_goes_on_from_where_it_stands(long: int) -> None:
    """Many occurrences, many openings; every way of going on gives what judging it all at once gives."""

    class Keeping(Judge):
        LONG = long

    rules = [duty("t.rolling", recurs="rolling"), duty("t.each", once_per=Once.EACH), duty("t.open", once_per=Once.WHILE_OPEN)]
    book = lawbook()
    here = Keeping(Catalogue(rules, book.book.parameters), book)
    facts: list[Fact] = []
    for n in range(40):
        when = at("12:00") + timedelta(minutes=37 * n)
        made = reported(f"r{n}", "12:00") if n % 3 else enquiry(f"q{n}", "12:00")
        moved = fact(made.id, made.data, f"{when:%-d %H:%M}", recorded=f"{when + timedelta(minutes=n % 5):%-d %H:%M}")
        facts.append(moved)
        here.judge(moved, when + timedelta(minutes=n % 5))
    end = at("4 12:00")
    here.advance(end)
    whole = judge(rules, facts, "4 12:00")
    assert {k: [o.key() for o in v] for k, v in here.owed.items()} == {k: [o.key() for o in v] for k, v in whole.owed.items()}
    assert ledger(here) == ledger(whole)


# Standards


def test_a_standard_is_asked_of_each_act_as_it_was_known_then_and_stays_told() -> None:
    graded_first = Standard(
        "t.standard", "Grade before you search", "episode", Basis.LOCAL_TARGET, ("test",), acts=(on(missing.Searched),), met=level_is("high"),
        reads=(reads(missing.RiskGraded),), to=(FIM,), priority=Priority.FIRST,
    )
    facts = [
        fact("s1", missing.Searched(what="room"), "12:05"), graded(), fact("s2", missing.Searched(what="home"), "12:15"), withdrawn("w", "s1", "12:30"),
        graded("g2", "12:04", recorded="12:20"),
    ]
    here = judge(graded_first, facts, "13:00")
    assert [(u.act.id, u.at) for rows in here.unmet.values() for u in rows] == [("s1", at("12:05"))]
    (alert,) = ledger(here)
    assert (alert.kind, alert.state, alert.to, alert.opening, alert.priority) == ("standard", "not met", (FIM,), "s1", 1)
    assert judge(graded_first, facts, "12:04").unmet == {}


def test_an_act_that_was_corrected_at_once_was_never_seen() -> None:
    always = Standard(
        "t.standard", "Never", "episode", Basis.LOCAL_TARGET, ("test",), acts=(on(missing.Searched),), met=lambda _view, row: no("x", row.fact), to=(FIM,),
    )
    facts = [fact("s", missing.Searched(what="room"), "12:05"), fact("s+", missing.Searched(what="home"), "12:05", supersedes="s")]
    assert [u.act.id for rows in judge(always, facts, "13:00").unmet.values() for u in rows] == ["s+"]


# Patterns


def third(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """The third report and every one after it."""
    seen = tuple(r.fact for r in view.of(missing.Reported) if r.at <= row.at)
    if len(seen) > 2:
        yield missing.RepeatNoticed(count=len(seen), window_days=90, saw=tuple(f.id for f in seen)), seen


THIRD = Pattern(
    "t.third", "Third report", "child", Basis.LOCAL_TARGET, ("test",), watches=(on(missing.Reported),), find=third,
    notes=missing.RepeatNoticed, to=(SUPERINTENDENT,),
)
MEET = duty("t.meet", subject="child", opens=(on(missing.RepeatNoticed),), discharged_by=(on(missing.RepeatMeetingHeld),), ends=())


def reports(*whens: str, **more: str) -> list[Fact]:
    return [reported(f"r{n}", when, about=(CHILD, About("episode", f"e{n}")), **more) for n, when in enumerate(whens)]


def test_what_is_noticed_is_a_fact_of_its_moment_that_is_told_and_judged() -> None:
    here = judge([THIRD, MEET], reports("12:00", "12:10", "12:20"), "12:30")
    (noticed,) = here.noticed.values()
    assert (noticed.at, noticed.fact.occurred.earliest, noticed.fact.about[0]) == (at("12:20"), at("12:20"), CHILD)
    assert here.world.facts[noticed.fact.id] is noticed.fact
    (owed,) = here.owed["t.meet", C1]
    assert (owed.opened_at, owed.opening) == (at("12:20"), noticed.fact.id)
    assert [(a.kind, a.state) for a in ledger(here)] == [("duty", "open"), ("pattern", "noticed")]


def test_it_is_noticed_when_the_last_of_it_can_be_seen_and_carries_the_strictest_restriction() -> None:
    facts = reports("12:00", "12:10", "12:20", recorded="14:00")
    facts[0] = reported("r0", "12:00", about=facts[0].about, sensitivity="restricted")
    facts[1] = reported("r1", "12:10", about=facts[1].about, sensitivity="secret")
    (noticed,) = judge(THIRD, facts, "15:00").noticed.values()
    assert (noticed.at, noticed.fact.sensitivity) == (at("14:00"), "secret")
    assert len(ledger(judge(THIRD, facts, "13:59"))) == 0


def test_a_noticed_fact_that_was_recorded_is_no_other_and_is_still_told() -> None:
    facts = reports("12:00", "12:10", "12:20")
    first = judge([THIRD, MEET], facts, "12:30")
    recorded = [n.fact for n in first.noticed.values()]
    again = judge([THIRD, MEET], [*facts, *recorded], "12:30")
    assert ledger(again) == ledger(first)
    assert again.judge(recorded[0], at("12:30")) == set()


def test_what_comes_late_and_belongs_before_is_noticed_as_if_it_had_been_there() -> None:
    facts = reports("12:00", "12:10", "12:20", "12:30")
    whole, here = judge([THIRD, MEET], facts, "13:00"), fresh(THIRD, MEET)
    for f in (facts[3], facts[0], facts[2], facts[1]):
        here.judge(f, at("13:00"))
    assert {i: n.at for i, n in here.noticed.items()} == {i: n.at for i, n in whole.noticed.items()}
    assert set(here.world.facts) == set(whole.world.facts)
    assert ledger(here) == ledger(whole)


def test_a_finder_does_not_see_what_was_noticed_at_the_same_moment() -> None:
    def both(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
        if not view.of(missing.RepeatNoticed):
            yield missing.PlanGapNoticed(owed_since=row.at, saw=(row.fact.id,)), (row.fact,)

    gap = Pattern(
        "t.gap", "No repeat yet", "child", Basis.LOCAL_TARGET, ("test",), watches=(on(missing.Reported),), find=both, notes=missing.PlanGapNoticed, to=(FIM,),
        reads=(reads(missing.RepeatNoticed),),
    )
    for rules in ([THIRD, gap], [gap, THIRD]):
        here = judge(rules, reports("12:00", "12:10", "12:20", "12:30"), "13:00")
        assert sorted(n.fact.data.saw[-1] for n in here.noticed.values() if n.pattern is gap) == ["r0", "r1", "r2"]  # type: ignore[attr-defined]


def test_a_finder_reads_across_a_declared_step() -> None:
    def searched(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
        for seen in view.of(missing.Searched):
            yield missing.PlanGapNoticed(owed_since=seen.at, saw=(seen.fact.id, row.fact.id)), (seen.fact, row.fact)

    across = Pattern(
        "t.across", "Searched before", "child", Basis.LOCAL_TARGET, ("test",), watches=(on(missing.Reported),), find=searched,
        notes=missing.PlanGapNoticed, to=(FIM,),
        reads=(reads(missing.Searched, through=CHILD_EPISODES),),
    )
    first, second = reports("12:00", "12:20")
    here = judge(across, [first, second, fact("s", missing.Searched(what="room"), "12:10", about=(About("episode", "e0"),))], "13:00")
    assert [n.fact.data.saw for n in here.noticed.values()] == [("s", "r1")]  # type: ignore[attr-defined]


# Replay, catalogue


def test_replay_takes_what_had_happened_of_one_case() -> None:
    book = lawbook()
    laws = Catalogue([duty()], book.book.parameters)
    second, third = (CHILD, About("episode", "e2")), (About("episode", "e3"),)
    facts = [reported("a", case="x"), reported("b", "12:10", case="y", about=second), reported("c", "15:00", about=third)]
    assert {o.opening for o in standing(replay(facts, laws, book, at("13:00")))} == {"a", "b"}
    assert {o.opening for o in standing(replay(facts, laws, book, at("16:00"), case="x"))} == {"a", "c"}


def test_two_rules_with_one_code_are_refused() -> None:
    with pytest.raises(ValueError, match="share a code"):
        Catalogue([duty(), duty()], {})


def test_a_digest_names_exactly_these_rules_and_numbers() -> None:
    numbers = lawbook().book.parameters
    base = Catalogue([duty()], numbers).digest
    assert base == Catalogue([duty()], dict(numbers)).digest
    others = [
        Catalogue([duty("t.other")], numbers), Catalogue([duty()], {**numbers, "t.hour": number("t.hour", 59)}),
        Catalogue([duty(once_per=Once.EACH)], numbers), Catalogue([duty(applies=(level_is("high"),))], numbers),
        Catalogue([duty(applies=(level_is("low"),))], numbers),
    ]
    assert len({base, *(c.digest for c in others)}) == 6


def test_reasons_name_the_facts_that_were_seen() -> None:
    def seen(_view: View, row: Row) -> Finding:
        return yes("test.seen", row.fact, count=1)

    (alert,) = ledger(judge(duty(applies=(seen,)), [reported()], "12:10"))
    assert alert.because == ({"message": "test.seen", "with": {"count": 1}, "saw": ["r"]},)
    assert alert.about == ({"kind": "episode", "ref": "e1"}, {"kind": "child", "ref": "c1"})
    assert told(one(duty(), [reported(about=(EPISODE,))], "12:10")) == [("2 12:00", 0, 0)]
