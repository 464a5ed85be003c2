"""The report: who, where and why worried first; everything else may be left out. What was said once is asked once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, get_args

from django.core.exceptions import ValidationError

from tutela.facts import contact
from tutela.facts.missing.terms import From, How
from tutela.foundations.design.forms import Checkboxes, Choice, Date, DateTime, Form, Number, Radios, Select, Text, TextArea, Tick, worded
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import LONDON

THRIVE: Final = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
_CALLERS: Final = ("parent", "carer", "foster_carer", "care_home", "child", "school", "health", "social_worker", "public", "other_force")
_OTHER: Final = tuple(c for c in get_args(contact.Concern) if c != "missing_child")
_GRADES: Final = tuple(grade for grade in get_args(contact.Grade) if grade != "scheduled")
"""An appointment is asked for once the report stands, and another approves it."""
_CONCERNS: Final = (
    "self_harm", "suicide", "mental_health", "medication", "disability", "child_sexual_exploitation", "child_criminal_exploitation", "county_lines", "drugs",
    "alcohol", "domestic_abuse",
)


def _concerns() -> list[Choice]:
    """What a caller may say that raises the risk to a missing child, as its marker is called."""
    return [Choice(name, words(f"people.marker.{name}.title")) for name in _CONCERNS]


class Since(DateTime):
    """A moment that has passed: a time alone is today's; one that is still to come today is yesterday's."""

    def clean(self, value: Any) -> datetime | None:
        return super().clean(self._dated(value or {}))  # type: ignore[no-any-return]  # a moment, or nothing

    def _dated(self, value: Mapping[str, str]) -> Mapping[str, str]:
        if not value.get("time") or any(value.get(part) for part in ("day", "month", "year")):
            return value
        now = clock.now().astimezone(LONDON)
        today = {**value, **self.prepare_value(now), "time": value["time"], "shown": ""}
        try:
            ahead = self._moment(today) > now
        except ValidationError:
            return today
        return {**today, **self.prepare_value(now - timedelta(days=1)), "time": value["time"], "shown": ""} if ahead else today


class Report(Form):
    """A report as it is taken on the telephone: keyboard first, one screen."""

    child_name = Text("contact.report.child-name", hint="contact.report.child-name-hint", required=False)
    child_age = Number("contact.report.child-age", hint="contact.report.child-age-hint", required=False, most=120, width=3)
    who = TextArea("contact.report.who", hint="contact.report.who-hint", required=False, rows=2)
    where = Text("contact.report.where", hint="contact.report.where-hint", missing="contact.report.where-missing", most=400)
    why_worried = TextArea("contact.report.why", hint="contact.report.why-hint", missing="contact.report.why-missing", rows=4)
    missing = Radios(
        "contact.report.missing", worded("contact.report.missing-is", ("yes", "back", "somewhere", "no")), missing="contact.report.missing-missing",
    )
    back_at = Since("contact.report.back-at", hint="contact.report.back-at-hint", required=False)
    back_by = Select("contact.report.back-by", worded("contact.report.back-by-is", get_args(How)), required=False)
    back_to = Select("contact.report.back-to", worded("contact.report.from-is", get_args(From)), hint="contact.report.back-to-hint", required=False)
    concern = Select("contact.report.concern", worded("enquiries.concern", _OTHER), required=False)
    child_oldest = Number("contact.report.child-oldest", required=False, most=120, width=3)
    child_born = Date("contact.report.child-born", required=False)
    missing_since = Since("contact.report.since", hint="contact.report.since-hint", required=False)
    missing_from = Select("contact.report.from", worded("contact.report.from-is", get_args(From)), required=False)
    out_of_character = Radios("contact.report.character", worded("contact.yes-no", ("yes", "no", "unknown")), required=False, classes="govuk-radios--inline")
    concerns = Checkboxes("contact.report.concerns", _concerns, hint="contact.report.concerns-hint", required=False, classes="govuk-checkboxes--small")
    immediate_danger = Tick("contact.report.danger", hint="contact.report.danger-hint")
    children_present = Radios("contact.report.children", worded("contact.yes-no", ("yes", "no", "unknown")), required=False, classes="govuk-radios--inline")
    channel = Select("contact.report.channel", worded("contact.report.channel-is", ("999", "101", "online", "in_person", "partner", "other")), initial="101")
    caller_name = Text("contact.report.caller-name", required=False)
    caller_phone = Text("contact.report.caller-phone", required=False, inputmode="tel", most=60)
    caller_role = Select("contact.report.caller-role", worded("contact.report.caller-is", _CALLERS), required=False)
    safe_contact = TextArea("contact.report.safe", hint="contact.report.safe-hint", required=False, rows=2)
    grade = Select("contact.report.grade", worded("enquiries.value", _GRADES), hint="contact.report.grade-hint", required=False)
    rationale = TextArea("contact.report.rationale", required=False, rows=2)
    threat = TextArea("contact.thrive.threat", required=False, rows=2)
    harm = TextArea("contact.thrive.harm", required=False, rows=2)
    risk = TextArea("contact.thrive.risk", required=False, rows=2)
    investigation = TextArea("contact.thrive.investigation", required=False, rows=2)
    vulnerability = TextArea("contact.thrive.vulnerability", required=False, rows=2)
    engagement = TextArea("contact.thrive.engagement", required=False, rows=2)

    def clean(self) -> dict[str, Any]:
        """Who it is about: by name, described, or found by look-up; one of them is enough."""
        said = super().clean() or {}
        if not any((said.get("child_name"), said.get("who"), self.data.get("child"))):
            self.add_error("child_name", ValidationError(words("contact.report.who-missing"), code="required"))
        return said

    def given(self, *, child: str = "") -> dict[str, Any]:
        """What is given to the operation.

        :param child: the child who was found by look-up, where one was
        """
        said = dict(self.cleaned_data)
        answer = said.pop("missing")
        said["who"] = said["who"] or said["child_name"]
        youngest, oldest = said.pop("child_age"), said.pop("child_oldest")
        ages = (min(youngest, oldest), max(youngest, oldest)) if youngest is not None and oldest is not None else None
        if ages is None and (youngest is not None or oldest is not None):
            one = youngest if youngest is not None else oldest
            ages = (one, one)
        thrive = {name: said.pop(name) for name in THRIVE}
        return {
            **said, "concern": "missing_child" if answer in ("yes", "back", "somewhere") else said["concern"] or "concern_for_child",
            "whereabouts_known": answer == "somewhere", "is_back": answer == "back", "child": child, "child_ages": ages,
            "missing_from": said["missing_from"] or "unknown", "out_of_character": yes_no(said["out_of_character"]),
            "children_present": yes_no(said["children_present"]), "thrive": thrive,
        }


def yes_no(answer: str) -> bool | None:
    """Yes, no, or nobody knows."""
    return {"yes": True, "no": False}.get(answer)
