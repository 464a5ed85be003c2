"""The form on which the record of a return is read through, scored and signed off, or sent back."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError

from tutela.foundations.design.forms import Checkboxes, Radios, TextArea, worded
from tutela.foundations.design.words import words
from tutela.law.missing.back import QUESTIONS
from tutela.practice.missing import operations, queries
from tutela.practice.missing.forms.fields import Act, Setting

_SCORES: Final = ("1", "2", "3", "4", "5")


class Sign(Act):
    """Signing off, as the line manager of whoever wrote it or as the responsible inspector."""

    operation = operations.sign_form
    signs_as = Radios("missing.sign.signs-as", (), missing="missing.sign.signs-as-missing")
    quality = Radios(
        "missing.sign.quality", worded("missing.sign.quality-is", _SCORES), hint="missing.sign.quality-hint", missing="missing.sign.quality-missing",
    )
    gaps = Checkboxes("missing.sign.gaps", worded("enquiries.return.question", QUESTIONS), hint="missing.sign.gaps-hint", required=False)
    text = TextArea("missing.sign.text", required=False, rows=2)

    def prepare(self, setting: Setting) -> None:
        """As what this officer may sign; whoever may sign as one is not asked twice."""
        offered = queries.may_sign_as(setting.viewer, queries.author_of_return(setting.held.card.ref), setting.at)
        field: Any = self.fields["signs_as"]
        field.options = worded("missing.sign.signs-as-is", offered)
        field.initial = offered[0] if len(offered) == 1 else None
        self._low = queries.low_score(setting.at)

    def clean(self) -> dict[str, Any]:
        """Whoever gets it back must be told what is lacking."""
        said = super().clean() or {}
        if said.get("quality") and int(said["quality"]) <= self._low and not said.get("gaps") and not said.get("text"):
            self.add_error("gaps", ValidationError(words("missing.sign.name-gaps"), code="required"))
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "quality": int(said["quality"])}

    def done(self, slug: str, result: dict[str, Any]) -> str:
        return f"missing.{slug}.{'returned' if result['sent_back'] else 'done'}"
