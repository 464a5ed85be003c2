"""The forms of a systems check and of the answers to what it found."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError

from tutela.foundations.design.forms import Radios, Text, TextArea, wanted, worded
from tutela.foundations.design.words import words
from tutela.practice.contact import operations
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.operations.checking import HitSaid
from tutela.practice.contact.operations.looking import silent
from tutela.practice.contact.operations.reading import hit_words, known_waiting, names_of


class Check(Act):
    """Looking in the systems: what is held here needs no answer; each system that tells us nothing is asked about."""

    operation = operations.check_systems

    def prepare(self, setting: Setting) -> None:
        for source in silent(setting.viewer, setting.held.card, setting.at):
            found = wanted(Radios(
                "contact.check.found", worded("contact.check.found-is", ("nothing", "held", "not_checked")), required=False,
                classes="govuk-radios--inline govuk-radios--small",
            ))
            why = wanted(Text("contact.check.why", hint="contact.check.why-hint", required=False))
            found.having = why.having = {"source": words(f"contact.source.{source}")}
            self.fields[f"found_{source}"], self.fields[f"why_{source}"] = found, why

    def given(self) -> dict[str, Any]:
        said = super().given()
        sources = [name.removeprefix("found_") for name in said if name.startswith("found_")]
        return {"said": {s: (said[f"found_{s}"], said[f"why_{s}"]) for s in sources if said[f"found_{s}"] or said[f"why_{s}"]}}


class AnswerHits(Act):
    """Each hit that waits, of which who answers may know: used, or why it is not relevant. What is left open here waits on."""

    operation = operations.answer_hits

    def prepare(self, setting: Setting) -> None:
        self.hits: dict[str, str] = {}
        lines = known_waiting(setting.viewer, setting.held.card.ref, setting.at)
        names = names_of(lines)
        for line in lines:
            key = sha256(line.hit.encode()).hexdigest()[:12]
            self.hits[key] = line.hit
            used = wanted(Radios(
                "contact.hits.used", worded("contact.hits.used-is", ("yes", "no")), required=False, classes="govuk-radios--inline govuk-radios--small",
            ))
            because = wanted(TextArea("contact.hits.because", hint="contact.hits.because-hint", required=False, rows=2))
            used.having = because.having = {"hit": hit_words(line, setting.at, names)}
            self.fields[f"used_{key}"], self.fields[f"because_{key}"] = used, because

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for key in self.hits:
            if said.get(f"used_{key}") and not said.get(f"because_{key}"):
                self.add_error(f"because_{key}", ValidationError(words("contact.hit-without-reason"), code="required"))
            if said.get(f"because_{key}") and not said.get(f"used_{key}"):
                self.add_error(f"used_{key}", ValidationError(words("contact.hits.used-missing"), code="required"))
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"answers": [
            HitSaid(hit, said[f"used_{key}"] == "yes", said[f"because_{key}"]) for key, hit in self.hits.items() if said[f"used_{key}"]
        ]}


class ReadBriefing(Act):
    """That one has read what was sent: there is nothing to answer."""

    operation = operations.read_briefing
