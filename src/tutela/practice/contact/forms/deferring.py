"""The forms of putting off that somebody goes: an appointment that another approves, and telephone resolution."""

from __future__ import annotations

from tutela.foundations.design.forms import Checkboxes, Choice, DateTime, Text, TextArea, read_as
from tutela.foundations.design.words import words
from tutela.practice.contact import operations
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.operations.deferring import NOBODY
from tutela.record.occurrences.queries.called import called


class Telephone(Act):
    """Giving it to a team that resolves by telephone."""

    operation = operations.assign_to_telephone
    team = Text("contact.telephone.team", most=120)
    why = TextArea("contact.telephone.why", rows=2)


class Appointment(Act):
    """Asking for an appointment: for when, why, and of each child that they are safe until then."""

    operation = operations.ask_appointment
    edits = True
    for_when = DateTime("contact.appointment.when", hint="contact.appointment.when-hint", future=True)
    why = read_as("rationale", TextArea("contact.appointment.why", hint="contact.appointment.why-hint", rows=2))
    safe = Checkboxes("contact.appointment.safe", (), hint="contact.appointment.safe-hint", required=False)
    how = TextArea("contact.appointment.how", hint="contact.appointment.how-hint", rows=3)

    def prepare(self, setting: Setting) -> None:
        """One box for each child who is named; where none is, that no child is there."""
        field = self.fields["safe"]
        assert isinstance(field, Checkboxes)
        children = setting.held.card.children
        named = called(setting.viewer, children, at=setting.at)
        found = tuple(Choice(ref, text=named[ref].text) for ref in children if ref in named)
        field.options = found or (Choice(NOBODY, text=words("contact.appointment.nobody")),)
