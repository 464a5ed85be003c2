"""Children whom an offender reaches: found, seen safe, and who is told so that they can protect them. Decided child by child."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import CONTACT, Origin


class ChildContactFound(Payload):
    """It was learnt that the offender has contact with, or can reach, a child."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "partner's daughter", "kind": "contact", "supervised": False}
    kind: Literal["contact", "can_reach", "mentioned", "lives_with", "stays_with", "online", "work", "present"] = "contact"
    how: str = ""
    supervised: bool | None = None
    since: date | None = None
    permitted: bool | None = None
    """Did a court or the children's services allow it?"""
    learnt_from: Origin | None = None


class ChildContactChanged(Payload):
    """The contact with the child changed: more, less, supervised, over. Whether the child is safe is another fact."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "ended", "how": "Mother ended the relationship.", "verified": True}
    what: Literal["more", "less", "supervised", "unsupervised", "ended"]
    how: str = ""
    verified: bool | None = None


class ChildContactRuledOut(Payload):
    """It was decided that the offender does not reach the child after all, and why."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Another family of the same name.", "approved_by": "o:80"}
    why: str
    approved_by: str | None = None


class SafetyCheckAsked(Payload):
    """Somebody was asked to see that the child is safe: who, and by when."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"of_whom": "social_worker", "by_when": "2026-03-03T16:00:00Z"}
    of_whom: str = ""
    by_when: datetime | None = None


class ChildSeenSafe(Payload):
    """Somebody saw the child and checked that they are safe."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "social_worker", "how": "At school, alone.", "alone": True}
    by: str = ""
    how: str = ""
    alone: bool | None = None


class ChildNotSeen(Payload):
    """Somebody went to see the child and did not."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "offender_manager", "why": "Nobody at home."}
    by: str = ""
    why: str = ""


class ChildNotSafe(Payload):
    """Somebody saw the child and they are not safe, or something points to harm."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "social_worker", "text": "Says that he comes into her room."}
    by: str = ""
    text: str = ""


class DisclosureProposed(Payload):
    """Somebody proposed to tell a person who can protect the child."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "mother", "content": "That he is convicted of offences against girls.", "why": "She leaves them alone."}
    to: str = ""
    content: str = ""
    why: str = ""


class DisclosureDecided(Payload):
    """Whether, what and to whom to disclose was decided, for one child."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {
        "disclose": True, "to": "mother", "content": "That he may not be alone with a child.", "authority": "Common law; MAPPA guidance",
        "approved_by": "o:71", "approver_role": "detective_inspector", "by_when": "2026-03-03T18:00:00Z",
    }
    disclose: bool
    to: str = ""
    why: str = ""
    content: str = ""
    authority: str = ""
    method: str = ""
    approved_by: str | None = None
    approver_role: str | None = None
    by_when: datetime | None = None


class OffenderAskedToDisclose(Payload):
    """The offender was given the chance to tell it themselves. Not a disclosure."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"by_when": "2026-03-03T12:00:00Z", "words": "I will tell her tonight."}
    by_when: datetime | None = None
    words: str = ""


class DisclosureGiven(Payload):
    """The person was told."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "mother", "how": "in_person", "together_with": "social_worker", "words": "As decided, read out."}
    to: str = ""
    how: Literal["in_person", "telephone", "video", "letter", "other"] | None = None
    together_with: str = ""
    words: str = ""


class DisclosureNotGiven(Payload):
    """The attempt to tell failed, or was put off, and why."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "mother", "why": "He was there."}
    to: str = ""
    why: str = ""


class DisclosureFollowedUp(Payload):
    """Whether the person understood, and what they did to protect the child."""

    ABOUT: ClassVar = CONTACT
    EXAMPLE: ClassVar[dict[str, object]] = {"understood": True, "acted": True, "reaction": "Shocked; he has left.", "plan": "Never alone with him; ring 101."}
    understood: bool | None = None
    acted: bool | None = None
    reaction: str = ""
    plan: str = ""
