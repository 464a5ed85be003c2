"""The forms of a child's trigger plan: who writes it, what it says, that it is approved, reviewed, ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec
from django.core.exceptions import ValidationError

from tutela.facts.missing import PlannedAction
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Choice, Date, Radios, Select, Text, TextArea, read_as, wanted, worded
from tutela.foundations.design.words import words
from tutela.practice.missing import operations
from tutela.practice.missing.forms.fields import MINUTES, ChildAct, offer, on_duty, split
from tutela.record.enquiries.engine import role_words
from tutela.record.occurrences.operations import PlanSaid
from tutela.record.occurrences.queries import PlanVersionSeen, TriggerPlanSeen

AUTHORS: Final = ("coordinator@missing", "detective_inspector@missing", "cii@missing", "inspector@missing", "investigator@investigation")
TEAMS: Final = ("response_officer@response", "sergeant@response", "coordinator@missing", "investigator@investigation")
ACTIONS: Final = tuple(range(1, 9))
"""So many actions a plan has at most: what the first officers can hold in mind."""
LISTS: Final = ("addresses", "associates", "phones", "transport", "call")


class ChildSetting(msgspec.Struct, frozen=True):
    """Where a form stands: who fills it in, about whose plan, when."""

    viewer: Viewer
    child: str
    plan: TriggerPlanSeen
    at: datetime


class PlanAct(ChildAct[ChildSetting]):
    """The form of one act about a trigger plan. Each stands on the version that was seen: what another changed meanwhile is shown, not written over."""

    edits = True


class AssignPlan(PlanAct):
    """Who writes it."""

    operation = operations.assign_trigger_plan
    author = Radios("missing.trigger-plan-assign.author", (), missing="missing.trigger-plan-assign.author-missing")

    def prepare(self, setting: ChildSetting) -> None:
        seen: dict[str, Choice] = {}
        for choice in on_duty(AUTHORS, setting.at):
            seen.setdefault(split(choice.value)[1], choice)
        offer(self, "author", tuple(seen.values()))

    def given(self) -> dict[str, Any]:
        return {"author": split(super().given()["author"])[1]}


class WritePlan(PlanAct):
    """What it says: actions in order, each with who and by when; then what helps to find the child, one a line."""

    operation = operations.write_trigger_plan

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for number in ACTIONS:
            asked: dict[str, Text | Select] = {
                "what": Text("missing.trigger-plan-write.what", required=False, most=400),
                "who": Select("missing.trigger-plan-write.who", worded("missing.allocate.to-is", TEAMS), required=False),
                "within": Select("missing.trigger-plan-write.within", worded("missing.within", MINUTES), required=False),
            }
            for name, field in asked.items():
                field.having = {"number": number}
                self.fields[f"{name}_{number}"] = wanted(field) if number == 1 else field
        for name in LISTS:
            self.fields[name] = wanted(TextArea(f"missing.trigger-plan.{name}", hint=f"missing.trigger-plan-write.{name}-hint", required=False, rows=3))
        self.fields["review_by"] = Date(
            "missing.trigger-plan-write.review-by", hint="missing.trigger-plan-write.review-by-hint", required=False, future=True, past=False,
        )
        self.fields["also_sees_child"] = Radios(
            "missing.trigger-plan-write.also", worded("missing.trigger-plan.also-is", ("carer", "worker")), hint="missing.trigger-plan-write.also-hint",
            required=False,
        )

    def prepare(self, setting: ChildSetting) -> None:
        """What stands is what one changes: the version that waits, else the one that is live, else the last that was."""
        stands = setting.plan.draft or setting.plan.live or next(iter(setting.plan.versions), None)
        if stands is not None:
            self._begin_with(stands)

    def clean(self) -> dict[str, Any]:
        """An action without who or by when is nobody's."""
        said = super().clean() or {}
        for number in ACTIONS:
            for name in ("who", "within"):
                if said.get(f"what_{number}") and not said.get(f"{name}_{number}"):
                    self.add_error(f"{name}_{number}", ValidationError(words(f"missing.trigger-plan-write.{name}-missing", number=number), code="required"))
        if not any(said.get(name) for name in (*LISTS, *(f"what_{number}" for number in ACTIONS))):
            self.add_error("what_1", ValidationError(words("missing.trigger-plan.says-nothing"), code="required"))
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        actions = tuple(
            PlannedAction(what=said[f"what_{n}"], who=said[f"who_{n}"], within=int(said[f"within_{n}"])) for n in ACTIONS if said[f"what_{n}"]
        )
        lists = {name: tuple(line.strip() for line in said[name].split("\n") if line.strip()) for name in LISTS}
        return {"said": PlanSaid(actions=actions, review_by=said["review_by"], also_sees_child=said["also_sees_child"], **lists)}

    def _begin_with(self, stands: PlanVersionSeen) -> None:
        for number, action in zip(ACTIONS, stands.actions, strict=False):
            within = str(action.within or "")
            self.fields[f"what_{number}"].initial = action.what
            self._offer(f"who_{number}", action.who, role_words(action.who))
            self._offer(f"within_{number}", within, words("missing.trigger-plan.minutes", count=action.within or 0))
        for name in LISTS:
            self.fields[name].initial = "\n".join(getattr(stands, name))
        self.fields["review_by"].initial = stands.review_by
        self.fields["also_sees_child"].initial = stands.also_sees_child

    def _offer(self, name: str, value: str, said: str) -> None:
        """An answer that another system gave stays one, though it is none of ours."""
        field = self.fields[name]
        assert isinstance(field, Select)
        if value and value not in {choice.value for choice in field.choices()}:
            field.options = (*field.choices(), Choice(value, text=said))
        field.initial = value


class ApprovePlan(PlanAct):
    """That it is live from now on: nothing is asked, what it says stands above the button."""

    operation = operations.approve_trigger_plan


class ReviewPlan(PlanAct):
    """Whether it is still right."""

    operation = operations.review_trigger_plan
    changed = Radios("missing.trigger-plan-review.changed", worded("missing.trigger-plan-review.changed-is", ("no", "yes")))
    text = read_as("review", TextArea("missing.trigger-plan-review.text", hint="missing.trigger-plan-review.text-hint", required=False, rows=3))

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "changed": said["changed"] == "yes"}


class EndPlan(PlanAct):
    """Why it ends."""

    operation = operations.end_trigger_plan
    reason = read_as(
        "endorsement",
        TextArea("missing.trigger-plan-end.reason", hint="missing.trigger-plan-end.reason-hint", missing="missing.trigger-plan-end.say-why", rows=3),
    )


PLAN_ACTS: Final[dict[str, type[PlanAct]]] = {
    "trigger-plan-assign": AssignPlan, "trigger-plan-write": WritePlan, "trigger-plan-approve": ApprovePlan, "trigger-plan-review": ReviewPlan,
    "trigger-plan-end": EndPlan,
}
"""Each by the last part of its address."""
