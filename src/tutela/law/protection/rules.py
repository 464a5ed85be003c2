"""Every rule of police protection, and the class of its acts."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.rules import Rule
from tutela.law.protection import after, duties, finders, standards

RULES: Final[tuple[Rule, ...]] = (*duties.DUTIES, *after.DUTIES, *standards.STANDARDS, *finders.PATTERNS)
ACTS: Final = standards.ACTS
