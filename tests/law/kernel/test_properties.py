"""What holds of every history, not of our examples: order, time, repetition, increments, the past, overlays, silence.

``TUTELA_EXAMPLES=2000`` looks at so many histories for each property, other ones every time; without it the same few.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.law.kernel.histories import BEGAN, ENDS, STEP, STEPS, histories
from tutela.facts import Fact
from tutela.facts.roles import SENIOR, split
from tutela.law.catalogue import RULES, catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.parameters import Basis, OverlayRefused, Parameter, overlay
from tutela.law.kernel.replay import ledger
from tutela.law.kernel.situation import Lens
from tutela.law.kernel.world import Key

MORE: Final = os.environ.get("TUTELA_EXAMPLES")
EXAMPLES: Final = int(MORE or 60)
LAWS: Final = catalogue()
BOOK: Final = lawbook(LAWS)
FAR: Final = BEGAN + timedelta(days=400)

looks = settings(
    max_examples=EXAMPLES, derandomize=MORE is None, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
moments = st.integers(0, STEPS + 300).map(lambda n: BEGAN + STEP * n)
lenses = st.sampled_from(("shown", "shown", "held"))
kinds = st.deferred(lambda: st.sampled_from((Keeping, Keeping, Judge)))


class Keeping(Judge):
    """Keeps every derivation, however short, to go on from."""

    LONG = 0


def judged(facts: Iterable[Fact], as_at: datetime, lens: Lens = "shown") -> Judge:
    """All of it at once."""
    judge = Judge(LAWS, BOOK, lens=lens)
    judge.load(facts, as_at)
    return judge


def owed(judge: Judge) -> dict[Key, list[Any]]:
    """What is owed, by rule and subject."""
    return {key: [row.key() for row in rows] for key, rows in judge.owed.items() if rows}


def rows_of(judge: Judge) -> list[str]:
    """What is owed, under whatever reference of a person it is judged."""
    return sorted(repr(row.key()) for rows in judge.owed.values() for row in rows)


def unmet(judge: Judge) -> dict[Key, list[Any]]:
    """Which standards were not met."""
    return {key: sorted((u.act.id, u.at, u.subject, u.finding.because) for u in rows) for key, rows in judge.unmet.items() if rows}


def noticed(judge: Judge) -> dict[str, Any]:
    """What was noticed."""
    return {i: (n.pattern.code, n.subject, n.at, n.fact) for i, n in judge.noticed.items()}


def told(judge: Judge) -> list[bytes]:
    """The ledger, line by line."""
    return [msgspec.json.encode(alert) for alert in ledger(judge)]


def agree(one: Judge, other: Judge) -> None:
    """Two judges say the same, of everything."""
    assert owed(one) == owed(other)
    assert unmet(one) == unmet(other)
    assert noticed(one) == noticed(other)
    assert told(one) == told(other)


def by_sight(facts: list[Fact], judge: Judge) -> list[Fact]:
    """In the order in which they can be seen."""
    return sorted(facts, key=lambda f: (judge.world.seen_from(f), f.id))


def identities(judge: Judge) -> set[Any]:
    """Which duties were ever opened."""
    return {row.identity for rows in judge.owed.values() for row in rows}


@looks
@given(st.data(), histories(), lenses)
def test_the_order_of_recording_does_not_matter(data: st.DataObject, facts: list[Fact], lens: Lens) -> None:
    agree(judged(facts, ENDS, lens), judged(data.draw(st.permutations(facts)), ENDS, lens))


@looks
@given(histories(), moments, moments, lenses)
def test_time_never_removes_a_duty(facts: list[Fact], one: datetime, other: datetime, lens: Lens) -> None:
    before, after = sorted((one, other))
    assert identities(judged(facts, before, lens)) <= identities(judged(facts, after, lens))


@looks
@given(histories(), moments)
def test_what_is_learnt_later_changes_nothing_of_what_stood_before(facts: list[Fact], at: datetime) -> None:
    """As at a moment, with all facts or with only those that could be seen by then."""
    judge = judged(facts, at)
    then = judged((f for f in facts if judge.world.seen_from(f) <= at), at)
    assert rows_of(judge) == rows_of(then)
    assert told(judge) == told(then)


@looks
@given(histories(), lenses)
def test_the_same_facts_again_change_nothing(facts: list[Fact], lens: Lens) -> None:
    judge = judged(facts, ENDS, lens)
    agree(judge, judged([*facts, *facts], ENDS, lens))
    recorded = [n.fact for n in judge.noticed.values()]
    agree(judge, judged([*facts, *recorded], ENDS, lens))
    before = owed(judge), told(judge)
    assert not any(judge.judge(fact, ENDS) for fact in (*facts, *recorded))
    assert (owed(judge), told(judge)) == before


@looks
@given(histories(most=14), lenses, kinds)
def test_fact_by_fact_is_the_same_as_all_at_once(facts: list[Fact], lens: Lens, kind: type[Judge]) -> None:
    judge = kind(LAWS, BOOK, lens=lens)
    for fact in by_sight(facts, judge):
        before = owed(judge), unmet(judge)
        changed = judge.judge(fact, ENDS)
        for was, now in zip(before, (owed(judge), unmet(judge)), strict=True):
            assert {key for key in {*was, *now} if was.get(key) != now.get(key)} <= changed
    agree(judge, judged(facts, ENDS, lens))


@looks
@given(histories(most=14), lenses, kinds)
def test_fact_by_fact_as_time_goes_on_is_the_same_too(facts: list[Fact], lens: Lens, kind: type[Judge]) -> None:
    """Each fact judged at the moment at which it is seen, as in a record; then all brought to one moment."""
    judge = kind(LAWS, BOOK, lens=lens)
    for fact in by_sight(facts, judge):
        judge.judge(fact, judge.world.seen_from(fact))
    judge.advance(ENDS)
    agree(judge, judged(facts, ENDS, lens))


@looks
@given(st.data(), histories(), kinds)
def test_facts_that_come_out_of_order_are_judged_the_same(data: st.DataObject, facts: list[Fact], kind: type[Judge]) -> None:
    judge = kind(LAWS, BOOK)
    for fact in data.draw(st.permutations(facts)):
        judge.judge(fact, ENDS)
    agree(judge, judged(facts, ENDS))


@looks
@given(histories(most=14), st.data())
def test_the_past_of_the_ledger_does_not_change(facts: list[Fact], data: st.DataObject) -> None:
    end = judged(facts, ENDS)
    seen = sorted({end.world.seen_from(f) for f in facts})
    at = data.draw(st.sampled_from(seen)) + STEP * data.draw(st.sampled_from((0, 0, 1, 7)))
    then = judged((f for f in facts if end.world.seen_from(f) <= at), at)
    assert told(then) == [msgspec.json.encode(alert) for alert in ledger(end) if alert.at <= at]


@looks
@given(histories(), st.data())
def test_of_two_recordings_at_once_either_may_be_first(facts: list[Fact], data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(facts)), data.draw(st.sampled_from(facts))
    rest = [f for f in facts if f is not one and f is not other]
    ways = []
    for order in ((one, other), (other, one)):
        judge = judged(rest, ENDS)
        for fact in order:
            judge.judge(fact, ENDS)
        ways.append(judge)
    agree(*ways)


@settings(looks, max_examples=max(10, EXAMPLES // 3))
@given(histories(most=8, settling=False))
def test_where_nobody_comes_every_duty_ends_with_somebody_senior(facts: list[Fact]) -> None:
    judge = judged(facts, FAR)
    for rows in judge.owed.values():
        for row in rows:
            if not row.state.settled:
                told_to = {split(to)[0] for telling in row.tellings for to in telling.to}
                assert told_to & SENIOR, (row.identity, row.state, told_to)


_NUMBERS: Final = [p for p in LAWS.parameters.values() if isinstance(p.values[-1].value, int | float) and p.unit not in ("switch", "text")]


@st.composite
def overlays(draw: st.DrawFn) -> dict[str, Any]:
    """Any numbers for some of the parameters, dated or not, approved or not."""
    entries: dict[str, Any] = {}
    for parameter in draw(st.lists(st.sampled_from(_NUMBERS), min_size=1, max_size=6, unique_by=lambda p: p.key)):
        value = parameter.values[-1].value
        assert isinstance(value, int | float)
        factor = draw(st.sampled_from((0.25, 0.5, 0.5, 1, 1, 2)))
        new: Any = max(1, round(value * factor)) if isinstance(value, int) else value * factor
        entries[parameter.key] = {"value": draw(st.sampled_from((new, new, new, None))), "cites": "local", "since": draw(st.sampled_from((None, BEGAN.date())))}
        if draw(st.booleans()):
            entries[parameter.key]["approved_by"] = "o:1"
    return entries


def _looser(new: Any, was: Any, parameter: Parameter) -> bool:
    if was is None or new == was:
        return False
    return new is None or parameter.tighter == "fixed" or (new > was if parameter.tighter == "lower" else new < was)


@looks
@given(overlays(), st.data())
def test_no_overlay_loosens_what_law_or_guidance_fixes(entries: dict[str, Any], data: st.DataObject) -> None:
    try:
        laid = overlay(LAWS.parameters, entries)
    except OverlayRefused:
        return
    day = (BEGAN + timedelta(days=data.draw(st.integers(-9000, 4000)))).date()
    for key, parameter in laid.items():
        was, now = LAWS.parameters[key].on(day), parameter.on(day)
        if was is not None and LAWS.parameters[key].basis <= Basis.STATUTORY_GUIDANCE:
            assert now is not None, key
            assert not _looser(now.value, was.value, LAWS.parameters[key]), key


@looks
@given(histories(most=8), overlays())
def test_a_tighter_overlay_makes_nothing_due_later(facts: list[Fact], entries: dict[str, Any]) -> None:
    tighter = {
        key: {**entry, "since": None} for key, entry in entries.items()
        if LAWS.parameters[key].tighter != "fixed" and not _looser(entry["value"], LAWS.parameters[key].values[-1].value, LAWS.parameters[key])
    }
    laid = Catalogue(RULES, overlay(LAWS.parameters, tighter), LAWS.acts)
    judge = Judge(laid, lawbook(laid))
    judge.load(facts, ENDS)
    due = {(*row.identity, row.occurrence): row.due_at for rows in judge.owed.values() for row in rows}
    for rows in judged(facts, ENDS).owed.values():
        for row in rows:
            if row.occurrence == 1:
                now = due[(*row.identity, 1)]
                assert (row.due_at is None) == (now is None)
                assert now is None or row.due_at is None or now <= row.due_at
