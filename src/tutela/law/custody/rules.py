"""Every rule of custody, and the class of its acts."""

from __future__ import annotations

from typing import Final

from tutela.law.custody import charged, duties, standards
from tutela.law.kernel.rules import Rule

RULES: Final[tuple[Rule, ...]] = (*duties.DUTIES, *charged.DUTIES, *standards.STANDARDS, *standards.PATTERNS)
ACTS: Final = standards.ACTS
