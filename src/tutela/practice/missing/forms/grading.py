"""Grading the risk: the level, the reasons, and of each thing that is known what it means tonight; the override; the second line."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import missing
from tutela.foundations.design.forms import Checkboxes, Choice, Form, Radios, Select, Text, TextArea, read_as, wanted, worded
from tutela.foundations.design.words import words
from tutela.practice.missing import operations, queries
from tutela.practice.missing.forms.fields import Act, Setting
from tutela.record.enquiries.engine import concern_words

LEVELS: Final = ("high", "medium")
BELOW: Final = ("low", "very_low")
EFFECTS: Final = ("raises", "none", "lowers")
OUTCOMES: Final = ("upheld", "raised", "returned")


def ask_concerns(form: Form, names: tuple[str, ...], known: dict[str, missing.Indicator]) -> None:
    """Ask of each thing that is known of the child how it affects the risk, and why."""
    for name in names:
        having, said = {"concern": concern_words(name)}, known.get(name)
        effect = wanted(Select("missing.grade.effect", worded("missing.grade.effect-is", EFFECTS), required=False, initial=said.effect if said else None))
        because = wanted(Text("missing.grade.answer", hint="missing.grade.answer-hint", required=False, most=400, initial=said.because if said else None))
        effect.having = because.having = having
        form.fields[f"effect_{name}"], form.fields[f"because_{name}"] = effect, because


def answers_of(said: dict[str, Any], names: tuple[str, ...]) -> tuple[missing.Indicator, ...]:
    """What was made of each; words without an effect raise the risk, and one of which nothing is said is left out."""
    return tuple(
        missing.Indicator(concern=_any(name), effect=_any(said[f"effect_{name}"] or "raises"), because=said[f"because_{name}"])
        for name in names if said[f"effect_{name}"] or said[f"because_{name}"]
    )


class Grade(Act):
    """The level of risk. What is suggested is shown only when the person has chosen."""

    operation = operations.grade_risk
    edits = True
    level = Radios("missing.grade.level", worded("enquiries.value", (*LEVELS, *BELOW)), hint="missing.grade.level-hint")
    rationale = read_as(
        "rationale", TextArea("missing.grade.rationale", hint="missing.grade.rationale-hint", missing="missing.grade.rationale-missing", rows=4), guide="risk",
    )
    override = read_as("rationale", TextArea("missing.grade.override", hint="missing.grade.override-hint", required=False, rows=2))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._concerns: tuple[str, ...] = ()

    def prepare(self, setting: Setting) -> None:
        self._concerns = queries.concerns(setting.held, setting.at)
        ask_concerns(self, self._concerns, queries.last_answers(setting.held))
        why = queries.why_missing(setting.viewer, setting.held.card.child, setting.at)
        if why is not None:
            read = Choice(why.last, text=words("missing.grade.read-why-is"))
            self.fields["read_why"] = wanted(Checkboxes("missing.grade.read-why", (read,), hint="missing.grade.read-why-hint", required=False))
            self.order_fields(["read_why", *(name for name in self.fields if name != "read_why")])

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {
            "level": said["level"], "rationale": said["rationale"], "override": said["override"], "answered": answers_of(said, self._concerns),
            "read_why": "".join(said.get("read_why", ())),
        }


class Override(Act):
    """Keeping a level below the one suggested: each indicator, and why."""

    operation = operations.override_suggestion
    edits, asks_why = True, "before"
    override = read_as("rationale", TextArea("missing.override.why", hint="missing.override.why-hint", missing="missing.override.why-missing", rows=3))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._concerns: tuple[str, ...] = ()

    def prepare(self, setting: Setting) -> None:
        self._concerns = queries.concerns(setting.held, setting.at)
        ask_concerns(self, self._concerns, queries.last_answers(setting.held))
        self.order_fields([*(name for name in self.fields if name != "override"), "override"])   # the reason follows from the answers

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"override": said["override"], "answered": answers_of(said, self._concerns)}


class SecondLine(Act):
    """Reading a grading that was flagged, as somebody outside the chain."""

    operation = operations.review_grading
    edits, asks_why = True, "before"
    outcome = Radios("missing.second-line.outcome", worded("missing.second-line.outcome-is", OUTCOMES))
    reason = read_as(
        "endorsement", TextArea("missing.second-line.reason", hint="missing.second-line.reason-hint", missing="missing.second-line.reason-missing", rows=3),
    )

    def can_wait(self) -> bool:
        """Raising the level never waits."""
        return self.cleaned_data.get("outcome") != "raised"


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value
