"""The forms of who supervises the room."""

from __future__ import annotations

from typing import Any, Final, get_args

from tutela.facts.governance.audits import Mark
from tutela.foundations.design.forms import Form, Radios, Text, TextArea, read_as, worded
from tutela.foundations.work.operation import Operation
from tutela.law.kernel.arithmetic import SHIFTS
from tutela.practice.contact import operations
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.queries.calls import MARKS
from tutela.record.enquiries.engine import names_of

MARK: Final = get_args(Mark)
THEMES: Final = ("questions", "assessment", "checks", "grade", "voice", "advice")
HOW: Final = ("spoke", "directed", "took_over", "looked")


def _mark(name: str) -> Radios:
    return Radios(
        f"contact.review-call.{name}", worded("contact.review-call.mark", MARK), missing=f"contact.review-call.{name}-missing",
        classes="govuk-radios--inline",
    )


class Intervene(Act):
    """Stepping in: how, with whom, and what was said or done."""

    operation = operations.intervene
    how = Radios("contact.intervene.how", worded("contact.intervene.how-is", HOW), missing="contact.intervene.how-missing")
    with_whom = Text("contact.intervene.with", hint="contact.intervene.with-hint", required=False, most=120)
    text = read_as("review", TextArea("contact.intervene.text", hint="contact.intervene.text-hint", missing="contact.intervene.text-missing", rows=4))

    def prepare(self, setting: Setting) -> None:
        """Whose log it is stands there already."""
        owner = setting.held.card.owner.officer
        self.fields["with_whom"].initial = names_of([owner]).get(owner, "")


class ReviewCall(Act):
    """Marking a call that was drawn by lot."""

    operation = operations.review_call

    thrive, questions, evidence_advice, markers_used = (_mark(name) for name in MARKS)
    graded_right = Radios(
        "contact.review-call.graded-right", worded("contact.review-call.graded-right-is", ("yes", "no")), classes="govuk-radios--inline",
        missing="contact.review-call.graded-right-missing",
    )
    quality = Radios(
        "contact.review-call.quality", worded("contact.review.quality-is", ("1", "2", "3", "4", "5")), hint="contact.review.quality-hint",
        missing="contact.review-call.quality-missing", classes="govuk-radios--inline",
    )
    text = read_as("review", TextArea("contact.review-call.text", hint="contact.review-call.text-hint", missing="contact.review-call.text-missing", rows=4))

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "graded_right": said["graded_right"] == "yes", "quality": int(said["quality"])}


class PowerHour(Form):
    """A theme of the feedback as the topic of a shift's power hour, or that it was held."""

    shift = Radios("contact.topic.shift", worded("contact.themes.shift", SHIFTS), missing="contact.topic.shift-missing")
    theme = Radios("contact.topic.theme", worded("contact.theme", THEMES), missing="contact.topic.theme-missing")
    what = Radios("contact.topic.what", worded("contact.topic.what-is", ("choose", "held")), missing="contact.topic.what-missing", initial="choose")

    def chosen(self) -> Operation:
        """The operation that is called."""
        return operations.hold_topic if self.cleaned_data["what"] == "held" else operations.choose_topic


class Draw(Form):
    """Drawing calls asks nothing: the lot decides."""


class NoteFeedback(Act):
    """Taking note of what a reviewer said of one's record."""

    operation = operations.note_feedback
    text = TextArea("contact.note-feedback.text", hint="contact.note-feedback.text-hint", required=False, rows=2)
