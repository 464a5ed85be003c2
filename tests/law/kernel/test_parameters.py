"""The law's numbers: dated, read on a day or all as of one, and what an overlay may do to them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.law.kernel.small import OWNER, SUPERINTENDENT, at, duty, lawbook, number, one, reported
from tutela.law.kernel.clocks import Clock, within
from tutela.law.kernel.parameters import Basis, Book, Dated, OverlayRefused, Parameter, load, now_book, overlay
from tutela.law.kernel.rules import Ladder, Term, at_due

SPRING, SUMMER = date(2026, 3, 1), date(2026, 6, 1)


def dated(*values: tuple[Any, date | None], basis: Basis = Basis.STATUTE, tighter: Any = "lower", unit: str = "hours") -> Parameter:
    """One number with several values."""
    return msgspec.structs.replace(
        number("t.n", 0, unit, basis=basis, tighter=tighter), values=tuple(Dated(value=v, since=since, cites="x") for v, since in values)
    )


def laid(parameter: Parameter, *values: tuple[Any, date | None], approved_by: str | None = None) -> Parameter:
    """The number under an overlay."""
    entries = [{"value": v, "since": since, "cites": "local", "approved_by": approved_by} for v, since in values]
    return overlay({"t.n": parameter}, {"t.n": {"values": entries}})["t.n"]


def value(parameter: Parameter, day: date) -> Any:
    found = parameter.on(day)
    return found.value if found else "nothing"


# Dates


def test_a_number_holds_from_its_day_and_is_nothing_before_its_first() -> None:
    parameter = dated((72, SPRING), (48, SUMMER))
    assert [value(parameter, date(2026, m, d)) for m, d in ((2, 28), (3, 1), (5, 31), (6, 1))] == ["nothing", 72, 72, 48]
    book = Book({"t.n": parameter})
    assert book.value("t.n", datetime(2026, 2, 1, tzinfo=UTC)) is None
    with pytest.raises(TypeError, match=r"t\.n is None on 2026-02-01"):
        book.number("t.n", datetime(2026, 2, 1, tzinfo=UTC))


def test_a_day_is_a_local_day() -> None:
    book = Book({"t.n": dated((72, None), (48, SUMMER))})
    assert [book.value("t.n", datetime(2026, 5, 31, hour, 30, tzinfo=UTC)) for hour in (22, 23)] == [72, 48]


def test_the_law_then_and_the_law_now() -> None:
    parameters = {"t.n": dated((72, None), (48, SUMMER))}
    event = datetime(2026, 3, 2, tzinfo=UTC)
    assert Book(parameters).value("t.n", event) == 72
    assert Book(parameters, as_of=date(2026, 7, 1)).value("t.n", event) == 48
    assert now_book(parameters, datetime(2026, 5, 31, 23, 30, tzinfo=UTC)).value("t.n", event) == 48, "today is a local day too"


def test_law_now_in_what_is_owed() -> None:
    changed = msgspec.structs.replace(number("t.hour", 60), values=(Dated(value=60, cites="x"), Dated(value=30, since=SUMMER, cites="x")))
    then, now = (lawbook(changed, as_of=day) for day in (None, date(2026, 7, 1)))
    assert (then.after("t.hour", at("12:00")), now.after("t.hour", at("12:00"))) == (at("13:00"), at("12:30"))


def test_a_repealed_number_gives_no_time() -> None:
    assert lawbook(dated((72, None), (None, SPRING))).after("t.n", at("12:00")) is None


def test_unknown_numbers_and_units_are_refused() -> None:
    with pytest.raises(KeyError):
        lawbook().after("t.unknown", at("12:00"))
    with pytest.raises(KeyError):
        lawbook(number("t.n", 3, "working_days")).span("t.n", at("12:00"))
    with pytest.raises(KeyError):
        Clock(rule="unknown").due(at("12:00"), lawbook(), None, None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Book({"t.n": number("t.n", True, "switch")}).number("t.n", at("12:00"))


@pytest.mark.parametrize(("unit", "amount", "due"), [
    ("minutes", 90, "2 13:30"), ("hours", 3, "2 15:00"), ("days", 2, "4 12:00"), ("working_days", 2, "4 23:59:59"), ("days_beginning_with", 3, "4 23:59:59"),
    ("days_after", 3, "5 23:59:59"), ("hours_disregarding", 24, "3 12:00"), ("schedule", ("7d",), "9 12:00"),
])
def test_the_unit_says_which_arithmetic(unit: str, amount: Any, due: str) -> None:
    assert lawbook(number("t.n", amount, unit)).after("t.n", at("12:00")) == at(due)


def test_of_a_fixed_schedule_each_time_counts_from_the_one_origin() -> None:
    book = lawbook(number("t.n", 3, "hours"), number("t.m", 1, "months_elapsed"))
    assert [book.after("t.n", at("12:00"), n) for n in (1, 2, 3)] == [at("15:00"), at("18:00"), at("21:00")]
    assert [f"{book.after('t.m', at('31 12:00'), n):%-d %b}" for n in (1, 2)] == ["30 Apr", "31 May"]


def test_reading_says_what_an_entry_lacks(tmp_path: Path) -> None:
    path = tmp_path / "parameters.yaml"
    path.write_text("hour: {title: An hour, unit: minutes, basis: local_target, tighter: lower, value: 60, cites: local}\n")
    assert load(path, "area")["area.hour"].values == (Dated(value=60, cites="local"),)
    path.write_text("hour: {title: An hour, unit: minutes, basis: gossip, tighter: lower, value: 60, cites: local}\n")
    with pytest.raises(ValueError, match=r"parameters\.yaml: hour: .*GOSSIP"):
        load(path, "area")


# Overlays


@pytest.mark.parametrize(("basis", "tighter", "new"), [
    (Basis.STATUTE, "lower", 24), (Basis.STATUTORY_GUIDANCE, "higher", 96), (Basis.LOCAL_TARGET, "lower", 24), (Basis.STATUTE, "fixed", 72),
])
def test_an_overlay_may_tighten_and_may_say_the_same(basis: Basis, tighter: Any, new: int) -> None:
    parameter = laid(dated((72, None), basis=basis, tighter=tighter), (new, None))
    assert (value(parameter, SPRING), parameter.loosened) == (new, False)


@pytest.mark.parametrize(("basis", "tighter", "new", "why"), [
    (Basis.STATUTE, "lower", 73, "looser than 72, which statute sets"),
    (Basis.STATUTORY_GUIDANCE, "higher", 71, "looser"),
    (Basis.NATIONAL_POLICY, "lower", None, "looser"),
    (Basis.NATIONAL_PRACTICE, "fixed", 71, "looser"),
    (Basis.REGULATIONS, "fixed", 71, "fixed by regulations"),
    (Basis.INSPECTORATE_EXPECTATION, "lower", 73, "names who approved it"),
])
def test_an_overlay_loosens_nothing_that_law_guidance_or_national_policy_sets(basis: Basis, tighter: Any, new: Any, why: str) -> None:
    with pytest.raises(OverlayRefused, match=why):
        laid(dated((72, None), basis=basis, tighter=tighter), (new, None))


def test_an_approved_overlay_may_loosen_a_local_target_and_it_shows() -> None:
    parameter = laid(dated((72, None), basis=Basis.LOCAL_TARGET), (96, None), approved_by="o:1")
    assert (value(parameter, SPRING), parameter.loosened) == (96, True)


def test_before_an_overlays_first_day_what_stood_stands() -> None:
    parameter = laid(dated((72, None), (60, SPRING)), (48, SUMMER))
    assert [value(parameter, day) for day in (date(2020, 1, 1), SPRING, SUMMER)] == [72, 60, 48]


def test_an_overlay_that_law_overtakes_is_refused() -> None:
    """48 is tighter than the 72 of today, and looser than the 24 that comes in summer."""
    with pytest.raises(OverlayRefused, match="48 is looser than 24"):
        laid(dated((72, None), (24, SUMMER)), (48, None))
    parameter = laid(dated((72, None), (24, SUMMER)), (48, None), (24, SUMMER))
    assert [value(parameter, day) for day in (SPRING, SUMMER)] == [48, 24]


def test_a_number_before_the_law_had_one_is_tighter_than_none() -> None:
    assert value(laid(dated((72, SUMMER), tighter="fixed"), (72, None)), SPRING) == 72
    assert value(laid(dated((None, None)), (72, None)), SPRING) == 72


@pytest.mark.parametrize("entry", [
    {"value": "soon", "cites": "x"}, {"value": True, "cites": "x"}, {"value": float("nan"), "cites": "x"}, {"value": float("inf"), "cites": "x"},
    {"value": -1, "cites": "x"}, {"cites": "x"}, {"value": 24}, "24", {"value": 24, "cites": "x", "since": "2026-03-01"}, {"value": (24,), "cites": "x"},
    {"values": [{"value": 24, "cites": "x"}, {"value": 12, "cites": "x"}]},
])
def test_an_overlay_that_cannot_be_read_is_refused(entry: Any) -> None:
    with pytest.raises(OverlayRefused, match=r"t\.n"):
        overlay({"t.n": dated((72, None))}, {"t.n": entry})


def test_a_period_counts_at_least_one_and_an_unknown_number_is_refused() -> None:
    with pytest.raises(OverlayRefused, match="too little"):
        laid(dated((5, None), unit="working_days"), (0, None))
    with pytest.raises(OverlayRefused, match="no such parameter"):
        overlay({}, {"t.n": {"value": 1, "cites": "x"}})


@pytest.mark.parametrize(("new", "ok"), [
    (("7d", "28d", "3m"), True), (("3d", "28d", "3m"), True), (("7d", "14d", "3m"), True), (("7d", "28d", "84d"), True), (("1d",), True),
    (("14d", "28d", "3m"), False), (("7d", "1m", "3m"), False), (("7d",), True), (("7d", "28d", "6m"), False), (("7d", "28d", "90d"), False),
    (("3m",), False), (("7 days",), False), ((), False),
])
def test_a_schedule_is_tighter_when_no_time_of_it_is_later(new: tuple[str, ...], ok: bool) -> None:
    schedule = dated((("7d", "28d", "3m"), None), unit="schedule")
    if ok:
        assert value(laid(schedule, (new, None)), SPRING) == new
    else:
        with pytest.raises(OverlayRefused):
            laid(schedule, (new, None))


@pytest.mark.parametrize(("new", "ok"), [
    ((("a", 3), ("b", 2)), True), ((("a", 2), ("b", 2), ("c", 1)), True), ((("a", 1), ("b", 2)), False), ((("a", 2),), False), (("a",), False),
])
def test_a_table_is_tighter_when_no_entry_is_looser_or_gone(new: Any, ok: bool) -> None:
    table = dated(((("a", 2), ("b", 2)), None), unit="text", tighter="higher")
    if ok:
        assert value(laid(table, (new, None)), SPRING) == new
    else:
        with pytest.raises(OverlayRefused):
            laid(table, (new, None))


@pytest.mark.parametrize(("new", "ok"), [("high", True), ("medium", True), ("low", False), ("whatever", False)])
def test_words_have_their_order(new: str, ok: bool) -> None:
    level = dated(("medium", None), unit="text", tighter="higher")
    if ok:
        assert value(laid(level, (new, None)), SPRING) == new
    else:
        with pytest.raises(OverlayRefused):
            laid(level, (new, None))


def test_a_tighter_number_is_due_earlier() -> None:
    ladder = Ladder((at_due(SUPERINTENDENT),), within("t.again"))
    rule = duty(terms=(Term(within("t.n"), OWNER, ladder),))
    law = dated((2, None))
    assert one(rule, [reported()], "12:30", law).due_at == at("14:00")
    assert one(rule, [reported()], "12:30", laid(law, (1, None))).due_at == at("13:00")
