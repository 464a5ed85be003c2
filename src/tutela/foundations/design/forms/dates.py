"""Days and moments, asked in parts and in UK local time; kept as a date, or as a moment in UTC.

Twice a year the local clock is not enough: an hour in March does not exist, and one in October comes twice. The first is
refused; for the second the field offers both and asks which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from tutela.foundations.design.forms.fields import Asked, shown
from tutela.foundations.design.times import local_date, local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import LONDON

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME: Final = re.compile(r"(\d{1,2})\s*[:.h]?\s*(\d{2})")
_AHEAD: Final = timedelta(minutes=2)
"""So far may two clocks differ before a moment counts as one to come."""


class Parts(forms.Widget):
    """Reads several controls as one answer, just as they were filled in."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:  # noqa: ARG002  # Django gives it
        return {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.names}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002  # as above
        return not any(f"{name}_{part}" in data for part in self.names)

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:  # noqa: ARG002  # as above
        return f"{id_}_day"


class Date(Asked, forms.Field):
    """A day."""

    component = ("date-input", "govukDateInput")
    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(
        self, label: str, *, hint: str | None = "design.form.date-hint", missing: str | None = None, required: bool = True, future: bool = False,
        past: bool = True, initial: Any = None, size: str = "s",
    ) -> None:
        super().__init__(required=required, initial=initial, widget=Parts(self.parts))
        self.ask(label, hint, missing, size)
        self.future, self.past = future, past

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value or {}

    def clean(self, value: Any) -> Any:
        if not any(value.get(part) for part in ("day", "month", "year")):
            if self.required:
                raise self.said_missing()
            return None
        day = self.day(value)
        today = clock.now().astimezone(LONDON).date()
        if not self.future and day > today:
            raise ValidationError(words("design.form.day-to-come", today=local_date(today)), code="future")
        if not self.past and day < today:
            raise ValidationError(words("design.form.day-gone", today=local_date(today)), code="past")
        return day

    def day(self, value: Mapping[str, str]) -> date:
        """The parts as a day.

        :raises ValidationError: saying which part is missing, or that there is no such day
        """
        absent = [words(f"design.form.{part}") for part in ("day", "month", "year") if not value.get(part)]
        if absent:
            raise ValidationError(words("design.form.part-missing", parts=absent), code="incomplete")
        if not re.fullmatch(r"\d{4}", value["year"]):
            raise ValidationError(words("design.form.year-digits"), code="invalid")
        try:
            return date(int(value["year"]), _month(value["month"]), int(value["day"]))
        except ValueError:
            raise ValidationError(words("design.form.no-such-day"), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)

    def params(self, bound: BoundField) -> dict[str, Any]:
        value = bound.value() or {}
        return {**self.common(bound), **self.legend(), "items": [self.item(bound, part, value) for part in ("day", "month", "year")]}

    def item(self, bound: BoundField, part: str, value: Mapping[str, str]) -> dict[str, Any]:
        """One part's control."""
        width = 4 if part == "year" else 2
        return {
            "id": f"{bound.auto_id}_{part}", "name": f"{bound.html_name}_{part}", "label": words(f"design.form.{part}"), "value": shown(value.get(part)),
            "classes": f"govuk-input--width-{width}" + (" govuk-input--error" if bound.errors else ""), "autocomplete": "off",
        }

    def anchor(self, bound: BoundField) -> str:
        return f"{bound.auto_id}_day"


