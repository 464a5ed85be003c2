"""The form on which children whom the record knows at an address are confirmed: ticked beforehand where one address alone is meant."""

from __future__ import annotations

from typing import Any

from tutela.foundations.design.forms import Checkboxes, Choice, Radios, worded
from tutela.foundations.design.words import words
from tutela.practice.contact import operations
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.forms.reporting import yes_no
from tutela.practice.contact.queries.household import Lives, household


class Household(Act):
    """Whether children are there, and who of the record lives there."""

    operation = operations.record_household
    place = ""
    children_present = Radios(
        "contact.household.present", worded("contact.yes-no", ("yes", "no", "unknown")), hint="contact.household.present-hint",
        missing="contact.household.present-missing", classes="govuk-radios--inline",
    )
    children = Checkboxes("contact.household.children", (), hint="contact.household.children-hint", required=False)

    def prepare(self, setting: Setting) -> None:
        """What is recorded stands ticked; people decide."""
        found = household(setting.viewer, setting.held.card, setting.at)
        self.place = found.place
        field = self.fields["children"]
        assert isinstance(field, Checkboxes)
        field.options = tuple(Choice(child.person, text=_said(child), hint_text=child.where) for child in found.children)
        known = setting.held.card.children_present
        stands = known if known is not None else True if found.children else None
        self.fields["children_present"].initial = "" if stands is None else "yes" if stands else "no"
        if found.place:
            field.initial = tuple(child.person for child in found.children)
        if not found.children:
            del self.fields["children"]

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"children_present": yes_no(said["children_present"]), "children": said.get("children", ()), "place": self.place}


def _said(child: Lives) -> str:
    return child.name if child.years is None else words("contact.household.child", name=child.name, years=child.years)
