"""The form of what a child's carers wrote beforehand: the questions of the questionnaire, asked before anybody is missing."""

from __future__ import annotations

from typing import Any

from tutela.foundations.design.forms import Date, Text, TextArea
from tutela.foundations.kit.periods import local
from tutela.law.missing.questions import QUESTIONS
from tutela.practice.missing import operations, queries
from tutela.practice.missing.forms.planning import ChildSetting, PlanAct

ASKED = tuple(question.name for question in QUESTIONS if not question.options)
"""What carers can say beforehand; what offers answers is asked on the day."""


class Profile(PlanAct):
    """Who wrote it, when, and what it says."""

    operation = operations.keep_profile
    edits = False
    given_by = Text("missing.profile.by", hint="missing.profile.by-hint", missing="missing.profile.say-who", most=200)
    given_on = Date("missing.profile.on")
    photo = Text("missing.profile.photo", hint="missing.profile.photo-hint", required=False, most=300)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name in ASKED:
            self.fields[name] = TextArea(f"missing.questionnaire.{name}", hint=f"missing.questionnaire.{name}-hint", required=False, rows=2)

    def prepare(self, setting: ChildSetting) -> None:
        """What stands already is in the form, to be changed where it no longer holds."""
        self.fields["given_on"].initial = local(setting.at).date()
        held = queries.profile_of(setting.viewer, setting.child, setting.at)
        for name, one in held.answers.items():
            if name in self.fields:
                self.fields[name].initial = one.words
        self.fields["photo"].initial = held.photo.words if held.photo else ""

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"given_by": said["given_by"], "given_on": said["given_on"], "photo": said["photo"], "answers": {name: said[name] for name in ASKED}}
