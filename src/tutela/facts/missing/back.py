"""Once the child is found: return, verification, interviews, and what partners bring."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.missing.terms import EPISODE, From, How, Pull, Push, Reason
from tutela.facts.sharing import Recipient


class Found(Payload):
    """The child was located: seen or spoken to by somebody. Not yet verified, not yet home."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "carer", "safe": True, "where": "A friend's house"}
    by: How
    safe: bool | None = None
    where: str = ""
    with_whom: str = ""
    by_action: str | None = None
    """The action of the child's trigger plan that found them, in its words. Empty: none of them did. None: nobody says."""


class Returned(Payload):
    """The child came back, or was brought back, to home or care."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "self", "to": "foster"}
    by: How
    to: From = "home"
    harm_indicated: bool | None = None


class Verified(Payload):
    """Somebody verified the child: who, how."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"by": "police", "how": "Seen and spoken to alone at home."}
    by: Literal["police", "other_force", "professional", "abroad", "died", "duplicate", "nobody"]
    how: str = ""


Signs = Literal["line_manager", "responsible"]
"""Who signs the record of a return off: the line manager of whoever wrote it, and the inspector responsible for the search."""


class FormSigned(Payload):
    """Somebody read the record of a return through and scored its quality, naming what it lacks. A low score sends it back to whoever wrote it."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"signs_as": "line_manager", "quality": 2, "gaps": ["phone"], "text": "Whose phone?", "author": "o:50"}
    signs_as: Signs
    quality: int
    """From 1, poor, to 5."""
    gaps: tuple[str, ...] = ()
    """The questions that are not answered well."""
    text: str = ""
    author: str | None = None


class NotDone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An action of the trigger plan that was not done, and why, as far as anybody says."""

    what: str
    why: str = ""


class EpisodeClosed(Payload):
    """The episode was closed, and on whose authority."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Seen safe by PC Osei.", "approved_by": "o:9", "approver_role": "inspector"}
    reason: str = ""
    approved_by: str | None = None
    approver_role: str | None = None
    not_done: tuple[NotDone, ...] = ()
    unanswered: tuple[str, ...] = ()
    """The questions of the return that nobody answered and of which nobody says why they cannot be answered."""
    plan_used: bool | None = None
    """Was any action of the child's trigger plan done, or did one find the child? None where no plan was in the search."""
    unsigned: tuple[Signs, ...] = ()
    """Whose sign-off of the record of the return is wanting: nobody of them has signed it, or who did last sent it back."""


class PreventionInterviewHeld(Payload):
    """The prevention interview (safe and well): police, or whom the trigger plan names, saw the child."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"mode": "in_person", "alone": True, "by": "police", "why_not_police": ""}
    mode: Literal["in_person", "telephone"]
    alone: bool | None = None
    by: Literal["police", "carer", "worker"] = "police"
    why_not_police: str = ""


class PreventionInterviewRefused(Payload):
    """The child would not see us; a second attempt is owed."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "Leave me alone."}
    words: str = ""


class Unanswered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of the return form that nobody can answer, and why."""

    question: str
    why: str


class ReturnRecorded(Payload):
    """The management of return: what whoever saw the child, or read the paper, recorded of where the child was, with whom and how they are.

    ``about`` also names the places (``as: was_at``), persons (``was_with``), vehicles (``was_in``) and phones (``used``), each a record. What one record
    leaves out a later one may answer; the last answer to each question stands.
    """

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "seen": True, "alone": True, "words": "He said I owed him.", "where": ["Disused hotel"], "found_by": "police", "with_whom": ["Marko, about 30"],
        "how_long": "Two nights", "harm": False, "transport": "Grey van", "reasons": ["debt"],
        "unanswered": [{"question": "phone", "why": "She would not show it."}], "talks_to": "Youth worker Brandt",
    }
    seen: bool | None = None
    alone: bool | None = None
    words: str = ""
    account_deferred: bool = False
    """The child's account waits for a video-recorded interview (ABE): nobody asked on."""
    injuries: str = ""
    demeanour: str = ""
    found_by: How | None = None
    where: tuple[str, ...] = ()
    with_whom: tuple[str, ...] = ()
    how_long: str = ""
    harm: bool | None = None
    transport: str = ""
    vehicles: tuple[str, ...] = ()
    phone: str = ""
    phones: tuple[str, ...] = ()
    money_gifts: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    reason: str = ""
    unanswered: tuple[Unanswered, ...] = ()
    talks_to: str = ""
    """The professional to whom the child would rather talk."""
    reluctant: bool = False
    """The child is reluctant to talk to police: a sign of risk, and never a refusal."""
    from_paper: str | None = None
    """The document that this was written from."""
    by_action: str | None = None
    """The action of the child's trigger plan that found them, in its words. Empty: none of them did. None: nobody says."""


