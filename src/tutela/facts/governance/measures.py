"""Measures and what they show: set, taken, decided on; changes checked; risks and the force's view of itself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from tutela.facts.form import Payload
from tutela.facts.governance.terms import CASE, TEAM, Theme

SERVES = (f"recommendation|action|{TEAM}",)


class MeasureSet(Payload):
    """A measure was defined: of quantity or of quality, with the other that it is read beside."""

    ABOUT: ClassVar = SERVES
    EXAMPLE: ClassVar[dict[str, object]] = {
        "measure": "visits-in-time", "of": "quantity", "read_beside": "visit-quality", "better": "higher", "target": 95.0,
    }
    measure: str
    of: Literal["quantity", "quality", "outcome"] = "quantity"
    read_beside: str | None = None
    better: Literal["higher", "lower"] | None = None
    target: float | None = None
    baseline: float | None = None


class MeasureTaken(Payload):
    """A measure was taken outside this record, by another system, a survey or an audit. What this record shows itself is counted, never typed in."""

    ABOUT: ClassVar = SERVES
    EXAMPLE: ClassVar[dict[str, object]] = {
        "measure": "visits-in-time", "value": 91.5, "of_cases": 140, "unknown": 6, "period_from": "2026-10-01", "period_to": "2026-10-31",
    }
    measure: str
    value: float
    of_cases: int | None = None
    unknown: int | None = None
    period_from: date | None = None
    period_to: date | None = None


class MeasureDecided(Payload):
    """What was decided about a measure that is poor or getting worse."""

    ABOUT: ClassVar = SERVES
    EXAMPLE: ClassVar[dict[str, object]] = {
        "measure": "examinations-waiting", "decision": "move_resource", "why": "Two examiners from fraud until March.",
    }
    measure: str
    decision: Literal["move_resource", "change_rule", "change_practice", "accept", "other"]
    why: str


class BacklogCounted(Payload):
    """A queue in another system was counted: how many wait, how long the oldest, how many children."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"queue": "return-interviews", "waiting": 201, "oldest_since": "2018-11-05", "children": None}
    queue: str
    waiting: int
    oldest_since: date | None = None
    children: int | None = None


class ChangeChecked(Payload):
    """Somebody looked whether a change is used and does what it was meant to do."""

    ABOUT: ClassVar = ("action|recommendation|document",)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "verdict": "no_better_result", "used": True, "staff_view": "Understood by most.", "text": "Fewer wait; more are late.",
    }
    verdict: Literal["works", "not_used", "no_better_result", "harm", "too_early"]
    used: bool | None = None
    staff_view: str = ""
    text: str = ""
    check_again: date | None = None
    """When it is too early: the date on which it is looked at again."""


class OutcomeSampled(Payload):
    """How a child is, some months after: what the record shows and what the child and those around them say."""

    ABOUT: ClassVar = ("child|person",)
    EXAMPLE: ClassVar[dict[str, object]] = {"month": 3, "safe": True, "harm_again": None, "childs_view": "Listened to, in the end."}
    month: int
    safe: bool | None = None
    harm_again: bool | None = None
    support_received: bool | None = None
    childs_view: str = ""
    parents_view: str = ""
    professionals_view: str = ""


class SelfAssessed(Payload):
    """The force graded itself on a theme, with its evidence and how sure it is."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {"theme": "missing", "grade": "good", "confidence": "low", "evidence": "Twelve audits"}
    theme: Theme
    grade: Literal["outstanding", "good", "adequate", "requires_improvement", "inadequate"]
    confidence: Literal["low", "medium", "high"] | None = None
    evidence: str = ""


class RiskRecorded(Payload):
    """A risk was entered in a register: what holds a team, the force or a partner back, and what that does to children."""

    ABOUT: ClassVar = (TEAM,)
    EXAMPLE: ClassVar[dict[str, object]] = {
        "risk": "The council is reorganising.", "agency": "la:north", "effect_on_children": "Late minutes", "mitigation": "Own notes",
    }
    risk: str
    agency: str = ""
    effect_on_children: str = ""
    mitigation: str = ""
    review_by: date | None = None


class ScarcityNamed(Payload):
    """Somebody named want of people, time or money as the reason why something was not done or decided. It lowers no risk."""

    ABOUT: ClassVar = (f"{CASE}|{TEAM}",)
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "No capacity to visit this month.", "what": "visit"}
    words: str
    what: str = ""
