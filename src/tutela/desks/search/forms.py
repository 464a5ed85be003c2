"""What a search asks: for whom or what, and why."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError

from tutela.foundations.design.forms import Date, Form, Radios, Text, worded
from tutela.foundations.design.words import words

PURPOSES: Final = ("incident", "missing", "safeguarding", "supervision", "enquiry", "other")


class SearchForm(Form):
    """One question, and its purpose; the purpose is asked once a session."""

    q = Text("search.form.q", hint="search.form.q-hint", required=False)
    born = Date("search.form.born", required=False)
    purpose = Radios("search.form.purpose", worded("search.purpose", PURPOSES))
    words = Text("search.form.words", required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, purpose: str = "") -> None:
        super().__init__(data, initial=initial)
        if purpose:
            del self.fields["purpose"], self.fields["words"]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not answers.get("q") and not answers.get("born") and not self.errors:
            self.add_error("q", ValidationError(words("search.form.nothing")))
        if answers.get("purpose") == "other" and not answers.get("words"):
            self.add_error("words", ValidationError(words("search.form.words-missing")))
        return answers
