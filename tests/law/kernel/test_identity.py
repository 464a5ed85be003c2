"""Merges and un-merges: two references of one child, from when until when, and nothing of the past changed by either."""

from __future__ import annotations

from tests.law.kernel.small import CHILD, EPISODE, EPISODE_CHILD, at, duty, fact, graded, judge, one, rows, told, withdrawn
from tutela.facts import About, Fact, missing, people
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.replay import ledger
from tutela.law.kernel.rules import Duty, Once, State, on, reads
from tutela.law.kernel.subjects import Subject

C1, C1B, C2 = (Subject("person", ref) for ref in ("c1", "c1b", "c2"))
AGAIN = About("person", "c1b")


def listed(id: str, when: str, about: About = CHILD, **more: str) -> Fact:
    """What opens the duty to a child."""
    return fact(id, missing.PriorityListed(), when, about=(about,), **more)


def planned(id: str, when: str, about: About = CHILD) -> Fact:
    """What discharges it."""
    return fact(id, missing.TriggerPlanApproved(), when, about=(about,))


def merged(id: str, when: str, kept: str = "c1", other: str = "c1b", **more: str) -> Fact:
    """Two references are decided to be one person."""
    return fact(id, people.Merged(), when, about=(About("child", kept, "kept"), About("child", other, "merged")), **more)


def unmerged(id: str, when: str, kept: str = "c1", other: str = "c1b") -> Fact:
    """They are two again."""
    return fact(id, people.Unmerged(), when, about=(About("child", kept, "kept"), About("child", other, "merged")))


def plan(once_per: Once = Once.SUBJECT) -> Duty:
    return duty(opens=(on(missing.PriorityListed),), discharged_by=(on(missing.TriggerPlanApproved),), ends=(), subject="child", once_per=once_per)


def standing(facts: list[Fact], until: str, once_per: Once = Once.SUBJECT) -> list[tuple[str, str, str]]:
    return [(o.subject.ref, o.opening, o.state.value) for o in rows(plan(once_per), facts, until)]


def test_an_act_on_either_reference_settles_what_is_owed_on_the_other() -> None:
    facts = [listed("a", "12:00"), merged("m", "12:10"), planned("p", "12:20", AGAIN)]
    assert standing(facts, "12:30") == [("c1", "a", "done")]
    assert standing([listed("a", "12:00", AGAIN), *facts[1:2], planned("p", "12:20")], "12:30") == [("c1b", "a", "done")]


def test_before_the_merge_is_known_it_does_not() -> None:
    facts = [listed("a", "12:00"), planned("p", "12:20", AGAIN), merged("m", "12:10", recorded="12:40")]
    assert [standing(facts, until)[0][2] for until in ("12:39", "12:40")] == ["open", "done"]


def test_a_report_under_the_other_reference_opens_no_twin_once_the_two_are_one() -> None:
    facts = [listed("a", "12:00"), merged("m", "12:10"), listed("b", "12:20", AGAIN)]
    assert standing(facts, "12:30") == [("c1", "a", "open")]
    assert standing([listed("a", "12:00", AGAIN), merged("m", "12:10"), listed("b", "12:20")], "12:30") == [("c1b", "a", "open")]


def test_what_opens_after_a_merge_is_owed_to_the_reference_that_was_kept() -> None:
    assert standing([merged("m", "12:10"), listed("b", "12:20", AGAIN)], "12:30") == [("c1", "b", "open")]


def test_two_duties_that_stood_before_a_merge_stay_two() -> None:
    facts = [listed("a", "12:00"), listed("b", "12:05", AGAIN), merged("m", "12:10")]
    assert standing(facts, "12:30") == [("c1", "a", "open"), ("c1b", "b", "open")]


def test_an_unmerge_puts_what_stood_on_the_merge_in_question_and_owes_it_to_the_other() -> None:
    facts = [merged("m", "12:10"), listed("b", "12:20", AGAIN), unmerged("u", "12:30")]
    assert standing(facts, "12:29") == [("c1", "b", "open")]
    assert sorted(standing(facts, "12:40")) == [("c1", "b", "in question"), ("c1b", "b", "open")]


