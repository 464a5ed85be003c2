"""Every rule of information law, and the class of each act that may be refused."""

from __future__ import annotations

from typing import Final

from tutela.facts import information
from tutela.law.information import breaches, giving, keeping, requests
from tutela.law.kernel.rules import Act, Rule

RULES: Final[tuple[Rule, ...]] = (
    *breaches.DUTIES, *breaches.STANDARDS, *requests.DUTIES, *requests.STANDARDS, *giving.DUTIES, *giving.STANDARDS, *keeping.DUTIES, *keeping.STANDARDS,
)
ACTS: Final[dict[type, Act]] = {
    information.DataBreachClosed: Act.CLOSES, information.TimeExtended: Act.DEFERS, information.ReleaseApproved: Act.APPROVES,
    information.DisposalApproved: Act.APPROVES, information.HoldLiftApproved: Act.APPROVES,
}
"""The class of each act; every other fact type records. A disclosure is never refused: what it lacks is told."""
