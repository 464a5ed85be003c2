"""The work itself: plan, lines of enquiry, tasks, progress, pauses, and the reviews of supervisors."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.investigation.terms import CASE, LineAnswered, RouteAnswered, Task, WaitAnswered

LINE = ("investigation", "action")
Kind = Literal[
    "witness", "scene", "cctv", "forensic", "device_download", "phone_data", "subscriber_check", "account_preservation", "platform_request", "open_source",
    "international_request", "third_party_material", "intelligence", "suspect", "other",
]


class InvestigationPlanned(Payload):
    """The plan of the investigation: hypotheses, lines of enquiry, how every child is kept safe meanwhile. It stands when a supervisor approves it."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "hypotheses": ["He met her through the club."], "lines": [{"what": "Download her phone", "who": "DC Farrow", "ref": "line-1"}],
        "safeguarding": "Bail to his brother's; no children there.",
    }
    hypotheses: tuple[str, ...] = ()
    lines: tuple[Task, ...] = ()
    safeguarding: str = ""


class InvestigationPlanApproved(Payload):
    """A supervisor approved the plan."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "Add the club's list of members by Friday."}
    words: str = ""


class InvestigationPlanReturned(Payload):
    """A supervisor gave the plan back with what it lacks."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"lacks": "No line on his own children."}
    lacks: str = ""


class LineOpened(Payload):
    """A line of enquiry was opened (the ``action``). ``perishes_at`` is when its evidence is gone, such as a camera's thirty days."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "subscriber_check", "what": "Who holds the username", "who": "o:60", "by_when": "2026-03-05T17:00:00Z", "authority": "", "perishes_at": None,
    }
    kind: Kind = "other"
    what: str = ""
    who: str = ""
    by_when: datetime | None = None
    authority: str = ""
    perishes_at: datetime | None = None


class LineRequestSent(Payload):
    """A request of a line left the force: to a platform, a provider, another country's police, a holder of material."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"to": "The platform", "reference": "LR-118", "why": "", "how_used": "", "answer_due": "2026-03-12T17:00:00Z"}
    to: str
    reference: str = ""
    why: str = ""
    how_used: str = ""
    """With ``why``: what the holder of third-party material must be told in writing."""
    answer_due: datetime | None = None


class LineReplyReceived(Payload):
    """The answer came. ``about`` names whom it identified (``as``: identified)."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Account held by a man of Northport.", "nothing": False}
    result: str = ""
    nothing: bool = False


class LineClosed(Payload):
    """A line of enquiry was finished or given up, with what came of it."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Footage secured; he is seen with her at 01:20.", "given_up": False}
    result: str = ""
    given_up: bool = False


class LineMarkedNotPossible(Payload):
    """Somebody said that a line cannot be done: why, and on whose word. It stays open until a specialist confirms."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "subscriber_check", "reason": "hearsay", "why": "No screenshot from the phone.", "on_whose_word": "A colleague",
    }
    kind: Kind = "other"
    reason: Literal["no_identifier", "data_gone", "provider_abroad", "no_lawful_basis", "victim_declines", "hearsay", "other"] = "other"
    why: str = ""
    on_whose_word: str = ""


class NotPossibleConfirmed(Payload):
    """A victim identification officer or another specialist agreed that the line cannot be done."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "The account was deleted in January and the provider keeps nothing."}
    why: str = ""


class NotPossibleDenied(Payload):
    """A specialist said that the line can be done, and how."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"how": ["Ask the platform by username", "Preserved message data", "Download the phone"]}
    how: tuple[str, ...] = ()


class EvidenceStepAnswered(Payload):
    """One step of securing digital evidence was done, or not and why. An indecent image is never copied, forwarded or sent, not even to police."""

    ABOUT: ClassVar = ("investigation|incident|crime",)
    EXAMPLE: ClassVar[dict[str, object]] = {"step": "profile_noted", "done": True, "why_not": ""}
    step: Literal["device_secured", "device_kept_on", "profile_noted", "account_preserved", "subscriber_check", "platform_report", "report_remove", "other"]
    done: bool
    why_not: str = ""


class FurtherWorkDone(Payload):
    """What a review, plan or meeting set (the ``action``) was done, with its result."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"result": "Both friends seen with their parents."}
    result: str = ""


