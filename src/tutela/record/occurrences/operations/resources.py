"""What was sent, what came, and that nobody could be sent: a coded state with its own rows, the latest of which stands."""

from __future__ import annotations

from datetime import datetime

from tutela.foundations.kit.text import clean
from tutela.foundations.work.unit import Work
from tutela.record.occurrences.models import Incident, Resource


def record_resource(
    work: Work, incident: Incident, state: str, *, at: datetime | None = None, by: str | None = None, resource: str = "", decision: str = "",
    by_when: datetime | None = None, words: str = "",
) -> Resource:
    """Keep one step: ``dispatched``, ``arrived``, ``no_resource``, or what was ``decided`` about an unmet need."""
    row = Resource(
        incident=incident, state=state, resource=clean(resource)[:80], decision=decision, by_when=by_when, words=clean(words), at=at or work.at,
        by=by or work.by.ref,
    )
    work.add(row)
    work.note_change(incident.ref, {}, {name: value for name, value in (("resource", state), ("called", row.resource), ("decision", decision)) if value})
    return row
