"""Facts of the management of offenders, enough for a first case; the area's whole vocabulary follows with the area."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload

CONTACT = ("offender", "child|person")


class BecameNotifiable(Payload):
    """The relevant date of a conviction, finding or caution that makes the person notifiable."""

    ABOUT: ClassVar = ("offender",)
    EXAMPLE: ClassVar[dict[str, object]] = {"disposal": "conviction"}
    disposal: Literal["conviction", "finding", "caution"] = "conviction"


class NotificationMade(Payload):
    """The offender notified. It counts at a prescribed station, in person (or by a parent under a direction, s89)."""

    ABOUT: ClassVar = ("offender",)
    EXAMPLE: ClassVar[dict[str, object]] = {"place": "prescribed_station", "in_person": True, "under_parental_direction": False}
    place: Literal["prescribed_station", "home", "telephone", "other"]
    in_person: bool = True
    under_parental_direction: bool = False


class ChildContactFound(Payload):
    """It was learnt that the offender has contact with, or can reach, a child."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "partner's daughter", "kind": "contact"}
    kind: Literal["contact", "can_reach", "mentioned"] = "contact"
    how: str = ""


class DisclosureDecided(Payload):
    """Whether, what and to whom to disclose was decided, for one child."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"disclose": True, "to": "mother"}
    disclose: bool
    to: str = ""
    why: str = ""


class ChildSeenSafe(Payload):
    """Somebody saw the child and checked that they are safe."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "social_worker"}
    by: str = ""
