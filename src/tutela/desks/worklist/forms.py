"""What is filled in on the worklist: which alerts one has noted, what one takes over or declines, to whom all is handed at the end of a shift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from tutela.foundations.design.forms import Choice, Form, Radios, Select, TextArea, Tick
from tutela.foundations.kit import refs


class Acknowledge(Form):
    """The alerts that somebody has noted: those that are ticked, or those of the one button that was pressed."""

    def chosen(self) -> list[str]:
        """The alerts, each once; what is no alert's id is left out."""
        data: Any = self.data
        sent = [data["only"]] if data.get("only") else data.getlist("alerts")
        found: dict[str, None] = {}
        for part in ",".join(sent).split(","):
            try:
                found[str(UUID(part.strip()))] = None
            except ValueError:
                continue
        return list(found)


class Take(Form):
    """What is taken over: the record is named beside the form, and is nobody's answer."""

    @property
    def subject(self) -> str:
        """The incident or episode; empty where what came names neither."""
        data: Any = self.data if self.is_bound else self.initial
        named = str(data.get("subject", ""))
        return named if refs.is_ours(named) and refs.split(named)[0] in ("incident", "episode") else ""


class Decline(Take):
    """Why something is not taken over."""

    reason = TextArea("worklist.hand-over.why", hint="worklist.hand-over.why-hint", rows=2)


class CaseAsked(msgspec.Struct, frozen=True):
    """One case of a shift, as the form asks about it."""

    key: str
    name: str
    offered_to: str
    """To whom it is offered already; empty where to nobody."""


class Shift(Form):
    """To whom everything is handed, and what they must know of each case; an earlier offer stands unless it is replaced."""

    officer = Select("worklist.shift.officer", (), hint="worklist.shift.officer-hint")

    def offer(self, choices: Sequence[Choice], cases: Sequence[CaseAsked]) -> None:
        """Say who may be chosen, and ask about each case."""
        field = self.fields["officer"]
        assert isinstance(field, Radios)
        field.options = self.choices = tuple(choices)
        for case in cases:
            risks = TextArea("worklist.shift.risks", hint="worklist.shift.risks-hint", rows=3, required=not case.offered_to)
            risks.having = {"name": case.name}
            self.fields[f"risks_{case.key}"] = risks
            if case.offered_to:
                replace = Tick("worklist.shift.replace", hint="worklist.shift.replace-hint")
                replace.having = {"name": case.offered_to}
                self.fields[f"replace_{case.key}"] = replace

    def clean(self) -> dict[str, Any]:
        """What is offered anew has its words, as what is offered first."""
        for name in [name for name in self.fields if name.startswith("replace_")]:
            risks = f"risks_{name.removeprefix('replace_')}"
            field: Any = self.fields[risks]
            if self.cleaned_data.get(name) and not self.cleaned_data.get(risks) and risks not in self.errors:
                self.add_error(risks, field.said_missing())
        return self.cleaned_data

    def told(self, key: str) -> str:
        """What was written of one case."""
        return str(self.cleaned_data.get(f"risks_{key}", ""))

    def left(self, key: str) -> bool:
        """Does the earlier offer of a case stand, which the page showed? So a second click says the same as the first."""
        data: Any = self.data
        return key in data.getlist("offered") and not data.get(f"replace_{key}")
