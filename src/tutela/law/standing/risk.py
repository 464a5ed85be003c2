"""The level of risk that stands, the level that is suggested, and what a lowering must meet.

Nothing lowers by itself: a lower level counts only when a second person outside the room's chain approved it, on new
information that is cited, with no sign of sexual exploitation open. Until then the higher level is live. A level below
the floor for a child is kept as the source's value and handled as the floor.
"""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import contact, missing, people
from tutela.law import language
from tutela.law.kernel.age import AGE_FACTS, age_at
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Reads, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.steps import EPISODE_CHILD, EPISODE_INCIDENT

ORDER: Final = {"absent": 0, "no_apparent_risk": 0, "very_low": 1, "low": 2, "medium": 3, "high": 4}
CONTROL_ROOM: Final = frozenset({"call_handler", "dispatcher", "supervisor", "fim", "inspector"})
SECOND_LINE: Final = frozenset({
    "detective_inspector", "detective_chief_inspector", "superintendent", "detective_superintendent", "senior_investigating_officer",
    "chief_inspector", "assistant_chief_constable",
})
INSPECTORS: Final = frozenset({"inspector", "cii", "fim", "chief_inspector", "superintendent", "detective_inspector"})
EXPLOITED: Final = frozenset({"child_sexual_exploitation"})

RISK_READS: Final[tuple[Reads, ...]] = (
    reads(missing.Reported, missing.RiskGraded, missing.LoweringApproved),
    reads(*AGE_FACTS, people.MarkerRecorded, people.MarkerEnded, people.InformationHeld, through=EPISODE_CHILD),
    reads(contact.SystemsChecked, contact.HitAnswered, through=EPISODE_INCIDENT),
    reads(contact.SystemsChecked, contact.HitAnswered),
)
"""What a rule on an episode declares when it asks for the level of risk."""


def floor(view: View, level: str, row: Row) -> str:
    """The level as it is handled: never below the floor that was policy when it was given.

    Who was treated as a child then, or is now, is: a birth that is learnt later lowers nothing by itself.
    """
    if overridden(row):
        return level
    lowest = view.lawbook.value("missing.child_min_risk", row.at)
    if isinstance(lowest, str) and ORDER[level] < ORDER[lowest] and (_treated_as_child(view) or _treated_as_child(view.earlier(row))):
        return lowest
    return level


def overridden(act: Row) -> bool:
    """Did an inspector record an override for a level below the floor, with another person's second line?"""
    data: Any = act.fact.data
    if not isinstance(data, missing.RiskGraded) or not data.override.strip():
        return False
    return act.fact.by.role in INSPECTORS and data.second_line not in (None, act.fact.by.ref)


def _treated_as_child(view: View) -> bool:
    reported = view.first(missing.Reported)
    years, _ = age_at(view, reported.at if reported else view.at)
    return years is None or years < 18


def level(view: View) -> tuple[str | None, Row | None]:
    """The level of risk that stands, and the act that set it; ``None`` before anybody graded.

    A grade that was corrected or withdrawn counts until somebody lowers it as a level is lowered: a correction lowers nothing by itself.
    """
    stands: str | None = None
    by: Row | None = None
    for row in view.ever(missing.Reported, missing.RiskGraded, missing.LoweringApproved):
        given = _given(row)
        if given is None:
            continue
        new = floor(view, given, row)
        if stands is None or ORDER[new] >= ORDER[stands] or not lowering_fails(view.earlier(row), row):
            stands, by = new, row
    return stands, by


def _given(row: Row) -> str | None:
    data: Any = row.fact.data
    return data.category if isinstance(data, missing.Reported) else data.level


def is_lowering(view: View, act: Row) -> bool:
    """Does this act set a level below the one that stood?"""
    before, _ = level(view.earlier(act))
    given = _given(act)
    return before is not None and given is not None and ORDER[floor(view, given, act)] < ORDER[before]


def lowering_fails(before: View, act: Row) -> list[str]:
    """Which of the grounds for a lowering an act lacks.

    (a) New information, cited; (b) another person outside the room; (c) no open sign of sexual exploitation; every hit answered;
    words that neither minimise nor rest on age or frequency (AH-034, AH-035, amendments §1).
    """
    data: Any = act.fact.data
    lacks: list[str] = []
    cited = getattr(data, "new_information", None)
    if cited is None or not _is_new(before, cited):
        lacks.append("new-information")
    if not _second_person(act):
        lacks.append("outside-the-room")
    if open_exploitation(before):
        lacks.append("exploitation-open")
    if unanswered(before):
        lacks.append("hits-unanswered")
    said = getattr(data, "reason", "") or getattr(data, "rationale", "")
    if language.minimising(said) or language.age_or_frequency(said):
        lacks.append("words")
    return lacks


def _is_new(before: View, cited: str) -> bool:
    """Is the cited fact one that the force holds, and not older than the level that stands?"""
    row = before.cited(cited)
    _, by = level(before)
    return row is not None and (by is None or row.avail >= by.avail)


def _second_person(act: Row) -> bool:
    data: Any = act.fact.data
    if isinstance(data, missing.RiskGraded):
        return data.second_line is not None and data.second_line != act.fact.by.ref
    return act.fact.by.role in SECOND_LINE and (act.fact.by.ref is None or act.fact.by.ref != data.requested_by)


def concerns(view: View) -> dict[str, Row]:
    """What is known that bears on the risk: each concern, and the fact that says so."""
    found: dict[str, Row] = {}
    ended: dict[str, Row] = {}
    for row in view.of(people.MarkerEnded):
        ended[row.fact.data.marker] = row  # type: ignore[attr-defined]
    for row in view.of(people.MarkerRecorded, people.InformationHeld):
        data: Any = row.fact.data
        name = data.marker if isinstance(data, people.MarkerRecorded) else data.concerns
        if name not in ended or ended[name].at < row.at:
            found.setdefault(name, row)
    for row in view.of(missing.Reported):
        for name in row.fact.data.concerns:  # type: ignore[attr-defined]
            found.setdefault(name, row)
        if row.fact.data.out_of_character:  # type: ignore[attr-defined]
            found.setdefault("out_of_character", row)
    return found


def open_exploitation(view: View) -> Row | None:
    """An unresolved sign of sexual exploitation."""
    return next((row for name, row in concerns(view).items() if name in EXPLOITED), None)


def unanswered(view: View) -> set[str]:
    """The hits of the systems check that nobody has answered."""
    hits = {hit for row in view.of(contact.SystemsChecked) for hit in row.fact.data.hits}  # type: ignore[attr-defined]
    return hits - {row.fact.data.hit for row in view.of(contact.HitAnswered)}  # type: ignore[attr-defined]


def suggested(view: View) -> Finding:
    """The level that the indicators suggest; it advises, and stays hidden until a person has graded (``holds``: high)."""
    weights = view.lawbook.value("missing.suggestion.weights", view.at)
    table: dict[str, float] = dict(weights)  # type: ignore[arg-type]
    found = concerns(view)
    reported = view.first(missing.Reported)
    years, _ = age_at(view, reported.at if reported else view.at)
    weighs = {name: table[name] for name in found if name in table}
    if years is not None and years < 13:
        weighs["under_13"] = table["under_13"]
    total = sum(weighs.values())
    seen = tuple({id(row.fact): row.fact for name, row in found.items() if name in weighs}.values())
    make = yes if total >= view.number("missing.suggestion.high") else no
    return make("risk.suggested", *seen, weight=total, indicators=tuple(sorted(weighs)))
