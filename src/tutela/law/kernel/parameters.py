"""The law's numbers: dated, cited, with their unit, their basis and the direction that is tighter.

An overlay may tighten what law fixes and may loosen a local target, dated and approved; nothing else.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import msgspec
import msgspec.yaml

LOCAL: Final = ZoneInfo("Europe/London")


class Basis(IntEnum):
    """What a duty or a number stands on, strongest first. Only the first three may be shown as a legal deadline."""

    STATUTE = 1
    REGULATIONS = 2
    STATUTORY_CODE = 3
    STATUTORY_GUIDANCE = 4
    NATIONAL_PRACTICE = 5
    NATIONAL_POLICY = 6
    INSPECTORATE_EXPECTATION = 7
    LOCAL_TARGET = 8

    @property
    def legal(self) -> bool:
        """May a time on this basis be shown as a legal deadline?"""
        return int(self) <= 3

    @property
    def words(self) -> str:
        """As people read it."""
        return self.name.replace("_", " ").lower()


Value = float | int | str | bool | tuple[Any, ...] | None
Direction = Literal["lower", "higher", "fixed"]


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """One value and the day from which it holds; ``None`` is "since always", a ``None`` value is "repealed"."""

    value: Value
    since: date | None = None
    cites: str
    approved_by: str | None = None


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One number of the law."""

    key: str
    title: str
    unit: str
    basis: Basis
    tighter: Direction
    values: tuple[Dated, ...]
    loosened: bool = False

    def on(self, day: date) -> Dated | None:
        """The value in force on a day (local), or nothing before there was one."""
        at = bisect_right([v.since or date.min for v in self.values], day) - 1
        return self.values[at] if at >= 0 else None


class OverlayRefused(ValueError):
    """An overlay tried what overlays may not do; says which key and why."""


def load(path: Path, area: str) -> dict[str, Parameter]:
    """Read one area's ``parameters.yaml``.

    :raises ValueError: if an entry lacks what a number of the law must say
    """
    found: dict[str, Parameter] = {}
    for name, entry in (msgspec.yaml.decode(path.read_text(encoding="utf-8")) or {}).items():
        try:
            found[f"{area}.{name}"] = _parameter(f"{area}.{name}", entry)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}: {name}: {error!r}") from error
    return found


def _parameter(key: str, entry: dict[str, Any]) -> Parameter:
    values = entry.get("values") or [{"value": entry["value"], "cites": entry["cites"], "since": entry.get("since")}]
    basis = Basis[entry["basis"].upper()]
    return Parameter(key=key, title=entry["title"], unit=entry["unit"], basis=basis, tighter=entry["tighter"], values=_dated(values))


def _dated(values: list[dict[str, Any]]) -> tuple[Dated, ...]:
    made = [Dated(value=_frozen(v["value"]), since=_day(v.get("since")), cites=v["cites"], approved_by=v.get("approved_by")) for v in values]
    return tuple(sorted(made, key=lambda v: v.since or date.min))


def _day(value: Any) -> date | None:
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise TypeError(f"{value!r} is no day")
    return value


def _frozen(value: Any) -> Value:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def overlay(base: dict[str, Parameter], entries: dict[str, Any]) -> dict[str, Parameter]:
    """The parameters with an overlay's values laid over them; before an overlay's first date, what stood stands.

    :raises OverlayRefused: for an unknown key, a value that is no such number, a fixed number, a law's number that would be
        loosened on any day, a loosening without approval
    """
    laid = dict(base)
    for key, entry in entries.items():
        if key not in base:
            raise OverlayRefused(f"{key}: no such parameter")
        try:
            values = _dated(entry.get("values") or [entry])
        except (AttributeError, KeyError, TypeError) as error:
            raise OverlayRefused(f"{key}: says a value, what it cites and, where it is dated, since which day; {error!r}") from error
        laid[key] = _laid(base[key], values)
    return laid


def _laid(old: Parameter, values: tuple[Dated, ...]) -> Parameter:
    days = [v.since or date.min for v in values]
    if len(set(days)) != len(days):
        raise OverlayRefused(f"{old.key}: two values from one day")
    loosened = old.loosened
    for new, begins, ends in zip(values, days, [*days[1:], date.max], strict=True):
        _check(old, new.value)
        turns = [v.since for v in old.values if v.since is not None and begins < v.since < ends]
        for was in (old.on(day) for day in (begins, *turns)):
            if was is not None and new.value != was.value:
                loosened = _loosens(old, new, was.value) or loosened
    before = tuple(v for v in old.values if (v.since or date.min) < days[0])
    return msgspec.structs.replace(old, values=(*before, *values), loosened=loosened)


def _loosens(old: Parameter, new: Dated, was: Value) -> bool:
    """Is it looser, as it may be?

    :raises OverlayRefused: if it is not allowed
    """
    if old.tighter == "fixed" and old.basis <= Basis.STATUTORY_GUIDANCE:
        raise OverlayRefused(f"{old.key}: fixed by {old.basis.words}; only a dated change of the law alters it")
    if _tighter(old, new.value, was):
        return False
    if old.basis <= Basis.NATIONAL_POLICY:
        raise OverlayRefused(f"{old.key}: {new.value} is looser than {was}, which {old.basis.words} sets")
    if not new.approved_by:
        raise OverlayRefused(f"{old.key}: {new.value} is looser than {was}; a loosened local target names who approved it")
    return True


