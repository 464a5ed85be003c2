"""What the force puts in writing: policies and pilots, profiles and strategies, briefings; read, confirmed, out of date."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.governance.terms import Theme

PAPER = ("document",)


class PolicyPublished(Payload):
    """A version of a policy was published to the teams that must know of it (each unit also ``as: team``). It is not in force yet."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "version": "3", "changes": ["missing.child_min_risk"], "teams": ["fim@contact", "coordinator@missing"], "from_when": "2026-12-01T00:00:00Z",
        "review_by": "2027-12-01", "decided_in": "meeting:9", "pilot": False,
    }
    version: str = ""
    changes: tuple[str, ...] = ()
    """The numbers and rules that it changes, by key or code."""
    teams: tuple[str, ...] = ()
    """Who must acknowledge, as ``role@area``."""
    from_when: datetime | None = None
    review_by: date | None = None
    decided_in: str | None = None
    pilot: bool = False
    text: str = ""


class PolicyAcknowledged(Payload):
    """A team said that it knows the policy (its unit ``as: team``)."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"team": "coordinator@missing", "version": "3"}
    team: str
    version: str = ""


class PolicyActivated(Payload):
    """The policy was put into force. Publishing and acknowledging do not do that."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"version": "3", "why": "Agreed by the board of 24 November."}
    version: str = ""
    why: str = ""
    emergency: str = ""
    """Why a chief officer put it into force before every team said that it knows; the teams are owed it all the same."""


class PolicyReviewed(Payload):
    """A policy was read again and kept, to be changed, or to be withdrawn."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "change", "why": "Two teams read it differently.", "review_by": "2028-12-01"}
    decision: Literal["keep", "change", "withdraw"]
    why: str = ""
    review_by: date | None = None


class PolicyWithdrawn(Payload):
    """A policy is in force no longer."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Taken into the missing policy."}
    why: str = ""


class PilotBegan(Payload):
    """A trial of something new began: where, until when, what it should show."""

    ABOUT: ClassVar = ("document|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "pilot": "No child below medium", "areas": ["North"], "ends": "2026-12-31", "expects": "Fewer unsearched",
        "measure": "search-in-time", "evaluate_by": "2027-01-31",
    }
    pilot: str
    areas: tuple[str, ...] = ()
    ends: date | None = None
    expects: str = ""
    measure: str = ""
    evaluate_by: date | None = None


class PilotEvaluated(Payload):
    """What a pilot showed."""

    ABOUT: ClassVar = ("document|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {"pilot": "No child below medium", "text": "Searched sooner in 31 of 40."}
    pilot: str
    text: str = ""


class PilotDecided(Payload):
    """Whether what was tried is kept was decided."""

    ABOUT: ClassVar = ("document|unit|force",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "pilot": "No child below medium", "decision": "adopt", "why": "Children are searched for sooner.",
    }
    pilot: str
    decision: Literal["adopt", "stop", "extend", "change"]
    why: str = ""


class ProfilePublished(Payload):
    """A profile or strategy was published, with the moment of its information, its sources and how long it holds.

    Renewed, it is the same document published anew: ``about`` names that one. Another document renews nothing, whatever it rests on.
    """

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "profile", "theme": "exploitation", "as_at": "2020-09-01", "sources": ["police", "la:north"], "valid_months": 12,
        "rests_on": [], "recommends": ["Map hotels"],
    }
    kind: Literal["profile", "strategy", "area_report", "performance"] = "profile"
    theme: Theme = "other"
    as_at: date | None = None
    sources: tuple[str, ...] = ()
    valid_months: int | None = None
    rests_on: tuple[str, ...] = ()
    """The profiles that it cites."""
    recommends: tuple[str, ...] = ()


class ContributionAsked(Payload):
    """A partner or unit was asked for what a profile needs."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "la:north", "what": "Children educated at home", "by_when": "2026-12-10"}
    of: str
    what: str = ""
    by_when: date | None = None


class ContributionReceived(Payload):
    """They gave it, or said that they will not."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"of": "la:north", "given": True}
    of: str
    given: bool = True


class BriefingIssued(Payload):
    """A briefing, beat profile or note to staff was issued, as at a moment, for an audience."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "beat_note", "area": "Harbour", "audience": ["response_officer@response"], "as_at": "2026-11-02T06:00:00Z",
        "review_by": "2026-11-30",
    }
    kind: Literal["beat_note", "briefing", "area_report", "list", "other"] = "briefing"
    area: str = ""
    audience: tuple[str, ...] = ()
    as_at: datetime | None = None
    review_by: date | None = None


class BriefingConfirmed(Payload):
    """Its owner looked again and said that it still holds."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"review_by": "2026-12-28"}
    review_by: date | None = None


class BriefingRead(Payload):
    """Somebody for whom it was read it."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"reader": "response_officer@response"}
    reader: str = ""


class BriefingEnded(Payload):
    """A briefing or note was taken back: it holds no longer."""

    ABOUT: ClassVar = PAPER
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "He has moved."}
    why: str = ""
