"""The force's own choices, read from ``rules.yaml``: which skill a role demands, who supervises, who stands in. All are local targets."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import msgspec.yaml


@cache
def _rules() -> dict[str, Any]:
    text = resources.files("tutela.foundations.forces").joinpath("rules.yaml").read_text(encoding="utf-8")
    rules: dict[str, Any] = msgspec.yaml.decode(text)
    return rules


def demanded(role: str, on: date) -> tuple[str, ...]:
    """The skills that a role demanded on a day."""
    versions = [v for v in _rules()["skills"].get(role, ()) if v["since"] <= on]
    return tuple(max(versions, key=lambda v: v["since"])["skills"]) if versions else ()


def skills() -> dict[str, str]:
    """Every skill that some role demands, with what it is called."""
    return dict(_rules()["titles"])


def supervisors(role: str, area: str) -> tuple[str, ...]:
    """The addresses of those who supervise a role, nearest first."""
    return tuple(address.format(area=area) for address in _rules()["supervises"].get(role, ()))


def stand_ins(address: str) -> tuple[str, ...]:
    """The addresses of those who decide where nobody at this one does."""
    return tuple(_rules()["stands_in"].get(address, ()))
