"""What can be seen: the three times, corrections, links, views, and what a rule may not read."""

from __future__ import annotations

import pytest

from tests.law.kernel.small import CHILD, EPISODE, EPISODE_CHILD, INCIDENT, at, duty, enquiry, fact, graded, lawbook, reported, rows, withdrawn
from tutela.facts import About, Fact, contact, missing, people
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.findings import RESTRICTED, Finding, no, yes
from tutela.law.kernel.judging import owed
from tutela.law.kernel.rules import State, on, reads
from tutela.law.kernel.situation import Lens, Row, Rows, Situation, UndeclaredRead, View, World, by_ref
from tutela.law.kernel.subjects import Subject, subjects_of

E1 = Subject("episode", "e1")
READS = duty(reads=(reads(missing.RiskGraded, missing.Searched), reads(people.Born, through=EPISODE_CHILD)))


def world(facts: list[Fact], lens: Lens = "shown") -> World:
    book = lawbook()
    made = World(Catalogue([READS], book.book.parameters), book, lens=lens)
    made.load(facts)
    return made


def view(facts: list[Fact], when: str, lens: Lens = "shown") -> View:
    return View(Rows(world(facts, lens), READS, E1), at(when))


# The three times


def answered(facts: list[Fact], **times: str) -> list[State]:
    book = lawbook()
    situation = Situation(subject=E1, facts=tuple(facts), **{name: at(when) for name, when in times.items()})
    return [o.state for o in owed(situation, Catalogue([duty()], book.book.parameters), book)]


def test_was_it_late_could_anyone_have_known_what_did_we_show() -> None:
    facts = [reported(known="12:20", recorded="14:00"), enquiry("q", "12:40", known="15:00", recorded="18:00")]
    assert answered(facts, as_at="19:00") == [State.DONE]
    assert answered(facts, as_at="13:30") == []
    assert answered(facts, as_at="13:30", known_by="13:30") == [State.OVERDUE]
    assert answered(facts, as_at="19:00", known_by="14:30") == [State.OVERDUE]
    assert answered(facts, as_at="19:00", known_by="15:00") == [State.DONE]
    assert answered(facts, as_at="19:00", recorded_by="17:59") == [State.OVERDUE]
    assert answered(facts, as_at="19:00", known_by="19:00", recorded_by="13:00") == []


def test_what_had_not_happened_is_not_asked_about() -> None:
    assert answered([reported(), enquiry("q", "12:40")], as_at="12:39") == [State.OPEN]


@pytest.mark.parametrize(("lens", "seen"), [("shown", "14:00"), ("held", "12:20")])
def test_a_fact_is_seen_from_when_it_was_shown_or_held(lens: Lens, seen: str) -> None:
    assert world([], lens).seen_from(reported(known="12:20", recorded="14:00")) == at(seen)


def test_no_fact_is_seen_before_it_happened() -> None:
    assert world([]).seen_from(reported(when="12:00", recorded="11:00")) == at("12:00")


# Views


def test_a_view_sees_what_is_known_and_not_corrected_by_when_it_happened() -> None:
    facts = [graded("b", "12:20"), graded("a", "12:10", recorded="12:30"), graded("c", "12:40", supersedes="b", recorded="13:00")]
    assert [[r.fact.id for r in view(facts, when).of(missing.RiskGraded)] for when in ("12:25", "12:30", "13:00")] == [["b"], ["a", "b"], ["a", "c"]]
    late = view(facts, "13:00")
    assert [r and r.fact.id for r in (late.first(missing.RiskGraded), late.last(missing.RiskGraded), late.last(missing.Searched))] == ["a", "c", None]
    assert [(r.fact.id, r.until == at("13:00")) for r in late.ever(missing.RiskGraded)] == [("a", False), ("b", True), ("c", False)]


def test_a_withdrawn_fact_is_seen_until_then() -> None:
    facts = [graded("b", "12:20"), withdrawn("w", "b", "12:30")]
    assert [bool(view(facts, when).of(missing.RiskGraded)) for when in ("12:29", "12:30")] == [True, False]


def test_facts_of_several_types_come_in_one_order() -> None:
    facts = [graded("g", "12:20"), fact("s", missing.Searched(what="room"), "12:10")]
    assert [r.fact.id for r in view(facts, "12:30").of(missing.RiskGraded, missing.Searched)] == ["s", "g"]


def test_the_view_before_an_act_sees_neither_it_nor_what_happened_after() -> None:
    facts = [graded("a", "12:10"), graded("act", "12:20", recorded="12:50"), graded("b", "12:30")]
    now = view(facts, "13:00")
    act = next(r for r in now.of(missing.RiskGraded) if r.fact.id == "act")
    assert [r.fact.id for r in now.earlier(act).of(missing.RiskGraded)] == ["a"]


def test_an_undeclared_read_is_refused() -> None:
    with pytest.raises(UndeclaredRead, match=r"t\.duty reads contact\.Arrived"):
        view([], "12:00").of(contact.Arrived)
    with pytest.raises(UndeclaredRead):
        rows(duty(applies=(lambda v, _row: yes("x") if v.last(missing.Searched) else no("x"),)), [reported()], "13:00")


