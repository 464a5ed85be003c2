"""No twin, no loss: which openings open a duty, what corrections and withdrawals do to it, and how it recurs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.law.kernel.small import (
    CHILD,
    LADDER,
    OWNER,
    USUAL,
    at,
    duty,
    enquiry,
    fact,
    found,
    from_home,
    number,
    one,
    reported,
    rows,
    told,
    withdrawn,
)
from tutela.facts import About, Fact, missing
from tutela.law.kernel.clocks import MONTHLY
from tutela.law.kernel.parameters import Parameter
from tutela.law.kernel.rules import Duty, Once, State, Term, on

LATE = "3 09:00"


# Twins


def opened(once_per: Once, facts: Sequence[Fact], until: str = LATE, **sides: Any) -> list[str]:
    return [o.opening for o in rows(duty(once_per=once_per, **sides), facts, until)]


def test_once_per_each_opening() -> None:
    assert opened(Once.EACH, [reported(), reported("r2", "12:20")]) == ["r", "r2"]


def test_once_per_subject_even_when_the_first_is_done() -> None:
    assert opened(Once.SUBJECT, [reported(), enquiry(), reported("r2", "14:00")]) == ["r"]


def test_once_per_subject_opens_again_when_the_first_opening_was_withdrawn() -> None:
    facts = [reported(), reported("r2", "12:20"), withdrawn("w", "r", "12:40")]
    assert opened(Once.SUBJECT, facts, "12:39") == ["r"]
    first, second = rows(duty(), facts, "12:50")
    assert (first.opening, first.state) == ("r", State.IN_QUESTION)
    assert (second.opening, second.opened_at, second.due_at, second.state) == ("r2", at("12:40"), at("13:20"), State.OPEN)


def test_a_report_that_happened_earlier_and_came_later_opens_no_twin() -> None:
    facts = [reported(), reported("r0", "11:00", recorded="12:30")]
    assert opened(Once.SUBJECT, facts) == opened(Once.WHILE_OPEN, facts) == ["r"]


def test_once_while_open() -> None:
    assert opened(Once.WHILE_OPEN, [reported(), reported("r2", "12:20"), enquiry("q", "12:30"), reported("r3", "12:40")]) == ["r", "r3"]


def test_while_open_is_asked_as_it_was_known_and_nothing_is_lost() -> None:
    """The second report came while the first duty stood open; then it was learnt that it had been done before that."""
    facts = [reported(), reported("r2", "12:20"), enquiry("q", "12:10", recorded="12:40")]
    assert opened(Once.WHILE_OPEN, facts, "12:39") == ["r"]
    first, second = rows(duty(once_per=Once.WHILE_OPEN), facts, "12:50")
    assert (first.state, second.opening, second.opened_at, second.state) == (State.DONE, "r2", at("12:40"), State.OPEN)


def test_a_duty_in_question_covers_no_other() -> None:
    facts = [reported(), withdrawn("w", "r", "12:10"), reported("r2", "12:20")]
    assert opened(Once.WHILE_OPEN, facts) == ["r", "r2"]


def test_one_for_each_offender() -> None:
    first, second = (About("offender", ref) for ref in ("o1", "o2"))
    facts = [
        reported("r", about=(*USUAL, first)), reported("r2", "12:10", about=(*USUAL, second)), reported("r3", "12:20", about=(*USUAL, first)),
        enquiry("q", "12:30", about=(*USUAL, second)),
    ]
    assert [(o.opening, o.state) for o in rows(duty(per="offender"), facts, "12:40")] == [("r", State.OPEN), ("r2", State.DONE)]
    both = enquiry("q2", "12:35", about=(*USUAL, first, second))
    assert [o.state for o in rows(duty(per="offender"), [*facts, both], "12:40")] == [State.DONE, State.DONE]
    of_nobody = enquiry("q3", "12:35")
    assert [o.state for o in rows(duty(per="offender"), [*facts, of_nobody], "12:40")] == [State.DONE, State.DONE]


# Corrections


def test_a_corrected_time_moves_what_is_due_and_keeps_the_duty() -> None:
    facts = [reported(), reported("r+", "12:30", recorded="12:40", supersedes="r")]
    before, after = one(duty(), facts, "12:39"), one(duty(), facts, "12:40")
    assert before.identity == after.identity
    assert (before.due_at, after.due_at, after.opened_at) == (at("13:00"), at("13:30"), at("12:00"))
    assert told(after) == [("2 12:00", 0, 0)]


def test_a_rung_that_was_told_is_not_told_again_when_the_time_moves() -> None:
    facts = [reported(), reported("r+", "12:30", recorded="13:10", supersedes="r")]
    assert told(one(duty(), facts, "16:00")) == [("2 12:00", 0, 0), ("2 13:00", 1, 0), ("2 15:30", 2, 0)]


def test_a_correction_to_an_earlier_time_lets_an_act_before_the_first_time_count() -> None:
    facts = [reported(), enquiry("q", "11:30"), reported("r+", "11:00", recorded="12:40", supersedes="r")]
    assert one(duty(), facts, "12:39").state is State.OPEN
    assert one(duty(), facts, "12:40").state is State.DONE


def test_a_correction_that_takes_the_ground_away_puts_it_in_question_and_never_drops_it() -> None:
    home = duty(opens=(on(missing.Reported, from_home),))
    facts = [reported(), reported("r+", "12:00", recorded="12:40", supersedes="r", missing_from="street")]
    assert one(home, facts, "12:50").state is State.IN_QUESTION
    assert told(one(home, facts, "13:10"))[-1] == ("2 13:00", 1, 0), "a duty in question is still told"
    back = reported("r++", "12:00", recorded="12:45", supersedes="r+")
    assert one(home, [*facts, back], "12:50").state is State.DUE_SOON


def test_a_withdrawn_opening_puts_it_in_question() -> None:
    assert one(duty(), [reported(), withdrawn("w", "r", "12:10")], "12:50").state is State.IN_QUESTION


def test_a_withdrawn_correction_does_not_bring_back_what_it_corrected() -> None:
    facts = [reported(), reported("r+", "12:30", recorded="12:40", supersedes="r"), withdrawn("w", "r+", "12:50")]
    row = one(duty(), facts, "12:55")
    assert (row.state, row.due_at, row.opened_by.id) == (State.IN_QUESTION, at("13:30"), "r+")


def test_a_correction_of_the_opening_does_not_discharge_it() -> None:
    planned = duty(opens=(on(missing.TriggerPlanApproved),), discharged_by=(on(missing.TriggerPlanApproved),), ends=(), subject="child")
    plan = fact("p", missing.TriggerPlanApproved(), "12:00", about=(CHILD,))
    again = fact("p+", missing.TriggerPlanApproved(), "12:05", about=(CHILD,), recorded="12:10", supersedes="p")
    assert one(planned, [plan, again], "12:20").state is State.OPEN
    assert one(planned, [plan, fact("p2", missing.TriggerPlanApproved(), "12:05", about=(CHILD,))], "12:20").state is State.DONE


def test_a_correction_of_what_nobody_has_opens_under_the_name_of_what_it_corrects() -> None:
    (row,) = rows(duty(), [reported("r+", "12:00", supersedes="r")], "12:10")
    assert row.opening == "r"
    (row,) = rows(duty(), [reported("r+", "12:00", supersedes="r"), reported("r", "11:00", recorded="12:30")], "12:40")
    assert (row.opening, row.opened_by.id) == ("r", "r+")


def test_corrections_in_a_circle_do_no_harm() -> None:
    facts = [reported("a", supersedes="b"), reported("b", "12:10", supersedes="a"), reported("s", "12:20", supersedes="s")]
    assert {o.opening for o in rows(duty(once_per=Once.EACH), facts, "12:40")} == {"b", "s"}


def test_a_withdrawn_discharge_is_owed_again_and_the_ladder_runs_on_from_then() -> None:
    facts = [reported(), enquiry("q", "12:30"), withdrawn("w", "q", "14:00")]
    assert [one(duty(), facts, until).state for until in ("13:59", "14:00")] == [State.DONE, State.OVERDUE]
    assert told(one(duty(), facts, "16:00")) == [("2 12:00", 0, 0), ("2 14:00", 1, 0), ("2 15:00", 2, 0)]


def test_a_corrected_discharge_is_judged_by_its_right_time() -> None:
    facts = [reported(), enquiry("q", "12:30"), enquiry("q+", "13:30", recorded="14:00", supersedes="q")]
    assert [one(duty(), facts, until).state for until in ("13:59", "14:00")] == [State.DONE, State.DONE_LATE]


def test_an_act_that_is_learnt_of_later_settles_at_its_own_time() -> None:
    facts = [reported(), enquiry("q", "13:20"), enquiry("q0", "12:30", recorded="15:00")]
    assert [(o.state, o.settled_at) for o in (one(duty(), facts, until) for until in ("14:59", "15:00"))] == [
        (State.DONE_LATE, at("13:20")), (State.DONE, at("12:30")),
    ]


# Recurrence


ROLLING, SCHEDULED = duty(recurs="rolling"), duty(recurs="scheduled")


def chain(rule: Duty, facts: Sequence[Fact], until: str, *numbers: Parameter) -> list[tuple[int, str, str]]:
    return [(o.occurrence, f"{o.due_at:%-d %H:%M}", o.state.value) for o in rows(rule, facts, until, *numbers)]


def test_a_rolling_duty_is_due_again_from_the_act() -> None:
    facts = [reported(), enquiry("q", "12:30"), enquiry("q2", "13:40")]
    assert chain(ROLLING, facts, "13:45") == [(1, "2 13:00", "done"), (2, "2 13:30", "done late"), (3, "2 14:40", "open")]


def test_a_scheduled_duty_keeps_to_its_schedule() -> None:
    facts = [reported(), enquiry("q", "12:30"), enquiry("q2", "13:40")]
    assert chain(SCHEDULED, facts, "13:45") == [(1, "2 13:00", "done"), (2, "2 14:00", "done"), (3, "2 15:00", "open")]


def test_a_schedule_of_steps_goes_on_with_its_last() -> None:
    steps = number("t.hour", ("7d", "28d", "3m"), "schedule")
    facts = [reported(), *(enquiry(f"q{n}", f"{n + 3} 12:00") for n in range(4))]
    assert [f"{o.due_at:%-d %b}" for o in rows(SCHEDULED, facts, "9 12:00", steps)] == ["9 Mar", "30 Mar", "2 Jun", "2 Sep", "2 Dec"]


def test_monthly_counts_from_the_one_origin() -> None:
    monthly = duty(recurs="scheduled", terms=(Term(MONTHLY, OWNER, LADDER),))
    facts = [reported(), enquiry("q", "3 12:00")]
    assert [f"{o.due_at:%-d %b}" for o in rows(monthly, facts, "4 12:00")] == ["2 Apr", "2 May"]


def test_an_end_ends_a_recurring_duty() -> None:
    facts = [reported(), enquiry("q", "12:30"), found("z", "13:10"), enquiry("q2", "14:00")]
    assert chain(ROLLING, facts, "16:00") == [(1, "2 13:00", "done"), (2, "2 13:30", "not needed")]


def test_the_next_occurrence_of_an_act_known_as_a_span_is_late_only_after_its_latest_end() -> None:
    row = rows(ROLLING, [reported(), enquiry("q", "12:10", to="12:50")], "13:30")[-1]
    assert (row.due_at, row.late_after, row.state) == (at("13:10"), at("13:50"), State.DUE_SOON)


def test_a_recurring_duty_whose_settling_act_is_withdrawn_is_owed_again_from_before() -> None:
    facts = [reported(), enquiry("q", "12:30"), withdrawn("w", "q", "14:00")]
    assert chain(ROLLING, facts, "13:50") == [(1, "2 13:00", "done"), (2, "2 13:30", "overdue")]
    assert chain(ROLLING, facts, "14:00") == [(1, "2 13:00", "overdue")]
    (row,) = rows(ROLLING, facts, "16:00")
    assert [(f"{t.at:%H:%M}", t.rung, t.occurrence) for t in row.tellings] == [("12:00", 0, 1), ("14:00", 1, 1), ("15:00", 2, 1), ("13:30", 1, 2)]


def test_an_act_between_two_others_that_is_learnt_of_later_is_an_occurrence_of_its_own() -> None:
    facts = [reported(), enquiry("q", "12:30"), enquiry("q3", "14:00"), enquiry("q2", "13:10", recorded="15:00")]
    assert chain(ROLLING, facts, "14:30") == [(1, "2 13:00", "done"), (2, "2 13:30", "done late"), (3, "2 15:00", "open")]
    assert sorted(chain(ROLLING, facts, "15:00")) == [(1, "2 13:00", "done"), (2, "2 13:30", "done"), (3, "2 14:10", "done"), (4, "2 15:00", "due soon")]


def test_only_the_first_occurrence_has_an_owners_own_time_unless_it_is_a_schedule() -> None:
    facts = [reported(owner="12:20"), enquiry("q", "12:30")]
    assert [o.owner_due_at for o in rows(ROLLING, facts, "12:40")] == [at("13:20"), None]
    assert [o.owner_due_at for o in rows(SCHEDULED, facts, "12:40")] == [at("13:20"), at("14:20")]
