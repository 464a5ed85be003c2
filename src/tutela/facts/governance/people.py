"""Posts, absence, cover and hand-over; training that is required, given, proven and lapsed."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.governance.terms import TEAM

OFFICER = ("officer",)


class PostFilled(Payload):
    """An officer took up a post (``role@area``) in a unit."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {"post": "inspector@investigation", "holder": "o:18", "temporary": True}
    post: str
    holder: str | None = None
    temporary: bool = False


class PostVacated(Payload):
    """A post was left, and whether anybody must hold it."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "post": "victim_identification_officer@forensics", "holder": "o:18", "must_be_held": True, "work_left": "Nine detections",
    }
    post: str
    holder: str | None = None
    must_be_held: bool | None = None
    work_left: str = ""


class AbsenceBegan(Payload):
    """The holder of a post is away, or works elsewhere for a time."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "course", "post": "sergeant@offenders", "until": "2026-12-04T08:00:00Z"}
    kind: Literal["leave", "sickness", "course", "abstraction", "suspension", "other"] = "other"
    post: str | None = None
    until: datetime | None = None
    authorised_by: str | None = None


class AbsenceEnded(Payload):
    """They are back."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {"post": "sergeant@offenders"}
    post: str | None = None


class CoverNamed(Payload):
    """Somebody was named to stand in for a holder who is away (``as: absent``; who stands in is ``as: cover``). Theirs when they accept."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "post": "sergeant@offenders", "rank": "sergeant", "qualified": True, "until": "2026-12-04T08:00:00Z",
    }
    post: str
    rank: str | None = None
    qualified: bool | None = None
    until: datetime | None = None


class CoverAccepted(Payload):
    """Who was named accepted the cover."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {"post": "sergeant@offenders"}
    post: str


class CoverDeclined(Payload):
    """Who was named did not take the cover; the post has nobody."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {"post": "sergeant@offenders", "reason": "On a course too."}
    post: str
    reason: str = ""


class WorkHandedOver(Payload):
    """What a post or officer holds was handed over: risks, what is owed, what falls due next. Theirs when accepted."""

    ABOUT: ClassVar = ("unit|officer",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "post": "inspector@investigation", "to": "o:21", "risks": "Three unallocated with a child.", "next_due": "2026-12-02T17:00:00Z",
    }
    post: str
    to: str | None = None
    risks: str = ""
    owed: str = ""
    next_due: datetime | None = None


class WorkTakenOver(Payload):
    """Who follows accepted what was handed over."""

    ABOUT: ClassVar = ("unit|officer",)
    EXAMPLE: ClassVar[dict[str, object]] = {"post": "inspector@investigation"}
    post: str


class StaffingCounted(Payload):
    """How many posts a unit should have, has filled, and has at work; counted by the force's own people system."""

    ABOUT: ClassVar = ("unit",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "role": "offender_manager", "established": 12, "filled": 10, "at_work": 8, "hours_a_week": 300.0,
    }
    role: str = ""
    established: int | None = None
    filled: int | None = None
    at_work: int | None = None
    hours_a_week: float | None = None


class TrainingRequired(Payload):
    """It was decided that holders of roles must be trained in a topic, and how often."""

    ABOUT: ClassVar = (f"officer|{TEAM}",)
    EXAMPLE: ClassVar[dict[str, object]] = {"topic": "missing", "roles": ["response_officer"], "every_months": 12, "before_acting": False}
    topic: str
    roles: tuple[str, ...] = ()
    every_months: int | None = None
    before_acting: bool = False
    """Must it be held before the role is exercised?"""
    shift: str = ""
    """Of a topic for one shift of a unit: ``early``, ``late``, ``night``."""


class TrainingBooked(Payload):
    """An officer was booked on a course. Booked is not trained."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {"topic": "visor", "starts": "2027-01-11"}
    topic: str
    starts: date | None = None


class TrainingCompleted(Payload):
    """An officer completed training; it holds until the date that is given."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "topic": "child_interviewing", "provider": "College", "accredited": True, "expires": "2028-11-30",
    }
    topic: str
    provider: str = ""
    accredited: bool | None = None
    expires: date | None = None
    assessor: str | None = None


class TrainingExpired(Payload):
    """A training system said that an officer's training or accreditation lapsed or was withdrawn. That its date has passed needs no fact."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {"topic": "visor", "why": "No refresher"}
    topic: str
    why: str = ""


class TrainingSessionHeld(Payload):
    """A team was trained together, however briefly: topic, minutes, who was there, what it should change."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "topic": "online_abuse", "minutes": 45, "attended": ["o:1", "o:2"], "absent": ["o:3"], "should_change": "Advice to callers",
    }
    topic: str
    shift: str = ""
    minutes: int | None = None
    trainer: str = ""
    attended: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    should_change: str = ""


class TrainingEvaluated(Payload):
    """What training did was looked at: whether people liked it, know it, or do it."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"topic": "voice_of_the_child", "by": "practice", "text": "Complete in 70 of 100, from 52."}
    topic: str
    by: Literal["reaction", "knowledge", "practice"]
    text: str = ""


class TrainingPlacesAsked(Payload):
    """The head of a department asked for places on a course."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"topic": "specialist_child_abuse", "places": 24, "year": 2026}
    topic: str
    places: int
    year: int | None = None


class TrainingPlacesApproved(Payload):
    """Places on a course were approved, all or some."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"topic": "specialist_child_abuse", "places": 12, "year": 2026}
    topic: str
    places: int
    year: int | None = None


class TrainingUpdateGiven(Payload):
    """The head of a department said how training stands against its plan."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"quarter": "2026-Q3", "text": "Twelve of 24 places delivered."}
    quarter: str = ""
    text: str = ""


class TrainingExceptionGranted(Payload):
    """A manager let an officer act without the training for a limited time, with the reason."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "topic": "visor", "until": "2026-12-15T00:00:00Z", "why": "Only manager in the area.", "allows": ["offenders.VisitMade"],
    }
    topic: str
    until: datetime
    why: str
    allows: tuple[str, ...] = ()


class TrainingExceptionEnded(Payload):
    """The exception was ended before its time."""

    ABOUT: ClassVar = OFFICER
    EXAMPLE: ClassVar[dict[str, object]] = {"topic": "visor", "why": "Trained."}
    topic: str
    why: str = ""