class DateTime(Date):
    """A moment. With ``now`` it stands at the present moment until somebody changes it, and says so."""

    parts = ("day", "month", "year", "time", "fold", "shown")

    def __init__(
        self, label: str, *, hint: str | None = None, missing: str | None = None, required: bool = True, now: bool = False, future: bool = False,
        past: bool = True, initial: Any = None, size: str = "s",
    ) -> None:
        super().__init__(label, hint=hint, missing=missing, required=required, future=future, past=past, initial=clock.now if now else initial, size=size)
        self.now = now

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            here = value.astimezone(LONDON)
            found = {**super().prepare_value(here.date()), "time": f"{here:%H:%M}", "shown": value.astimezone(UTC).isoformat()}
            return {**found, "fold": str(here.fold)} if _twice(here) else found
        return value or {}

    def clean(self, value: Any) -> Any:
        if not any(value.get(part) for part in ("day", "month", "year", "time")):
            if self.required:
                raise self.said_missing()
            return None
        at = self._moment(value)
        if not self.future and at > clock.now() + _AHEAD:
            raise ValidationError(words("design.form.moment-to-come", now=local_time(clock.now())), code="future")
        if not self.past and at < clock.now() - _AHEAD:
            raise ValidationError(words("design.form.moment-gone", now=local_time(clock.now())), code="past")
        return at

    def _moment(self, value: Mapping[str, str]) -> datetime:
        """The parts as a moment in UTC; unchanged ones are the very moment that was shown.

        :raises ValidationError: if there is no such moment, or there are two
        """
        was = _read(value.get("shown"))
        if was and self._unchanged(value, was):
            return was
        day, clocked = self.day(value), _TIME.fullmatch(value.get("time") or "")
        if not value.get("time"):
            raise ValidationError(words("design.form.part-missing", parts=[words("design.form.time")]), code="incomplete")
        if clocked is None or int(clocked[1]) > 23 or int(clocked[2]) > 59:
            raise ValidationError(words("design.form.no-such-time"), code="invalid")
        here = datetime(day.year, day.month, day.day, int(clocked[1]), int(clocked[2]), tzinfo=LONDON)
        if here.astimezone(UTC).astimezone(LONDON).replace(fold=0) != here:
            raise ValidationError(words("design.form.hour-that-was-not", time=f"{here:%H:%M}"), code="absent")
        if _twice(here) and value.get("fold") not in ("0", "1"):
            raise ValidationError(words("design.form.hour-that-came-twice", time=f"{here:%H:%M}"), code="twice")
        return here.replace(fold=int(value.get("fold") or 0) if _twice(here) else 0).astimezone(UTC)

    def _unchanged(self, value: Mapping[str, str], was: datetime) -> bool:
        """Does the answer stand as it was shown?"""
        stood = self.prepare_value(was)
        same = all(stood[part] == value.get(part) for part in ("day", "month", "year", "time"))
        return same and (not value.get("fold") or value["fold"] == stood.get("fold"))

    def params(self, bound: BoundField) -> dict[str, Any]:
        value = bound.value() or {}
        params = super().params(bound)
        time = {**self.item(bound, "time", value), "label": words("design.form.time-24"), "inputmode": "text"}
        time["classes"] = time["classes"].replace("width-2", "width-4")
        params["items"].append(time)
        was = _read(value.get("shown"))
        if self.now and was and not self.hint_id:
            params["hint"] = {"text": words("design.form.now-hint", now=local_time(was))}
        elif not self.hint_id:
            params["hint"] = {"text": words("design.form.moment-hint")}
        return {**params, "shown": shown(value.get("shown")), "shownName": f"{bound.html_name}_shown", "twice": self._which(bound, value)}

    def _which(self, bound: BoundField, value: Mapping[str, str]) -> dict[str, Any] | None:
        """The question which of the two, where the hour comes twice."""
        asked = any(error.code == "twice" for error in bound.form.errors.as_data().get(bound.name, ()))
        if not asked and value.get("fold") not in ("0", "1"):
            return None
        clocked = _TIME.fullmatch(value.get("time") or "")
        said = f"{int(clocked[1]):02}:{clocked[2]}" if clocked else ""
        items = [
            {"value": fold, "text": words(f"design.form.fold-{fold}", time=said), "id": f"{bound.auto_id}_fold_{fold}", "checked": value.get("fold") == fold}
            for fold in ("0", "1")
        ]
        legend = {"text": words("design.form.which-hour", time=said), "classes": "govuk-fieldset__legend--s"}
        return {
            "name": f"{bound.html_name}_fold", "idPrefix": f"{bound.auto_id}_fold", "fieldset": {"legend": legend}, "items": items,
            "formGroup": {"classes": "app-which"},
        }

    def anchor(self, bound: BoundField) -> str:
        twice = any(error.code == "twice" for error in bound.form.errors.as_data().get(bound.name, ()))
        return f"{bound.auto_id}_fold_0" if twice else f"{bound.auto_id}_day"


def _month(said: str) -> int:
    """A month by number or name.

    :raises ValueError: if it is none
    """
    return int(said) if said.isdigit() else _MONTHS.index(said[:3].lower()) + 1


def _twice(here: datetime) -> bool:
    """Does this local time come twice?"""
    return here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()


def _read(said: str | None) -> datetime | None:
    """The moment that was shown; None where there is none, or not one of ours."""
    try:
        at = datetime.fromisoformat(said) if said else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None
