"""What came of a notice: threshold, the local authority's answer, and where the force does not agree. Reminders to partners are facts of governance."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.referrals.terms import CHALLENGE, CHILD, SUBJECT, Agency, Level, Threshold

Decision = Literal["no_further_action", "signposted", "early_help", "child_in_need", "section_47", "already_open", "other"]


class ThresholdViewGiven(Payload):
    """One agency said what it thinks of the threshold and why; the decision is the local authority's."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "police", "view": "child_protection", "why": "Third notice, younger each time."}
    agency: Agency
    view: Threshold
    why: str = ""


class ThresholdDiscussed(Payload):
    """Agencies of different views discussed the threshold together and said what they came to."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {
        "agencies": ["police", "social_care", "health"], "agreed": True, "came_to": "child_in_need", "why": "Health visitor's last three visits.",
    }
    agencies: tuple[Agency, ...] = ()
    agreed: bool | None = None
    came_to: Threshold | None = None
    why: str = ""


class ThresholdDecided(Payload):
    """The local authority decided what the child's needs are and what follows; no decision of the police."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"threshold": "child_in_need", "authority": "la:north", "why": "Assessment under section 17."}
    threshold: Threshold
    authority: str = ""
    why: str = ""


class FeedbackReceived(Payload):
    """A partner wrote back what it decided on what the force shared; whether that is enough is another question."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "agency": "social_care", "decision": "child_in_need", "reason": "Mother asks for help.", "action": "Visit within five days.",
        "plan": "Family support, weekly.", "lead_worker": "Social worker Adeyemi", "review_by": "2026-04-10",
    }
    agency: Agency = "social_care"
    decision: Decision | None = None
    reason: str = ""
    action: str = ""
    plan: str = ""
    lead_worker: str = ""
    review_by: date | None = None


class FeedbackReturned(Payload):
    """Feedback that does not say what was done went back to the partner, with what it lacks."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "social_care", "lacks": ["plan", "lead_worker"]}
    agency: Agency = "social_care"
    lacks: tuple[Literal["decision", "reason", "action", "plan", "lead_worker", "review_by"], ...] = ()


class FeedbackRead(Payload):
    """Who made the notice read what came of it."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {}


class DecisionAccepted(Payload):
    """The force accepted a partner's decision that it had not asked for, with the reason."""

    ABOUT: ClassVar = CHILD
    EXAMPLE: ClassVar[dict[str, object]] = {"disputed": "no_further_action", "why": "School's plan covers it; we had not known of it."}
    disputed: Literal["no_further_action", "threshold", "strategy_refused", "conference", "other"] = "no_further_action"
    why: str = ""


class PartnerCommented(Payload):
    """A partner said what it thinks of a notice that it was sent."""

    ABOUT: ClassVar = SUBJECT
    EXAMPLE: ClassVar[dict[str, object]] = {"agency": "education", "appropriate": True, "words": "It tells us how she has been living."}
    agency: Agency
    appropriate: bool | None = None
    words: str = ""


class ChallengeRaised(Payload):
    """Somebody in the force disputed a decision about a child and asked for a reply; also a colleague's, of any rank.

    ``about`` names the challenge itself (``request``) and what it disputes: notice, protection, detention, meeting, incident.
    """

    ABOUT: ClassVar = CHALLENGE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "disputed": "no_further_action", "of": "social_care", "level": "practitioner", "why": "Fourth notice, baby not seen.",
        "wanted": "A strategy discussion.", "reply_due": "2026-03-04T17:00:00Z",
    }
    disputed: Literal[
        "no_further_action", "threshold", "strategy_refused", "strategy_outcome", "return_home", "placement", "accommodation", "release", "conference",
        "grading", "police_decision", "other",
    ]
    of: Agency = "social_care"
    level: Level = "practitioner"
    why: str = ""
    wanted: str = ""
    reply_due: datetime | None = None


class ChallengeAnswered(Payload):
    """Whoever was challenged replied: the decision stands, was changed, or is looked at again."""

    ABOUT: ClassVar = CHALLENGE
    EXAMPLE: ClassVar[dict[str, object]] = {"answer": "changed", "person": "Manager Rees", "words": "Visit today, discussion tomorrow."}
    answer: Literal["stands", "changed", "looked_at_again"] | None = None
    person: str = ""
    words: str = ""


class ChallengeTakenHigher(Payload):
    """A challenge was taken to the next level, unanswered or not accepted."""

    ABOUT: ClassVar = CHALLENGE
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "head_of_service", "person": "Head of service Okoro", "why": "No reply in two days.", "reply_due": None}
    level: Level
    person: str = ""
    why: str = ""
    reply_due: datetime | None = None


class ChallengeClosed(Payload):
    """A challenge was ended, with what it came to for the child."""

    ABOUT: ClassVar = CHALLENGE
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "changed", "for_the_child": "Seen the same day; now with her aunt.", "why": ""}
    result: Literal["changed", "partly", "stands", "withdrawn"] | None = None
    for_the_child: str = ""
    why: str = ""


class ChallengeResultRead(Payload):
    """Who had raised the concern read what the challenge came to."""

    ABOUT: ClassVar = CHALLENGE
    EXAMPLE: ClassVar[dict[str, object]] = {}
