"""Who speaks to each child, and how: first words, the interview under Achieving Best Evidence, an intermediary, the sexual assault referral centre."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CHILD, HAPPENING

SPOKEN = (HAPPENING, CHILD)
INTERVIEW = ("investigation", CHILD)


class SpeakingToChildDecided(Payload):
    """Who will speak to this child, and by when; or why nobody does yet."""

    ABOUT: ClassVar = SPOKEN
    EXAMPLE: ClassVar[dict[str, object]] = {
        "who": "DC Farrow with her social worker", "by_when": "2026-03-05T16:00:00Z", "nobody_because": "", "account": "interview",
    }
    who: str = ""
    by_when: datetime | None = None
    nobody_because: str = ""
    account: Literal["first_words", "interview", "welfare", "none"] | None = None
    """``interview``: the account waits for the recorded interview, and nobody questions the child before."""


class ChildSpokenTo(Payload):
    """Somebody spoke to the child: alone or not, and what the child said of themselves, word for word. Not an interview."""

    ABOUT: ClassVar = SPOKEN
    EXAMPLE: ClassVar[dict[str, object]] = {"alone": True, "words": "He said he would send it to everybody.", "where": "home", "present": ""}
    alone: bool | None = None
    words: str = ""
    where: str = ""
    present: str = ""


class InterviewDecided(Payload):
    """It was decided, as a rule with children's social care, whether the child is to be interviewed under Achieving Best Evidence."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"interview": True, "joint": True, "why": "Clear account to her teacher."}
    interview: bool
    joint: bool | None = None
    why: str = ""


class InterviewPlanned(Payload):
    """The interview was planned: who asks, where, when, what the child needs."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {
        "interviewer": "o:60", "skills": ["child_interviewer"], "at": "2026-03-06T10:00:00Z", "where": "The suite at Harbour Road", "joint": True,
        "needs": "Breaks; she signs.", "interpreter": "British Sign Language", "supporter": "Her aunt",
    }
    interviewer: str = ""
    skills: tuple[str, ...] = ()
    at: datetime | None = None
    where: str = ""
    joint: bool | None = None
    aims: str = ""
    needs: str = ""
    interpreter: str = ""
    supporter: str = ""


class InterviewerOverridden(Payload):
    """A detective inspector agreed to an interviewer without current accreditation, and why."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"interviewer": "o:60", "why": "Only she speaks his language; DS sits in."}
    interviewer: str
    why: str = ""


class IntermediaryConsidered(Payload):
    """Somebody considered whether the child needs an intermediary."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"needed": True, "why": "Six years old, few words."}
    needed: bool
    why: str = ""


class IntermediaryAsked(Payload):
    """An intermediary was asked for."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"needed_by": "2026-03-06T10:00:00Z"}
    needed_by: datetime | None = None


class IntermediaryMatched(Payload):
    """An intermediary is found and has a day."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"at": "2026-03-06T09:00:00Z"}
    at: datetime | None = None


class IntermediaryNotFound(Payload):
    """Nobody could be found in time; what is done instead."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"instead": "Wait until Monday; no questions until then."}
    instead: str = ""


class InterviewHeld(Payload):
    """The recorded interview was held. Its content is in the recording, never here."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"interviewer": "o:60", "intermediary": True, "joint": True, "disclosed": True, "names_others": True}
    interviewer: str = ""
    skills: tuple[str, ...] = ()
    intermediary: bool | None = None
    joint: bool | None = None
    disclosed: bool | None = None
    names_others: bool | None = None


class InterviewNotHeld(Payload):
    """The interview did not take place, and why; a child who will not speak today is asked again another way."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "child_not_ready", "why": "She wants her aunt there.", "next_at": "2026-03-09T10:00:00Z"}
    reason: Literal[
        "child_not_ready", "child_declines", "parent_declines", "no_intermediary", "no_interpreter", "no_interviewer", "equipment", "other",
    ] = "other"
    why: str = ""
    next_at: datetime | None = None


class RecordingSealed(Payload):
    """The master recording was sealed or stored."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"recording": "REC/26/118"}
    recording: str = ""


class InterviewSummarised(Payload):
    """A transcript or summary was made, and read for other children and places."""

    ABOUT: ClassVar = INTERVIEW
    EXAMPLE: ClassVar[dict[str, object]] = {"form": "summary"}
    form: Literal["transcript", "summary"] | None = None


class ReferralCentreOffered(Payload):
    """The child, with whoever may decide with them, was offered the sexual assault referral centre (SARC)."""

    ABOUT: ClassVar = SPOKEN
    EXAMPLE: ClassVar[dict[str, object]] = {"offered_to": "The child and her mother", "best_before": "2026-03-09T02:00:00Z"}
    offered_to: str = ""
    best_before: datetime | None = None
    """Until when an examination may still find what it looks for."""


class ReferralCentreAccepted(Payload):
    """They said yes to the sexual assault referral centre; it has a time."""

    ABOUT: ClassVar = SPOKEN
    EXAMPLE: ClassVar[dict[str, object]] = {"at": "2026-03-03T02:00:00Z"}
    at: datetime | None = None


class ReferralCentreDeclined(Payload):
    """They said no to the sexual assault referral centre, in whose words. It may be offered again."""

    ABOUT: ClassVar = SPOKEN
    EXAMPLE: ClassVar[dict[str, object]] = {"by_whom": "The child", "words": "Not tonight."}
    by_whom: str = ""
    words: str = ""


class ReferralCentreAttended(Payload):
    """The child was seen at the sexual assault referral centre: samples, health, who stays in touch."""

    ABOUT: ClassVar = SPOKEN
    EXAMPLE: ClassVar[dict[str, object]] = {"samples": True, "follow_up": "Child adviser rings on Thursday."}
    samples: bool | None = None
    follow_up: str = ""
