"""Every rule of governance, and the class of each act that may be refused."""

from __future__ import annotations

from typing import Final

from tutela.facts import governance
from tutela.law.governance import audits, boards, concerns, papers, partners, people, policies, recommendations, scrutiny
from tutela.law.kernel.rules import Act, Rule

RULES: Final[tuple[Rule, ...]] = (
    *concerns.DUTIES, *concerns.STANDARDS, *recommendations.DUTIES, *recommendations.STANDARDS, *policies.DUTIES, *policies.STANDARDS,
    *partners.DUTIES, *partners.STANDARDS, *boards.DUTIES, *boards.STANDARDS, *boards.PATTERNS, *audits.DUTIES, *papers.DUTIES, *people.DUTIES,
    *people.STANDARDS, *scrutiny.DUTIES,
)
ACTS: Final[dict[type, Act]] = {
    governance.CompletionVerified: Act.APPROVES, governance.ClosureApproved: Act.CLOSES, governance.LaterDateApproved: Act.DEFERS,
    governance.PolicyActivated: Act.APPROVES, governance.TrainingExceptionGranted: Act.APPROVES,
}
"""The class of each act; every other fact type records. What partners owe and what is taken up with them is never refused."""
