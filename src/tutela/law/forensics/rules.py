"""Every rule of digital forensics, and the class of its acts."""

from __future__ import annotations

from typing import Final

from tutela.law.forensics import deciding, images, seizing, unit, waiting, working
from tutela.law.kernel.rules import Act, Rule

RULES: Final[tuple[Rule, ...]] = (
    *seizing.DUTIES, *waiting.DUTIES, *working.DUTIES, *images.DUTIES, *unit.DUTIES, *seizing.STANDARDS, *deciding.STANDARDS, *working.STANDARDS,
    *images.STANDARDS,
)
ACTS: Final[dict[type, Act]] = {**seizing.ACTS, **deciding.ACTS}
"""The class of each act; every other fact type records. What raises, begins or finds is never refused."""
