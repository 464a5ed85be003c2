"""After charge: bail refused, the local authority asked and answering (PACE s38(6)), certificate (s38(7)), transfer, court, panel.

A refusal that is taken to somebody senior is ``governance.PartnerEscalated`` (``accommodation``), with its answer and its end; hours that police spend
looking for a place are ``governance.PartnerWorkDone``. All name the detention.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

import msgspec

from tutela.facts.custody.terms import STAY, Accommodation
from tutela.facts.form import Payload


class Charged(Payload):
    """The detained person was charged."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"offences": ["robbery"]}
    offences: tuple[str, ...] = ()


class BailRefused(Payload):
    """The custody officer refused bail after charge, with the grounds: from here the child must be moved."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"grounds": ["further_offence"], "why": "Third robbery in a month.", "alternatives": "His aunt: she declines."}
    grounds: tuple[Literal[
        "name_or_address", "fail_to_appear", "further_offence", "injury_or_damage", "interference", "own_protection", "own_interests", "drug_test",
        "murder", "other",
    ], ...] = ()
    why: str = ""
    alternatives: str = ""


class BailGranted(Payload):
    """Bail was granted after charge, with or without conditions."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"conditions": ["Live at his aunt's"], "court_at": "2026-03-12T10:00:00Z"}
    conditions: tuple[str, ...] = ()
    court_at: datetime | None = None


class SeriousHarmFactsRecorded(Payload):
    """The facts that would bear out a risk of serious harm to the public (PACE s38(6A)): without them secure accommodation is not justified."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"offence": "wounding", "facts": "Stabbed two strangers in a week; says that he will again."}
    offence: str = ""
    facts: str = ""


class AccommodationAsked(Payload):
    """The local authority was asked for accommodation for a child refused bail: of what type, of whom, and why secure."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"type": "non_secure", "authority": "la:north", "person": "Duty worker Okafor", "how": "telephone", "why_secure": ""}
    type: Accommodation | None = None
    authority: str = ""
    person: str = ""
    how: Literal["telephone", "e_mail", "gateway", "other"] | None = None
    why_secure: str = ""


class AccommodationTypeReasoned(Payload):
    """An inspector gave the reason for the type asked for: it stands though the recorded facts do not bear it, or another is to be asked for."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "ask_again", "type": "non_secure", "why": "No serious harm on record."}
    decision: Literal["stands", "ask_again"]
    type: Accommodation | None = None
    why: str = ""


class AccommodationOffered(Payload):
    """The local authority offered accommodation."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"type": "non_secure", "person": "Duty worker Okafor", "where": "A foster carer", "ready_at": "2026-03-02T23:00:00Z"}
    type: Accommodation | None = None
    person: str = ""
    where: str = ""
    ready_at: datetime | None = None


class AccommodationNotOffered(Payload):
    """The local authority answered that it has none, or gave no accommodation: of which type, who said so, and why."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"type": "non_secure", "person": "Duty worker Okafor", "why": "No carers tonight."}
    type: Accommodation | None = None
    person: str = ""
    why: str = ""


class UnescalatedRefusalNoticed(Payload):
    """Noticed, not reported: the local authority gave no accommodation, and nobody took it up with anybody senior before the child left."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"refusals": 2, "saw": ["f:1", "f:2"]}
    refusals: int
    saw: tuple[str, ...] = ()


class AccommodationOfferDeclined(Payload):
    """The custody officer did not take up what was offered, and why."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "His co-accused lives there."}
    why: str = ""


class Call(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One call that a certificate tells of."""

    at: datetime | None = None
    person: str = ""
    asked: str = ""
    answer: str = ""


class DetentionCertificateMade(Payload):
    """The custody officer certified why a child kept after charge was not moved (PACE s38(6), (7)); one without detail is kept and does not count."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {
        "ground": "impracticable", "why_bail_refused": "Third robbery in a month.", "circumstances": "Floods: both roads to the carer closed since 20:40.",
        "calls": [{"at": "2026-03-02T21:00:00Z", "person": "Duty worker Okafor", "asked": "non-secure", "answer": "A carer, if the road opens."}], "text": "",
    }
    ground: Literal["impracticable", "no_secure_accommodation"] | None = None
    """No secure accommodation (and other would not protect the public from serious harm): only of a child of 12 or more."""
    why_bail_refused: str = ""
    circumstances: str = ""
    type_asked: Accommodation | None = None
    calls: tuple[Call, ...] = ()
    text: str = ""


class DetentionCertificateSigned(Payload):
    """The certificate was signed."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {}


class DetentionCertificateReviewed(Payload):
    """An inspector read the certificate before it goes to court."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"enough": False, "text": "Say who was asked, when, and what they said."}
    enough: bool | None = None
    text: str = ""


class DetentionCertificateProduced(Payload):
    """The certificate was given to the court before which the child first came."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"court": "Northport Youth Court"}
    court: str = ""


class CourtFileReleased(Payload):
    """The file for the court left the station."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"court": "Northport Youth Court"}
    court: str = ""


class TransferredToAuthority(Payload):
    """The child was moved to the local authority's accommodation: where, and who took the child over. The custody officer's duty ends with it."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"type": "non_secure", "to_whom": "Duty worker Okafor", "where": "A foster carer"}
    type: Accommodation | None = None
    to_whom: str = ""
    where: str = ""


class BroughtToCourt(Payload):
    """The child came before a court."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"court": "Northport Youth Court"}
    court: str = ""


class CourtDecidedOnRemand(Payload):
    """What the court decided about bail or remand."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "bail", "words": "Curfew at his aunt's."}
    decision: Literal["bail", "remand_local_authority", "remand_youth_detention", "discharged", "other"]
    words: str = ""


class CustodyPanelHeard(Payload):
    """The custody panel looked at one child's detention after charge.

    ``about`` names the meeting as well.
    """

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"avoidable": True, "by_whom": "local_authority", "cause": "No carers on call.", "action": "One on call by June."}
    avoidable: bool | None = None
    by_whom: Literal["police", "local_authority", "court", "health", "nobody", "other"] | None = None
    cause: str = ""
    action: str = ""


class CustodyPanelFedBack(Payload):
    """Custody staff were told what the panel found about a stay that they had."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "Ask for non-secure first; ring the manager at the hour."}
    words: str = ""