class FurtherWorkNotDone(Payload):
    """What was set was not done, or is not needed any more, and why."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "She moved to another force's area; asked there.", "not_needed": False}
    why: str = ""
    not_needed: bool = False


class ProgressMade(Payload):
    """A step with a result: a statement, an arrest, an exhibit examined. A note that one waits is none."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "First account of the friend"}
    what: str


class ProgressPaused(Payload):
    """The investigation was paused until a day, with the reason. Waiting for a laboratory is no pause of the risk."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2026-05-01T09:00:00Z", "why": "The family asks for quiet until the funeral.", "approved_by": "o:64"}
    until: datetime | None = None
    why: str = ""
    approved_by: str | None = None


class ProgressResumed(Payload):
    """The pause ended before its day."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "She asks us to go on."}
    why: str = ""


class NoteEntered(Payload):
    """An entry on the investigation's log that decides nothing. A note that is called a review is still a note."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"text": "Still waiting for the lab."}
    text: str


class Reviewed(Payload):
    """A supervisor's review of the investigation: each child first, then suspect, lines, forensic work, delays, and what is to be done by whom and when."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "text": "Take new samples from the suspect by 21 October.", "directs": True, "children": "Both children safe at their aunt's, seen on Monday.",
        "tasks": [{"what": "New samples", "who": "DC Farrow", "by_when": "2026-10-21T17:00:00Z"}], "next_review": "2026-11-01T09:00:00Z",
    }
    text: str = ""
    directs: bool = False
    children: str = ""
    """What stands of every child: who is at risk now, what changed, what protects them."""
    victim_contact: str = ""
    suspect_risk: str = ""
    """His access to children, and his own vulnerability."""
    wider: tuple[RouteAnswered, ...] = ()
    lines: tuple[LineAnswered, ...] = ()
    waits: tuple[WaitAnswered, ...] = ()
    delays: str = ""
    tasks: tuple[Task, ...] = ()
    nothing_more_because: str = ""
    next_review: datetime | None = None
    kind: Literal["first", "regular", "second_line", "evidential", "bail", "closing", "risk"] | None = None


class ReviewCommended(Payload):
    """An auditor found a review worth learning from; whether its author agrees that others read it, without names."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"review": "f:81", "author_agrees": True, "why": "Starts with the child, ends with who does what by when."}
    review: str = ""
    author_agrees: bool | None = None
    why: str = ""


class ShortcomingFound(Payload):
    """A review found a shortcoming in how the case is run, to be put right and looked at first next time (the ``action``)."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "Nobody has seen the friends."}
    what: str


class ShortcomingPlanned(Payload):
    """What is done about the shortcoming: by whom, by when, and how one will know."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"tasks": [{"what": "Visit both", "who": "DC Farrow"}], "measure": "Both seen, notices made."}
    tasks: tuple[Task, ...] = ()
    measure: str = ""


class ShortcomingAnswered(Payload):
    """A later review said what became of the shortcoming."""

    ABOUT: ClassVar = LINE
    EXAMPLE: ClassVar[dict[str, object]] = {"settled": True, "words": "Both seen on Tuesday."}
    settled: bool
    words: str = ""


class MeaningForChildRecorded(Payload):
    """What the investigation means for the child now: need, risk, what changed, the child's own words."""

    ABOUT: ClassVar = ("investigation", "child|person")
    EXAMPLE: ClassVar[dict[str, object]] = {
        "need": "Somebody at school to go to.", "risk_now": "He still writes to her.", "changed": "", "words": "I want it to stop.",
    }
    need: str = ""
    risk_now: str = ""
    changed: str = ""
    words: str = ""


class TaskRepeatedNoticed(Payload):
    """Noticed: the same work was set in one review after another."""

    ABOUT: ClassVar = CASE
    EXAMPLE: ClassVar[dict[str, object]] = {"times": 3, "saw": ["f:1", "f:2", "f:3"]}
    times: int
    saw: tuple[str, ...] = ()
