"""How long: reviews, limits, delays, looking ahead to where the child could stay; and how it ends."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.custody.terms import STAY, Accommodation
from tutela.facts.form import Payload


class DetentionReviewed(Payload):
    """A review of detention was held: by whom is in the fact. It answers for accommodation, adult and health."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {
        "stage": "before_charge", "mode": "in_person", "decision": "continue", "why": "Interview at 20:00 with his aunt.",
        "accommodation": "Could be refused bail: emergency duty team warned.", "adult": "Aunt here since 19:10.", "health": "Seen 18:40.",
    }
    stage: Literal["before_charge", "after_charge"] | None = None
    mode: Literal["in_person", "telephone", "video"] | None = None
    decision: Literal["continue", "charge", "release"] | None = None
    why: str = ""
    accommodation: str = ""
    adult: str = ""
    health: str = ""
    asleep: bool | None = None


class RepresentationsMade(Payload):
    """The child, the adult or the solicitor said what they have to say about the detention."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"by_whom": "appropriate_adult", "words": "He has not slept; the interview could be tomorrow."}
    by_whom: Literal["child", "appropriate_adult", "solicitor", "parent"] | None = None
    words: str = ""


class DetentionReviewPostponed(Payload):
    """A review was put off, with the reason; later reviews keep their time."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "In interview; no reviewing officer free."}
    why: str = ""


class LongerDetentionAuthorised(Payload):
    """A superintendent authorised detention beyond 24 hours, having thought of what it means for a child."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2026-03-04T05:00:00Z", "why": "Second scene.", "child_considered": "Slept six hours; aunt stays."}
    until: datetime | None = None
    why: str = ""
    child_considered: str = ""


class DetentionWarrantGranted(Payload):
    """A court granted a warrant of further detention, or extended one."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2026-03-05T05:00:00Z"}
    until: datetime | None = None


class WentToHospital(Payload):
    """The detained person was taken to a hospital: the limit does not run there unless they are questioned."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Head injury", "hospital": "Northport General"}
    why: str = ""
    hospital: str = ""


class BackFromHospital(Payload):
    """The detained person came back from a hospital."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"questioned_there": False}
    questioned_there: bool | None = None


class DetentionDelayRecorded(Payload):
    """What held up the detention, by its cause."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"cause": "appropriate_adult", "words": "Scheme had nobody before 23:00."}
    cause: Literal[
        "appropriate_adult", "solicitor", "interview_team", "charging_decision", "accommodation", "health", "interpreter", "enquiries", "transport", "other",
    ]
    words: str = ""


class AccommodationForeseen(Payload):
    """Somebody answered whether this child could be charged and refused bail, and so need somewhere to stay."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"answer": "maybe", "type": "non_secure", "why": "Robbery; on bail already."}
    answer: Literal["yes", "maybe", "no"]
    type: Accommodation | None = None
    why: str = ""


class AccommodationForewarned(Payload):
    """The local authority was warned that it may be asked for accommodation: nothing is asked by that."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"authority": "la:north", "person": "Duty worker Okafor", "type": "non_secure", "likely_at": "2026-03-02T22:00:00Z"}
    authority: str = ""
    person: str = ""
    type: Accommodation | None = None
    likely_at: datetime | None = None


class ReleaseRiskAssessed(Payload):
    """The risk of release was assessed: how the child gets home, to whom, and what is owed to them after. Never a reason to keep a child."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"risk": "Owes a debt; afraid.", "plan": "Police car to his aunt; social worker at ten.", "health_seen": True}
    risk: str = ""
    plan: str = ""
    health_seen: bool | None = None


class ReleasedFromDetention(Payload):
    """The detained person left the station: how, to whom, by what means."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "under_investigation", "to_whom": "His aunt", "transport": "police car"}
    how: Literal["no_further_action", "under_investigation", "bail", "charged_bail", "out_of_court", "to_court", "transferred", "other"]
    to_whom: str = ""
    transport: str = ""
