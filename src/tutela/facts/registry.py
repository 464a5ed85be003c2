"""Which fact types there are: every payload class of the area modules, under ``<area>.<Class>``."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from tutela.facts import (
    attempts,
    contact,
    custody,
    duties,
    exploitation,
    forensics,
    governance,
    information,
    investigation,
    missing,
    offenders,
    people,
    protection,
    referrals,
    sharing,
)
from tutela.facts.form import Payload

MODULES: Final[tuple[ModuleType, ...]] = (
    people, contact, missing, sharing, duties, attempts, referrals, exploitation, investigation, forensics, protection, offenders, custody, governance,
    information,
)
_BASES: Final = frozenset({attempts.Refused, duties.OfDuty})


def _gather() -> dict[str, type[Payload]]:
    found: dict[str, type[Payload]] = {}
    for module in MODULES:
        area = module.__name__.rpartition(".")[2]
        for cls in vars(module).values():
            if isinstance(cls, type) and issubclass(cls, Payload) and _belongs(cls, module) and cls not in _BASES:
                found[f"{area}.{cls.__name__}"] = cls
    return found


def _belongs(cls: type, module: ModuleType) -> bool:
    return cls.__module__ == module.__name__ or cls.__module__.startswith(f"{module.__name__}.")


TYPES: Final[dict[str, type[Payload]]] = _gather()
NAMES: Final[dict[type[Payload], str]] = {cls: name for name, cls in TYPES.items()}


def name_of(cls: type[Payload]) -> str:
    """The published name of a fact class (``missing.Reported``)."""
    return NAMES[cls]
