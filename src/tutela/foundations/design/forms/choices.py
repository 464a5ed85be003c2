"""Fields of which one, or some, of several answers are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from tutela.foundations.design.forms.fields import Asked
from tutela.foundations.design.forms.group import field_group
from tutela.foundations.design.words import words


class Choice(msgspec.Struct, frozen=True):
    """One answer: in words of its own (a name), or by message id."""

    value: str
    text: str = ""
    message: str = ""
    hint: str = ""
    """A message id."""
    hint_text: str = ""

    @property
    def said(self) -> str:
        """The answer as it is read."""
        return words(self.message) if self.message else self.text

    @property
    def hinted(self) -> str:
        """What stands beneath it."""
        return words(self.hint) if self.hint else self.hint_text


Options = Sequence[Choice] | Callable[[], Sequence[Choice]]


def worded(prefix: str, values: Iterable[str]) -> tuple[Choice, ...]:
    """Answers whose messages are ``<prefix>.<value>``."""
    return tuple(Choice(str(value), message=f"{prefix}.{value}") for value in values)


class _Chosen(Asked, forms.Field):
    """What the three share: the answers, which may be changed when the form is made."""

    options: Options

    def __init__(
        self, label: str, options: Options, *, hint: str | None = None, missing: str | None = None, required: bool = True, initial: Any = None,
        size: str = "s", classes: str = "", reveals: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(required=required, initial=initial)
        self.ask(label, hint, missing, size)
        self.options, self.classes = options, classes
        self.reveals = dict(reveals or {})
        """Which field an answer asks further: ``{"other": "other_words"}``."""

    def choices(self) -> Sequence[Choice]:
        """The answers as they are now."""
        return self.options() if callable(self.options) else self.options

    def said_missing(self) -> ValidationError:
        if self.missing_id:
            return super().said_missing()
        return ValidationError(words("design.form.choose", label=self.label_text), code="required")

    def check(self, values: Iterable[str]) -> None:
        """Are all of them answers?

        :raises ValidationError: if one is not
        """
        if not set(values) <= {choice.value for choice in self.choices()}:
            raise ValidationError(words("design.form.no-such-answer", label=self.label_text), code="invalid_choice")

    def items(self, bound: BoundField, chosen: set[str]) -> list[dict[str, Any]]:
        """The answers for a component, each with an id that an error can point to."""
        found: list[dict[str, Any]] = []
        for index, choice in enumerate(self.choices()):
            item: dict[str, Any] = {"value": choice.value, "text": choice.said, "id": f"{bound.auto_id}_{index}", "checked": choice.value in chosen}
            if choice.hinted:
                item["hint"] = {"text": choice.hinted}
            if choice.value in self.reveals:
                item["conditional"] = {"html": field_group(bound.form[self.reveals[choice.value]])}
            found.append(item)
        return found


class Radios(_Chosen):
    """One of a few."""

    component = ("radios", "govukRadios")

    def clean(self, value: Any) -> str:
        answer = str(value or "")
        if not answer:
            if self.required:
                raise self.said_missing()
            return ""
        self.check([answer])
        return answer

    def params(self, bound: BoundField) -> dict[str, Any]:
        chosen = {str(bound.value())} if bound.value() not in (None, "") else set()
        return {**self.common(bound), **self.legend(), "idPrefix": bound.auto_id, "classes": self.classes, "items": self.items(bound, chosen)}

    def anchor(self, bound: BoundField) -> str:
        return f"{bound.auto_id}_0"


class Select(Radios):
    """One of many, closed until it is opened."""

    component = ("select", "govukSelect")

    def params(self, bound: BoundField) -> dict[str, Any]:
        value = "" if bound.value() is None else str(bound.value())
        items = [{"value": "", "text": words("design.form.select"), "selected": not value}]
        items += [{"value": choice.value, "text": choice.said, "selected": choice.value == value} for choice in self.choices()]
        return {**self.common(bound), **self.labelled(), "items": items, "classes": self.classes}

    def anchor(self, bound: BoundField) -> str:
        return bound.auto_id


class Checkboxes(_Chosen):
    """Some of a few: a tuple of values, in the order of the answers."""

    component = ("checkboxes", "govukCheckboxes")
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[str, ...]:
        values = {str(one) for one in value or ()}
        if not values and self.required:
            raise self.said_missing()
        self.check(values)
        return tuple(choice.value for choice in self.choices() if choice.value in values)

    def params(self, bound: BoundField) -> dict[str, Any]:
        chosen = {str(one) for one in bound.value() or ()}
        return {**self.common(bound), **self.legend(), "idPrefix": bound.auto_id, "classes": self.classes, "items": self.items(bound, chosen)}

    def anchor(self, bound: BoundField) -> str:
        return f"{bound.auto_id}_0"


class Tick(Asked, forms.BooleanField):
    """One box: a thing confirmed. Required means that it must be ticked."""

    component = ("checkboxes", "govukCheckboxes")

    def __init__(self, label: str, *, hint: str | None = None, missing: str | None = None, required: bool = False, initial: bool = False) -> None:
        super().__init__(required=required, initial=initial)
        self.ask(label, hint, missing)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise self.said_missing()

    def params(self, bound: BoundField) -> dict[str, Any]:
        common = self.common(bound)
        item = {"value": "on", "text": self.label_text, "id": bound.auto_id, "checked": bool(bound.value())}
        if hint := common.pop("hint", None):
            item["hint"] = hint
        return {**common, "idPrefix": bound.auto_id, "items": [item]}
