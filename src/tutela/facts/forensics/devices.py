"""Devices: seized or handed over, opened, kept, given back. What they hold is found by examination, never by the seizing."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.forensics.terms import DEVICE, Thing, Whose
from tutela.facts.form import Payload


class DeviceSeized(Payload):
    """A device was seized under a power. ``about`` names whose it is and the investigation."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "thing": "phone", "whose": "suspect", "power": "warrant", "exhibit": "NF/7", "where": "Bedroom", "on_and_open": True, "undeclared": False,
    }
    thing: Thing = "other"
    whose: Whose = "not_known"
    power: Literal["warrant", "arrest", "premises_search", "s19", "order", "other"] = "other"
    exhibit: str = ""
    where: str = ""
    on_and_open: bool | None = None
    undeclared: bool | None = None


class DeviceHandedOver(Payload):
    """A victim or witness gave us a device of their own will, on a written agreement: what is taken from it, who agreed, what the child thinks."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "thing": "phone", "whose": "victim", "agreed_by": "parent", "written": True, "what_is_taken": "Messages with one account, 1 to 8 October.",
        "child_thinks": "She wants it back tonight.", "necessary_because": "The threats are only there.",
    }
    thing: Thing = "other"
    whose: Whose = "not_known"
    agreed_by: Literal["child", "parent", "carer", "local_authority", "adult", "nobody"] | None = None
    written: bool | None = None
    what_is_taken: str = ""
    child_thinks: str = ""
    necessary_because: str = ""


class DeviceNotHandedOver(Payload):
    """A victim or witness did not want to give a device, or took the agreement back. It is never held against them."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"whose": "victim", "words": "My whole life is on it.", "after_agreement": False}
    whose: Whose = "not_known"
    words: str = ""
    after_agreement: bool = False


class DeviceNotTaken(Payload):
    """An officer left a device where it was, and why."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"whose": "victim", "why": "Told that it was no use without a screenshot."}
    whose: Whose = "not_known"
    why: str = ""


class DeviceNotYetSeized(Payload):
    """A device was learnt of that we do not have: hidden, with a relative, at work, an account that runs on."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"thing": "cloud_account", "where": "Still in use at his mother's."}
    thing: Thing = "other"
    where: str = ""


class AccessAnswered(Payload):
    """Whether a device can be opened: a code given, found, refused, or asked for by a notice of the court."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"answer": "refused"}
    answer: Literal["given", "found", "refused", "not_locked", "notice_served", "broken", "cannot"]


class ContinuityRecorded(Payload):
    """A device changed hands or place."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"moved_to": "Store, digital forensic unit", "seal": "A118822"}
    moved_to: str = ""
    seal: str = ""


class DeviceReturned(Payload):
    """A device went back to its owner, or another in its place."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"replaced": False, "cleaned": None}
    replaced: bool = False
    """The owner has another to use; ours keeps this one."""
    cleaned: bool | None = None
    """Indecent images were taken off it."""


class DeviceKept(Payload):
    """It was decided to keep a victim's or witness's device for longer, why, and until when."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The account still receives threats.", "until": "2026-03-05T12:00:00Z"}
    why: str = ""
    until: datetime | None = None


class DeviceDisposed(Payload):
    """A device was forfeited or destroyed, on whose authority."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "forfeited", "authority": "Court order of 4 March"}
    how: Literal["forfeited", "destroyed", "disclaimed"]
    authority: str = ""
