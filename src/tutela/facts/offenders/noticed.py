"""What the law notices across an offender's facts; nobody records these by hand."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import BREACH, OFFENDER


class LoneVisitsNoticed(Payload):
    """Noticed: one person visited the offender alone, twice in a row."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"saw": ["f:7", "f:9"]}
    saw: tuple[str, ...] = ()


class RegularVisitsNoticed(Payload):
    """Noticed: visits came on the same weekday at the same hour, or the same number of days apart, one after the other."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 4, "how": "weekday_and_hour", "saw": ["f:7"]}
    count: int
    how: Literal["weekday_and_hour", "days_apart"] | None = None
    saw: tuple[str, ...] = ()


class NoAccessNoticed(Payload):
    """Noticed: officers came again and again and did not get in, or found nobody."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"attempts": 2, "saw": ["f:7"]}
    attempts: int
    saw: tuple[str, ...] = ()


class RepeatBreachNoticed(Payload):
    """Noticed: a second breach, or a later one, by one offender within the window."""

    ABOUT: ClassVar = BREACH
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 2, "window_days": 365, "saw": ["f:7", "f:9"]}
    count: int
    window_days: int
    saw: tuple[str, ...] = ()


class ConcernsNoticed(Payload):
    """Noticed: concerns about an offender add up within the window."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 2, "window_days": 365, "warned_before": True, "saw": ["f:7", "f:9"]}
    count: int
    window_days: int
    warned_before: bool = False
    saw: tuple[str, ...] = ()


class RoutineClosingNoticed(Payload):
    """Noticed: a unit closes its breaches without prosecution, one after the other."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"count": 5, "window_days": 30, "saw": ["f:7"]}
    count: int
    window_days: int
    saw: tuple[str, ...] = ()
