"""The forms of who supervises the room."""

from __future__ import annotations

from typing import Final

from tutela.foundations.design.forms import Radios, Text, TextArea, read_as, worded
from tutela.practice.contact import operations
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.record.enquiries.engine import names_of

HOW: Final = ("spoke", "directed", "took_over", "looked")


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


class NoteFeedback(Act):
    """Taking note of what a reviewer said of one's record."""

    operation = operations.note_feedback
    text = TextArea("contact.note-feedback.text", hint="contact.note-feedback.text-hint", required=False, rows=2)