def test_what_was_suppressed_as_a_twin_opens_when_the_two_are_parted() -> None:
    facts = [listed("a", "12:00"), merged("m", "12:10"), listed("b", "12:20", AGAIN), unmerged("u", "12:30")]
    found = rows(plan(), facts, "12:40")
    assert [(o.subject, o.opening, o.opened_at, o.state) for o in found] == [(C1, "a", at("12:00"), State.OPEN), (C1B, "b", at("12:30"), State.OPEN)]


def test_an_act_that_counted_through_the_merge_counts_no_more() -> None:
    facts = [listed("a", "12:00"), merged("m", "12:10"), planned("p", "12:20", AGAIN), unmerged("u", "12:30")]
    assert [standing(facts, until)[0][2] for until in ("12:29", "12:40")] == ["done", "open"]


def test_a_withdrawn_merge_never_was_from_then_on() -> None:
    facts = [listed("a", "12:00"), merged("m", "12:10"), planned("p", "12:20", AGAIN), withdrawn("w", "m", "12:30")]
    assert [standing(facts, until)[0][2] for until in ("12:29", "12:40")] == ["done", "open"]


def test_the_past_of_the_ledger_stays_under_its_reference() -> None:
    before = [listed("a", "12:00", AGAIN)]
    alerts = ledger(judge(plan(), before, "13:05"))
    assert ledger(judge(plan(), [*before, merged("m", "13:10")], "13:05")) == alerts
    row = one(plan(), [*before, merged("m", "13:10")], "16:00")
    assert (row.subject, told(row)) == (C1B, [("2 12:00", 0, 0), ("2 13:00", 1, 0), ("2 15:00", 2, 0)])


def test_what_is_known_of_one_is_read_for_the_other_and_through_links() -> None:
    linked = duty(opens=(on(missing.RiskGraded),), reads=(reads(people.Born, through=EPISODE_CHILD),),
                  applies=(lambda view, row: Finding(view.last(people.Born) is not None, "test.born", (), (row.fact,)),))
    facts = [
        fact("b", people.Born(), "10:00", about=(AGAIN,)), fact("r", missing.Reported(), "11:00"), graded("g", "12:00", about=(EPISODE,)), merged("m", "12:30"),
    ]
    assert [len(rows(linked, facts, until)) for until in ("12:29", "12:30")] == [0, 1]


def test_of_a_chain_of_merges_one_stands_for_all_and_a_circle_does_no_harm() -> None:
    here = judge(plan(), [merged("m", "12:00"), merged("n", "12:10", "c2", "c1")], "13:00").world.identity
    assert [here.kept(s, at("12:20")) for s in (C1, C1B, C2)] == [C2, C2, C2]
    assert [here.kept(s, at("12:05")) for s in (C1, C1B, C2)] == [C1, C1, C2]
    circle = judge(plan(), [merged("m", "12:00", "c1", "c1b"), merged("n", "12:10", "c2", "c1"), merged("o", "12:20", "c1b", "c2")], "13:00").world.identity
    assert len({circle.kept(s, at("12:30")) for s in (C1, C1B, C2)}) == 1


def test_a_merge_that_does_not_say_which_is_kept_says_nothing() -> None:
    vague = fact("m", people.Merged(), "12:10", about=(CHILD, AGAIN))
    facts = [listed("a", "12:00"), vague, planned("p", "12:20", AGAIN)]
    assert standing(facts, "12:30") == [("c1", "a", "open")]


def test_judging_a_merge_alone_says_what_changed_and_what_is_no_more() -> None:
    standing_ = judge(plan(), [listed("a", "12:00"), listed("b", "12:05", AGAIN)], "13:00")
    assert set(standing_.owed) == {("t.duty", C1), ("t.duty", C1B)}
    assert standing_.judge(merged("m", "12:10"), at("13:00")) == {("t.duty", C1), ("t.duty", C1B)}
    assert {key: [o.subject for o in rows_] for key, rows_ in standing_.owed.items()} == {("t.duty", C1): [C1, C1B]}
