"""Every rule of the management of offenders, and the class of each act that may be refused."""

from __future__ import annotations

from typing import Final

from tutela.facts import Payload
from tutela.law.kernel.rules import Act, Rule
from tutela.law.offenders import duties, notifications

RULES: Final[tuple[Rule, ...]] = (*duties.DUTIES, *notifications.DUTIES, *notifications.STANDARDS)
ACTS: Final[dict[type[Payload], Act]] = {}
"""The class of each act; every other fact type records."""
