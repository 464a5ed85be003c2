"""Who is told and when: rungs, the top rung again and again, decisions on the risk, and what a telling says of its moment."""

from __future__ import annotations

import pytest

from tests.law.kernel.small import (
    AGAIN,
    EPISODE,
    FIM,
    LADDER,
    OWNER,
    SUPERINTENDENT,
    TERM,
    at,
    duty,
    enquiry,
    fact,
    graded,
    judge,
    level_is,
    number,
    one,
    reported,
    told,
    withdrawn,
)
from tutela.facts import Fact, duties, missing
from tutela.law.kernel.clocks import within
from tutela.law.kernel.replay import ledger
from tutela.law.kernel.rules import Duty, Ladder, Priority, State, Term, after_due, at_due, at_share, from_origin, reads


def decision(when: str, code: str = "t.duty", opening: str | None = None) -> Fact:
    """A senior decides on the risk that stands."""
    return fact(f"d{when}", duties.RiskDecided(duty=code, opening=opening, decision="wait", why="Two cars from the next force."), when, about=(EPISODE,))


def test_the_opening_then_each_rung_then_the_top_rung_again_and_again() -> None:
    row = one(duty(), [reported()], "3 08:00")
    assert told(row) == [("2 12:00", 0, 0), ("2 13:00", 1, 0), ("2 15:00", 2, 0), ("2 23:00", 2, 1), ("3 07:00", 2, 2)]
    assert [(t.to, t.asks, t.priority) for t in row.tellings[:3]] == [
        ((OWNER,), None, Priority.SECOND), ((FIM,), None, Priority.FIRST), ((SUPERINTENDENT,), "ask.risk-decision", Priority.FIRST),
    ]


def test_each_telling_says_the_state_of_its_own_moment() -> None:
    shared = Ladder((at_share(0.8, OWNER), at_due(FIM), after_due(within("t.later"), SUPERINTENDENT)), AGAIN)
    row = one(duty(terms=(Term(within("t.hour"), OWNER, shared),)), [reported()], "16:00")
    assert [(f"{t.at:%H:%M}", t.state) for t in row.tellings] == [
        ("12:00", State.OPEN), ("12:48", State.DUE_SOON), ("13:00", State.OVERDUE), ("15:00", State.OVERDUE),
    ]


def test_rungs_from_the_origin_do_not_wait_for_what_is_due() -> None:
    ladder = Ladder((from_origin(within("t.half"), FIM), from_origin(within("t.later"), SUPERINTENDENT)), AGAIN)
    assert told(one(duty(terms=(Term(within("t.hour"), OWNER, ladder),)), [reported()], "14:30")) == [("2 12:00", 0, 0), ("2 12:30", 1, 0), ("2 14:00", 2, 0)]


def test_a_span_is_not_said_to_be_overdue_before_its_latest_end() -> None:
    row = one(duty(), [reported(to="14:00", recorded="12:00")], "16:00")
    assert [(f"{t.at:%H:%M}", t.rung, t.state) for t in row.tellings] == [("12:00", 0, State.OPEN), ("13:00", 1, State.DUE_SOON), ("15:00", 2, State.DUE_SOON)]


def test_nothing_is_told_from_the_moment_at_which_it_is_known_to_be_done() -> None:
    assert told(one(duty(), [reported(), enquiry("q", "12:30", recorded="13:30")], "3 08:00")) == [("2 12:00", 0, 0), ("2 13:00", 1, 0)]
    assert told(one(duty(), [reported(), enquiry("q", "13:00")], "3 08:00")) == [("2 12:00", 0, 0)]


def test_what_opened_late_is_told_at_once_rung_by_rung() -> None:
    assert told(one(duty(), [reported(recorded="16:00")], "17:00")) == [("2 16:00", 0, 0), ("2 16:00", 1, 0), ("2 16:00", 2, 0)]


def test_what_was_done_before_anybody_knew_of_it_is_told_to_nobody() -> None:
    row = one(duty(), [reported(recorded="16:00"), enquiry("q", "12:30", recorded="15:00")], "17:00")
    assert (row.state, told(row)) == (State.DONE, [])


# The top rung again


def test_a_decision_on_the_risk_starts_the_wait_anew() -> None:
    row = one(duty(), [reported(), decision("20:00")], "3 13:00")
    assert told(row)[2:] == [("2 15:00", 2, 0), ("3 04:00", 2, 1), ("3 12:00", 2, 2)]


@pytest.mark.parametrize("other", [decision("20:00", "t.other"), decision("20:00", opening="r2"), decision("14:00")])
def test_a_decision_of_another_duty_or_before_the_top_rung_starts_nothing(other: Fact) -> None:
    assert told(one(duty(), [reported(), other], "3 00:00"))[2:] == [("2 15:00", 2, 0), ("2 23:00", 2, 1)]


