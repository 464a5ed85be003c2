"""Every rule of the management of offenders, and the class of each act that may be refused."""

from __future__ import annotations

from typing import Final

from tutela.facts import Payload, offenders
from tutela.law.kernel.rules import Act, Rule
from tutela.law.offenders import assessing, breaches, courts, duties, managing, notifications, scheme, visits

RULES: Final[tuple[Rule, ...]] = (
    *duties.DUTIES, *duties.STANDARDS, *notifications.DUTIES, *notifications.STANDARDS, *visits.DUTIES, *visits.STANDARDS, *visits.PATTERNS,
    *breaches.DUTIES, *breaches.STANDARDS, *breaches.PATTERNS, *courts.DUTIES, *courts.STANDARDS, *managing.DUTIES, *managing.STANDARDS,
    *assessing.DUTIES, *assessing.STANDARDS, *scheme.DUTIES,
)
ACTS: Final[dict[type[Payload], Act]] = {
    offenders.AnnouncedVisitApproved: Act.APPROVES, offenders.LoneVisitApproved: Act.APPROVES, offenders.VisitDeferralApproved: Act.DEFERS,
    offenders.BreachClosed: Act.CLOSES, offenders.WarningApproved: Act.APPROVES, offenders.RiskPlanApproved: Act.APPROVES,
    offenders.RiskLoweringApproved: Act.LOWERS, offenders.ReactiveManagementApproved: Act.LOWERS, offenders.RegisterDischargeApproved: Act.CLOSES,
}
"""The class of each act; every other fact type records."""
