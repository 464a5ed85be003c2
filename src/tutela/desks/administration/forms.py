"""What administration asks: a new officer, a post, its end, a shift, an absence, a skill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError

from tutela.desks.administration.queries.naming import units
from tutela.facts.roles import AREAS
from tutela.facts.roles import ROLES as CALLED
from tutela.foundations.access.roles import ROLES
from tutela.foundations.design.forms import Choice, DateTime, Form, Select, Text, TextArea, worded
from tutela.foundations.design.words import words
from tutela.foundations.forces import rules

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


FORMS: Final[Mapping[str, Callable[..., Form]]] = {
    "post": PostForm, "end-post": EndPostForm, "shift": ShiftForm, "absence": AbsenceForm, "skill": SkillForm,
}
"""What is asked for each act about one officer."""
