"""The forms of disputing a decision, and of answering."""

from __future__ import annotations

from tutela.facts import Fact
from tutela.foundations.design.forms import Choice, Radios, TextArea, worded
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.text import clip
from tutela.practice.contact import operations
from tutela.practice.contact.forms.advising import radios
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.queries.challenging import LATEST, Challenging, challenging
from tutela.record.enquiries.engine import level_words, names_of, role_words

_SHOWN = 120


class Challenge(Act):
    """Which decision, why, and what one wants instead."""

    operation = operations.challenge
    decision = Radios("contact.challenge.decision", (), missing="contact.challenge.decision-missing")
    why = TextArea("contact.challenge.why", hint="contact.challenge.why-hint", missing="contact.challenge.why-missing", rows=3)
    wanted = TextArea("contact.challenge.wanted", hint="contact.challenge.wanted-hint", required=False, rows=2)

    def prepare(self, setting: Setting) -> None:
        """The latest decisions, each with who made it and when."""
        made = of(setting).decisions[:LATEST]
        named = names_of(f.by.ref or "" for f in made)
        radios(self, "decision").options = tuple(
            Choice(f.id, text=decision_words(f), hint_text=f"{named.get(f.by.ref or '') or role_words(f.by.role)}, {local_time(f.held_from)}") for f in made
        )


class AnswerChallenge(Act):
    """Stands or changed, and why."""

    operation = operations.answer_challenge
    challenge = Radios("contact.answer-challenge.challenge", (), missing="contact.answer-challenge.challenge-missing")
    decision = Radios(
        "contact.answer-challenge.decision", worded("contact.answer-challenge.decision-is", ("stands", "changed")),
        hint="contact.answer-challenge.decision-hint", missing="contact.answer-challenge.decision-missing",
    )
    why = TextArea("contact.answer-challenge.why", hint="contact.answer-challenge.why-hint", missing="contact.answer-challenge.why-missing", rows=3)

    def prepare(self, setting: Setting) -> None:
        """The challenges that wait."""
        found = of(setting).waiting
        named = names_of(f.by.ref or "" for f in found)
        radios(self, "challenge").options = tuple(
            Choice(f.id, text=clip(f.data.why, _SHOWN), hint_text=named.get(f.by.ref or "") or role_words(f.by.role))  # type: ignore[attr-defined]
            for f in found
        )
        if len(found) == 1:
            self.fields["challenge"].initial = found[0].id


def of(setting: Setting) -> Challenging:
    """What was decided and disputed of the incident and its searches."""
    card = setting.held.card
    return challenging((card.ref, *(e.ref for e in card.episodes)))


def decision_words(fact: Fact) -> str:
    """What was decided: the act, and the grade or level that it gave."""
    said = next((level_words(value) for name in ("grade", "level", "decision") if (value := getattr(fact.data, name, None))), "")
    return ": ".join(filter(None, (words(f"enquiries.fact.{fact.type}"), said)))
