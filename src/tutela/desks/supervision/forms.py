"""What supervisors fill in about a duty, a restriction, a lock-out, an emergency opening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from tutela.facts.duties import Cause
from tutela.foundations.design.forms import Checkboxes, Choice, DateTime, Form, Radios, Select, Text, TextArea, worded


class DecideRisk(Form):
    """What is decided on the risk while the duty is not done."""

    edits = True
    decision = TextArea("supervision.decide.decision", hint="supervision.decide.decision-hint", rows=2, count=1000)
    why = TextArea("supervision.decide.why", hint="supervision.decide.why-hint", rows=3)


class GiveReason(Form):
    """Why the clock was missed."""

    reason = TextArea("supervision.reason.label", hint="supervision.reason.hint", rows=3)
    cause = Select("supervision.reason.cause", worded("duties.cause", get_args(Cause)), hint="supervision.reason.cause-hint", required=False)


class Promise(Form):
    """By when it will be done instead."""

    edits = True
    until = DateTime("supervision.promise.until", hint="supervision.promise.until-hint", future=True, past=False)
    reason = TextArea("supervision.promise.reason", rows=2)


class Reallocate(Form):
    """To whom it is given."""

    edits = True
    officer = Select("supervision.reallocate.officer", (), hint="supervision.reallocate.officer-hint")
    reason = TextArea("supervision.reallocate.reason", required=False, rows=2)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Say who may be chosen."""
        field: Any = self.fields["officer"]
        field.options = tuple(choices)


class AskNotNeeded(Form):
    """Why it is not needed: another person decides."""

    reason = TextArea("supervision.not-needed.reason", hint="supervision.not-needed.reason-hint", rows=3)


class Failed(Form):
    """That it was not done and cannot be any more."""

    edits = True
    reason = TextArea("supervision.failed.reason", hint="supervision.failed.reason-hint", rows=3)


class Approve(Form):
    """That another's request is approved."""

    words = TextArea("supervision.approve.words", required=False, rows=2)


class DeclineRequest(Form):
    """That another's request is declined: the words say why."""

    words = TextArea("supervision.decline.words", hint="supervision.decline.words-hint", rows=2)


class ReviewGlass(Form):
    """What the review of an emergency opening found."""

    outcome = Radios("supervision.glass.outcome", worded("supervision.glass.outcomes", ("justified", "not_justified")))
    words = TextArea("supervision.glass.words", hint="supervision.glass.words-hint", rows=3)


class Restrict(Form):
    """Who alone may know of a record."""

    reference = Text("supervision.restrict.reference", hint="supervision.restrict.reference-hint", most=40, width=20)
    level = Radios("supervision.restrict.level", worded("supervision.restrict.levels", ("existence", "detail")))
    audience = Checkboxes("supervision.restrict.audience", (), hint="supervision.restrict.audience-hint")
    why = TextArea("supervision.restrict.why", rows=3)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Say who may be of the audience."""
        field: Any = self.fields["audience"]
        field.options = tuple(choices)


class EndRestriction(Form):
    """Why a restriction ends."""

    why = TextArea("supervision.restrict.end-why", rows=2)


class LockOut(Form):
    """Which officer is linked to somebody, and so may know nothing of a record."""

    reference = Text("supervision.restrict.reference", hint="supervision.restrict.reference-hint", most=40, width=20)
    collar = Text("supervision.lock-out.collar", hint="supervision.lock-out.collar-hint", most=20, width=10)
    why = TextArea("supervision.lock-out.why", hint="supervision.lock-out.why-hint", rows=3)
