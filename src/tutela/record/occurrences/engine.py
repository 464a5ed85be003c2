"""What the law says stands about an occurrence: response grade, level of risk, what is suggested, whether a review counts.

Nothing of it is stored. Rows hold what people set; the law, from facts alone, says which of it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

import msgspec

from tutela.facts import Fact
from tutela.law.kernel.gate import Weighed
from tutela.law.kernel.gate import weigh as weigh_act
from tutela.law.kernel.identity import IDENTITY
from tutela.law.kernel.situation import Row, Rows, View, World
from tutela.law.kernel.subjects import PERSON, Subject
from tutela.law.standing import grade as standing_grade
from tutela.law.standing import risk as standing_risk
from tutela.record.chronology.engine import ask_again, book, laws
from tutela.record.chronology.queries import by_id, facts_about
from tutela.record.occurrences.queries import Shape

_GRADE_RULE, _RISK_RULE = "contact.attend", "missing.review"
"""Two rules of the law that read all that a grade and a level rest on: asked through them, each reads no more than it declares."""
_REVIEWS: Final = frozenset({"contact.review-decides", "missing.review-decides", "missing.review-adds"})


class Stands(msgspec.Struct, frozen=True):
    """A grade or level that stands: since when, who set it, by which fact, and with what reasons."""

    value: str
    at: datetime
    by: str
    role: str
    fact: str
    reasons: str = ""
    provisional: bool = False
    because_high: bool = False
    """Of a response grade: nobody gave it; it follows from the level of risk."""


class Suggestion(msgspec.Struct, frozen=True):
    """What the indicators suggest: it advises, and stays hidden until a person has chosen."""

    level: str
    weight: float
    indicators: tuple[str, ...]


class Standing:
    """The law's answers about some occurrences at one moment, from one reading of the record."""

    def __init__(self, shapes: Iterable[Shape], at: datetime, also: Sequence[Fact] = ()) -> None:
        self.at = max([at, *(f.shown_from for f in also)])
        ask_again()
        self.world = World(laws(), book())
        self.world.load([*_read({ref for shape in shapes for ref in shape.refs}, also), *also])

    def grade(self, incident: str) -> Stands | None:
        """The response grade that stands."""
        value, row = standing_grade.grade(self._view(_GRADE_RULE, Subject("incident", incident)))
        return _stands(value, row) if value and row else None

    def risk(self, episode: str) -> Stands | None:
        """The level of risk that stands."""
        value, row = standing_risk.level(self._view(_RISK_RULE, Subject("episode", episode)))
        return _stands(value, row) if value and row else None

    def handled_as(self, episode: str, fact: Fact, level: str) -> str:
        """As what a level is handled: never below the floor for a child."""
        view = self._view(_RISK_RULE, Subject("episode", episode))
        row = self.world.rows.get(fact.id)
        return standing_risk.floor(view, level, row) if row else level

    def suggestion(self, episode: str) -> Suggestion:
        """What is suggested, from what is known of the child now."""
        found = standing_risk.suggested(self._view(_RISK_RULE, Subject("episode", episode)))
        having: Mapping[str, Any] = dict(found.having)
        return Suggestion("high" if found.holds else "medium", float(having["weight"]), tuple(having["indicators"]))

    def concerns(self, episode: str) -> tuple[str, ...]:
        """What is known of the child that bears on the risk."""
        return tuple(standing_risk.concerns(self._view(_RISK_RULE, Subject("episode", episode))))

    def unanswered_hits(self, episode: str) -> frozenset[str]:
        """The hits of the systems check that nobody has answered."""
        return frozenset(standing_risk.unanswered(self._view(_RISK_RULE, Subject("episode", episode))))

    def _view(self, code: str, subject: Subject) -> View:
        return View(Rows(self.world, laws().by_code[code], subject), self.at)


def standing(shape: Shape, at: datetime, also: Sequence[Fact] = ()) -> Standing:
    """The law's answers about one occurrence, with facts that are noted and not yet appended."""
    return Standing([shape], at, also)


def weigh(shape: Shape, act: Fact, also: Sequence[Fact] = ()) -> Weighed:
    """What the law says of an act before it is done."""
    ask_again()
    earlier = [f for f in also if f.id != act.id]
    return weigh_act([*facts_about(Subject(_family(ref), ref) for ref in shape.refs), *earlier], act, laws(), book())


def does_not_count(shape: Shape, review: Fact, also: Sequence[Fact] = ()) -> tuple[dict[str, Any], ...]:
    """Why a review does not count, each reason a message id with its parameters; empty where it counts."""
    found = weigh(shape, review, also).unmet
    return tuple({"because": u.finding.because, "having": dict(u.finding.having)} for u in found if u.standard.code in _REVIEWS)


def is_high(level: str | None) -> bool:
    """Is this the level at which the response is immediate and the force incident manager keeps it?"""
    return level == "high"


def lower_grade(new: str, than: str | None) -> bool:
    """Is a response grade less urgent than another?"""
    return than is not None and standing_grade.URGENCY[new] < standing_grade.URGENCY[than]


def lower_level(new: str, than: str | None) -> bool:
    """Is a level of risk below another?"""
    return than is not None and standing_risk.ORDER[new] < standing_risk.ORDER[than]


def _read(refs: set[str], also: Sequence[Fact]) -> list[Fact]:
    """What bears on the answers: facts about these records, about the same persons under other references, and what acts cite as new."""
    found = {f.id: f for f in facts_about((Subject(_family(ref), ref) for ref in refs), types=_types())}
    others = {ref for f in found.values() if f.type in IDENTITY for ref in (a.ref for a in f.about)} - refs
    if others:
        found.update((f.id, f) for f in facts_about((Subject(PERSON, ref) for ref in others), types=_types()))
    cited = {getattr(f.data, "new_information", None) for f in (*found.values(), *also)} - {None, *found, *(f.id for f in also)}
    if cited:
        found.update(by_id(str(fact) for fact in cited))
    return list(found.values())


def _stands(value: str, row: Row) -> Stands:
    data: Any = row.fact.data
    by, reasons = row.fact.by, getattr(data, "rationale", "") or getattr(data, "reason", "")
    return Stands(
        value, row.at, by.ref or "", by.role, row.fact.id, reasons, bool(getattr(data, "provisional", False)),
        because_high=row.fact.type == "missing.RiskGraded" and value in ("immediate", "priority"),
    )


def _family(ref: str) -> str:
    prefix = ref.partition(":")[0]
    return {"i": "incident", "e": "episode"}.get(prefix, PERSON)


@cache
def _types() -> tuple[str, ...]:
    """The fact types that the two rules read, and those that say who is who."""
    rules = [laws().by_code[code] for code in (_GRADE_RULE, _RISK_RULE)]
    read = {t for rule in rules for t in (*rule.own_types, *(t for _, types in rule.through for t in types))}
    return tuple(sorted(read | IDENTITY | {"attempts.Withdrawn"}))
