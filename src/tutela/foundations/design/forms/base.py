"""The form of every page: its questions, its key and, where it edits something, the version that it was opened on.

The key makes a second click, or a second try after the network failed, the same act. The version lets the second of two
editors see what the first changed. Neither is an answer, so neither is in ``cleaned_data``: that is the operation's input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, ClassVar, Final, Literal, cast
from uuid import UUID

import msgspec
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.module_loading import import_string

from tutela.foundations.design.forms.fields import Asked, TextArea
from tutela.foundations.design.words import words
from tutela.foundations.kit import ids

WORDS_WHY: Final = "words_why"

class Problem(msgspec.Struct, frozen=True):
    """One line of the error summary."""

    text: str
    href: str | None


class Part(msgspec.Struct, frozen=True):
    """Questions that stand together: beneath one line, folded or not, or by themselves."""

    fold: str
    fields: tuple[BoundField, ...]

    @property
    def open(self) -> bool:
        """Was one of them answered, or is one wrong?"""
        return any(bound.errors or bound.value() for bound in self.fields)


class Form(forms.Form):
    """A form of ours. ``edits = True`` where it changes something that another may have changed meanwhile."""

    edits: ClassVar[bool] = False
    asks_why: ClassVar[Literal["", "before", "beside"]] = ""
    """May its author be asked for another word or a reason before it is done (an act that can wait), or beside it, stopping nothing? Else neither."""
    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, *, initial: Mapping[str, Any] | None = None, expected: int | None = None) -> None:
        super().__init__(data, files, initial=dict(initial or {}))
        self._stale = self._noticed = False
        self.words_why = ""
        """Why words that were noticed are right as they are, as their author says."""
        if self.asks_why:
            label = f"design.form.words-why-{self.asks_why}"
            self.fields[WORDS_WHY] = TextArea(label, hint=f"{label}-hint", required=False, rows=2)
        self._key = self._read_key()
        self._expected = expected if expected is not None and data is None else self._read_expected()

    @property
    def key(self) -> str:
        """The idempotency key: the same for each try of one act."""
        return self._key

    @property
    def expected(self) -> int | None:
        """The version that the person saw when they began; None where the form edits nothing."""
        return self._expected

    def renew(self, *, expected: int) -> None:
        """After a conflict: what is sent next stands on the version that this page shows."""
        self._expected = expected

    def hidden(self) -> list[tuple[str, str]]:
        """Key and version, as they stand in the form."""
        found = [("key", self._key)]
        return [*found, ("expected", str(self._expected))] if self._expected is not None else found

    @property
    def error_summary(self) -> tuple[Problem, ...]:
        """Every error, each with the control that it is about."""
        found: list[Problem] = []
        for name, errors in self.errors.items():
            bound = None if name == "__all__" else self[name]
            href = f"#{bound.field.anchor(bound)}" if bound and isinstance(bound.field, Asked) else None
            label = bound.field.label_text if bound and isinstance(bound.field, Asked) else ""
            found += [Problem(_about(label, error), href) for error in errors.as_data()]
        return tuple(found)

    def shown_fields(self) -> Iterator[BoundField]:
        """The questions in order, without those that an answer reveals."""
        revealed = {name for field in self.fields.values() for name in getattr(field, "reveals", {}).values()}
        last = [self[WORDS_WHY]] if self.asks_why == "beside" or self._noticed else []
        return (bound for bound in [*(each for each in self if each.name != WORDS_WHY), *last] if bound.name not in revealed)

    def parts(self) -> list[Part]:
        """The questions in order, with those of one fold together."""
        return [Part(fold, tuple(found)) for fold, found in groupby(self.shown_fields(), lambda bound: getattr(bound.field, "fold", ""))]

    def can_wait(self) -> bool:
        """Can what was answered wait until its author has looked at the words again?"""
        return self.asks_why == "before"

    def answers(self) -> dict[str, Any]:
        """What was typed or chosen, as it came: for a page that must not lose it."""
        return {bound.name: bound.value() for bound in self}

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self._stale:
            self.add_error(None, words("design.form.stale"))
        if self.is_bound and self.asks_why:
            self.words_why = str(self.cleaned_data.pop(WORDS_WHY, ""))
            if self.can_wait():
                self._look_again()

    def _look_again(self) -> None:
        """Ask once for other words, or for the reason why these are right; nothing that was written is lost."""
        noticed = cast("Callable[[str, str], str]", import_string(settings.DESIGN_READS))
        self._noticed = bool(self.words_why)
        for name, field in self.fields.items():
            said, kind = self.cleaned_data.get(name), getattr(field, "reads", "")
            if kind and said and (problem := noticed(str(said), kind)):
                self._noticed = True
                if not self.words_why:
                    self.add_error(name, problem)

    def _read_key(self) -> str:
        """The key that was sent; a new one for a new form, or where none came that can be read."""
        if not self.is_bound:
            return str(ids.new())
        try:
            return str(UUID(str(self.data.get("key", ""))))
        except ValueError:
            self._stale = True
            return str(ids.new())

    def _read_expected(self) -> int | None:
        """The version that was sent, where the form edits."""
        if not self.edits or not self.is_bound:
            return None
        sent = str(self.data.get("expected", ""))
        if sent.isascii() and sent.isdigit() and len(sent) < 10:
            return int(sent)
        self._stale = True
        return None


def _about(label: str, error: ValidationError) -> str:
    """An error where its question is out of sight: with the question, unless it says it or was written for it."""
    said = " ".join(error.messages)
    return said if not label or error.code in (None, "required") or label in said else words("design.form.about", label=label, problem=said)
