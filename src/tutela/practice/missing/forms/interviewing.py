"""The forms of the independent interview after a return."""

from __future__ import annotations

from typing import Any, Final, get_args

from django.core.exceptions import ValidationError

from tutela.facts.missing.terms import Pull, Push
from tutela.foundations.design.forms import Checkboxes, DateTime, Form, Radios, Text, TextArea, Tick, wanted, worded
from tutela.foundations.design.words import words
from tutela.practice.missing import operations
from tutela.practice.missing.forms.fields import Act, yes_no

STAGES: Final = ("asked", "offered", "held", "declined", "received", "read")


class Declining(Form):
    """A step of the interview that may be that the child declined: then it is said why."""

    def clean(self) -> dict[str, Any]:
        """A child who declined said why, or nobody knows what it was worth."""
        said = super().clean() or {}
        if said.get("stage") == "declined" and not said.get("reason"):
            self.add_error("reason", ValidationError(words("missing.return-interview.say-why"), code="required"))
        return said


class ReturnInterview(Declining, Act):
    """How far the independent interview has come."""

    operation = operations.return_interview
    stage = Radios("missing.return-interview.stage", worded("missing.return-interview.stage-is", STAGES))
    when = DateTime("missing.when", required=False)
    who = Text("missing.return-interview.who", hint="missing.return-interview.who-hint", required=False)
    reason = TextArea("missing.return-interview.reason", hint="missing.return-interview.reason-hint", required=False, rows=2)
    carer_asked = Radios(
        "missing.return-interview.carer", worded("missing.yes-no", ("yes", "no", "unknown")), classes="govuk-radios--inline", required=False,
    )
    independent = Radios(
        "missing.return-interview.independent", worded("missing.yes-no", ("yes", "no", "unknown")), classes="govuk-radios--inline", required=False,
    )

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "carer_asked": yes_no(said["carer_asked"]), "independent": yes_no(said["independent"])}


class EnterInterview(Act):
    """What the interview brought, entered so that the next search finds it."""

    operation = operations.enter_interview
    template = "missing/enter-interview.html"
    edits = True
    places = wanted(TextArea("missing.enter-interview.places", hint="missing.enter-interview.one-a-line", required=False, rows=3))
    people = wanted(TextArea("missing.enter-interview.people", hint="missing.enter-interview.people-hint", required=False, rows=3))
    worrying = Tick("missing.return.worrying", hint="missing.return.worrying-hint")
    push = wanted(Checkboxes("missing.enter-interview.push", worded("enquiries.return.reason", get_args(Push)), required=False))
    pull = wanted(Checkboxes("missing.enter-interview.pull", worded("enquiries.return.reason", get_args(Pull)), required=False))
    reasons = wanted(TextArea("missing.enter-interview.reasons", hint="missing.enter-interview.reasons-hint", required=False, rows=3))
    _goes_on = False

    def renew(self, *, expected: int) -> None:
        """Whoever was going through the backlog goes on through it, when what another entered has been looked at."""
        super().renew(expected=expected)
        self._goes_on = "next" in self.data

    def hidden(self) -> list[tuple[str, str]]:
        return [*super().hidden(), *([("next", "yes")] if self._goes_on else [])]

    def clean(self) -> dict[str, Any]:
        """One place, person or reason is enough."""
        said = super().clean() or {}
        if not any(said.get(name) for name in ("places", "people", "reasons", "push", "pull")):
            self.add_error("places", ValidationError(words("missing.enter-interview.say-something"), code="required"))
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        lists = {name: [line.strip() for line in said[name].split("\n") if line.strip()] for name in ("places", "people", "reasons")}
        return {**lists, "push": tuple(said["push"]), "pull": tuple(said["pull"]), "worrying": said["worrying"]}