def read(said: str, was: Value) -> Value:
    """What a person typed, as a value of the kind that stands; what cannot be read so is left as it is, and refused for what it is."""
    if isinstance(was, bool):
        return {"yes": True, "no": False}.get(said.casefold(), said)
    if isinstance(was, int | float):
        try:
            number = float(said)
        except ValueError:
            return said
        return int(number) if number.is_integer() else number
    if isinstance(was, tuple):
        return tuple(part.strip() for part in said.split(",") if part.strip())
    return said


def stands_to(parameter: Parameter, value: Value, was: Value) -> Literal["tighter", "looser", "same"]:
    """How a value stands to another; one of which it cannot be told is looser, so that it needs its approval."""
    return "same" if value == was else "tighter" if _tighter(parameter, value, was) else "looser"


_ORDER: Final = {"none": 0, "very_low": 1, "low": 2, "medium": 3, "high": 4}
_COUNTED: Final = frozenset({
    "working_days", "days_beginning_with", "months_beginning_with", "days_after", "months_after", "years_after", "hours_disregarding", "months_elapsed",
})
"""Units of which a period counts at least one."""
_STEP: Final = re.compile(r"([1-9][0-9]*)([dm])")
_FAR: Final = 60
"""So many times of a schedule are compared; beyond them only its last step goes on."""


def _check(old: Parameter, value: Value) -> None:
    """:raises OverlayRefused: if a value is not of the parameter's kind"""
    if value is None:
        return
    kind = next((v.value for v in old.values if v.value is not None), value)
    number = isinstance(kind, int | float) and not isinstance(kind, bool)
    if number and not (isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)):
        raise OverlayRefused(f"{old.key}: {value!r} is no number of {old.unit}")
    if number and value < (1 if old.unit in _COUNTED else 0):  # type: ignore[operator]  # a number, as was just seen
        raise OverlayRefused(f"{old.key}: {value!r} {old.unit} is too little to count")
    if not number and type(value) is not type(kind):
        raise OverlayRefused(f"{old.key}: {value!r} is not of the kind of {kind!r}")
    if old.unit == "schedule" and not (value and all(_STEP.fullmatch(str(step)) for step in value)):  # type: ignore[union-attr]  # a tuple
        raise OverlayRefused(f"{old.key}: {value!r} is no schedule; one is 7d, 28d, 3m")


def _tighter(parameter: Parameter, new: Value, was: Value) -> bool:
    """Is a value at least as tight as another? Where that cannot be told, it is not."""
    if parameter.tighter == "fixed" or new is None or was is None:
        return was is None and new is not None
    if isinstance(new, tuple) and isinstance(was, tuple):
        if parameter.unit == "schedule":
            return parameter.tighter == "lower" and all(_never_later(_nth(new, n), _nth(was, n)) for n in range(1, _FAR))
        return _table_tighter(parameter.tighter, new, was)
    a, b = (_ORDER.get(v) if isinstance(v, str) else v for v in (new, was))
    if not isinstance(a, int | float) or not isinstance(b, int | float):
        return False
    return a <= b if parameter.tighter == "lower" else a >= b


def _nth(schedule: tuple[Any, ...], n: int) -> tuple[int, str]:
    """The n-th time of a schedule, as a number of days or months after the origin."""
    step = _STEP.fullmatch(str(schedule[min(n, len(schedule)) - 1]))
    assert step is not None
    return int(step[1]) * max(1, n - len(schedule) + 1), step[2]


def _never_later(a: tuple[int, str], b: tuple[int, str]) -> bool:
    """Is one never after the other, whatever the months?"""
    if a[1] == b[1]:
        return a[0] <= b[0]
    return a[0] * 31 <= b[0] if a[1] == "m" else a[0] <= b[0] * 28


def _table_tighter(direction: Direction, new: tuple[Any, ...], was: tuple[Any, ...]) -> bool:
    """Of a table of names and numbers: every name of the old is there still, none of them is looser."""
    try:
        now: dict[str, float] = dict(new)
        return all(now[name] <= value if direction == "lower" else now[name] >= value for name, value in was)
    except (KeyError, TypeError, ValueError):
        return False


class Book:
    """The parameters as one judging uses them: on the day that the law looks at, or all as of one day (``law now``)."""

    def __init__(self, parameters: dict[str, Parameter], *, as_of: date | None = None) -> None:
        self.parameters = parameters
        self._as_of = as_of
        self._constant: dict[str, Value] = {
            key: p.values[0].value for key, p in parameters.items() if len(p.values) == 1 and p.values[0].since is None
        }

    def dated(self, key: str, at: datetime) -> Dated | None:
        """The value of ``key`` in force at a moment, with its citation."""
        return self.parameters[key].on(self._as_of or at.astimezone(LOCAL).date())

    def value(self, key: str, at: datetime) -> Value:
        """The value of ``key`` in force at a moment; ``None`` if it is repealed or not yet law.

        :raises KeyError: if there is no such parameter
        """
        if key in self._constant:
            return self._constant[key]
        dated = self.dated(key, at)
        return dated.value if dated else None

    def number(self, key: str, at: datetime) -> float:
        """The same where a number is needed.

        :raises TypeError: if the value in force is not a number
        """
        value = self.value(key, at)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{key} is {value!r} on {at:%Y-%m-%d}, not a number")
        return value


def now_book(parameters: dict[str, Parameter], today: datetime) -> Book:
    """All numbers as they are on one local day, whatever the age of the case."""
    return Book(parameters, as_of=today.astimezone(LOCAL).date())
