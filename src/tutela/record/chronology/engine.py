"""The law as this force has it: the shipped rules and numbers, its overlays, and the numbers of its own that it put into force by the page.

A number of the force's own holds from a day that comes after the one on which it was put into force. So what was judged of a past day stays as it was,
and who judges needs the newest rows only once a day; a judging that is kept reads them each time (``refresh``), so that its digest names them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

import msgspec
import structlog
from django.conf import settings

from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.cards import PolicyRow
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.parameters import OverlayRefused, Parameter, overlay

log = structlog.get_logger("tutela.law")


class _InForce(msgspec.Struct):
    """What this process judges by."""

    overlays: tuple[str, ...]
    rows: bytes
    laws: Catalogue
    book: Lawbook
    read_on: date | None = None


_state: list[_InForce] = []
_asked: list[bool] = []


def laws() -> Catalogue:
    """The rules of this deployment with the numbers of its force."""
    return _now().laws


def book() -> Lawbook:
    """The numbers as they were at each event."""
    return _now().book


def shipped() -> Catalogue:
    """The rules with the numbers of law and of the deployment's overlays, without what the force changed by the page: the limits of that."""
    return _shipped(tuple(settings.LAW_OVERLAYS))


def refresh() -> None:
    """Read which numbers of its own the force has put into force."""
    rows = msgspec.json.encode(forces.policy_changes())
    held, overlays = _state[0] if _state else None, tuple(settings.LAW_OVERLAYS)
    if held is None or (held.rows, held.overlays) != (rows, overlays):
        held = _InForce(overlays, rows, *_laid(overlays, rows))
    held.read_on = local(clock.now()).date()
    _state[:] = [held]


def ask_again() -> None:
    """A page is shown, or an act weighed: whoever next needs the law looks whether it has read the rows on this day."""
    _asked[:] = [True]


def _now() -> _InForce:
    if _asked:
        _asked.clear()
        if not _state or _state[0].read_on != local(clock.now()).date():
            refresh()
    if not _state or _state[0].overlays != tuple(settings.LAW_OVERLAYS):
        overlays, rows = tuple(settings.LAW_OVERLAYS), _state[0].rows if _state else b"[]"
        _state[:] = [_InForce(overlays, rows, *_laid(overlays, rows))]
    return _state[0]


@lru_cache(maxsize=4)
def _shipped(overlays: tuple[str, ...]) -> Catalogue:
    return catalogue(overlays)


@lru_cache(maxsize=4)
def _laid(overlays: tuple[str, ...], rows: bytes) -> tuple[Catalogue, Lawbook]:
    base = _shipped(overlays)
    changes = msgspec.json.decode(rows, type=list[PolicyRow])
    if not changes:
        return base, lawbook(base)
    parameters = dict(base.parameters)
    for key, group in groupby(sorted(changes, key=lambda row: row.parameter), key=lambda row: row.parameter):
        try:
            parameters |= overlay({key: base.parameters[key]}, {key: {"values": _values(base.parameters[key], list(group))}})
        except (KeyError, OverlayRefused):  # the law became tighter since, or knows the number no more: the law stands
            log.exception("law.policy-left-out", parameter=key)
    laid = Catalogue(base.rules, parameters, base.acts)
    return laid, lawbook(laid)


def _values(base: Parameter, changes: Sequence[PolicyRow]) -> list[dict[str, Any]]:
    """What holds from each day on which something begins or ends: the latest change that nobody withdrew, else what is shipped."""
    values = []
    for day in sorted({day for row in changes for day in (row.since, row.until) if day is not None}):
        holding = [row for row in changes if row.since <= day and (row.until is None or row.until > day)]
        last = max(holding, key=lambda row: row.since, default=None)
        was = base.on(day)
        if last is not None:
            values.append({"value": last.value, "since": day, "cites": last.cites, "approved_by": last.decided_in})
        elif was is not None:
            values.append({"value": was.value, "since": day, "cites": was.cites, "approved_by": was.approved_by})
    return values
