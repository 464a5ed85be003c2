"""The law's numbers: dated, cited, with their unit, their basis and the direction that is tighter.

An overlay may tighten what law fixes and may loosen a local target, dated and approved; nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import msgspec
import yaml

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
        return self <= Basis.STATUTORY_CODE

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
    for name, entry in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
        try:
            found[f"{area}.{name}"] = _parameter(f"{area}.{name}", entry)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}: {name}: {error!r}") from error
    return found


def _parameter(key: str, entry: dict[str, Any]) -> Parameter:
    values = entry.get("values") or [{"value": entry["value"], "cites": entry["cites"], "since": entry.get("since")}]
    return Parameter(
        key=key, title=entry["title"], unit=entry["unit"], basis=Basis[entry["basis"].upper()], tighter=entry["tighter"], values=_dated(values)
    )


def _dated(values: list[dict[str, Any]]) -> tuple[Dated, ...]:
    made = [Dated(value=_frozen(v["value"]), since=v.get("since"), cites=v["cites"], approved_by=v.get("approved_by")) for v in values]
    return tuple(sorted(made, key=lambda v: v.since or date.min))


def _frozen(value: Any) -> Value:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def overlay(base: dict[str, Parameter], entries: dict[str, Any]) -> dict[str, Parameter]:
    """The parameters with an overlay's values laid over them.

    :raises OverlayRefused: for an unknown key, a fixed number, a law's number that would be loosened, a loosening without approval
    """
    laid = dict(base)
    for key, entry in entries.items():
        if key not in base:
            raise OverlayRefused(f"{key}: no such parameter")
        laid[key] = _laid(base[key], _dated(entry.get("values") or [entry]))
    return laid


def _laid(old: Parameter, values: tuple[Dated, ...]) -> Parameter:
    loosened = old.loosened
    for new in values:
        was = old.on(new.since or date.min) or old.values[0]
        if new.value == was.value:
            continue
        if old.tighter == "fixed" and old.basis <= Basis.STATUTORY_GUIDANCE:
            raise OverlayRefused(f"{old.key}: fixed by {old.basis.words}; only a dated change of the law alters it")
        if not _tighter(old.tighter, new.value, was.value):
            if old.basis <= Basis.NATIONAL_POLICY:
                raise OverlayRefused(f"{old.key}: {new.value} is looser than {was.value}, which {old.basis.words} sets")
            if not new.approved_by:
                raise OverlayRefused(f"{old.key}: {new.value} is looser than {was.value}; a loosened local target names who approved it")
            loosened = True
    return msgspec.structs.replace(old, values=values, loosened=loosened)


_ORDER: Final = {"none": 0, "very_low": 1, "low": 2, "medium": 3, "high": 4}


def _tighter(direction: Direction, new: Value, was: Value) -> bool:
    if direction == "fixed" or new is None or was is None:
        return was is None and new is not None
    a, b = (_ORDER.get(v, v) if isinstance(v, str) else v for v in (new, was))
    return bool(a <= b if direction == "lower" else a >= b)  # type: ignore[operator]  # both are of the parameter's one unit


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
    """All numbers as they are on one day, whatever the age of the case."""
    return Book(parameters, as_of=today.astimezone(UTC).date())
