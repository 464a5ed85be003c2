"""Inspections and what they say: announced, evidence, findings, cases of concern, reports, recommendations and their clauses."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.governance.terms import CASE, INSPECTION, TEAM, Theme

EvidenceKind = Literal["document", "interview", "focus_group", "observation", "case_audit", "data", "other"]


class InspectionAnnounced(Payload):
    """An inspection or review was announced. A revisit names in ``about`` the inspection that it follows (``as: follows``)."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "child_protection", "by": "HMICFRS", "begins": "2026-11-02", "themes": ["missing", "custody"],
    }
    kind: Literal["child_protection", "post_inspection_review", "effectiveness", "joint_targeted", "custody", "thematic", "peer", "internal", "other"]
    by: str = ""
    begins: date | None = None
    ends: date | None = None
    themes: tuple[Theme, ...] = ()


class InspectionBegan(Payload):
    """The inspectors began their work with the force, announced or not."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"announced": True}
    announced: bool | None = None


class InspectionEnded(Payload):
    """The inspectors ended their work with the force; no report has been published yet."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"first_words": "Concerned at delays in forensics."}
    first_words: str = ""


class EvidenceAsked(Payload):
    """Inspectors asked the force for documents, data, cases or people."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Six missing incidents of October", "by_when": "2026-11-09"}
    what: str
    by_when: date | None = None


class EvidenceGiven(Payload):
    """The force gave the inspectors what they had asked for, or said why it cannot."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Six missing incidents of October", "why_not": ""}
    what: str
    why_not: str = ""


class EvidenceTaken(Payload):
    """A piece of evidence was entered in the register of an inspection or review; whoever was interviewed is not named."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "focus_group", "text": "Eight response officers, Northport."}
    kind: EvidenceKind
    text: str = ""


class FindingMade(Payload):
    """A finding of an inspection or review, with the evidence on which it rests."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {
        "theme": "missing", "text": "Reviews direct nothing.", "good": False, "rests_on": ["f:11", "f:12"], "single_source": False,
    }
    theme: Theme
    text: str
    good: bool | None = None
    rests_on: tuple[str, ...] = ()
    """The ids of the facts of evidence."""
    single_source: bool = False


class FindingRepeatedNoticed(Payload):
    """Noticed: a theme on which an earlier inspection of the force had found fault is found again."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"theme": "missing", "first_found": "2018-03-01T09:00:00Z", "saw": ["f:11", "f:40"]}
    theme: Theme
    first_found: datetime
    saw: tuple[str, ...] = ()


class ConcernRaised(Payload):
    """Inspectors or auditors brought one case to the force's leaders, as a child may be at risk now. It is no safeguarding referral."""

    ABOUT: ClassVar = (CASE,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "concern": "Suspect has moved in with another family.", "raised_in": "inspection", "to": "child_protection_lead@force",
    }
    concern: str
    raised_in: Literal["inspection", "audit", "review", "other"] = "inspection"
    to: str | None = None


class ConcernAcknowledged(Payload):
    """Whom the concern was brought to took note. Nothing is done yet."""

    ABOUT: ClassVar = (CASE,)
    EXAMPLE: ClassVar[dict[str, object]] = {"raised": "f:31", "reply": "Detective inspector asked to review today."}
    raised: str | None = None
    """The id of the fact that raised it, where the case has more than one."""
    reply: str = ""


class ConcernActedOn(Payload):
    """What the force did about the case. Not yet verified by anybody else."""

    ABOUT: ClassVar = (CASE,)
    EXAMPLE: ClassVar[dict[str, object]] = {"raised": "f:31", "action": "Strategy discussion held; children seen."}
    action: str
    raised: str | None = None


class ConcernVerified(Payload):
    """Somebody other than who acted checked that the action protects the child, or that it does not."""

    ABOUT: ClassVar = (CASE,)
    EXAMPLE: ClassVar[dict[str, object]] = {"raised": "f:31", "protects": True, "text": "Read the record and spoke to the social worker."}
    protects: bool
    raised: str | None = None
    text: str = ""


class ReportPublished(Payload):
    """The report of an inspection or review was published: from this day its recommendations run."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"title": "National child protection inspection", "judgement": "requires_improvement"}
    title: str = ""
    judgement: Literal["outstanding", "good", "adequate", "requires_improvement", "inadequate", "none"] = "none"


class RecommendationMade(Payload):
    """A recommendation, as published; what each of its points asks is a clause of its own."""

    ABOUT: ClassVar = ("recommendation", "inspection")
    EXAMPLE: ClassVar[dict[str, object]] = {
        "number": "3", "theme": "missing", "deadline": "immediately", "text": "Improve missing children arrangements.",
    }
    number: str = ""
    theme: Theme = "other"
    text: str = ""
    deadline: Literal["immediately", "three_months", "six_months", "dated", "none"] = "none"
    due: date | None = None
    """Where the report gives a date."""
    year: int | None = None
    cause_of_concern: bool = False


class ClauseMade(Payload):
    """One clause of a recommendation (``as: clause``; the whole is ``as: of``), with what will show that children do better."""

    ABOUT: ClassVar = ("recommendation",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "text": "Supervisors review each child's case.", "result_for_children": "Found sooner", "measure": "Hours to first review",
    }
    text: str
    result_for_children: str = ""
    measure: str = ""


class CommentPublished(Payload):
    """The police and crime commissioner, or the force, published their comment on the report."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "commissioner"}
    by: Literal["commissioner", "chief_constable", "partner"] = "commissioner"


class ReadinessReviewed(Payload):
    """Before inspectors come again, somebody went through the clauses, their evidence and the open risks."""

    ABOUT: ClassVar = INSPECTION
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Two clauses without evidence.", "visit": "2027-07-01"}
    text: str = ""
    visit: date | None = None


class ScrutinyDecided(Payload):
    """The lead for assurance decided whether a recommendation, team or force is watched more closely."""

    ABOUT: ClassVar = (f"recommendation|inspection|{TEAM}",)
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "closer", "why": "Reported a second time."}
    decision: Literal["closer", "as_before", "ended"]
    why: str
