"""The questions of signing in. They carry no key of an act and keep no draft: what they ask is never written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from tutela.foundations.design.forms import Form, Text
from tutela.foundations.design.words import words
from tutela.foundations.kit import ids

if TYPE_CHECKING:
    from tutela.foundations.access.models import Account


class Secret(Text):
    """A password, or what may be one: taken as it was typed, shown to nobody, filled in by a password manager."""

    component = ("password-input", "govukPasswordInput")

    def __init__(self, label: str, *, hint: str | None = None, missing: str | None = None, autocomplete: str = "current-password") -> None:
        super().__init__(label, hint=hint, missing=missing, most=200, autocomplete=autocomplete)
        self.strip = False

    def to_python(self, value: Any) -> str:
        return str(value or "")

    def params(self, bound: BoundField) -> dict[str, Any]:
        return {
            **self.common(bound), **self.labelled(), "autocomplete": self.autocomplete,
            "showPasswordText": words("access.form.show"), "hidePasswordText": words("access.form.hide"),
            "showPasswordAriaLabelText": words("access.form.show-password"), "hidePasswordAriaLabelText": words("access.form.hide-password"),
            "passwordShownAnnouncementText": words("access.form.shown"), "passwordHiddenAnnouncementText": words("access.form.hidden"),
        }


class Unkeyed(Form):
    """A form whose sending is no act of the record."""

    def _read_key(self) -> str:
        return str(ids.new())

    def hidden(self) -> list[tuple[str, str]]:
        return []

    def say(self, field: str | None, id: str, **having: Any) -> None:
        """Put a message at one of its questions, or over all."""
        self.add_error(field, words(id, **having))


class SignIn(Unkeyed):
    """The first step."""

    username = Text("access.form.username", missing="access.form.username-missing", most=80, autocomplete="username")
    password = Secret("access.form.password", missing="access.form.password-missing")


class Code(Unkeyed):
    """The second step, and the last of setting up an authenticator."""

    code = Text("access.form.code", hint="access.form.code-hint", missing="access.form.code-missing", most=20, width=10, autocomplete="one-time-code")


class FirstCode(Unkeyed):
    """The code that an authenticator shows after it was set up."""

    code = Text(
        "access.form.first-code", missing="access.form.code-missing", most=20, width=10, autocomplete="one-time-code", inputmode="numeric",
    )


class Unlock(Unkeyed):
    """Password or code of who is signed in already."""

    said = Secret("access.form.said", missing="access.form.said-missing")


class Password(Unkeyed):
    """A new password, twice."""

    new = Secret("access.form.new-password", hint="access.form.new-password-hint", missing="access.form.new-password-missing", autocomplete="new-password")
    again = Secret("access.form.again", missing="access.form.again-missing", autocomplete="new-password")

    def __init__(self, account: Account, data: Any = None) -> None:
        super().__init__(data)
        self.account = account

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        new, again = given.get("new"), given.get("again")
        if new and again and new != again:
            self.say("again", "access.form.not-the-same")
        if new:
            try:
                validate_password(new, self.account)
            except ValidationError as why:
                self.add_error("new", [words(f"access.password.{error.code}") for error in why.error_list])
        return given
