"""The forms of a specialist's advice: asking for it, giving it, and saying what came of it."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError

from tutela.foundations.design.forms import Choice, Form, Radios, Text, TextArea, worded
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clip
from tutela.law.contact.advising import SPECIALISTS
from tutela.practice.contact import operations
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.queries.advising import advising
from tutela.record.enquiries.engine import names_of, role_words

_SHOWN: Final = 120
_UNASKED: Final = "unasked"


class AskSpecialist(Act):
    """Whom, and what."""

    operation = operations.ask_specialist
    to = Radios("contact.ask-specialist.to", (), missing="contact.ask-specialist.to-missing")
    text = TextArea("contact.ask-specialist.text", hint="contact.ask-specialist.text-hint", missing="contact.ask-specialist.text-missing", rows=3)

    def prepare(self, setting: Setting) -> None:
        """Each role, with who is on duty in it now."""
        there = forces.on_duty_many(SPECIALISTS, setting.at)
        radios(self, "to").options = tuple(
            Choice(role, text=role_words(role), hint_text=", ".join(c.name for c in there[role]) or words("contact.ask-specialist.nobody"))
            for role in SPECIALISTS
        )


class Advise(Act):
    """What is advised, by whom, in answer to what."""

    operation = operations.advise
    asked = Radios("contact.specialist.asked", (), missing="contact.specialist.asked-missing")
    text = TextArea("contact.specialist.text", hint="contact.specialist.text-hint", missing="contact.specialist.text-missing", rows=3)
    person = Text("contact.specialist.person", hint="contact.specialist.person-hint", required=False, most=120)

    def prepare(self, setting: Setting) -> None:
        """The questions that wait, the oldest ticked; where none waits, nothing is asked."""
        waits = advising(setting.held.card.ref).waiting
        if not waits:
            del self.fields["asked"]
            return
        found = [Choice(f.id, text=clip(f.data.text, _SHOWN), hint_text=role_words(f.data.to)) for f in waits]  # type: ignore[attr-defined]
        radios(self, "asked").options = (*found, Choice(_UNASKED, text=words("contact.specialist.unasked")))
        self.fields["asked"].initial = waits[0].id

    def given(self) -> dict[str, Any]:
        said = super().given()
        asked = said.get("asked", "")
        return {**said, "asked": asked.replace(_UNASKED, "")}


class WeighAdvice(Act):
    """Acted on, or not and why."""

    operation = operations.weigh_advice
    advised = Radios("contact.weigh-advice.advised", (), missing="contact.weigh-advice.advised-missing")
    decision = Radios(
        "contact.weigh-advice.decision", worded("contact.weigh-advice.decision-is", ("acted_on", "not_acted_on")),
        missing="contact.weigh-advice.decision-missing",
    )
    reason = TextArea("contact.weigh-advice.reason", hint="contact.weigh-advice.reason-hint", required=False, rows=3)

    def prepare(self, setting: Setting) -> None:
        """The advice of which nobody said yet what came of it."""
        found = advising(setting.held.card.ref).unweighed
        named = names_of(f.by.ref or "" for f in found)
        radios(self, "advised").options = tuple(
            Choice(f.id, text=clip(f.data.text, _SHOWN), hint_text=f.data.person or named.get(f.by.ref or "") or role_words(f.by.role))  # type: ignore[attr-defined]
            for f in found
        )
        if len(found) == 1:
            self.fields["advised"].initial = found[0].id

    def clean(self) -> dict[str, Any]:
        """Not acted on has its reason."""
        said = super().clean() or {}
        if said.get("decision") == "not_acted_on" and not (said.get("reason") or "").strip():
            self.add_error("reason", ValidationError(words("contact.say-why-not-acted-on"), code="required"))
        return said


def radios(form: Form, name: str) -> Radios:
    """A field of choices, whose answers depend on the incident."""
    field = form.fields[name]
    assert isinstance(field, Radios)
    return field
