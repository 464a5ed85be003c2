"""Grades and levels, version by version. The law says which stands; a lowering waits for another person, the higher one live."""

from __future__ import annotations

from typing import Any

from tutela.facts import Fact
from tutela.facts.missing import RiskGraded
from tutela.foundations.work.errors import AlreadyDone, Refused
from tutela.foundations.work.unit import Work
from tutela.record.holdings import operations as holdings
from tutela.record.occurrences.engine import standing
from tutela.record.occurrences.models import Episode, GradeVersion, Incident, RiskVersion, Version
from tutela.record.occurrences.queries import Shape


def set_grade(work: Work, incident: Incident, shape: Shape, fact: Fact) -> GradeVersion:
    """Keep a response grade that was given: live where the law lets it stand, else kept as given."""
    data: Any = fact.data
    found = standing(shape, work.at, _with(work, fact)).grade(incident.ref)
    stands = found is not None and found.fact == fact.id
    before = _live(GradeVersion, "grade", incident=incident)
    if stands:
        _replace(GradeVersion, work, incident=incident)
    row = GradeVersion(incident=incident, grade=data.grade, status="live" if stands else "kept", **_said(work, fact))
    work.add(row)
    holdings.graded_on(work, incident.ref, fact)
    work.rise(incident, {"grade": before}, {"grade": data.grade, "grade status": row.status})
    return row


def ask_grade(work: Work, incident: Incident, fact: Fact) -> GradeVersion:
    """Keep that somebody asked to lower the grade.

    :raises AlreadyDone: if a request waits already
    """
    _waits_already(GradeVersion, incident.ref, incident=incident)
    data: Any = fact.data
    row = GradeVersion(incident=incident, grade=data.grade, status="pending", **_said(work, fact))
    work.add(row)
    holdings.graded_on(work, incident.ref, fact)
    work.rise(incident, {"grade": _live(GradeVersion, "grade", incident=incident)}, {"grade": data.grade, "grade status": "pending"})
    return row


def pending_grade(incident: Incident) -> GradeVersion:
    """The request that waits.

    :raises Refused: if none does
    """
    row: GradeVersion = _pending(GradeVersion, incident=incident)
    return row


def approve_grade(work: Work, incident: Incident, shape: Shape, fact: Fact) -> None:
    """The lower grade stands now, with both names; where the law does not let it, nothing changes."""
    _approve(GradeVersion, work, incident.ref, standing(shape, work.at, _with(work, fact)).grade(incident.ref), fact, "grade", incident=incident)


def decline_grade(work: Work, incident: Incident, why: str, by: str | None = None) -> None:
    """The request was declined, or withdrawn by who had asked; the higher grade was live all along."""
    status = _decline(GradeVersion, work, why, by, incident=incident)
    work.note_change(incident.ref, {"grade status": "pending"}, {"grade status": status})


def set_risk(work: Work, episode: Episode, shape: Shape, fact: Fact) -> RiskVersion:
    """Keep a level of risk that was given: live where the law lets it stand, else kept as given."""
    data: Any = fact.data
    answers = standing(shape, work.at, _with(work, fact))
    found = answers.risk(episode.ref)
    stands = found is not None and found.fact == fact.id
    level = data.level if isinstance(data, RiskGraded) else data.category
    before = _live(RiskVersion, "level", episode=episode)
    if stands:
        _replace(RiskVersion, work, episode=episode)
    row = RiskVersion(
        episode=episode, level=level, handled_as=answers.handled_as(episode.ref, fact, level), status="live" if stands else "kept",
        suggested=getattr(data, "suggested", None) or "", override=getattr(data, "override", ""), second_line=getattr(data, "second_line", None) or "",
        **_said(work, fact),
    )
    work.add(row)
    holdings.graded_on(work, shape.incident, fact)
    work.rise(episode, {"level": before}, {"level": level, "level status": row.status, "suggested": row.suggested})
    return row