@pytest.mark.parametrize("what", [
    graded("g", "18:00", "medium"), reported("r+", "12:20", recorded="18:00", supersedes="r"), withdrawn("w", "r", "18:00"),
])
def test_a_change_that_leaves_owner_and_ladder_does_not_end_the_telling(what: Fact) -> None:
    read = duty(reads=(reads(missing.RiskGraded),))
    assert told(one(read, [reported(), what], "3 08:00"))[2:] == [("2 15:00", 2, 0), ("2 23:00", 2, 1), ("3 07:00", 2, 2)]


def test_a_time_that_was_done_with_is_made_up_for_and_the_wait_goes_on_from_then() -> None:
    facts = [reported(), enquiry("q", "20:00"), withdrawn("w", "q", "3 01:00")]
    assert told(one(duty(), facts, "3 10:00"))[2:] == [("2 15:00", 2, 0), ("3 01:00", 2, 1), ("3 09:00", 2, 2)]


# Terms


def test_another_term_has_a_ladder_of_its_own_and_coming_back_goes_on_where_it_was() -> None:
    high = Term(within("t.half"), FIM, Ladder((at_due(SUPERINTENDENT),), within("t.later")), when=level_is("high"))
    both = duty(terms=(high, TERM), reads=(reads(missing.RiskGraded),))
    facts = [reported(), graded("g", "13:10"), graded("h", "17:00", "medium")]
    row = one(both, facts, "3 04:00")
    assert [(f"{t.at:%-d %H:%M}", t.rung, t.again, t.to[0]) for t in row.tellings] == [
        ("2 12:00", 0, 0, OWNER), ("2 13:00", 1, 0, FIM), ("2 13:10", 0, 0, FIM), ("2 13:10", 1, 0, SUPERINTENDENT), ("2 15:10", 1, 1, SUPERINTENDENT),
        ("2 17:00", 2, 0, SUPERINTENDENT), ("3 01:00", 2, 1, SUPERINTENDENT),
    ]


def test_each_occurrence_has_a_ladder_of_its_own_and_only_the_first_is_told_that_it_opened() -> None:
    row = judge(duty(recurs="rolling"), [reported(), enquiry("q", "13:30")], "15:00").owed
    (rows_,) = row.values()
    assert [told(o) for o in rows_] == [[("2 12:00", 0, 0), ("2 13:00", 1, 0)], [("2 14:30", 1, 0)]]


def test_what_was_told_of_an_occurrence_stays_in_the_ledger_though_it_is_learnt_that_it_never_was() -> None:
    ended = duty(recurs="rolling")
    facts = [reported(), enquiry("q", "12:30"), fact("z", missing.Found(by="carer"), "12:20", recorded="14:00")]
    before, after = judge(ended, facts, "13:59"), judge(ended, facts, "16:00")
    assert [(f"{a.at:%H:%M}", a.rung, a.occurrence) for a in ledger(before)] == [("12:00", 0, 1), ("13:30", 1, 2)]
    assert ledger(after) == ledger(before)


# The ledger


def test_an_alert_says_what_was_true_when_it_was_told() -> None:
    facts = [reported(), reported("r+", "12:30", recorded="13:10", supersedes="r", about=(*reported().about, EPISODE.__class__("place", "p1")))]
    first, second, third = ledger(judge(duty(), facts, "16:00"))
    assert [(a.due, a.state) for a in (first, second, third)] == [(at("13:00"), "open"), (at("13:00"), "overdue"), (at("13:30"), "overdue")]
    assert {"kind": "place", "ref": "p1"} not in second.about
    assert {"kind": "place", "ref": "p1"} in third.about


def test_the_ledger_is_in_order_of_time_then_code_and_rung() -> None:
    alerts = ledger(judge([duty("t.b"), duty("t.a")], [reported()], "15:00"))
    assert [(f"{a.at:%H:%M}", a.code, a.rung) for a in alerts] == [
        ("12:00", "t.a", 0), ("12:00", "t.b", 0), ("13:00", "t.a", 1), ("13:00", "t.b", 1), ("15:00", "t.a", 2), ("15:00", "t.b", 2),
    ]


def test_a_ladder_ends_with_somebody_senior() -> None:
    with pytest.raises(ValueError, match="superintendent or above"):
        Ladder((at_due(FIM),), AGAIN)


def test_a_repealed_number_of_a_rung_leaves_that_rung_out() -> None:
    repealed = number("t.half", None)
    ladder = Ladder((from_origin(within("t.half"), FIM), at_due(SUPERINTENDENT)), AGAIN)
    rule: Duty = duty(terms=(Term(within("t.hour"), OWNER, ladder),))
    assert told(one(rule, [reported()], "13:30", repealed)) == [("2 12:00", 0, 0), ("2 13:00", 2, 0)]
    assert LADDER.rungs[-1].to == (SUPERINTENDENT,)
