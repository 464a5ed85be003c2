"""Every rule of referrals, and the class of its acts."""

from __future__ import annotations

from typing import Final

from tutela.facts import referrals
from tutela.law.kernel.gate import Classing
from tutela.law.kernel.rules import Act, Rule
from tutela.law.referrals import orders, schools

RULES: Final[tuple[Rule, ...]] = (
    *schools.DUTIES, *schools.STANDARDS, *orders.DUTIES, *orders.STANDARDS,
)

ACTS: Final[dict[type, Act | Classing]] = {
    referrals.SchoolNoticeDelayed: Act.DEFERS, referrals.SchoolNoticesSwitchedOff: Act.CLOSES,
}
"""The class of each act; every other fact type records."""