def ask_risk(work: Work, episode: Episode, fact: Fact) -> RiskVersion:
    """Keep that somebody asked to lower the level.

    :raises AlreadyDone: if a request waits already
    """
    _waits_already(RiskVersion, episode.ref, episode=episode)
    data: Any = fact.data
    row = RiskVersion(
        episode=episode, level=data.level, handled_as=data.level, status="pending", new_information=data.new_information or "", **_said(work, fact),
    )
    work.add(row)
    holdings.graded_on(work, f"i:{episode.incident_id}", fact)
    work.rise(episode, {"level": _live(RiskVersion, "level", episode=episode)}, {"level": data.level, "level status": "pending"})
    return row


def pending_risk(episode: Episode) -> RiskVersion:
    """The request that waits.

    :raises Refused: if none does
    """
    row: RiskVersion = _pending(RiskVersion, episode=episode)
    return row


def approve_risk(work: Work, episode: Episode, shape: Shape, fact: Fact) -> None:
    """The lower level stands now, with both names; where the law does not let it, nothing changes."""
    _approve(RiskVersion, work, episode.ref, standing(shape, work.at, _with(work, fact)).risk(episode.ref), fact, "level", episode=episode)


def decline_risk(work: Work, episode: Episode, why: str, by: str | None = None) -> None:
    """The request was declined, or withdrawn by who had asked; the higher level was live all along."""
    status = _decline(RiskVersion, work, why, by, episode=episode)
    work.note_change(episode.ref, {"level status": "pending"}, {"level status": status})


def _with(work: Work, fact: Fact) -> list[Fact]:
    """What this act has noted so far, with the fact that is being kept (a fact from outside is noted only afterwards)."""
    return [*(f for f in work.facts if f.id != fact.id), fact]


def _said(work: Work, fact: Fact) -> dict[str, Any]:
    data: Any = fact.data
    return {
        "provisional": bool(getattr(data, "provisional", False)), "rationale": getattr(data, "rationale", "") or getattr(data, "reason", ""),
        "by": fact.by.ref or fact.by.role, "by_role": work.by.acting if fact.by.ref == work.by.ref else fact.by.role, "at": fact.occurred.earliest,
        "fact": fact.id,
    }


def _live(model: type[Version], what: str, **of: Any) -> str:
    """What stands now, before it is changed; empty where nothing does."""
    return str(model._default_manager.filter(status="live", **of).values_list(what, flat=True).first() or "")


def _replace(model: type[Version], work: Work, **of: Any) -> None:
    model._default_manager.filter(status="live", **of).update(status="replaced", decided_at=work.at)


def _waits_already(model: type[Version], ref: str, **of: Any) -> None:
    if model._default_manager.filter(status="pending", **of).exists():
        raise AlreadyDone("occurrences.lowering-waits-already", ref=ref)


def _pending(model: Any, **of: Any) -> Any:
    row = model.objects.select_for_update().filter(status="pending", **of).first()
    if row is None:
        raise Refused("occurrences.no-lowering-waits")
    return row


def _approve(model: Any, work: Work, ref: str, found: Any, fact: Fact, what: str, **of: Any) -> None:
    if found is None or found.fact != fact.id:
        return  # the gate refuses it, or the source's own approval is kept as a fact and counts for nothing
    data: Any = fact.data
    _replace(model, work, **of)
    row = model.objects.filter(status="pending", **of).first()
    if row is None:
        value = {"grade": data.grade} if what == "grade" else {"level": data.level, "handled_as": found.value}
        row = model(status="live", by=data.requested_by, rationale=data.reason, at=fact.occurred.earliest, fact=fact.id, **value, **of)
        work.add(row)
    row.status, row.decided_by, row.decided_at, row.decided_why = "live", fact.by.ref or fact.by.role, fact.occurred.earliest, data.reason
    row.save(update_fields=["status", "decided_by", "decided_at", "decided_why"])
    work.note_change(ref, {f"{what} status": "pending"}, {what: found.value, f"{what} status": "live", "asked by": row.by, "approved by": row.decided_by})


def _decline(model: Any, work: Work, why: str, by: str | None, **of: Any) -> str:
    who = by or work.by.ref
    rows = model.objects.filter(status="pending", **of)
    status = "withdrawn" if rows.filter(by=who).exists() else "declined"
    rows.update(status=status, decided_by=who, decided_at=work.at, decided_why=why)
    return status
