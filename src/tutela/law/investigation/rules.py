"""Every rule of investigations, and the class of their acts."""

from __future__ import annotations

from typing import Final

from tutela.law.investigation import bail, children, duties, filing, interviews, lasting, online, release, teams, victims, work
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.rules import Act, Rule

RULES: Final[tuple[Rule, ...]] = (
    *duties.DUTIES, *duties.STANDARDS, *duties.PATTERNS, *bail.DUTIES, *bail.STANDARDS, *victims.DUTIES,
    *children.DUTIES, *release.DUTIES, *release.PATTERNS,
    *work.DUTIES, *work.STANDARDS, *work.PATTERNS, *filing.DUTIES, *filing.STANDARDS, *online.DUTIES, *online.STANDARDS,
    *interviews.DUTIES, *interviews.STANDARDS, *lasting.DUTIES, *teams.DUTIES, *teams.PATTERNS,
)
ACTS: Final[dict[type, Act | Classing]] = {**bail.ACTS, **work.ACTS, **filing.ACTS, **online.ACTS}
"""The class of each act; every other fact type records."""