def test_a_cited_fact_of_any_type_is_seen_from_when_it_is_known_and_wakes_who_cited_it() -> None:
    def grounded(view_: View, row: Row) -> Finding:
        cited = view_.cited(row.fact.data.new_information)  # type: ignore[attr-defined]
        return (yes if cited else no)("test.cited", row.fact)

    lowering = duty(opens=(on(missing.LoweringRequested),), discharged_by=(on(missing.LoweringDeclined, grounded),), subject="episode")
    asked = fact("a", missing.LoweringRequested(level="medium", reason="Seen."), "12:00")
    assert rows(lowering, [asked], "12:30")[0].state is State.OPEN
    now = view([fact("k", contact.Arrived(), "12:10", about=(INCIDENT,))], "12:20")
    assert now.cited("k") is not None
    assert now.cited("nobody") is None
    assert now._rows.world.sought["nobody"] == {("t.duty", E1)}


def test_rows_by_what_they_name() -> None:
    other = About("episode", "e2")
    facts = [graded("a", "12:10"), graded("b", "12:20", about=(EPISODE, other))]
    assert {ref: [r.fact.id for r in found] for ref, found in by_ref(view(facts, "13:00").of(missing.RiskGraded), "episode").items()} == {
        "e1": ["a", "b"], "e2": ["b"],
    }


# The world


def test_the_same_fact_is_taken_once_whoever_brings_it() -> None:
    here = world([reported(), reported()])
    assert not here.add(reported())
    assert len(here.timelines[E1]["missing.Reported"]) == 1


def test_facts_may_be_read_from_any_source_once() -> None:
    here = world([])
    here.load(f for f in (reported(), graded()))
    assert set(here.facts) == {"r", "g"}


def test_facts_stand_in_order_of_when_they_happened_however_they_came() -> None:
    here = world([graded("b", "12:20")])
    assert here.add(graded("a", "12:10"))
    assert here.add(graded("c", "12:30"))
    assert [r.fact.id for r in here.timelines[E1]["missing.RiskGraded"]] == ["a", "b", "c"]


def test_a_chain_of_corrections_has_the_name_of_its_root() -> None:
    chain = [graded("a"), graded("b", supersedes="a", recorded="12:30"), graded("c", supersedes="b", recorded="12:40")]
    here = world(chain)
    assert [here.root(f) for f in chain] == ["a", "a", "a"]
    assert {f.id for f in here.versions(chain[1])} == {"a", "b", "c"}
    alone = graded("x", supersedes="unknown")
    assert world([alone]).root(alone) == "unknown"


def test_two_corrections_of_one_fact_the_last_that_was_made_holds() -> None:
    facts = [reported(), reported("a", "12:40", recorded="13:00", supersedes="r"), reported("b", "12:20", recorded="14:00", supersedes="r")]
    (row,) = rows(duty(), facts, "14:30")
    assert (row.opened_by.id, row.due_at) == ("b", at("13:20"))


def test_a_report_without_an_incident_is_an_incident_of_its_own() -> None:
    assert subjects_of(reported(about=(CHILD, EPISODE))) == (Subject("person", "c1"), E1, Subject("incident", "e1"))
    assert subjects_of(reported(about=(CHILD, EPISODE, INCIDENT)))[-1] == Subject("incident", "i1")


# Links


def test_a_linked_fact_is_seen_from_when_the_link_is_known() -> None:
    facts = [fact("b", people.Born(), "10:00", about=(CHILD,)), reported(recorded="12:30")]
    assert [bool(view(facts, when).of(people.Born)) for when in ("12:29", "12:30")] == [False, True]


def test_the_earliest_link_counts_and_ends_when_no_link_is_left() -> None:
    facts = [
        fact("b", people.Born(), "10:00", about=(CHILD,)), reported("r1", "12:00"), reported("r2", "12:10"), withdrawn("w1", "r1", "12:30"),
        withdrawn("w2", "r2", "12:40"),
    ]
    assert [bool(view(facts, when).of(people.Born)) for when in ("12:05", "12:35", "12:40")] == [True, True, False]
    assert len(view(facts, "12:20").of(people.Born)) == 1


# Findings


def test_a_finding_is_no_bare_yes_and_carries_the_restrictions_of_what_it_saw() -> None:
    open_, secret = graded("a"), graded("b", sensitivity="secret")
    found = yes("test.because", open_, secret, level="high")
    assert found.sensitivities == {"secret"}
    with pytest.raises(TypeError, match=r"ask \.holds"):
        bool(found)


def test_a_finding_is_redacted_for_who_may_not_know_what_it_saw() -> None:
    found = no("test.because", graded("a", sensitivity="restricted"), graded("b", sensitivity="secret"), level="high")
    assert found.redacted(frozenset({"restricted", "secret"})) is found
    assert found.redacted(frozenset({"restricted"})) == Finding(False, RESTRICTED)
    assert yes("x", graded("a")).redacted(frozenset()) == yes("x", graded("a"))
