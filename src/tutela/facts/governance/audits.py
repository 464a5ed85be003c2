"""Audits of cases and calls, second readers, learning from reviews, and what partners and campaigns bring."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.governance.terms import CASE, TEAM, CaseGrade, Theme

Programme = Literal["monthly", "dip_sample", "thematic", "inspection", "remand", "retrospective", "re_audit", "other"]
Mark = Literal["good", "partly", "poor", "not_applicable"]


class CasesSampled(Payload):
    """A sample was drawn for audit: how many cases of a team, or how many calls for one manager (``plan`` names the manager's month), for what period."""

    ABOUT: ClassVar = (f"{TEAM}|officer",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "programme": "monthly", "theme": "missing", "cases": 20, "period_from": "2026-10-01", "period_to": "2026-10-31",
    }
    programme: Programme = "monthly"
    theme: Theme = "other"
    cases: int | None = None
    period_from: date | None = None
    period_to: date | None = None


class CaseAudited(Payload):
    """An auditor, who is not the case's owner, read one case and graded it. ``about`` names the case, and the inspection or team where there is one."""

    ABOUT: ClassVar = (CASE,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "programme": "monthly", "case_type": "missing", "grade": "inadequate", "elements": ["left_at_risk"], "evidence": "Log 14 to 22: nobody sent.",
        "at_risk_now": True, "learning": "Ask who is with the child.", "re_audit": "2027-02-01",
    }
    grade: CaseGrade
    programme: Programme = "monthly"
    case_type: Theme = "other"
    elements: tuple[str, ...] = ()
    """Which parts of the grade's definition apply."""
    evidence: str = ""
    timeliness: Mark | None = None
    quality: Mark | None = None
    supervision: Mark | None = None
    childs_voice: Mark | None = None
    safeguarding_worked: bool | None = None
    at_risk_now: bool | None = None
    """Is any child at risk now? Nobody may leave it unanswered of an inadequate case."""
    good_practice: str = ""
    learning: str = ""
    re_audit: date | None = None


class CaseReadAgain(Payload):
    """A second reader graded or decided the case again without seeing the first result."""

    ABOUT: ClassVar = (CASE,)
    EXAMPLE: ClassVar[dict[str, object]] = {"grade": "requires_improvement", "same_decision": False, "why": "A second breach was not read."}
    grade: CaseGrade = "not_graded"
    same_decision: bool | None = None
    why: str = ""


class TeamSampled(Payload):
    """A manager finished the sample that they owe of one team, with what they found."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "programme": "dip_sample", "cases": 6, "period_to": "2026-10-31", "text": "Visits are announced too often.",
    }
    programme: Programme = "dip_sample"
    cases: int | None = None
    period_to: date | None = None
    text: str = ""


class CallReviewed(Payload):
    """A manager of the control room (``officer``) listened to a call or read a log of the month drawn for them (``plan``) and marked it."""

    ABOUT: ClassVar = ("incident|officer",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "child_protection": True, "thrive": "partly", "evidence_advice": "poor", "text": "Told to delete the app.",
    }
    child_protection: bool = False
    thrive: Mark | None = None
    questions: Mark | None = None
    evidence_advice: Mark | None = None
    markers_used: Mark | None = None
    graded_right: bool | None = None
    text: str = ""


class FeedbackGiven(Payload):
    """What an audit, a call review or a reviewer found was given to whose work it was."""

    ABOUT: ClassVar = ("officer|unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "f:61", "text": "Ask for the username before the call ends.", "score": 2}
    of: str | None = None
    text: str = ""
    score: int | None = None


class FeedbackAcknowledged(Payload):
    """Whose work it was read the feedback. That they do better is shown by later work."""

    ABOUT: ClassVar = ("officer|unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "f:61", "reply": ""}
    of: str | None = None
    reply: str = ""


class LearningReviewPublished(Payload):
    """A review of a child's death or serious harm was published, with themes that concern the force."""

    ABOUT: ClassVar = ("document",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "safeguarding_practice_review", "themes": ["assessment_and_help"], "text": "Missed signs of neglect.",
    }
    kind: Literal["serious_case_review", "safeguarding_practice_review", "domestic_homicide_review", "coroners_report", "internal", "other"]
    themes: tuple[Theme, ...] = ()
    text: str = ""


class PartnerFeedbackGiven(Payload):
    """A partner said what they think of the force's work, in their own words."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "agency": "la:north", "words": "Notices are clearer now.", "may_be_quoted": True, "theme": "assessment_and_help",
    }
    words: str
    agency: str = ""
    may_be_quoted: bool | None = None
    theme: Theme = "other"


class CampaignBegan(Payload):
    """A campaign to change practice began, with the measures of practice by which it will be judged."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"campaign": "Speak to the child", "measures": ["childs-voice"], "evaluate_on": "2027-03-01"}
    campaign: str
    measures: tuple[str, ...] = ()
    evaluate_on: date | None = None


class CampaignEvaluated(Payload):
    """Whether a campaign changed practice was looked at: a survey of how staff liked it is not that."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"campaign": "Speak to the child", "by": "practice", "text": "Complete in 70 of 100, from 52."}
    campaign: str
    by: Literal["reaction", "knowledge", "practice"]
    text: str = ""
