"""The forms of the flag that is given by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError

from tutela.foundations.design.forms import Date, Text, TextArea
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import local
from tutela.practice.missing import operations
from tutela.practice.missing.forms.planning import ChildSetting, PlanAct
from tutela.record.people.queries import definitions


class Flag(PlanAct):
    """Why the child is flagged, when somebody looks again, and until when."""

    operation = operations.flag_child
    edits = False
    reason = Text("missing.flag.reason", hint="missing.flag.reason-hint", missing="missing.flag.say-why", most=200)
    review_by = Date("missing.flag.review-by", future=True, past=False)
    until = Date("missing.flag.until", hint="missing.flag.until-hint", future=True, past=False)

    def prepare(self, setting: ChildSetting) -> None:
        """The force's own time until somebody looks again is offered."""
        today = local(setting.at).date()
        self.fields["review_by"].initial = today + timedelta(days=definitions()["priority_missing"].review_days)

    def clean(self) -> dict[str, Any]:
        """Nobody would look again at a flag that has ended."""
        said = super().clean() or {}
        if said.get("review_by") and said.get("until") and said["until"] < said["review_by"]:
            self.add_error("until", ValidationError(words("missing.flag.ends-before-review"), code="early"))
        return said


class Unflag(PlanAct):
    """Why the flag is taken off."""

    operation = operations.unflag_child
    edits = False
    why = TextArea("missing.unflag.why", hint="missing.unflag.why-hint", missing="missing.unflag.say-why", rows=2)
