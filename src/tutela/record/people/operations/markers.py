"""Markers are recorded on evidence, looked at again by a date, and taken off by a person with a reason.

A marker with an audience is a restriction that the policy reads: others see the minimal words only, or, where it is covert, nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from tutela.facts import people
from tutela.foundations.access.models import Restriction
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import local
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.people.models import Marker
from tutela.record.people.operations.notes import Note, changed, fact_id, held, person_about
from tutela.record.people.queries.markers import definitions


def record_marker(
    work: Work, ref: str, marker: str, *, level: str = "", evidence: str = "", review_by: date | None = None, until: date | None = None,
    shown: str = "", detail: str = "", audience: Iterable[str] = (), covert: bool = False, expected: int | None = None, fact: str | None = None,
) -> tuple[Marker, tuple[Note, ...]]:
    """Record a marker, or another level of one that stands; the one before is kept as replaced.

    :param evidence: where the ground is: a reference, never its content; required of our own people
    :param until: the last day for which it is meant
    :param shown: the minimal words for all who attend; the definition's own where there are none
    :param audience: who may read the detail (``role@area``); the definition's own where there are none
    :param fact: the id of the fact that says so, where it came from outside: what it lacks is then not refused
    :raises Refused: without ground, or where a detail is for nobody
    """
    definition = definitions()[marker]
    who = sorted(set(audience) or set(definition.audience))
    if fact is None and not clean(evidence):
        raise Refused("people.marker-needs-ground")
    if (clean(detail) or covert) and not who:
        raise Refused("people.marker-detail-needs-audience")
    person = held(work, ref, expected=expected)
    said = {
        "level": level, "evidence": clip(clean(evidence), 200), "review_by": review_by or local(work.at).date() + timedelta(days=definition.review_days),
        "until": until, "shown": clip(clean(shown), 300) or words(f"people.marker.{marker}.shown"), "detail": clean(detail), "audience": who, "covert": covert,
    }
    before = Marker.objects.select_for_update().filter(person=person, marker=marker, ended_at=None).first() if marker != "other" else None
    if before is not None:
        if all(getattr(before, name) == value for name, value in said.items() if name != "review_by"):
            return before, ()
        _end(work, before, words("people.marker-replaced"))
    row = Marker(person=person, marker=marker, recorded_at=work.at, recorded_by=work.by.ref, fact=fact or fact_id(), **said)
    work.add(row)
    if who:
        _restrict(work, row)
    changed(work, person, {f"marker {marker}": _of_note(row)}, {f"marker {marker}": _of_note(before)} if before else None)
    payload = people.MarkerRecorded(
        marker=_any(marker), level=_any(level) or None, evidence=row.evidence or None if not who else None, review_by=row.review_by, until=row.until,
    )
    return row, (_note(row, payload, before),)


def end_marker(work: Work, ref: str, why: str, *, expected: int | None = None) -> tuple[Marker, tuple[Note, ...]]:
    """Take a marker off, with the reason.

    :param ref: the marker's own reference
    :raises Refused: without a reason, or if it is off already
    """
    if not clean(why):
        raise Refused("people.say-why")
    row = _held_marker(work, ref, expected)
    _end(work, row, why)
    changed(work, row.person, {f"marker {row.marker}": None}, {f"marker {row.marker}": _of_note(row)})
    return row, (_note(row, people.MarkerEnded(marker=_any(row.marker), why=row.ended_why), None, fresh=True),)


def review_marker(
    work: Work, ref: str, review_by: date, evidence: str, *, until: date | None = None, expected: int | None = None,
) -> tuple[Marker, tuple[Note, ...]]:
    """Record that a marker was looked at again and stands, on what ground, and until when.

    :param until: another last day, where it has one; never before the new review
    :raises Refused: without ground, or if it is off already
    """
    if not clean(evidence):
        raise Refused("people.marker-needs-ground")
    row = _held_marker(work, ref, expected)
    return record_marker(
        work, row.person.ref, row.marker, level=row.level, evidence=evidence, review_by=review_by,
        until=until or (max(row.until, review_by) if row.until else None), shown=row.shown, detail=row.detail, audience=row.audience, covert=row.covert,
    )


def _held_marker(work: Work, ref: str, expected: int | None) -> Marker:
    row = Marker.objects.select_related("person").filter(pk=refs.key_of(ref, "marker")).first()
    if row is None:
        raise Refused("people.marker-is-ended")
    row.person = held(work, row.person.ref, expected=expected)
    row.refresh_from_db(fields=["ended_at"])
    if row.ended_at is not None:
        raise Refused("people.marker-is-ended")
    return row


def _end(work: Work, row: Marker, why: str) -> None:
    row.ended_at, row.ended_by, row.ended_why = work.at, work.by.ref, clip(clean(why), 400)
    row.save(update_fields=["ended_at", "ended_by", "ended_why"])


def _restrict(work: Work, row: Marker) -> None:
    """Let the policy know who may read what is behind the minimal words."""
    work.add(Restriction(
        subject=row.ref, level="existence" if row.covert else "detail", audience=list(row.audience), why=words("people.marker-restricted"), since=work.at,
        by=work.by.ref,
    ))


def _note(row: Marker, payload: Any, before: Marker | None, *, fresh: bool = False) -> Note:
    """The fact of a marker. One with an audience is a restricted fact, a covert one secret; its ground stays with the row."""
    sensitivity = "secret" if row.covert else "restricted" if row.audience else "none"
    return Note(
        payload=payload, about=(person_about(row.person.ref),), id=None if fresh else row.fact, supersedes=before.fact if before else None,
        sensitivity=sensitivity,  # type: ignore[arg-type]  # one of the three above
    )


def _of_note(row: Marker) -> dict[str, Any]:
    """What the audit keeps of a marker: never its detail."""
    return {"level": row.level, "evidence": row.evidence, "review_by": row.review_by, "until": row.until, "audience": list(row.audience), "covert": row.covert}


def _any(value: str) -> Any:
    """A value of the table's choices, which are the fact's."""
    return value
