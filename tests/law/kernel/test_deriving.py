"""What is owed, from facts: when it opens, when it is due, how it is settled, each by one small example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from tests.law.kernel.small import (
    CHILD,
    EPISODE,
    EPISODE_CHILD,
    FIM,
    HOUR,
    LADDER,
    NUMBERS,
    OWNER,
    SUPERINTENDENT,
    at,
    duty,
    enquiry,
    fact,
    found,
    from_home,
    graded,
    level_is,
    number,
    one,
    reported,
    rows,
    told,
    withdrawn,
)
from tutela.facts import About, Fact, duties, missing, people
from tutela.law.kernel.clocks import ASAP, Clock, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Priority, State, Term, on, reads
from tutela.law.kernel.situation import Row, View

LATE = "3 09:00"


# Open, done, late, failed


def test_open_then_due_soon_then_overdue() -> None:
    states = [one(duty(), [reported()], until).state for until in ("12:44", "12:45", "13:00", "13:01")]
    assert states == [State.OPEN, State.DUE_SOON, State.DUE_SOON, State.OVERDUE]


def test_breached_only_where_duty_and_number_are_law() -> None:
    law = number("t.hour", 60, basis=Basis.STATUTE)
    assert one(duty(basis=Basis.STATUTE), [reported()], "13:01", law).state is State.BREACHED
    assert one(duty(basis=Basis.STATUTE), [reported()], "13:01").state is State.OVERDUE
    assert one(duty(basis=Basis.STATUTORY_GUIDANCE), [reported()], "13:01", law).state is State.OVERDUE


def test_done_in_time_and_done_late() -> None:
    assert one(duty(), [reported(), enquiry("q", "13:00")], LATE).state is State.DONE
    late = one(duty(), [reported(), enquiry("q", "13:01")], LATE)
    assert (late.state, late.settled_at, late.settled_by) == (State.DONE_LATE, at("13:01"), enquiry("q", "13:01"))


def test_an_act_before_the_opening_discharges_nothing() -> None:
    assert one(duty(), [enquiry("q", "11:59"), reported()], "12:30").state is State.OPEN


def test_an_end_before_it_is_due_makes_it_not_needed_and_after_that_it_failed() -> None:
    assert one(duty(), [reported(), found("z", "13:00")], LATE).state is State.NOT_NEEDED
    assert one(duty(), [reported(), found("z", "13:01")], LATE).state is State.FAILED


def test_of_a_discharge_and_an_end_the_first_to_happen_settles() -> None:
    facts = [reported(), found("z", "12:40"), enquiry("q", "12:30", recorded="14:00")]
    assert one(duty(), facts, "13:30").state is State.NOT_NEEDED
    assert one(duty(), facts, "14:00").state is State.DONE


def test_nothing_is_owed_before_it_can_be_seen() -> None:
    assert rows(duty(), [reported(recorded="14:00")], "13:59") == []
    assert one(duty(), [reported(recorded="14:00")], "14:00").opened_at == at("14:00")


# Decisions of people


def decided(payload: duties.OfDuty, when: str = "12:30", **more: str) -> Sequence[Fact]:
    return [reported(), fact("d", payload, when, about=(EPISODE,), **more)]


@pytest.mark.parametrize(("approved_by", "reason", "state"), [
    ("o:9", "Searched on film.", State.NOT_NEEDED), ("o:1", "By its own author.", State.OPEN), ("", "By nobody.", State.OPEN), ("o:9", " ", State.OPEN),
])
def test_not_needed_wants_a_reason_and_the_approval_of_another(approved_by: str, reason: str, state: State) -> None:
    payload = duties.NotNeeded(duty="t.duty", reason=reason, approved_by=approved_by)
    assert one(duty(), decided(payload), "12:40").state is state


def test_not_needed_after_it_was_due_is_not_failed() -> None:
    payload = duties.NotNeeded(duty="t.duty", reason="Moved abroad.", approved_by="o:9")
    assert one(duty(), decided(payload, "15:00"), LATE).state is State.NOT_NEEDED


def test_failed_is_recorded_by_a_person() -> None:
    assert one(duty(), decided(duties.Failed(duty="t.duty", reason="Nobody came.")), LATE).state is State.FAILED


def test_a_decision_names_one_opening_or_is_of_all_that_are_open_then() -> None:
    each = duty(once_per=Once.EACH)
    again = reported("r2", "12:20")
    of_second = fact("d", duties.NotNeeded(duty="t.duty", opening="r2", reason="x", approved_by="o:9"), "12:30", about=(EPISODE,))
    of_all = fact("d", duties.NotNeeded(duty="t.duty", reason="x", approved_by="o:9"), "12:10", about=(EPISODE,))
    assert [o.state for o in rows(each, [reported(), again, of_second], "12:40")] == [State.OPEN, State.NOT_NEEDED]
    assert [o.state for o in rows(each, [reported(), again, of_all], "12:40")] == [State.NOT_NEEDED, State.OPEN]


def test_inherited_of_this_duty_and_this_opening_only() -> None:
    each = duty(once_per=Once.EACH)
    facts = [reported(), reported("r2", "12:20"), fact("d", duties.Inherited(duty="t.duty", opening="r2", plan="p"), "12:30", about=(EPISODE,))]
    assert [o.state for o in rows(each, facts, LATE)] == [State.OVERDUE, State.INHERITED]
    assert [o.state for o in rows(each, [*facts, enquiry("q", "3 08:00")], LATE)] == [State.DONE_LATE, State.DONE_LATE]


# The three times, spans


def test_the_force_is_judged_by_when_it_knew_the_person_by_when_they_were_told() -> None:
    row = one(duty(), [reported(when="12:00", known="12:30", owner="13:15")], "12:40")
    assert (row.origin, row.due_at, row.owner_due_at) == (at("12:30"), at("13:30"), at("14:15"))


def test_a_clock_that_begins_with_what_happened() -> None:
    assert one(duty(starts="occurred"), [reported(when="12:00", known="12:30")], "12:40").due_at == at("13:00")


def test_a_span_is_due_from_its_earliest_end_and_late_only_after_its_latest() -> None:
    facts = [reported(when="12:00", to="14:00", recorded="12:05")]
    row = one(duty(), facts, "13:30")
    assert (row.due_at, row.late_after, row.state) == (at("13:00"), at("15:00"), State.DUE_SOON)
    assert one(duty(), [*facts, enquiry("q", "15:00")], LATE).state is State.DONE
    assert one(duty(), [*facts, enquiry("q", "15:01")], LATE).state is State.DONE_LATE


def test_an_act_known_as_a_span_is_late_only_if_all_of_it_is() -> None:
    assert one(duty(), [reported(), enquiry("q", "12:30", to="18:00")], LATE).state is State.DONE
    assert one(duty(), [reported(), enquiry("q", "13:30", to="18:00")], LATE).state is State.DONE_LATE


def test_an_act_within_a_span_that_reaches_past_the_opening_counts() -> None:
    assert one(duty(), [reported(), enquiry("q", "11:00", to="12:10")], LATE).state is State.DONE


# Terms, clocks


def regraded(**sides: Any) -> Duty:
    high = Term(within("t.half"), FIM, LADDER, when=level_is("high"), informs=(SUPERINTENDENT,), priority=Priority.FIRST)
    return duty(terms=(high, Term(within("t.hour"), OWNER, LADDER)), reads=(reads(missing.RiskGraded),), **sides)


def test_a_new_grade_changes_owner_and_time_from_then_on() -> None:
    before, after = (one(regraded(), [reported(), graded("g", "12:10", recorded="12:20")], until) for until in ("12:19", "12:20"))
    assert (before.term.owed_by, before.due_at) == (OWNER, at("13:00"))
    assert (after.term.owed_by, after.due_at) == (FIM, at("12:30"))
    assert [(t.to, t.due, t.priority) for t in after.tellings] == [
        ((OWNER,), at("13:00"), Priority.SECOND), ((FIM,), at("12:30"), Priority.FIRST), ((SUPERINTENDENT,), at("12:30"), Priority.SECOND),
    ]
    assert [t.why.because if t.why is not None else None for t in after.tellings] == [None, "test.level", "test.level"]


def test_a_grade_that_goes_back_tells_nobody_twice() -> None:
    facts = [reported(), graded("g", "12:10"), graded("h", "12:15", "medium")]
    row = one(regraded(), facts, "12:50")
    assert (row.term.owed_by, row.due_at) == (OWNER, at("13:00"))
    assert [t.to for t in row.tellings] == [(OWNER,), (FIM,), (SUPERINTENDENT,)]


def test_lateness_is_judged_by_what_was_due_when_the_act_became_known() -> None:
    facts = [reported(), graded("g", "12:10"), enquiry("q", "12:40")]
    assert one(regraded(), facts, "12:50").state is State.DONE_LATE
    assert one(regraded(), [*facts, graded("h", "12:45", "medium")], "12:50").state is State.DONE_LATE


def test_a_number_that_is_not_yet_law_gives_no_time() -> None:
    dated = number("t.hour", 60, since=at("10 12:00").date())
    row = one(duty(), [reported()], LATE, dated)
    assert (row.due_at, row.late_after, row.state, told(row)) == (None, None, State.OPEN, [("2 12:00", 0, 0)])
    assert one(duty(), [reported(when="10 12:00")], "10 12:30", dated).due_at == at("10 13:00")


def test_a_clock_that_stands_still_while_something_lasts() -> None:
    def searching(view: View, _row: Row) -> list[tuple[datetime, datetime | None]]:
        seen = view.of(missing.Searched)
        return [(seen[0].at, seen[1].at if len(seen) > 1 else None)] if seen else []

    clock = Clock("t.hour", pauses=searching)
    paused = duty(terms=(Term(clock, OWNER, LADDER),), reads=(reads(missing.Searched),))
    begins, ends = (fact(i, missing.Searched(what="room"), when) for i, when in (("s1", "12:20"), ("s2", "12:50")))
    assert [one(paused, [reported(), begins, ends], until).due_at for until in ("12:10", "12:30", "12:55")] == [at("13:00"), None, at("13:30")]


def test_a_clock_that_ends_before_an_event_moves_with_it() -> None:
    def flight(view: View, _row: Row) -> datetime | None:
        last = view.last(missing.ReviewTimeChanged)
        return last.fact.data.to if last and isinstance(last.fact.data, missing.ReviewTimeChanged) else None

    clock = Clock("t.half", event=flight)
    before = duty(terms=(Term(clock, OWNER, LADDER),), reads=(reads(missing.ReviewTimeChanged),))
    moved = [fact(f"m{n}", missing.ReviewTimeChanged(to=at(to)), when) for n, (when, to) in enumerate([("12:10", "18:00"), ("12:20", "16:00")])]
    assert [one(before, [reported(), *moved], until).due_at for until in ("12:05", "12:15", "12:25")] == [None, at("17:30"), at("15:30")]


def test_a_duty_without_a_time_has_its_top_rung_from_the_origin() -> None:
    with pytest.raises(ValueError, match="nobody senior is ever told"):
        Term(ASAP, OWNER, LADDER)


# Conditions, delays


def test_what_is_known_later_opens_it_later() -> None:
    medium = duty(applies=(level_is("high"),), reads=(reads(missing.RiskGraded),))
    facts = [reported(), graded("g", "12:10", recorded="12:40")]
    assert rows(medium, facts, "12:39") == []
    row = one(medium, facts, "12:40")
    assert (row.opened_at, row.due_at, row.findings[0].because) == (at("12:40"), at("13:00"), "test.level")


def test_of_two_openings_of_one_type_either_may_open() -> None:
    twice = duty(opens=(on(missing.Reported, level_is("high")), on(missing.Reported, from_home)), reads=(reads(missing.RiskGraded),))
    assert one(twice, [reported()], "12:10").findings[0].because == "test.from-home"
    assert rows(twice, [reported(missing_from="street")], "12:10") == []


def test_an_opening_names_the_subject_in_its_role() -> None:
    missing_child = duty(opens=(on(missing.Reported, as_="missing"),), subject="child")
    friend = About("child", "c2", "friend")
    assert [o.subject.ref for o in rows(missing_child, [reported(about=(CHILD, friend, EPISODE))], "12:10")] == ["c1"]


def delayed() -> Duty:
    """Opens an hour after the last search, unless the child is back."""

    def after_search(view: View, _row: Row) -> datetime | None:
        last = view.last(missing.Searched)
        return last.at + HOUR if last and view.last(missing.Returned) is None else None

    return duty(delay=after_search, reads=(reads(missing.Searched, missing.Returned),), origin=lambda view, _row: view.at)


def searched(id: str, when: str) -> Fact:
    return fact(id, missing.Searched(what="room"), when)


def test_a_delayed_opening_opens_at_its_moment() -> None:
    facts = [reported(), searched("s", "12:30")]
    assert rows(delayed(), facts, "13:29") == []
    assert one(delayed(), facts, "13:30").opened_at == at("13:30")


def test_what_changes_before_that_moment_moves_it_or_calls_it_off() -> None:
    again, back = searched("s2", "13:10"), fact("b", missing.Returned(by="self"), "13:20")
    assert one(delayed(), [reported(), searched("s", "12:30"), again], LATE).opened_at == at("14:10")
    assert rows(delayed(), [reported(), searched("s", "12:30"), back], LATE) == []


def test_what_is_done_by_then_opens_nothing_until_it_is_withdrawn() -> None:
    facts = [reported(), searched("s", "12:30"), enquiry("q", "13:00")]
    assert rows(delayed(), facts, LATE) == []
    assert one(delayed(), [*facts, withdrawn("w", "q", "15:00")], LATE).opened_at == at("15:00")


# Through a link


def child_known(view: View, _row: Row) -> Finding:
    born = view.last(people.Born)
    return (yes if born else no)("test.born", *((born.fact,) if born else ()))


def test_what_is_known_of_the_child_counts_for_the_episode_from_when_the_two_were_joined() -> None:
    linked = duty(opens=(on(missing.RiskGraded),), applies=(child_known,), reads=(reads(people.Born, through=EPISODE_CHILD),))
    born = fact("b", people.Born(), "10:00", about=(CHILD,))
    facts = [born, graded("g", "12:00", about=(EPISODE,)), reported("r", "12:00", recorded="12:30")]
    assert rows(linked, facts, "12:29") == []
    assert one(linked, facts, "12:30").opened_at == at("12:30")


def test_a_link_ends_when_what_made_it_is_withdrawn() -> None:
    linked = duty(opens=(on(missing.RiskGraded),), applies=(child_known,), reads=(reads(people.Born, through=EPISODE_CHILD),))
    born = fact("b", people.Born(), "10:00", about=(CHILD,))
    facts = [born, reported("r", "11:00"), graded("g", "12:00", about=(EPISODE,)), withdrawn("w", "r", "12:30")]
    assert one(linked, facts, "12:29").state is State.OPEN
    assert one(linked, facts, "12:31").state is State.IN_QUESTION


def test_the_small_numbers_are_those_that_the_examples_reckon_with() -> None:
    assert {p.key: p.values[0].value for p in NUMBERS} == {"t.hour": 60, "t.half": 30, "t.later": 120, "t.again": 8, "law.due_soon": 0.25}
