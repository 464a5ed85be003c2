"""Assessment, level and plan; approvals are other people's facts, and a read receipt decides nothing."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import OFFENDER, PLAN, RiskLevel, Where

Tool = Literal["arms", "oasys", "osp", "rm2000", "aim3", "other"]


class RiskAssessmentMade(Payload):
    """An active risk assessment (ARMS, or the tool named) was completed. Accepted by nobody yet; the level is the assessor's proposal."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"tool": "arms", "level": "medium", "where": "home", "because": "yearly", "text": "Isolated since May; works again."}
    tool: Tool | None = None
    level: RiskLevel | None = None
    where: Where | None = None
    because: Literal["first", "yearly", "change", "breach", "new_information", "release", "other"] | None = None
    version: str = ""
    accredited: bool | None = None
    """Was the assessor trained for the tool, as the record had it?"""
    raises: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()
    text: str = ""


class RiskAssessmentAccepted(Payload):
    """A supervisor accepted an assessment."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"made_by": "o:70", "why": "Done at the station: he was bailed away from home.", "of": "f:91"}
    made_by: str | None = None
    why: str = ""
    of: str | None = None
    """The id of the assessment's fact."""


class RiskAssessmentReturned(Payload):
    """A supervisor sent an assessment back."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Do it in his home.", "of": "f:91"}
    why: str = ""
    of: str | None = None


class RiskAssessmentAsked(Payload):
    """Somebody asked for a new assessment, and why."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "New partner with a daughter."}
    why: str = ""


class RiskAssessmentReceived(Payload):
    """Another agency's assessment came."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"tool": "oasys", "level": "high", "origin": "probation", "made_on": "2026-02-10"}
    tool: Tool | None = None
    level: RiskLevel | None = None
    origin: Literal["probation", "prison", "health", "other_force", "other"] | None = None
    made_on: date | None = None


class RiskLevelSet(Payload):
    """The level at which the offender is managed was set or raised, with reasons. To lower it is asked and approved."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "high", "why": "Contact with a child of six."}
    level: RiskLevel
    why: str = ""
    override: str = ""
    """Why it is not the level that the tool gives."""


class RiskLoweringRequested(Payload):
    """Somebody asked to lower the level; the higher one stays live."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "medium", "reason": "Two years without concern; assessed in his home.", "new_information": "f:91"}
    level: RiskLevel
    reason: str = ""
    new_information: str | None = None


class RiskLoweringApproved(Payload):
    """A supervisor other than the requester approved the lower level."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "medium", "requested_by": "o:70", "reason": "As assessed; no child in reach."}
    level: RiskLevel
    requested_by: str
    reason: str = ""


class RiskLoweringDeclined(Payload):
    """The lower level was declined."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "His claim about the job is not checked."}
    reason: str = ""


class Objective(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One objective of a plan, and what is done for it."""

    what: str
    actions: tuple[str, ...] = ()
    by_when: date | None = None


class RiskPlanWritten(Payload):
    """A risk management plan was written. Not submitted, not approved."""

    ABOUT: ClassVar = PLAN
    EXAMPLE: ClassVar[dict[str, object]] = {
        "level": "high", "where": "desk", "objectives": [{"what": "No child in his home", "actions": ["Evening visits"], "by_when": "2026-06-01"}],
        "children": "Partner's daughter, nine", "review_by": "2026-09-01",
    }
    level: RiskLevel | None = None
    where: Where | None = None
    objectives: tuple[Objective, ...] = ()
    children: str = ""
    """Which children can be reached, or that none can."""
    disclosure: str = ""
    visits_every_days: int | None = None
    review_by: date | None = None


class RiskPlanSubmitted(Payload):
    """A plan waits for a supervisor's approval."""

    ABOUT: ClassVar = PLAN
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "very_high"}
    level: RiskLevel | None = None


