"""What is asked of a team's own log: the file, and which of its columns is what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from tutela.desks.intake.queries import FIELDS, NEEDED, Held
from tutela.foundations.design.forms import Choice, File, Form, Select, Tick
from tutela.foundations.design.words import words


class UploadForm(Form):
    """The file; in a training database also that nobody in it is real."""

    file = File("intake.form.file", hint="intake.form.file-hint", missing="intake.form.file-missing")
    invented = Tick("intake.form.invented", hint="intake.form.invented-hint", required=False)

    def __init__(self, *given: Any, training: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if not training:
            del self.fields["invented"]


class ColumnsForm(Form):
    """Which column is what: one question for each thing that a row of this log may say."""

    def __init__(self, data: Any = None, *, held: Held) -> None:
        super().__init__(data)
        self._log = held.log
        columns = _choices(held.headings)
        for name in FIELDS[held.log]:
            self.fields[name] = Select(f"intake.field.{name}", columns, hint=f"intake.field.{name}-hint", required=name in NEEDED[held.log])
            self.fields[name].initial = held.columns.get(name, "")

    def clean(self) -> dict[str, Any]:
        """One column is one thing."""
        said = super().clean() or {}
        seen: dict[str, str] = {}
        for name in FIELDS[self._log]:
            heading = said.get(name)
            if heading and seen.setdefault(heading, name) != name:
                self.add_error(name, ValidationError(words("intake.column-twice", heading=heading), code="invalid"))
        return said


class ActForm(Form):
    """Taking in and throwing away ask nothing."""


def _choices(headings: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(heading, text=heading) for heading in headings if heading)
