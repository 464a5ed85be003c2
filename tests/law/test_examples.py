"""Every worked example is what the law says, and every rule has the kinds of example that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec
import pytest

from tests.law import examples as helper
from tests.law.examples import ABSOLUTE, is_vacuous, kinds_needed, lacking, last_owed, run
from tutela.facts import contact
from tutela.law.catalogue import RULES, catalogue, parameters
from tutela.law.contact import conditions as c
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import within
from tutela.law.kernel.parameters import Basis, Parameter
from tutela.law.kernel.replay import Alert
from tutela.law.kernel.rules import Duty, Ladder, Pattern, Standard, Term, at_due, on
from tutela.law.worked import Example, Told, examples, moment, read_examples

EXAMPLES = examples()
DUTIES = [e for e in EXAMPLES if e.kind in ("met", "late", "other")]
NONE = [e for e in EXAMPLES if e.kind == "not owed"]
ACTS = [e for e in EXAMPLES if e.kind in ("told", "not told")]
CODES = {rule.code: rule for rule in RULES}
Relay = Callable[[str | None, str | None], None]


def each(given: list[Example]) -> pytest.MarkDecorator:
    """Once for each example, by its code and name."""
    return pytest.mark.parametrize("example", given, ids=[e.id for e in given])


@each(DUTIES)
def test_a_duty_stands_as_its_example_says(example: Example) -> None:
    found = last_owed(example)

    said = {"state": example.state}
    shown = {"state": found.state.value}
    if example.due is not None:
        said["due"], shown["due"] = moment(example.due).isoformat(), found.due_at.isoformat() if found.due_at else "never"
    if example.owed_by is not None:
        said["owed_by"], shown["owed_by"] = example.owed_by, found.term.owed_by
    assert shown == said
    if not isinstance(example.told, bool) and example.told is not None:
        tellings = sorted(found.tellings, key=lambda t: (t.at, t.rung))
        assert [(t.at, t.rung, t.again, t.to) for t in tellings] == [_telling(t) for t in example.told]


def _telling(told: Told) -> tuple[object, ...]:
    return moment(told.at), told.rung, told.again, told.to


@each(NONE)
def test_nothing_is_owed_where_the_example_says_so(example: Example) -> None:
    assert [(o.identity, o.state.value) for o in run(example).owed(example.code, example.of)] == []


@each(ACTS)
def test_an_act_or_a_pattern_is_told_as_its_example_says(example: Example) -> None:
    rule, world = CODES[example.code], run(example)

    told = [a for a in world.told(example.code) if isinstance(rule, Pattern) or a.opening == world.facts[-1].id]

    assert bool(told) is example.told
    assert not is_vacuous(example, rule), "the last fact of an example of 'not told' is one that the rule looks at"
    if told:
        assert set(example.to) <= {address for alert in told for address in alert.to}


def test_an_example_is_of_a_rule_and_says_what_that_rule_can_say() -> None:
    for example in EXAMPLES:
        assert example.code in CODES, example.id
        of_a_duty = isinstance(CODES[example.code], Duty)
        assert of_a_duty is not isinstance(example.told, bool), example.id
        assert not of_a_duty or example.as_at, f"{example.id}: a duty stands at a moment"
        assert not of_a_duty or (example.owed is None) is (example.state is not None), example.id


def test_no_two_examples_of_a_rule_share_a_name() -> None:
    names = [e.id for e in EXAMPLES]

    assert sorted(set(names)) == sorted(names)


def test_every_rule_has_the_examples_that_it_needs() -> None:
    assert lacking(RULES, EXAMPLES) == {}


def test_every_duty_with_examples_of_lateness_is_seen_waiting_too() -> None:
    """The replies of responses.yaml are tried on a duty that waits: each has one."""
    waiting = {e.code for e in DUTIES if not last_owed(e).state.settled}

    assert {d.code for d in RULES if isinstance(d, Duty)} - waiting == set()


def test_the_standards_that_nothing_meets_are_standards_of_the_catalogue() -> None:
    assert {rule.code for rule in RULES if isinstance(rule, Standard)} >= ABSOLUTE


# Every number is pinned: change it by one, and an example is no longer what the law says


def changed(number: Parameter) -> Parameter:
    """The same number, by one step other than it is."""
    def step(value: Any) -> Any:
        if isinstance(value, tuple):
            return (f"{int(value[0][:-1]) + 1}{value[0][-1]}", *value[1:])
        return "high" if isinstance(value, str) else value / 2 if isinstance(value, float) else value + 1

    values = tuple(dated if dated.value is None else msgspec.structs.replace(dated, value=step(dated.value)) for dated in number.values)
    return msgspec.structs.replace(number, values=values)


def using(key: str) -> set[str]:
    """The codes of the duties that have this number on a clock; where it is used in a condition, of the rules of its area, or of all where it is common."""
    clocked = {
        duty.code for duty in RULES if isinstance(duty, Duty) for term in duty.terms
        if key in {c.key for c in (term.clock, term.ladder.repeat, *(rung.clock for rung in term.ladder.rungs)) if c}
    }
    return clocked or {code for code in CODES if code.partition(".")[0] == key.partition(".")[0]} or set(CODES)


@pytest.fixture
def relay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    """Judge examples by one rule alone, which is much sooner, or by all of them; with one number changed where one is named."""
    def lay(code: str | None, key: str | None) -> None:
        def laws(overlays: tuple[str, ...]) -> Catalogue:
            given = as_it_is(overlays)
            return Catalogue((CODES[code],) if code else RULES, given.parameters | ({key: changed(given.parameters[key])} if key else {}), given.acts)

        monkeypatch.setattr(helper, "_laws", laws)
        helper.forget()

    yield lay
    monkeypatch.undo()
    helper.forget()


as_it_is = cache(catalogue)


@cache
def alone(code: str) -> tuple[Example, ...]:
    """The examples of a rule that hold by it alone and the numbers as they are, so that a change is seen in them; asked only under ``relay``."""
    return tuple(e for e in EXAMPLES if e.code == code and holds(e))


@pytest.mark.parametrize("key", sorted(set(parameters()) - {"missing.suggestion.weights"}))
def test_every_number_is_shown_by_an_example(key: str, relay: Relay) -> None:
    codes = using(key)
    if not any(shows(code, key, relay) for code in sorted(codes)):   # a rule that rests on what another says is judged with it
        relay(None, key)
        assert any(not holds(e) for e in EXAMPLES if e.code in codes)


def shows(code: str, key: str, relay: Relay) -> bool:
    """Does an example of the rule hold no longer, once the number is another?"""
    relay(code, None)
    held = alone(code)
    relay(code, key)
    return any(not holds(e) for e in held)


def holds(example: Example) -> bool:
    """Is the example still what the law says?"""
    check = (
        test_an_act_or_a_pattern_is_told_as_its_example_says if isinstance(example.told, bool)
        else test_nothing_is_owed_where_the_example_says_so if example.owed else test_a_duty_stands_as_its_example_says
    )
    try:
        check(example)
    except AssertionError:
        return False
    return True


def test_the_examples_hold_by_the_numbers_as_they_are() -> None:
    assert all(holds(example) for example in EXAMPLES)


# Canaries: a rule without examples is seen, and so is an example that is wrong.

BARE = Duty(
    "contact.made-up", "Made up", "incident", Basis.LOCAL_TARGET, ("local",),
    opens=(on(contact.Reported),), discharged_by=(on(contact.Arrived),),
    terms=(Term(within("contact.reassess"), "fim@contact", Ladder((at_due("superintendent@contact"),), within("contact.repeat"))),),
)
BARE_STANDARD = Standard(
    "contact.made-up-standard", "Made up", "incident", Basis.LOCAL_TARGET, ("local",),
    acts=(on(contact.Closed),), met=c.always, to=("fim@contact",),
)


def test_a_rule_without_examples_is_caught() -> None:
    assert lacking([BARE, BARE_STANDARD], EXAMPLES) == {BARE.code: set(kinds_needed(BARE)), BARE_STANDARD.code: {"told", "not told"}}


def test_a_rule_with_only_half_of_its_examples_is_caught() -> None:
    met = [e for e in EXAMPLES if e.code == "missing.plan" and e.kind == "met"]

    assert lacking([CODES["missing.plan"]], met) == {"missing.plan": {"late", "not owed"}}


WRONG = """
- code: contact.outstanding
  name: wrong on purpose
  facts: [{at: 2026-03-02T19:00, fact: missing.Reported, by: foster_carer}]
  as_at: 2026-03-02T20:30
  %s
"""


@pytest.mark.parametrize("said", [
    "state: done", "{state: overdue, due: 2026-03-02T21:00}", "{state: overdue, owed_by: fim@contact}", "{state: overdue, told: []}",
])
def test_a_wrong_example_of_a_duty_is_caught(said: str) -> None:
    lines = "\n  ".join(said.strip("{}").split(", "))
    (example,) = read_examples(WRONG % lines)

    with pytest.raises(AssertionError):
        test_a_duty_stands_as_its_example_says(example)


def test_a_wrong_example_of_nothing_owed_is_caught() -> None:
    (example,) = read_examples(WRONG % "owed: none")

    with pytest.raises(AssertionError):
        test_nothing_is_owed_where_the_example_says_so(example)


def test_alerts_of_an_example_carry_no_name() -> None:
    """An alert is references, roles and reasons."""
    alert: Alert = run(DUTIES[0]).alerts[0]

    assert set(Alert.__struct_fields__) & {"name", "names", "words", "text"} == set()
    assert all(set(about) == {"kind", "ref"} for about in alert.about)