class PaperAttached(Payload):
    """A paper booklet of a return was attached as a scan: nothing in it can be found, nor discharges anything, until it is written into the return form."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"document": "doc:9", "title": "Booklet of 3 March"}
    document: str
    title: str = ""


class ReturnInterviewRequested(Payload):
    """The local authority was asked for the independent return home interview."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"authority": "la:north", "talks_to": "Youth worker Brandt"}
    authority: str = ""
    talks_to: str = ""
    """The professional to whom the child would rather talk, where the request names one."""


class ReturnInterviewOffered(Payload):
    """The interview was offered: a stage that is measured, and discharges nothing."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {}


class ReturnInterviewHeld(Payload):
    """The return home interview was held, by somebody independent."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"independent": True}
    independent: bool = True


class ReturnInterviewDeclined(Payload):
    """The child declined the interview; the reason is recorded and the carer asked for their view."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Does not want to talk again.", "carer_asked": True}
    reason: str = ""
    carer_asked: bool | None = None


class ReturnInterviewReceived(Payload):
    """The force received what the interview brought: by the one template for every local authority, in whole or in part, or in some other way.

    What one receipt leaves out a later one may bring. A part is taken like the whole; what it lacks is told to whoever sent it.
    """

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "by_channel": "gateway", "authority": "Northshire Council", "where": "A flat above a shop", "who": "An older boy", "why": "A debt",
        "risk": "Owes money still", "wishes": "To see her brother",
    }
    by_channel: str = ""
    authority: str = ""
    where: str = ""
    who: str = ""
    why: str = ""
    risk: str = ""
    wishes: str = ""


INTERVIEW_ASKS: Final = ("where", "who", "why", "risk", "wishes")
"""What the template asks: where the child was, who with, why, at what risk, and what the child wishes."""


class ReturnInterviewRead(Payload):
    """Somebody in the force read it."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {}


class ReturnInterviewEntered(Payload):
    """Its places, people and reasons were entered on the record: as they were called there; ``about`` also names each place (``as: was_at``) and person
    (``was_with``) as a record of its own.
    """

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"places": ["Disused hotel"], "people": ["Marko"], "reasons": ["Owes him."], "push": ["conflict"], "pull": ["debt"]}
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    """In words."""
    push: tuple[Push, ...] = ()
    pull: tuple[Pull, ...] = ()


class SummaryOwed(Payload):
    """A summary of a return or of an episode is to reach one recipient: on its way, or written for somebody who cannot be written to."""

    ABOUT: ClassVar = (*EPISODE, "message")
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "episode", "to": "school"}
    kind: Literal["return", "episode"]
    to: Recipient
    on_its_way: bool = True
    """Was there somewhere to send it?"""


class PartnerChased(Payload):
    """A partner was chased for what it owes: at what level, with what answer."""

    ABOUT: ClassVar = EPISODE
    EXAMPLE: ClassVar[dict[str, object]] = {"level": "team", "answer": "By Friday."}
    level: Literal["team", "manager", "strategic"] = "team"
    answer: str = ""
