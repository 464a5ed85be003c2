"""Devices and accounts of an offender: what was declared, what was found, what was looked at. What is seized is of the forensic area."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload

DEVICE = ("device", "offender")
ACCOUNT = ("account", "offender")
DeviceKind = Literal["phone", "tablet", "computer", "console", "television", "storage", "wearable", "camera", "router", "other"]


class DeviceDeclared(Payload):
    """The offender told the police of a device."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "phone", "make": "An invented make", "number": "07700 900123", "shared": False}
    what: DeviceKind | None = None
    make: str = ""
    identifier: str = ""
    number: str = ""
    shared: bool | None = None


class DeviceFound(Payload):
    """Officers found or learnt of a device."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "phone", "declared": False, "where": "Under the mattress", "words": "It is my mother's."}
    what: DeviceKind | None = None
    declared: bool | None = None
    """What the officer found it to be; the register itself shows what was declared."""
    make: str = ""
    identifier: str = ""
    where: str = ""
    words: str = ""
    """What the offender said to it."""


class DeviceExamined(Payload):
    """A device was looked at on a visit or at a station, and what came of it. Not a forensic examination."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "by_hand", "result": "nothing_found", "text": "Photos, browser, messages."}
    how: Literal["by_hand", "tool", "monitoring", "other"] | None = None
    result: Literal["nothing_found", "concern", "offence_indicated", "not_finished"] | None = None
    text: str = ""


class DeviceNotProduced(Payload):
    """A device on the register was asked for and not there."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "At work."}
    words: str = ""


class DeviceRefused(Payload):
    """The offender would not hand over a device, or not unlock it."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "unlocking", "words": "No comment."}
    what: Literal["handing_over", "unlocking"] | None = None
    words: str = ""


class DeviceGone(Payload):
    """A device left the offender's hands: sold, lost, broken, given away."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "sold", "verified": False}
    how: Literal["sold", "lost", "broken", "given_away", "seized", "other"] | None = None
    verified: bool | None = None


class MonitoringInstalled(Payload):
    """Software that watches how a device is used was put on it."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"consented": True}
    consented: bool | None = None


class MonitoringAlerted(Payload):
    """The monitoring software reported something. Nobody has judged it yet."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Search term of the second list."}
    text: str = ""


class MonitoringStopped(Payload):
    """The monitoring ended, or was found removed."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "offender", "why": "New handset."}
    by: Literal["police", "offender", "nobody_knows"] | None = None
    why: str = ""


class AccountDeclared(Payload):
    """The offender told the police of an account."""

    ABOUT: ClassVar = ACCOUNT
    EXAMPLE: ClassVar[dict[str, object]] = {"service": "A chat service", "username": "invented_name"}
    service: str = ""
    username: str = ""


class AccountFound(Payload):
    """Officers found or learnt of an account."""

    ABOUT: ClassVar = ACCOUNT
    EXAMPLE: ClassVar[dict[str, object]] = {"service": "A game", "username": "another_name", "declared": False, "contact_with_children": None}
    service: str = ""
    username: str = ""
    declared: bool | None = None
    contact_with_children: bool | None = None
    text: str = ""


class AccountLookedAt(Payload):
    """An account was looked at, and what came of it."""

    ABOUT: ClassVar = ACCOUNT
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "concern", "text": "Friends of school age."}
    result: Literal["nothing_found", "concern", "offence_indicated", "not_finished"] | None = None
    text: str = ""


class AccountClosed(Payload):
    """An account was closed or deleted."""

    ABOUT: ClassVar = ACCOUNT
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "offender"}
    by: Literal["offender", "police", "service"] | None = None
