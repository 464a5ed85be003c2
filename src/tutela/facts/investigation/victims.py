"""The child who was harmed, and the family: told, asked, supported, kept in touch with while the case lasts."""

from __future__ import annotations

from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CHILD, HAPPENING

VICTIM = ("investigation", CHILD)
Who = Literal["child", "parent", "carer", "social_worker", "representative", "other"]
Support = Literal[
    "victim_service", "materials", "support_group", "report_remove", "school_with_consent", "named_follow_up", "child_sexual_violence_adviser", "counselling",
    "registered_intermediary", "special_measures", "other",
]


class CrimeAcknowledged(Payload):
    """The victim or family had the written acknowledgement of the crime."""

    ABOUT: ClassVar = (HAPPENING, CHILD)
    EXAMPLE: ClassVar[dict[str, object]] = {"given_to": "parent"}
    given_to: Who | None = None


class VictimNeedsAssessed(Payload):
    """What the child needs of the service was assessed. A child has enhanced rights whatever the form says."""

    ABOUT: ClassVar = (HAPPENING, CHILD)
    EXAMPLE: ClassVar[dict[str, object]] = {"enhanced": True, "needs": "Speaks little English; afraid of uniforms."}
    enhanced: bool | None = None
    needs: str = ""


class ContactAgreed(Payload):
    """How often, with whom and how the family is kept in touch with, and what is safe."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"days_between": 14, "with_whom": "parent", "how": "Ring after four; never text her phone."}
    days_between: int | None = None
    with_whom: Who | None = None
    how: str = ""


class VictimTold(Payload):
    """The child or family was told of an event in the case."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"event": "released_without_bail", "told": "parent", "how": "call", "reasons_given": True}
    event: Literal[
        "arrested", "interviewed", "released_without_charge", "released_without_bail", "bailed", "bail_varied", "bail_ended", "charged", "not_investigated",
        "no_action", "sent_to_prosecutor", "court", "delay", "other",
    ]
    told: Who | None = None
    how: Literal["call", "in_person", "letter", "message", "other"] | None = None
    reasons_given: bool | None = None


class VictimNotTold(Payload):
    """It was decided not to tell, or nobody was reached, and why; a parent who is the suspect is never told."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"event": "bailed", "reason": "not_reached", "why": "Three calls, letter sent."}
    event: str = ""
    reason: Literal["not_reached", "asked_not_to", "recipient_conflict", "not_safe", "other"] = "other"
    why: str = ""


class VictimContacted(Payload):
    """Somebody spoke to the child or family to keep in touch: how they are, whether they still trust that it goes on."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"spoke_to": "parent", "confidence": "falling", "words": "Nobody rang since June.", "support_needed": "yes"}
    spoke_to: Who | None = None
    confidence: Literal["holds", "falling", "lost", "not_asked"] = "not_asked"
    words: str = ""
    support_needed: Literal["yes", "no", "not_asked"] = "not_asked"


class VictimNotReached(Payload):
    """Contact was tried and nobody was reached."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "Two calls."}
    how: str = ""


class VictimSupportOffered(Payload):
    """One kind of support was offered or given to the child or family."""

    ABOUT: ClassVar = (HAPPENING, CHILD)
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "report_remove", "given": True, "words": ""}
    kind: Support
    given: bool = False
    words: str = ""


class VictimSupportReferred(Payload):
    """The child or family was referred to a service."""

    ABOUT: ClassVar = (HAPPENING, CHILD)
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "child_sexual_violence_adviser", "service": "The county's service"}
    kind: Support | None = None
    service: str = ""


class VictimSupportDeclined(Payload):
    """The child or family did not want it, in their words. It may be offered again."""

    ABOUT: ClassVar = (HAPPENING, CHILD)
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "counselling", "words": "Not now."}
    kind: Support
    words: str = ""


class VictimWithdrew(Payload):
    """The child or family no longer supports the case: why, how it was recorded, whether somebody asked about pressure."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "delay", "words": "It has been a year.", "recorded": "signed", "pressure_asked": True}
    reason: Literal["delay", "fear", "pressure", "wish_to_move_on", "no_trust", "family", "other", "not_said"] = "not_said"
    words: str = ""
    recorded: Literal["signed", "body_worn_video", "call", "not_recorded"] | None = None
    pressure_asked: bool | None = None


class PersonalStatementOffered(Payload):
    """The child or family was offered to make a victim personal statement."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"offered_to": "child"}
    offered_to: Who | None = None


class PersonalStatementMade(Payload):
    """A victim personal statement was made."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"made_by": "parent"}
    made_by: Who | None = None


class PersonalStatementDeclined(Payload):
    """They did not want to make one, or not yet."""

    ABOUT: ClassVar = VICTIM
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "After the trial, perhaps."}
    words: str = ""


class HarmOfDelayAnswered(Payload):
    """What the wait does, answered by officer or supervisor: to the child's trust, to the suspect, to children in reach, to the trial."""

    ABOUT: ClassVar = ("investigation",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "child": "She has stopped going to school.", "suspect": "Off work, low.", "children_in_reach": "Sons: visits stopped.", "trial": "A witness has moved.",
    }
    child: str = ""
    suspect: str = ""
    children_in_reach: str = ""
    trial: str = ""
