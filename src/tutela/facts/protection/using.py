"""The use of the power and what the initiating officer then does: circumstances, those told, the child's own words, place, offences."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.protection.terms import USE, Holder, Order, Place


class TakenIntoPoliceProtection(Payload):
    """A constable took a child into police protection: the 72 hours run from here, not from when it was entered.

    One use for each child. ``about`` names the officer (``as``: initiating), the incident and the place where the child was (``as``: found).
    """

    ABOUT: ClassVar = ("protection", "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {"limb": "removed", "where": "school", "in_dwelling": False, "learnt_from": "officer"}
    limb: Literal["removed", "removal_prevented"] | None = None
    """Removed to suitable accommodation (s46(1)(a)), or kept from being taken from a hospital or other place (b)."""
    where: str = ""
    in_dwelling: bool | None = None
    learnt_from: Literal["officer", "incident_result", "social_care", "custody", "other"] | None = None
    """What made the record: it is there though nobody wrote one."""


class CircumstancesRecorded(Payload):
    """The initiating officer recorded what they found and why they used the power; what is left empty is owed."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "circumstances": "Mother barefoot and very drunk at the school gate, refusing to leave without both children.",
        "harm_feared": "Neglect tonight: nobody sober at home; on plans.", "nothing_less": "No relative could be reached; she would not agree.",
        "why_no_order": "No court before morning.",
    }
    circumstances: str = ""
    harm_feared: str = ""
    nothing_less: str = ""
    """Why nothing less would do."""
    why_no_order: str = ""
    """Why an emergency protection order was not practicable."""


class OrdersForChildChecked(Payload):
    """Somebody asked whether a court's order about the child is in force, and of whom."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"asked": "emergency duty team", "in_force": False}
    asked: str = ""
    in_force: bool | None = None


class OrderForChildFound(Payload):
    """A court's order about the child was already in force."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"order": "emergency_protection", "known_before": True}
    order: Order
    known_before: bool | None = None
    """Did the officer know of it before the power was used?"""


class UseDespiteOrderReasoned(Payload):
    """Why the power was used, or goes on, though an order is in force that could be executed instead."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The order's holder is two hours away; the child was being driven off."}
    why: str = ""


class AuthoritiesNamed(Payload):
    """Which local authority the child was found in, and where the child ordinarily lives.

    That one was told is ``sharing.Told`` (``police_protection``): ``local_authority`` where the child lives, ``host_authority`` where found.
    """

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"found": "la:coast", "ordinary": "la:north"}
    found: str = ""
    ordinary: str = ""


class OtherForceTold(Payload):
    """Another police force, where the child lives or was taken, was told."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"force": "f:west", "person": "Inspector Hale"}
    force: str
    person: str = ""


class ChildToldOfProtection(Payload):
    """The child was told what was done, why, and what may come next."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"told": ["steps", "reasons", "next"], "understood": True, "words": "Can my brother come too?"}
    told: tuple[Literal["steps", "reasons", "next"], ...] = ()
    understood: bool | None = None
    words: str = ""


class ChildNotToldOfProtection(Payload):
    """The child was not told, and why: too young, asleep, not capable of understanding."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Eight months old."}
    why: str = ""


class WishesRecorded(Payload):
    """What the child wishes and feels, in the child's own words, and who asked."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "I want to stay with Nana.", "asked_by": "PC Osei", "alone": True, "language": "English"}
    words: str = ""
    asked_by: str = ""
    alone: bool | None = None
    language: str = ""


class WishesNotAsked(Payload):
    """The child's wishes were not asked, and why."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Eight months old."}
    why: str = ""


class ParentToldOfProtection(Payload):
    """A parent or other holder was told: what was done, why, and what comes next."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "mother", "told": ["steps", "reasons", "next"], "how": "telephone", "words": "She was crying."}
    who: Holder
    told: tuple[Literal["steps", "reasons", "next"], ...] = ()
    how: Literal["in_person", "telephone", "message", "other"] | None = None
    words: str = ""


class ParentNotToldOfProtection(Payload):
    """A parent or other holder was not told, and why; what was tried."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "father", "why": "Rang three times; number not in use.", "tried": True}
    who: Holder
    why: str = ""
    tried: bool | None = None


