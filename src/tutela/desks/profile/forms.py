"""What a person's page asks: why one looks, why the glass is broken, a marker, a name, an address, a relation, a correction."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError

from tutela.desks.profile.queries import choosing
from tutela.facts.roles import AREAS, HOMES
from tutela.facts.roles import ROLES as CALLED
from tutela.foundations.access.roles import ROLES
from tutela.foundations.design.forms import Checkboxes, Choice, Date, Form, Radios, Select, Text, TextArea, Tick, worded
from tutela.foundations.design.words import words

PURPOSES: Final = ("incident", "missing", "safeguarding", "supervision", "enquiry", "other")
USES: Final = ("home", "placement", "stay", "school", "frequents")


def _audience() -> list[Choice]:
    held = [f"{role}@{HOMES[role]}" for role in ROLES if role in HOMES]
    return [Choice(address, f"{CALLED[address.partition('@')[0]]}, {AREAS[address.partition('@')[2]]}") for address in held]


class PurposeForm(Form):
    """Why somebody looks at a person: asked once a session."""

    purpose = Radios("profile.form.purpose", worded("profile.purpose", PURPOSES), size="m")
    words = Text("profile.form.purpose-words", required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("purpose") == "other" and not answers.get("words"):
            self.add_error("words", ValidationError(words("profile.form.purpose-missing")))
        return answers


class GlassForm(Form):
    """Why a restricted record is opened in an emergency."""

    why = TextArea("profile.form.glass", hint="profile.form.glass-hint")


class NameForm(Form):
    """A name."""

    edits = True
    name = Text("profile.form.name")
    use = Select("profile.form.use", worded("profile.name-use", ("name", "alias", "nickname", "former")), initial="alias")


class AddressForm(Form):
    """Where somebody lives, stays or often is."""

    lines = TextArea("profile.form.lines")
    postcode = Text("profile.form.postcode", required=False)
    use = Select("profile.form.address-use", worded("profile.use", USES), initial="home")


class RelationForm(Form):
    """How another stands to this person."""

    other = Text("profile.form.other", hint="profile.form.other-hint")
    relation = Text("profile.form.relation", hint="profile.form.relation-hint")

    def clean_other(self) -> str:
        """The other's reference, from the printed one."""
        found = choosing.person_of(str(self.cleaned_data["other"]))
        if found is None:
            raise ValidationError(words("profile.form.no-such-person"))
        return found


class MarkerForm(Form):
    """A marker, on evidence."""

    edits = True
    marker = Select("profile.form.marker", choosing.marker_choices)
    level = Select("profile.form.level", worded("profile.level", ("high", "medium", "low")), required=False)
    evidence = Text("profile.form.evidence", hint="profile.form.evidence-hint")
    shown = Text("profile.form.shown", hint="profile.form.shown-hint", required=False)
    detail = TextArea("profile.form.detail", hint="profile.form.detail-hint", required=False)
    audience = Checkboxes("profile.form.audience", _audience, required=False)
    review_by = Date("profile.form.review-by", future=True, past=False, required=False)
    covert = Tick("profile.form.covert", hint="profile.form.covert-hint")


class ReviewMarkerForm(Form):
    """A marker looked at again, or taken off."""

    edits = True
    stands = Radios("profile.form.stands", worded("profile.stands", ("stands", "ended")))
    review_by = Date("profile.form.review-again", future=True, past=False, required=False)
    words = TextArea("profile.form.ground")

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("stands") == "stands" and not answers.get("review_by") and "review_by" not in self.errors:
            self.add_error("review_by", ValidationError(words("profile.form.review-missing")))
        return answers


class CorrectForm(Form):
    """Other words in place of one's own."""

    words = TextArea("profile.form.words")
    why = Text("profile.form.why")


FORMS: Final[dict[str, type[Form]]] = {"name": NameForm, "address": AddressForm, "relation": RelationForm, "marker": MarkerForm}
