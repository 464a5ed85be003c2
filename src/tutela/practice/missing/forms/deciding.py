"""The forms of what is decided beside the search."""

from __future__ import annotations

from tutela.foundations.design.forms import DateTime, Radios, Text, TextArea, read_as, worded
from tutela.practice.missing import operations
from tutela.practice.missing.forms.fields import Act
from tutela.practice.missing.forms.planning import PlanAct


class RepeatHeld(PlanAct):
    """That the meeting was held, and what it decided."""

    operation = operations.hold_repeat_meeting
    edits = False
    kind = Radios("missing.repeat-held.kind", worded("missing.repeat-held.kind-is", ("strategy", "multi_agency")))
    decided = read_as(
        "direction", TextArea("missing.repeat-held.decided", hint="missing.repeat-held.decided-hint", missing="missing.repeat-held.say-what", rows=3),
    )
    when = DateTime("missing.when", required=False)


class RepeatDeclined(PlanAct):
    """That no meeting is needed, and why."""

    operation = operations.decline_repeat_meeting
    edits = False
    reason = read_as(
        "endorsement",
        TextArea("missing.repeat-declined.reason", hint="missing.repeat-declined.reason-hint", missing="missing.repeat-declined.say-why", rows=3),
    )


class Bureau(Act):
    """The notice to the UK Missing Persons Unit."""

    operation = operations.notify_bureau
    reference = Text("missing.bureau.reference", hint="missing.bureau.reference-hint", missing="missing.bureau.say-reference", most=60)
    when = DateTime("missing.when", required=False)


class Senior(Act):
    """The senior review of a long search."""

    operation = operations.review_as_senior
    asks_why = "before"
    decision = read_as("review", TextArea("missing.senior.decision", hint="missing.senior.decision-hint", missing="missing.senior.say-what", rows=4))


class Specialist(Act):
    """What the specialist team found."""

    operation = operations.review_as_specialist
    asks_why = "before"
    found = read_as("review", TextArea("missing.specialist.found", hint="missing.specialist.found-hint", missing="missing.specialist.say-what", rows=4))
