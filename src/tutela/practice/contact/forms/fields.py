"""What several forms of the room ask alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, get_args

import msgspec

from tutela.facts import contact
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Choice, Form, Radios, Select, worded
from tutela.foundations.forces import queries as forces
from tutela.foundations.work.operation import Operation
from tutela.practice.contact.queries.deferring import concerns_a_child
from tutela.record.enquiries.engine import role_words
from tutela.record.occurrences.queries import IncidentHeld

GRADES: Final = get_args(contact.Grade)
GRADE_CHOICES: Final = tuple(Choice(grade, message=f"enquiries.value.{grade}", hint=f"contact.grade-says.{grade}") for grade in GRADES)
"""Each with what it means."""
MINUTES: Final = ("15", "30", "60", "120", "240", "480", "720", "1440")


class Setting(msgspec.Struct, frozen=True):
    """Where a form stands: who fills it in, about which incident, when."""

    viewer: Viewer
    held: IncidentHeld
    at: datetime


class Act(Form):
    """The form of one act: the operation that its button calls, and what it gives to it."""

    operation: ClassVar[Operation]

    def prepare(self, setting: Setting) -> None:
        """Set the answers that depend on who asks, about what, when."""

    def chosen(self) -> Operation:
        """The operation that is called."""
        return type(self).operation

    def given(self) -> dict[str, Any]:
        """What is given to it, beside the incident."""
        return dict(self.cleaned_data)


def within(label: str, *, hint: str | None = None, required: bool = False) -> Select:
    """By when, as time from now: quicker than a date, and never in the past."""
    return Select(label, worded("contact.within", MINUTES), hint=hint, required=required)


def by_when(answer: str) -> timedelta | None:
    """The time from the act that an answer means."""
    return timedelta(minutes=int(answer)) if answer else None


def on_duty(addresses: Sequence[str], at: datetime, *, but: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Officers who are on duty in some roles, each with the role in which they would have it."""
    found = forces.on_duty_many(addresses, at)
    left_out = frozenset(but)
    return tuple(
        Choice(f"{address} {card.ref}", text=f"{card.rank} {card.name}".strip(), hint_text=role_words(address))
        for address in addresses for card in found[address] if card.ref not in left_out
    )


def offer(form: Form, name: str, choices: Sequence[Choice]) -> None:
    """Say which answers a question has."""
    field = form.fields[name]
    assert isinstance(field, Radios)
    field.options = tuple(Choice(c.value, text=_with_role(c)) for c in choices) if isinstance(field, Select) else tuple(choices)


def unscheduled(form: Form, name: str, setting: Setting) -> None:
    """To a child's log nobody gives "scheduled" with the other grades: an appointment is asked for on a form of its own, and another approves it."""
    field = form.fields[name]
    assert isinstance(field, Radios)
    if concerns_a_child(setting.held.card):
        field.options = tuple(choice for choice in field.choices() if choice.value != "scheduled")


def _with_role(choice: Choice) -> str:
    return f"{choice.said} ({choice.hinted})" if choice.hinted else choice.said


def split(answer: str) -> tuple[str, str]:
    """The role and the officer of an answer of :func:`on_duty`."""
    address, _, officer = answer.partition(" ")
    return address, officer
