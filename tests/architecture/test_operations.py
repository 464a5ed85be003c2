"""Acts: the doors come in by operations alone, each declares of which classes it may be, and only four classes may ever be refused.

*The gate may refuse only what lowers, closes, defers or approves.* A dispatch, an allocation, a hand-over, a notice, a record of what happened
is saved, flagged, and opens a duty: held here of the gate itself, of the law's table of acts and of what each operation declares.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.architecture.canaries.operations import CANARIES, CLASSED, KEYED, LOWER, UNDECORATED
from tests.architecture.canary import ROOT, Broken, Canary, each
from tests.architecture.walk import House, walked
from tutela.facts.registry import TYPES
from tutela.foundations.work.operation import CLASSES
from tutela.law.catalogue import ACTS, RULES
from tutela.law.kernel.gate import Classing, Weighed
from tutela.law.kernel.judging import Unmet
from tutela.law.kernel.rules import Act, Standard

REFUSABLE: Final = frozenset({"lowers", "closes", "defers", "approves"})
BELOW: Final = (".engine", ".adapter", ".models")
MACHINE: Final = {"tutela.record.duties.jobs": "the sweep's heartbeat and the nightly proof, which change no business row"}
"""Jobs that go past operations, and why."""


def disorderly(house: House) -> Broken:
    """The rules of acts that are broken."""
    found: Broken = {}
    for door in house["doors"]:
        where = f"{door['in']}:{door['line']}: {door['names']}"
        if door["takes_work"]:
            found.setdefault(UNDECORATED, []).append(where)
        elif door["in"] not in MACHINE and any(below in door["home"] for below in BELOW):
            found.setdefault(LOWER, []).append(where)
    for act in house["operations"]:
        if act["first"] != "work" or not act["keyword_only"] or not set(act["about"]) <= act["takes"].keys():
            found.setdefault(KEYED, []).append(act["name"])
        classes = set(act["notes"].values()) - {"records"}
        if not act["may_be"] or not classes <= set(act["may_be"]):
            found.setdefault(CLASSED, []).append(f"{act['name']}: {act['notes']}")
    return found


@pytest.fixture(scope="module")
def house() -> House:
    return walked(ROOT, "operations", "doors")


def test_acts_are_in_order(house: House) -> None:
    assert disorderly(house) == {}
    assert len(house["operations"]) > 60
    assert {door["in"] for door in house["doors"]} >= {"tutela.practice.contact.views.incidents", "tutela.desks.api.v1.facts", *MACHINE}


def test_every_rule_of_acts_has_a_canary() -> None:
    assert {canary.breaks for canary in CANARIES} == {UNDECORATED, LOWER, KEYED, CLASSED}


@each(CANARIES)
def test_a_disorderly_act_is_seen(planted: Path, canary: Canary) -> None:
    assert list(disorderly(walked(planted, "operations", "doors"))) == [canary.breaks]


def test_four_classes_may_be_refused_and_operations_know_all_seven() -> None:
    assert {act.value for act in Act} == CLASSES
    assert {act.value for act in Act if act.refusable} == REFUSABLE


STANDARDS: Final = tuple(rule for rule in RULES if isinstance(rule, Standard))


@given(act=st.sampled_from(Act), unmet=st.lists(st.sampled_from(STANDARDS), max_size=6))
def test_the_gate_refuses_nothing_else_whatever_it_lacks(act: Act, unmet: list[Standard]) -> None:
    lacks = tuple(Unmet(standard, *(None,) * 4) for standard in unmet)  # type: ignore[arg-type]  # the gate asks only which standard it is
    refused = Weighed(act, lacks).refused_by
    assert bool(refused) == (act.value in REFUSABLE and any(standard.refuses for standard in unmet))


def test_no_fact_is_of_a_class_that_may_be_refused_unless_the_law_says_so() -> None:
    """What the law's table does not name records, and what records is never refused."""
    assert set(ACTS) <= set(TYPES)
    from tests.law.test_catalogue import BY_SITUATION  # the list stands once, beside what is asked of every rule
    from tests.law.test_catalogue import CLASSES as NAMED

    assert {name for name, kind in ACTS.items() if isinstance(kind, Act) and kind.refusable} == set(NAMED)
    assert {name for name, kind in ACTS.items() if isinstance(kind, Classing)} == BY_SITUATION


@pytest.mark.parametrize("act", [
    "practice.contact.sending.dispatch", "practice.contact.sending.arrived", "practice.contact.handing.hand_over", "practice.contact.handing.accept",
    "practice.contact.taking.take_report", "practice.contact.logging.write_log", "practice.contact.reviewing.escalate", "practice.missing.searching.allocate",
    "practice.missing.opening.open_episode", "practice.missing.ending.found", "record.sharing.acts.tell", "record.sharing.acts.log_call",
    "record.duties.deciding.reallocate", "desks.profile.glass.break_glass",
])
def test_what_protects_a_child_declares_no_class_that_may_be_refused(house: House, act: str) -> None:
    (found,) = [one for one in house["operations"] if one["name"] == act]
    assert REFUSABLE.isdisjoint(found["may_be"])


def test_whoever_may_refuse_is_an_act_that_lowers_closes_defers_or_approves(house: House) -> None:
    """What a body notes is of a class that its operation declares, so an operation that may only protect, raise or record is refused by no gate."""
    safe: list[dict[str, Any]] = [one for one in house["operations"] if REFUSABLE.isdisjoint(one["may_be"])]
    assert safe
    assert [one["name"] for one in safe if REFUSABLE & set(one["notes"].values())] == []
