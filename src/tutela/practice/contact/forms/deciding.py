"""The forms of a decision and its result for the child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tutela.foundations.design.forms import Choice, Radios, TextArea, read_as, wanted, worded
from tutela.foundations.design.times import local_time
from tutela.foundations.kit.text import clip
from tutela.law.contact.deciding import Decided
from tutela.practice.contact import operations
from tutela.practice.contact.forms.advising import radios
from tutela.practice.contact.forms.fields import Act, Setting, by_when, within
from tutela.practice.contact.queries.deciding import decisions

OF = ("deployment", "grade", "lowering", "closing", "other")
_SHOWN = 120


def result(*, required: bool = False) -> TextArea:
    """What the child is to have of a decision: a field of its own wherever one is made."""
    field = TextArea("contact.decide.result", hint="contact.decide.result-hint", required=required, rows=2, missing="contact.decide.result-missing")
    return field if required else wanted(field)


class Decide(Act):
    """What, why, what was rejected, what is expected for the child, and by when."""

    operation = operations.record_decision
    of = Radios("contact.decide.of", worded("contact.decide.of-is", OF), missing="contact.decide.of-missing")
    what = TextArea("contact.decide.what", missing="contact.decide.what-missing", rows=2)
    why = read_as("rationale", TextArea("contact.decide.why", missing="contact.decide.why-missing", rows=3))
    rejected = TextArea("contact.decide.rejected", hint="contact.decide.rejected-hint", required=False, rows=2)
    result = result()
    within = within("contact.decide.within")

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "within": by_when(said["within"])}


class ExpectResult(Act):
    """What a decision that stands without it is to bring the child."""

    operation = operations.say_result_expected
    decision = Radios("contact.expect.decision", (), missing="contact.expect.decision-missing")
    result = result(required=True)
    within = within("contact.decide.within")

    def prepare(self, setting: Setting) -> None:
        _offer(self, setting, lambda one: not one.result)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "within": by_when(said["within"])}


class Result(Act):
    """What came of a decision for the child."""

    operation = operations.record_result
    decision = Radios("contact.result.decision", (), missing="contact.expect.decision-missing")
    met = Radios("contact.result.met", worded("contact.result.met-is", ("yes", "partly", "no")), missing="contact.result.met-missing")
    result = TextArea("contact.result.result", hint="contact.result.result-hint", missing="contact.result.result-missing", rows=3)

    def prepare(self, setting: Setting) -> None:
        _offer(self, setting, lambda one: one.came is None)


def _offer(form: Act, setting: Setting, wanted_: Callable[[Decided], bool]) -> None:
    """The decisions that wait for it, each with what was expected."""
    waits = [one for one in decisions(setting.held.card.ref) if wanted_(one)]
    radios(form, "decision").options = tuple(
        Choice(one.fact.id, text=clip(_what(one), _SHOWN), hint_text=clip(one.result, _SHOWN) or local_time(one.fact.held_from)) for one in waits
    )
    if len(waits) == 1:
        form.fields["decision"].initial = waits[0].fact.id


def _what(one: Decided) -> str:
    data: Any = one.fact.data
    return str(data.what)
