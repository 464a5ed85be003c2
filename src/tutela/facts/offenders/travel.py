"""Travel outside the United Kingdom: what was notified, what was learnt, who was told."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import OFFENDER, Origin


class TravelNotified(Payload):
    """The offender notified travel abroad: when, where to, and when back. It counts where a notification counts."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "leaves": "2026-07-10T06:40:00Z", "destinations": ["ES"], "back": "2026-07-24T21:00:00Z", "place": "prescribed_station", "in_person": True,
        "known_since": "2026-06-01T12:00:00Z", "excuse": "", "unanswered": [],
    }
    leaves: datetime
    destinations: tuple[str, ...] = ()
    back: datetime | None = None
    back_at: str = ""
    place: Literal["prescribed_station", "other_station", "home", "telephone", "online", "other"] | None = None
    in_person: bool | None = None
    known_since: datetime | None = None
    """Since when the offender says to have known of the journey."""
    excuse: str = ""
    """Why it was notified late, in the offender's words."""
    unanswered: tuple[str, ...] = ()


class TravelChangeNotified(Payload):
    """The offender notified that a journey changed or is not made."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "dates", "leaves": "2026-07-12T06:40:00Z"}
    what: Literal["dates", "destination", "stay", "carrier", "cancelled", "other"]
    leaves: datetime | None = None
    back: datetime | None = None
    text: str = ""


class TravelLearnt(Payload):
    """The force learnt from somebody else that the offender means to travel, or has."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"origin": "borders", "leaves": "2026-07-10T06:40:00Z", "left": False, "with_children": None}
    origin: Origin
    leaves: datetime | None = None
    left: bool | None = None
    with_children: bool | None = None
    text: str = ""


class TravelPassedOn(Payload):
    """A named body was told of the journey. What it answered is another fact."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "national_crime_agency", "person": "Duty desk"}
    to: Literal["borders", "national_crime_agency", "interpol", "country", "probation", "other"]
    person: str = ""


class WentAbroad(Payload):
    """The offender left the United Kingdom: time abroad may not run."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"destination": "ES"}
    destination: str = ""


class CameBackFromAbroad(Payload):
    """The offender came back to the United Kingdom. Not the notification of it."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"arrived_at": "LBA"}
    arrived_at: str = ""


class TravelReturnNotified(Payload):
    """The offender notified the return."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"place": "prescribed_station"}
    place: Literal["prescribed_station", "other_station", "home", "telephone", "online", "other"] | None = None
    in_person: bool | None = None
