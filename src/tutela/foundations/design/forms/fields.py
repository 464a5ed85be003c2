"""Fields of one line or many, and what all fields share: words by message id, parameters for a component, an anchor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator, MinValueValidator
from django.forms.boundfield import BoundField
from django.utils.functional import lazystr
from markupsafe import Markup

from tutela.foundations.design.words import words
from tutela.foundations.kit import text

LONGEST: Final = 20_000
"""No answer is longer, so that a page can always be shown again."""


F = TypeVar("F", bound="Asked")


def wanted(field: F) -> F:
    """A question that stops nobody when it is left empty, and that is not called optional: what it lacks is owed, or does not count."""
    field.wanted = True
    return field


def read_as(kind: str, field: F, *, guide: str = "") -> F:
    """A question whose words are read while somebody writes, as a rationale, direction, review, endorsement or assessment. Never one of an urgent act.

    :param guide: which guidance stands beneath it, with a good and a weak example (``wording.guide``)
    """
    field.reads, field.guide = kind, guide
    return field


def folded(said: str, field: F) -> F:
    """A question that most leave out: it stands with its neighbours of the same fold beneath one line, unfolded once one of them is answered or wrong."""
    field.fold = said
    return field


_SAID_FROM: Final = 60
"""From so many hundredths of a line's limit on it is said how much is left."""


class Deferred:
    """Words that are looked up when they are shown, in the reader's language."""

    def __init__(self, id: str, having: Mapping[str, Any]) -> None:
        self.id, self.having = id, having

    def __str__(self) -> str:
        return words(self.id, **self.having)


class Asked:
    """A question: what every field of ours has. ``having`` are the parameters of its label and hint."""

    component: ClassVar[tuple[str, str]]
    """The component's name and its macro."""
    reads = guide = ""
    """As what its words are read while somebody writes; nothing, where they are not."""
    fold = ""
    """The id of the line beneath which it is folded; nothing, where it stands by itself."""
    wanted = False
    """May it be left empty though an answer is wanted, so that nobody is stopped? Then it is not called optional."""

    def ask(self, label: str, hint: str | None = None, missing: str | None = None, size: str = "s") -> None:
        """Give the question its words; ``missing`` is what is said when it is not answered."""
        self.label_id, self.hint_id, self.missing_id, self.size = label, hint, missing, size
        self.having: dict[str, Any] = {}

    @property
    def label_text(self) -> str:
        """The question as it is read."""
        return words(self.label_id, **self.having)

    def said_missing(self) -> ValidationError:
        """The error of no answer."""
        said = words(self.missing_id, **self.having) if self.missing_id else words("design.form.missing", label=self.label_text)
        return ValidationError(said, code="required")

    def common(self, bound: BoundField) -> dict[str, Any]:
        """Name, hint and error, for any component."""
        params: dict[str, Any] = {"id": bound.auto_id, "name": bound.html_name}
        if self.hint_id:
            params["hint"] = {"text": words(self.hint_id, **self.having)}
        if self.reads:
            params["attributes"] = {"data-words": self.reads}
        if bound.errors:
            params["errorMessage"] = {"text": " ".join(map(str, bound.errors)), "visuallyHiddenText": words("design.form.error")}
        return params

    def labelled(self) -> dict[str, Any]:
        """The question as the label of one control; says so where it may be left out."""
        return {"label": {"text": self.shown_label, "classes": f"govuk-label--{self.size}"}}

    def legend(self) -> dict[str, Any]:
        """The question as the legend of several controls."""
        return {"fieldset": {"legend": {"text": self.shown_label, "classes": f"govuk-fieldset__legend--{self.size}"}}}

    @property
    def shown_label(self) -> str:
        """The question, with "optional" where it is."""
        return self.label_text if self.wanted or getattr(self, "required", True) else words("design.form.optional", label=self.label_text)

    def params(self, bound: BoundField) -> dict[str, Any]:
        """The component's parameters."""
        return {**self.common(bound), **self.labelled(), "value": shown(bound.value())}

    def anchor(self, bound: BoundField) -> str:
        """The id of the control that an error of this field is about."""
        return bound.auto_id


def shown(value: Any) -> str:
    """A value as it stands in a control: as it was typed, but for what no page can hold."""
    return "" if value is None else str(value).replace("\x00", "")