class ChildMoved(Payload):
    """The child set off for a place: with whom, and in what."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "foster_carer", "with_whom": "PC Osei", "transport": "unmarked car"}
    to: Place
    with_whom: str = ""
    transport: str = ""


class ChildArrivedAtPlace(Payload):
    """The child arrived where they are kept; each further move is another such fact. A police station is no suitable accommodation."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "place": "foster_carer", "arranged_by": "local_authority", "accepted_by": "Mrs Lund", "why_suits": "Knows both children from a respite stay.",
    }
    place: Place
    arranged_by: Literal["local_authority", "police", "family", "health", "other"] | None = None
    accepted_by: str = ""
    why_suits: str = ""


class PoliceStationAuthorised(Payload):
    """An inspector authorised that the child be at a police station, with the reason; one who declined is ``PoliceStationDeclined``."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Snow; the carers are on their way.", "where_kept": "family room"}
    why: str = ""
    where_kept: str = ""


class PoliceStationDeclined(Payload):
    """An inspector would not have the child at a police station."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The hospital's family room is open."}
    why: str = ""


class AuthorityAskedToAccommodate(Payload):
    """The local authority was asked to take the child into accommodation."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"authority": "la:north", "person": "Duty worker Okafor"}
    authority: str = ""
    person: str = ""


class AuthorityOfferedAccommodation(Payload):
    """The local authority offered accommodation for the child."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"place": "foster_carer", "person": "Duty worker Okafor"}
    place: Place | None = None
    person: str = ""


class AuthorityRefusedAccommodation(Payload):
    """The local authority offered no accommodation for the child."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "No carers tonight.", "person": "Duty worker Okafor"}
    why: str = ""
    person: str = ""


class HealthNeedSeen(Payload):
    """The child needs, or was given, medical attention; who consented. The police have no parental responsibility and cannot."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"need": "Burn on the left hand", "urgent": True, "consent": "mother"}
    need: str
    urgent: bool | None = None
    consent: Literal["child", "mother", "father", "parental_responsibility", "local_authority", "court", "emergency", "none", "other"] | None = None


class Offence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One offence that was considered: its crime number, or why there is none."""

    offence: str
    number: str | None = None
    none_because: str = ""


class OffencesConsidered(Payload):
    """Somebody considered which offences the circumstances show, each with a crime number or why none."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"offences": [{"offence": "neglect", "number": "C/2026/118"}], "none_because": ""}
    offences: tuple[Offence, ...] = ()
    none_because: str = ""


class OffencesNoticed(Payload):
    """Noticed, not decided: words of the incident's log that show an offence against a child."""

    ABOUT: ClassVar = ("incident",)
    EXAMPLE: ClassVar[dict[str, object]] = {"offences": ["drunk_in_charge"], "words": ["very intoxicated"], "saw": ["f:1"]}
    offences: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    saw: tuple[str, ...] = ()


class OtherChildrenConsidered(Payload):
    """Whether brothers, sisters and other children there are safe, and what was decided for each; their own use is their own record."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"children": ["child:c2"], "decided": "Taken as well; with the same carer.", "none_because": ""}
    children: tuple[str, ...] = ()
    decided: str = ""
    none_because: str = ""


class ProtectionRecordCompleted(Payload):
    """The record of the use was closed as complete."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {}


class ProtectionPaperFound(Payload):
    """An authorisation kept as a document, and where it was attached: it stands for no field of the record."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"attached_to": "occurrence_log", "form": "word"}
    attached_to: Literal["occurrence_log", "person", "crime", "protection", "e_mail", "paper", "other"] | None = None
    form: Literal["word", "pdf", "scan", "paper", "other"] | None = None


class ProtectionPaperTranscribed(Payload):
    """What a document held was entered in the record."""

    ABOUT: ClassVar = USE
    EXAMPLE: ClassVar[dict[str, object]] = {"document": "doc:7"}
    document: str | None = None
