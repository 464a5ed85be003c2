"""The child in the station: the appropriate adult, health, food and rest, where kept, searches, interviews."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.custody.terms import STAY, Adult
from tutela.facts.form import Payload


class AppropriateAdultNeeded(Payload):
    """Somebody saw that an appropriate adult is needed: every child needs one. Nobody has been asked by that."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Fifteen years old."}
    why: str = ""


class AppropriateAdultAsked(Payload):
    """An adult, or the scheme, was asked to come as appropriate adult."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "scheme", "provider": "Northport adults", "person": ""}
    who: Adult | None = None
    provider: str = ""
    person: str = ""


class AppropriateAdultAccepted(Payload):
    """Who was asked said that they come: not there yet."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "scheme", "provider": "Northport adults", "expected_at": "2026-03-02T21:30:00Z"}
    who: Adult | None = None
    provider: str = ""
    expected_at: datetime | None = None


class AppropriateAdultDeclined(Payload):
    """Who was asked cannot or will not come, and why."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "parent", "provider": "", "why": "Has the younger ones at home."}
    who: Adult | None = None
    provider: str = ""
    why: str = ""


class AppropriateAdultUnfit(Payload):
    """Somebody is not fit to be this child's appropriate adult: involved, of the police, or the child objects to an estranged parent."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "parent", "why": "He is a witness."}
    who: Adult | None = None
    why: str = ""


class AppropriateAdultArrived(Payload):
    """The appropriate adult came."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"who": "scheme", "provider": "Northport adults", "person": "Ms Ivory", "independent": True}
    who: Adult | None = None
    provider: str = ""
    person: str = ""
    independent: bool | None = None


class AppropriateAdultLeft(Payload):
    """The appropriate adult left."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"back_at": "2026-03-03T08:00:00Z"}
    back_at: datetime | None = None


class CustodyRiskAssessed(Payload):
    """The risk to and from the person in custody was assessed: how often they are looked at, and why."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"observation": "intermittent", "concerns": "Cut her arms in January.", "why": "Rouse every 30 minutes."}
    observation: Literal["general", "intermittent", "constant", "close_proximity"] | None = None
    concerns: str = ""
    why: str = ""


class HealthProfessionalAsked(Payload):
    """The health professional was asked to see the person."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Every child; asthma.", "urgent": False}
    why: str = ""
    urgent: bool | None = None


class SeenByHealthProfessional(Payload):
    """A health professional saw the person, and what they advise; no medical detail."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"fit_to_detain": True, "fit_to_interview": True, "advice": "Inhaler with him; see again after sleep."}
    fit_to_detain: bool | None = None
    fit_to_interview: bool | None = None
    advice: str = ""


class HealthProfessionalDeclined(Payload):
    """The child did not want to see the health professional, and why."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "I'm not ill."}
    words: str = ""


class HealthProfessionalUnavailable(Payload):
    """No health professional could come."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "At another station until two."}
    why: str = ""


class LiaisonTeamAsked(Payload):
    """The liaison and diversion team was told that the person is there."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Every child."}
    why: str = ""


class LiaisonTeamAnswered(Payload):
    """The liaison and diversion team saw the person or said why not, and what follows."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"outcome": "seen", "referral": "youth justice", "words": "Will call the school."}
    outcome: Literal["seen", "screened_out", "declined", "not_available", "later"]
    referral: str = ""
    words: str = ""


class LiaisonReferralFollowedUp(Payload):
    """What became of a referral of liaison and diversion after release."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Seen twice by youth justice."}
    result: str = ""


class PlaceInStationRecorded(Payload):
    """Where the person is kept: a cell only where there is nothing else, with the reason."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"where": "detention_room", "why": "", "apart_from_adults": True}
    where: Literal["detention_room", "cell", "interview_room", "hospital", "other"]
    why: str = ""
    apart_from_adults: bool | None = None


class WomanNamedForGirl(Payload):
    """A woman was named who has the care of a detained girl (Children and Young Persons Act 1933 s31)."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"ref": "o:64", "needs_asked": True}
    ref: str | None = None
    needs_asked: bool | None = None
    """Was she asked in private what she needs, menstrual care included?"""


class FoodOffered(Payload):
    """Food or drink was offered."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "meal", "taken": True}
    what: Literal["meal", "drink", "snack"] | None = None
    taken: bool | None = None


class RestRecorded(Payload):
    """A time of rest began or was broken, and why it was broken."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"state": "begun", "why": ""}
    state: Literal["begun", "broken", "ended"]
    why: str = ""


class CheckedInDetention(Payload):
    """Staff looked after the person on a round, and how they were."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"state": "awake", "roused": False, "words": "Asked for her mum."}
    state: Literal["awake", "asleep", "distressed", "ill", "other"] | None = None
    roused: bool | None = None
    words: str = ""


class SpokenInDetention(Payload):
    """What a detained person said, in their own words, as it stands on the detention log; also a suspect's word of children at home."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "I would never do anything like this as I have children of my own.", "to_whom": "custody officer"}
    words: str = ""
    to_whom: str = ""


class ForceUsedInDetention(Payload):
    """Force or a restraint was used on a detained person, and why."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "handcuffs", "why": "Struck out at the door."}
    what: str = ""
    why: str = ""


class StripSearchAuthorised(Payload):
    """A strip or intimate search of a child was authorised: by whom is in the fact, with the reason."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "strip", "why": "Seen to push a wrap into his underwear.", "alternatives": "Asked; refused."}
    kind: Literal["strip", "intimate"] | None = None
    why: str = ""
    alternatives: str = ""


class StripSearchDeclined(Payload):
    """A strip or intimate search of a child was not authorised."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "strip", "why": "A hand-held scanner is enough."}
    kind: Literal["strip", "intimate"] | None = None
    why: str = ""


class StripSearched(Payload):
    """A child was strip or intimately searched: who was there, whether the adult was, and what was found."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "strip", "adult_present": True, "same_sex": True, "out_of_view": True, "present": ["PC Osei", "Ms Ivory"], "found": "Nothing",
    }
    kind: Literal["strip", "intimate"] | None = None
    adult_present: bool | None = None
    adult_not_wanted: bool | None = None
    """The child said, with the adult there, that they prefer to be searched without, and the adult agreed."""
    urgent: bool | None = None
    """Risk of serious harm that could not wait for the adult."""
    same_sex: bool | None = None
    out_of_view: bool | None = None
    present: tuple[str, ...] = ()
    why: str = ""
    found: str = ""


class StripSearchReviewed(Payload):
    """An inspector read the record of a child's strip search, and said what follows."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"justified": True, "text": "Needed; parent told; notice made; debrief with the adult tomorrow."}
    justified: bool | None = None
    text: str = ""


class UrgentInterviewAuthorised(Payload):
    """A superintendent authorised an urgent interview without the appropriate adult, with the grounds."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Another child is being held; he knows where."}
    why: str = ""


class DetaineeInterviewBegun(Payload):
    """An interview of the detained person began."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {"adult_present": True, "solicitor_present": True}
    adult_present: bool | None = None
    solicitor_present: bool | None = None


class DetaineeInterviewEnded(Payload):
    """An interview of the detained person ended."""

    ABOUT: ClassVar = STAY
    EXAMPLE: ClassVar[dict[str, object]] = {}
