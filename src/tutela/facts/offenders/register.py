"""The register: who must notify, what they notified, what changed, how long it lasts, and how it ends (Sexual Offences Act 2003 Part 2)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import ANYBODY, OFFENDER, Origin

Change = Literal[
    "name", "home_address", "no_fixed_abode", "other_address", "child_household", "child_household_ended", "account_or_card", "identity_document",
    "released", "other",
]
"""What must be notified when it changes. Of accounts and cards only that one changed: no bank details are kept here."""


class BecameNotifiable(Payload):
    """The relevant date of a conviction, finding, caution or order that makes the person notifiable."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"disposal": "conviction"}
    disposal: Literal["conviction", "finding", "caution", "notification_order", "order"] = "conviction"


class NotificationPeriodRecorded(Payload):
    """Until when the register says that the person must notify; indefinite, or not known, where no date is given."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2032-03-01", "indefinite": False}
    until: date | None = None
    indefinite: bool | None = None


class OffenderFileOpened(Payload):
    """The offender's file was opened, in the national system too where its reference is given. Not yet anybody's to manage."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"because": "registered", "national_ref": "V/26/1182"}
    because: Literal["registered", "order", "dangerous_person", "transferred_in", "other"] | None = None
    national_ref: str | None = None


class NotificationMade(Payload):
    """The offender notified. It counts at a prescribed station, in person (or by a parent under a direction, s89)."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "place": "prescribed_station", "in_person": True, "under_parental_direction": False, "purpose": "change", "told_of": ["home_address"],
        "received_by": "o:88", "identity_checked": True, "signed": True, "unanswered": [],
    }
    place: Literal["prescribed_station", "other_station", "home", "telephone", "online", "other"]
    in_person: bool = True
    under_parental_direction: bool = False
    purpose: Literal["initial", "change", "periodic", "no_fixed_abode", "in_advance", "did_not_happen"] | None = None
    told_of: tuple[Change, ...] = ()
    expected: date | None = None
    """When a change that is notified in advance will happen."""
    on_behalf: bool = False
    """Somebody else completed it, without the offender's attendance."""
    received_by: str | None = None
    why_own_manager: str = ""
    """Why the offender's own manager took it, where they did."""
    identity_checked: bool | None = None
    signed: bool | None = None
    receipt_given: bool | None = None
    fingerprints_taken: bool | None = None
    photographed: bool | None = None
    unanswered: tuple[str, ...] = ()


class NotificationTurnedAway(Payload):
    """The offender came to notify and nobody took it: it bears on the excuse."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Front counter closed at 16:00."}
    why: str = ""


class DetailsChanged(Payload):
    """Something changed that must be notified: *occurred* is the change, *known* when the force learnt it. Not the notification."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "home_address", "children_there": False, "until": None, "learnt_from": "offender"}
    what: Change
    children_there: bool | None = None
    until: date | None = None
    learnt_from: Origin | None = None


class ParentalDirectionMade(Payload):
    """A court directed that a parent notifies for an offender under 18 (s89).

    ``about`` names the ``parent``.
    """

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2027-05-01"}
    until: date | None = None


class ParentalDirectionEnded(Payload):
    """The direction was discharged, or ended with its term."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "He is 18."}
    why: str = ""


class AddressChecked(Payload):
    """Somebody checked whether the offender lives at the address that was given."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"lives_there": True, "how": "Spoke to the landlord; post in his name."}
    lives_there: bool | None = None
    how: str = ""


class WhereaboutsLost(Payload):
    """Nobody knows any more where the offender is."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"circumstances": "Moved out on Friday, says his landlady."}
    circumstances: str = ""


class Circulated(Payload):
    """The offender was circulated as wanted or missing."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "wanted", "where": "pnc"}
    what: Literal["wanted", "missing"]
    where: Literal["pnc", "force", "borders", "interpol", "other"] | None = None


class WhereaboutsFound(Payload):
    """The offender was found again."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "Stopped in a car by traffic officers."}
    how: str = ""


class NotificationPeriodReviewAsked(Payload):
    """A person who must notify indefinitely asked the chief officer to end it (ss91A-91F)."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {}


class NotificationPeriodReviewAcknowledged(Payload):
    """The request for review was acknowledged to the person."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {}


class NotificationPeriodViewAsked(Payload):
    """A responsible body was asked for its view of the risk."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"body": "probation", "by_when": "2026-04-02"}
    body: str = ""
    by_when: date | None = None


class NotificationPeriodViewReceived(Payload):
    """A responsible body gave its view."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"body": "probation", "text": "No concern since 2012."}
    body: str = ""
    text: str = ""


class NotificationPeriodReviewDecided(Payload):
    """The chief officer decided whether the person must go on notifying."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "continue", "why": "Warned in 2024.", "again_after": "2034-03-01"}
    decision: Literal["continue", "end"]
    why: str = ""
    again_after: date | None = None


class NotificationPeriodReviewAppealed(Payload):
    """The person appealed to the court against the decision; what became of it, once known."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": None}
    outcome: Literal["allowed", "dismissed", "withdrawn"] | None = None


class NotificationRequirementsEnded(Payload):
    """The person need not notify any more. Not the closing of the file, which is decided."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "period_over"}
    why: Literal["period_over", "order_ended", "conviction_quashed", "review", "died", "recorded_in_error", "other"] | None = None


class RegisterDischargeRequested(Payload):
    """Somebody asked to take the offender off the register's active files; it stays open until another approves."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Period over on 1 March; no child in reach; last visit in January.", "final_review": True}
    reason: str = ""
    final_review: bool | None = None


class RegisterDischargeApproved(Payload):
    """A person other than the requester approved it: the file is closed and nobody manages the offender any more."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"requested_by": "o:70", "reason": "Nothing owed; the address marker is off.", "mappa_left": True}
    requested_by: str
    reason: str = ""
    mappa_left: bool | None = None


class RegisterDischargeDeclined(Payload):
    """The discharge was declined; the offender is managed on."""

    ABOUT: ClassVar = OFFENDER
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "A child's safety check is not done."}
    reason: str = ""


class DangerousPersonIdentified(Payload):
    """Somebody who is not on the register was decided to be managed as potentially dangerous."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Two complaints by children, no charge.", "approved_by": "o:71"}
    why: str = ""
    approved_by: str | None = None