class Text(Asked, forms.CharField):
    """One line."""

    component = ("input", "govukInput")

    def __init__(
        self, label: str, *, hint: str | None = None, missing: str | None = None, required: bool = True, most: int = 200, width: int | None = None,
        autocomplete: str = "off", inputmode: str | None = None, kind: str = "text", initial: Any = None, size: str = "s",
    ) -> None:
        super().__init__(required=required, max_length=most, initial=initial, strip=True)
        self.ask(label, hint, missing, size)
        self.width, self.autocomplete, self.inputmode, self.kind = width, autocomplete, inputmode, kind
        self.error_messages["max_length"] = lazystr(Deferred("design.form.too-long", {"most": most}))

    def to_python(self, value: Any) -> str:
        return text.clean(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        if self.required and value in self.empty_values:
            raise self.said_missing()

    def params(self, bound: BoundField) -> dict[str, Any]:
        width = f"govuk-input--width-{self.width}" if self.width else ""
        params = {
            **super().params(bound), "type": self.kind, "classes": width, "autocomplete": self.autocomplete, "inputmode": self.inputmode,
            "spellcheck": False if self.kind != "text" else None,
        }
        return {**params, **self._counted(bound)} if self._is_prose else params

    @property
    def _is_prose(self) -> bool:
        """Is it written in words, and not a reference, name or number of a known width?"""
        return self.kind == "text" and not self.width and not self.inputmode and self.autocomplete == "off"

    def _counted(self, bound: BoundField) -> dict[str, Any]:
        """The limit of a line, as the character count says it: once much of it is used, or at once where no script runs."""
        most = words("design.form.up-to", most=self.max_length)
        said = Markup('<div id="{}-info" class="govuk-hint govuk-character-count__message">{}</div>').format(bound.auto_id, most)
        counting = {"data-module": "govuk-character-count", "data-maxlength": str(self.max_length), "data-threshold": str(_SAID_FROM)}
        return {
            "classes": "govuk-js-character-count", "describedBy": f"{bound.auto_id}-info", "inputWrapper": {"classes": "govuk-!-display-block"},
            "formGroup": {"classes": "govuk-character-count", "attributes": counting, "afterInput": {"html": said}},
        }


class TextArea(Text):
    """Several lines, counted where they have a limit to be seen."""

    component = ("textarea", "govukTextarea")

    def __init__(
        self, label: str, *, hint: str | None = None, missing: str | None = None, required: bool = True, rows: int = 4, count: int | None = None,
        initial: Any = None, size: str = "s",
    ) -> None:
        super().__init__(label, hint=hint, missing=missing, required=required, most=count or LONGEST, initial=initial, size=size)
        self.rows, self.count = rows, count
        if count:
            self.component = ("character-count", "govukCharacterCount")  # type: ignore[misc]  # one field of the class may be counted, another not

    def params(self, bound: BoundField) -> dict[str, Any]:
        params = {**Asked.params(self, bound), "rows": self.rows, "spellcheck": True}
        return {**params, "maxlength": self.count} if self.count else params


class Number(Asked, forms.IntegerField):
    """A whole number."""

    component = ("input", "govukInput")

    def __init__(
        self, label: str, *, hint: str | None = None, missing: str | None = None, required: bool = True, least: int = 0, most: int = 1_000_000_000,
        width: int = 4, suffix: str | None = None, initial: Any = None, size: str = "s",
    ) -> None:
        super().__init__(required=required, min_value=least, max_value=most, initial=initial)
        self.ask(label, hint, missing, size)
        self.width, self.suffix = width, suffix
        self.error_messages["invalid"] = lazystr(Deferred("design.form.not-a-number", {}))
        for validator in self.validators:
            if isinstance(validator, BaseValidator):
                id = "design.form.too-small" if isinstance(validator, MinValueValidator) else "design.form.too-large"
                validator.message = lazystr(Deferred(id, {"least": least, "most": most}))

    def validate(self, value: Any) -> None:
        if self.required and value in self.empty_values:
            raise self.said_missing()

    def params(self, bound: BoundField) -> dict[str, Any]:
        params = {**super().params(bound), "inputmode": "numeric", "classes": f"govuk-input--width-{self.width}", "spellcheck": False}
        return {**params, "suffix": {"text": words(self.suffix)}} if self.suffix else params


class File(Asked, forms.FileField):
    """A file. A browser never fills it again: where other answers were wrong, it is to be chosen anew, and the hint says so."""

    component = ("file-upload", "govukFileUpload")

    def __init__(self, label: str, *, hint: str | None = None, missing: str | None = None, required: bool = True, size: str = "s") -> None:
        super().__init__(required=required)
        self.ask(label, hint or "design.form.file-again", missing, size)
        self.error_messages["empty"] = lazystr(Deferred("design.form.file-empty", {}))

    def clean(self, data: Any, initial: Any = None) -> Any:
        if self.required and not data and not initial:
            raise self.said_missing()
        return super().clean(data, initial)

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {**self.common(bound), **self.labelled()}
