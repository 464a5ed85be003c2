"""What is filled in at the partners' site."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError

from tutela.desks.gateway import operations
from tutela.facts.missing import INTERVIEW_ASKS
from tutela.foundations.design.forms import DateTime, Form, Radios, Text, TextArea, wanted, worded
from tutela.foundations.design.words import words
from tutela.foundations.work.operation import Operation
from tutela.practice.missing import operations as missing
from tutela.practice.missing.forms.fields import yes_no
from tutela.practice.missing.forms.interviewing import Declining


class Act(Form):
    """The form of one act about a child on the list, and the operation that its button calls."""

    operation: ClassVar[Operation]

    def given(self) -> dict[str, Any]:
        """What the operation is given, beside the child's time missing."""
        return dict(self.cleaned_data)


class Interview(Act):
    """The one template for what a return interview brought. What is not known is left out, and named to whoever sent it."""

    operation = missing.bring_interview
    held_at = DateTime("gateway.interview.held", hint="gateway.interview.held-hint", required=False)
    where = wanted(TextArea("missing.interview-asks.where", required=False, rows=2))
    who = wanted(TextArea("missing.interview-asks.who", required=False, rows=2))
    why = wanted(TextArea("missing.interview-asks.why", required=False, rows=2))
    risk = wanted(TextArea("missing.interview-asks.risk", required=False, rows=2))
    wishes = wanted(TextArea("missing.interview-asks.wishes", required=False, rows=2))

    def clean(self) -> dict[str, Any]:
        """One answer is enough."""
        said = super().clean() or {}
        if not any(said.get(name) for name in INTERVIEW_ASKS):
            self.add_error("where", ValidationError(words("missing.bring-interview.say-something"), code="required"))
        return said


class Step(Declining, Act):
    """That the interview was offered, was held, or that the child declined."""

    operation = missing.interview_step
    stage = Radios("gateway.step.stage", worded("gateway.step.stage-is", ("offered", "held", "declined")))
    when = DateTime("gateway.step.when", required=False)
    reason = TextArea("gateway.step.reason", required=False, rows=2)
    carer_asked = Radios("gateway.step.carer", worded("gateway.yes-no", ("yes", "no")), classes="govuk-radios--inline", required=False)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "carer_asked": yes_no(said["carer_asked"])}


class Note(Act):
    """A note for both sides, or for one's own."""

    operation = operations.note
    text = TextArea("gateway.note.text", rows=4)
    audience = Radios("gateway.note.audience", worded("gateway.note.audience-is", ("joint", "own")))


class Action(Act):
    """What one's own body does, and by when."""

    operation = operations.act
    what = Text("gateway.action.what")
    due_at = DateTime("gateway.action.due", future=True, past=False)


class Done(Form):
    """What came of an action."""

    outcome = TextArea("gateway.done.outcome", required=False, rows=2)


class Acknowledge(Form):
    """One button: I have read it."""


ACTS: Final[dict[str, type[Act]]] = {"interview": Interview, "step": Step, "note": Note, "action": Action}
"""The acts about a child, each by the last part of its address."""
