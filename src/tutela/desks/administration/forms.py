"""What administration asks: a new officer, a post, its end, a shift, an absence, a skill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError

from tutela.desks.administration.queries import policies
from tutela.desks.administration.queries.naming import units
from tutela.facts.roles import AREAS
from tutela.facts.roles import ROLES as CALLED
from tutela.foundations.access.roles import ROLES
from tutela.foundations.design.forms import Checkboxes, Choice, Date, DateTime, Form, Select, Text, TextArea, worded
from tutela.foundations.design.words import words
from tutela.foundations.forces import rules
from tutela.foundations.kit import clock
from tutela.record.duties.queries.cards import place

ABSENCES: Final = ("leave", "sick", "training", "court", "restricted", "suspended", "other")


def _units() -> list[Choice]:
    return [Choice(code, name) for code, name in units().items()]


def _roles() -> list[Choice]:
    return [Choice(role, CALLED.get(role) or words(f"administration.role.{role}")) for role in ROLES]


def _areas() -> list[Choice]:
    return [Choice(area, called) for area, called in AREAS.items()]


def _skills() -> list[Choice]:
    return [Choice(skill, called) for skill, called in rules.skills().items()]


class _Period(Form):
    """What begins, and may end."""

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = answers.get("since"), answers.get("until")
        if since and until and until <= since:
            raise ValidationError(words("administration.ends-before-it-begins"))
        return answers


class OfficerForm(Form):
    """Somebody new."""

    name = Text("administration.form.name")
    collar = Text("administration.form.collar")
    rank = Text("administration.form.rank")
    unit = Select("administration.form.unit", _units)
    email = Text("administration.form.email", required=False)
    telephone = Text("administration.form.telephone", required=False)


class PostForm(_Period):
    """A role in an area."""

    role = Select("administration.form.role", _roles)
    area = Select("administration.form.area", _areas)
    since = DateTime("administration.form.since", future=True, now=True)
    until = DateTime("administration.form.until", future=True, required=False)


class EndPostForm(Form):
    """The end of one; ``posts`` are those that they hold."""

    post = Select("administration.form.post", ())
    to = Select("administration.form.to", (), required=False, hint="administration.form.to-hint")
    why = TextArea("administration.form.why", required=False)


class ShiftForm(_Period):
    """Somebody on duty."""

    address = Select("administration.form.address", ())
    since = DateTime("administration.form.since", future=True)
    until = DateTime("administration.form.until", future=True)


class AbsenceForm(_Period):
    """Somebody away."""

    why = Select("administration.form.absence", worded("administration.absence", ABSENCES))
    since = DateTime("administration.form.since", future=True, now=True)
    until = DateTime("administration.form.until", future=True, required=False)


class SkillForm(_Period):
    """A training, and until when it counts."""

    skill = Select("administration.form.skill", _skills)
    since = DateTime("administration.form.since", future=True, now=True)
    until = DateTime("administration.form.until", future=True, required=False)


def _owners() -> list[Choice]:
    return [Choice(address, place(address)) for address in policies.posts(clock.now())]


class ProposeForm(Form):
    """Another value of a number."""

    value = Text("administration.form.value", hint="administration.form.value-hint", width=10)
    valid_from = Date("administration.form.valid-from", future=True, past=False)
    reason = TextArea("administration.form.change-why", rows=3)
    decided_in = Text("administration.form.decided-in", hint="administration.form.decided-in-hint", missing="administration.change.no-decision")
    review_on = Date("administration.form.review-on", future=True, past=False)
    owner = Select("administration.form.owner", _owners)
    teams = Checkboxes("administration.form.teams", _owners, hint="administration.form.teams-hint", missing="administration.change.no-team")


class ApproveForm(Form):
    """Approve what another proposed."""


class KnowForm(Form):
    """Say that one knows it."""


class IntoForceForm(Form):
    """Let it hold."""


class EmergencyForm(Form):
    """Let it hold before everybody knows it, as a chief officer."""

    emergency = TextArea("administration.form.emergency", hint="administration.form.emergency-hint", rows=3)


class WithdrawForm(Form):
    """Withdraw it."""

    reason = TextArea("administration.form.withdraw-why", rows=3)
    decided_in = Text("administration.form.decided-in", hint="administration.form.decided-in-withdraw", required=False)


POLICY_FORMS: Final[Mapping[str, Callable[..., Form]]] = {
    "approve": ApproveForm, "know": KnowForm, "into-force": IntoForceForm, "emergency": EmergencyForm, "withdraw": WithdrawForm,
}
"""What is asked for each act about a version of a policy."""
FORMS: Final[Mapping[str, Callable[..., Form]]] = {
    "post": PostForm, "end-post": EndPostForm, "shift": ShiftForm, "absence": AbsenceForm, "skill": SkillForm,
}
"""What is asked for each act about one officer."""