class RiskPlanApproved(Payload):
    """A supervisor who did not write the plan approved it, and what they satisfied themselves of."""

    ABOUT: ClassVar = PLAN
    EXAMPLE: ClassVar[dict[str, object]] = {
        "submitted_by": "o:70", "reason": "Evening visits cover the daughter's hours.", "risks_covered": True, "children_considered": True,
        "actions_dated": True, "visits_right": True, "disclosure_considered": True, "review_by": "2026-09-01",
    }
    submitted_by: str | None = None
    reason: str = ""
    risks_covered: bool | None = None
    children_considered: bool | None = None
    actions_dated: bool | None = None
    visits_right: bool | None = None
    disclosure_considered: bool | None = None
    review_by: date | None = None
    minutes_open: int | None = None
    """How long the plan was open before them, where the system measures it."""


class RiskPlanReturned(Payload):
    """A supervisor sent a plan back, or directed more work."""

    ABOUT: ClassVar = PLAN
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The nephew is not in it.", "directs": ["See the nephew by Friday."]}
    why: str = ""
    directs: tuple[str, ...] = ()


class RiskPlanActionSet(Payload):
    """An action of a plan was given to somebody."""

    ABOUT: ClassVar = ("action", "offender")
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Call at the club", "objective": "No work with children", "owner": "o:70", "by_when": "2026-03-20"}
    what: str
    objective: str = ""
    owner: str | None = None
    by_when: date | None = None


class RiskPlanActionDone(Payload):
    """An action was done: what came of it, and whether it lowered the risk."""

    ABOUT: ClassVar = ("action", "offender")
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "He has left the club; its welfare officer knows.", "lowered_risk": True}
    result: str = ""
    lowered_risk: bool | None = None


class RiskPlanActionDropped(Payload):
    """An action was given up, with the reason."""

    ABOUT: ClassVar = ("action", "offender")
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "The club is closed.", "approved_by": "o:80"}
    reason: str = ""
    approved_by: str | None = None


class RiskPlanReviewed(Payload):
    """The manager went through the plan: what stands, what changes."""

    ABOUT: ClassVar = PLAN
    EXAMPLE: ClassVar[dict[str, object]] = {"changed": True, "text": "Visits fortnightly until the disclosure is done."}
    changed: bool | None = None
    text: str = ""


class SupervisionRead(Payload):
    """A supervisor read the file. A read receipt ("seen", "noted") reviews nothing."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "Noted."}
    words: str = ""


class SupervisionRecorded(Payload):
    """A supervisor reviewed how the offender is managed: risk, plan, what changes, what next. One that decides nothing is kept and does not count."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "level": "high", "plan_adequate": False, "changes": "Two-person visits in the evening.", "next_action": "Call at her school", "next_by": "2026-03-20",
        "text": "His new partner's daughter is not in the plan.",
    }
    level: RiskLevel | None = None
    plan_adequate: bool | None = None
    changes: str = ""
    next_action: str = ""
    next_by: date | None = None
    text: str = ""


class OffenderFileReviewed(Payload):
    """The whole file was reviewed, as every offender's is in a review of the caseload."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"children_in_reach": True, "gaps": ["No device list"], "actions": ["Visit by 20 March"], "verified_by": "o:80"}
    children_in_reach: bool | None = None
    gaps: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    verified_by: str | None = None


class ReactiveManagementRequested(Payload):
    """Somebody asked to manage the offender reactively, without visits."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Low for four years, no order, no child in reach.", "criteria_met": ["low", "adult", "offence_free"]}
    reason: str = ""
    criteria_met: tuple[str, ...] = ()


class ReactiveManagementApproved(Payload):
    """A detective inspector, or who may, approved reactive management: visits stop."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"requested_by": "o:70", "reason": "All criteria on the file.", "review_by": "2027-03-01"}
    requested_by: str
    reason: str = ""
    review_by: date | None = None


class ReactiveManagementDeclined(Payload):
    """Reactive management was declined: visits go on."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "A grandchild visits."}
    reason: str = ""


class ReactiveManagementReviewed(Payload):
    """The yearly look at an offender who is managed reactively."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "continue", "text": "No intelligence; address confirmed."}
    decision: Literal["continue", "end"]
    text: str = ""


class ReactiveManagementEnded(Payload):
    """The offender is visited again."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Intelligence of a new partner with children."}
    why: str = ""
