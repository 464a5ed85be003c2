"""What several forms about a search ask alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Generic, TypeVar

import msgspec

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Choice, Form, Radios, Select, Text, TextArea, folded, wanted, worded
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clip
from tutela.foundations.work.operation import Operation
from tutela.record.enquiries.engine import role_words
from tutela.record.enquiries.operations import Asked
from tutela.record.enquiries.queries import whole_trigger_plan
from tutela.record.occurrences.queries import EpisodeHeld

S = TypeVar("S")
MINUTES: Final = ("15", "30", "60", "120", "240", "480", "720", "1440")
NUMBERS: Final = ("1", "2", "3")


class Setting(msgspec.Struct, frozen=True):
    """Where a form stands: who fills it in, about which search, when."""

    viewer: Viewer
    held: EpisodeHeld
    at: datetime


class Act(Form):
    """The form of one act: the operation that its button calls, and what it gives to it."""

    operation: ClassVar[Operation]
    template: ClassVar[str] = "missing/act.html"

    def prepare(self, setting: Setting) -> None:
        """Set the answers that depend on who asks, about what, when."""

    def fill(self, asked: Mapping[str, str]) -> None:
        """Fill in what the address brings along."""

    def chosen(self) -> Operation:
        """The operation that is called."""
        return type(self).operation

    def given(self) -> dict[str, Any]:
        """What is given to it, beside the episode."""
        return dict(self.cleaned_data)

    def done(self, slug: str, result: dict[str, Any]) -> str:  # noqa: ARG002  # what came of it may say more
        """What is said when it is done: a message id."""
        return f"missing.{slug}.done"


class ChildAct(Form, Generic[S]):
    """The form of one act about a child. ``S``: where it stands."""

    operation: ClassVar[Operation]

    def prepare(self, setting: S) -> None:
        """Set the answers that depend on who asks, about whom, when."""

    def given(self) -> dict[str, Any]:
        """What is given to the operation, beside the child."""
        return dict(self.cleaned_data)


def within(label: str, *, hint: str | None = None, required: bool = False) -> Select:
    """By when, as time from now: quicker than a date, and never in the past."""
    return Select(label, worded("missing.within", MINUTES), hint=hint, required=required)


def by_when(answer: str) -> timedelta | None:
    """The time from the act that an answer means."""
    return timedelta(minutes=int(answer)) if answer else None


def yes_no(answer: str) -> bool | None:
    """Yes, no, or nobody knows."""
    return {"yes": True, "no": False}.get(answer)


def ask_actions(form: Form, *, required: bool = False) -> None:
    """Ask for up to three actions: what, who, where, by when. The first is wanted whole."""
    for number in NUMBERS:
        form.fields[f"what_{number}"] = TextArea(f"missing.action.what-{number}", required=required and number == "1", rows=2)
        form.fields[f"who_{number}"] = Text(f"missing.action.who-{number}", required=False)
        form.fields[f"where_{number}"] = Text(f"missing.action.where-{number}", required=False)
        form.fields[f"within_{number}"] = within(f"missing.action.within-{number}")
    for number in NUMBERS[1:]:
        for name in ("what", "who", "where", "within"):
            field = form.fields[f"{name}_{number}"]
            assert isinstance(field, Text | TextArea | Select)
            folded(f"missing.action.more-{number}", field)
    for name in ("what_1", "who_1", "within_1"):
        field = form.fields[name]
        assert isinstance(field, Text | TextArea | Select)
        wanted(field)


def ask_by_action(form: Form, setting: Setting) -> dict[str, str]:
    """Ask which action of the child's trigger plan found them; nothing is asked where no plan is in the search.

    :returns: what each answer means: the action in its words; empty for none of them
    """
    actions = whole_trigger_plan(setting.held.card.ref)
    if not actions:
        form.fields.pop("by_action")
        return {}
    offer(form, "by_action", [
        *(Choice(action.id, text=f"{number}. {clip(action.what, 120)}") for number, action in enumerate(actions, 1)),
        Choice("none", text=words("missing.by-action.none")),
    ])
    return {**{action.id: action.what for action in actions}, "none": ""}


def actions_of(said: dict[str, Any]) -> list[Asked]:
    """The actions that were asked for; what says nothing is left out."""
    found = [Asked(what=said[f"what_{n}"], who=said[f"who_{n}"], where=said[f"where_{n}"], within=by_when(said[f"within_{n}"])) for n in NUMBERS]
    return [action for action in found if action.what]


def on_duty(addresses: Sequence[str], at: datetime, *, but: Iterable[str] = ()) -> tuple[Choice, ...]:
    """Officers who are on duty in some roles, each with the role in which they would have it."""
    found, left_out = forces.on_duty_many(addresses, at), frozenset(but)
    return tuple(
        Choice(f"{address} {card.ref}", text=f"{card.rank} {card.name}".strip(), hint_text=role_words(address))
        for address in addresses for card in found[address] if card.ref not in left_out
    )


def offer(form: Form, name: str, choices: Sequence[Choice]) -> None:
    """Say which answers a question has."""
    field = form.fields[name]
    assert isinstance(field, Radios)
    field.options = tuple(choices)


def split(answer: str) -> tuple[str, str]:
    """The role and the officer of an answer of :func:`on_duty`."""
    address, _, officer = answer.partition(" ")
    return address, officer
