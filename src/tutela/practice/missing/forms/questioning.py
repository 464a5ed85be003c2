"""The missing child questionnaire: each question with its answer, or why it was not asked."""

from __future__ import annotations

from typing import Any

from django.forms.boundfield import BoundField

from tutela.foundations.design.forms import Radios, Text, TextArea, wanted, worded
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import words
from tutela.law.missing.questions import QUESTIONS
from tutela.practice.missing import operations, queries
from tutela.practice.missing.forms.fields import Act, Setting
from tutela.record.enquiries.engine import question_words
from tutela.record.enquiries.queries import heard


class Questionnaire(Act):
    """What the missing child questionnaire says; a question without an answer stays owed, and stops nobody."""

    operation = operations.complete_questionnaire
    template = "missing/questionnaire.html"

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for question in QUESTIONS:
            asked = f"missing.questionnaire.{question.name}"
            if question.options:
                self.fields[f"{question.name}_is"] = wanted(Radios(
                    asked, worded("missing.questionnaire.option", question.options), required=False, classes="govuk-radios--inline",
                ))
            label = f"{asked}-more" if question.options else asked
            self.fields[question.name] = wanted(TextArea(label, hint=f"{asked}-hint", required=False, rows=2))
            why = wanted(Text("missing.questionnaire.not-asked", required=False, most=400))
            why.having = {"question": question_words(question.name)}
            self.fields[f"{question.name}_not_asked"] = why

    def prepare(self, setting: Setting) -> None:
        """What is known already stands in the form: nobody asks a carer twice."""
        card = setting.held.card
        for name, before in queries.profile_of(setting.viewer, card.child, setting.at).answers.items():
            if name in self.fields:   # with who said so and when, so that whoever reads it knows how old it is
                self.fields[name].initial = words("missing.profile.beforehand", said=before.words, by=before.by, day=local_date(before.on))
        for name, one in heard(card.incident, card.ref).said.items():
            for field, value in ((name, one.words), (f"{name}_is", one.value), (f"{name}_not_asked", one.not_asked)):
                if field in self.fields:
                    self.fields[field].initial = value

    def questions(self) -> list[tuple[list[BoundField], BoundField, bool]]:
        """Of each question the fields of its answer, the field for why it was not asked, and whether that one is open."""
        found = []
        for question in QUESTIONS:
            answer = [self[name] for name in (f"{question.name}_is", question.name) if name in self.fields]
            why = self[f"{question.name}_not_asked"]
            found.append((answer, why, bool(why.value() or why.errors)))
        return found

    def given(self) -> dict[str, Any]:
        said = super().given()
        names = [question.name for question in QUESTIONS]
        return {
            "answers": {name: said[name] for name in names if said[name]},
            "chosen": {name: said[f"{name}_is"] for name in names if said.get(f"{name}_is")},
            "not_asked": {name: said[f"{name}_not_asked"] for name in names if said[f"{name}_not_asked"]},
        }


class Alert(Act):
    """Asking others to look out for the child, or not: the ports, the public."""

    operation = operations.consider_alert
    kind = Radios("missing.alert.kind", worded("missing.alert.kind-is", ("ports", "child_rescue")))
    asked = Radios("missing.alert.asked", worded("missing.alert.asked-is", ("yes", "no")))
    why = TextArea("missing.alert.why", hint="missing.alert.why-hint", missing="missing.alert.why-missing", rows=3)
    reference = Text("missing.alert.reference", hint="missing.alert.reference-hint", required=False)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "asked": said["asked"] == "yes"}
