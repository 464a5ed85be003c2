"""Opening a search where the room took the report as something else, or elsewhere."""

from __future__ import annotations

from typing import Any, get_args

from tutela.facts.missing.terms import From
from tutela.foundations.design.forms import Date, DateTime, Form, Number, Radios, Select, Text, TextArea, worded
from tutela.practice.missing.forms.fields import yes_no


class Opening(Form):
    """What is known of the child; all but the circumstances may be left out."""

    circumstances = TextArea("missing.open.circumstances", hint="missing.open.circumstances-hint", rows=4)
    where = Text("missing.open.where", required=False, most=400)
    child_name = Text("missing.open.child-name", hint="missing.open.child-name-hint", required=False)
    child_age = Number("missing.open.child-age", hint="missing.open.child-age-hint", required=False, most=120, width=3)
    child_born = Date("missing.open.child-born", required=False)
    missing_since = DateTime("missing.open.since", required=False)
    missing_from = Select("missing.open.from", worded("missing.from-is", get_args(From)), required=False)
    out_of_character = Radios("missing.open.character", worded("missing.yes-no", ("yes", "no", "unknown")), required=False, classes="govuk-radios--inline")

    def given(self) -> dict[str, Any]:
        """What is given to the operation."""
        said = dict(self.cleaned_data)
        age = said.pop("child_age")
        return {
            **said, "child_ages": (age, age) if age is not None else None, "missing_from": said["missing_from"] or "unknown",
            "out_of_character": yes_no(said["out_of_character"]),
        }
