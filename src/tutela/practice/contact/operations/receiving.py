"""The control room's facts from other systems: the rows that the button would have made, under the source's own reference."""

from __future__ import annotations

from typing import Any

import msgspec

from tutela.facts import About, Fact, contact
from tutela.foundations.kit import refs
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import Held
from tutela.practice.contact.operations.rows import keep
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import Incident


def receive(work: Work, fact: Fact) -> Fact:
    """Take a fact of the control room: its incident is found or made, its people and places too, and its rows are kept."""
    if isinstance(fact.data, contact.Reported):
        return _reported(work, fact)
    known = msgspec.structs.replace(fact, about=occurrences.map_about(work, fact))
    incident = _incident_of(known)
    if incident is not None:
        shape = queries.shape_of(incident)
        assert shape is not None  # it was found or made a moment ago
        keep(work, Held(occurrences.hold_incident(work, incident), shape), known)
    return known


def _reported(work: Work, fact: Fact) -> Fact:
    """A report: of an incident that only later facts had named till now, what the report says of it; else a new one."""
    data: Any = fact.data
    others = occurrences.map_about(work, fact, leave=("incident", "episode"))   # an episode is made of the incident that is made here
    said = {
        "immediate_danger": data.immediate_danger, "children_present": data.children_present, "where": data.where, "why_worried": data.why_worried,
        "place": next((a.ref for a in others if a.kind == "place"), ""),
    }
    found: list[About] = []
    for about in others:
        if about.kind != "incident":
            found.append(about)
            continue
        row = _find_or_make(work, fact, about.ref, said)
        for person in others:
            if person.kind in ("child", "person"):
                occurrences.involve(work, row.ref, person.ref, "missing" if data.concern == "missing_child" else "subject")
        found.append(About("incident", row.ref, about.as_))
    known = msgspec.structs.replace(fact, about=tuple(found))
    return msgspec.structs.replace(known, about=occurrences.map_about(work, known))


def _find_or_make(work: Work, fact: Fact, ref: str, said: dict[str, Any]) -> Incident:
    data: Any = fact.data
    system, theirs = occurrences.named(fact, ref)
    ours = ref if refs.is_ours(ref) else occurrences.known_as("incident", system, theirs)
    if ours is not None:
        row = occurrences.hold_incident(work, ours)
        if not row.why_worried and not row.where:
            work.change(row, concern=data.concern, channel=data.channel, reported_at=fact.held_from, **said)
        return row
    link = occurrences.link_of(fact)
    row = occurrences.make_incident(work, concern=data.concern, channel=data.channel, reported_at=fact.held_from, source=(system, theirs, link), **said)
    occurrences.keep_source(work, "incident", system, theirs, row.ref, link=link)
    return row


def _incident_of(fact: Fact) -> str | None:
    """The incident that a fact is about: named, or that of its episode."""
    named = next(iter(fact.refs("incident")), None)
    if named is not None:
        return named
    for episode in fact.refs("episode"):
        shape = queries.shape_of(episode) if refs.is_ours(episode) else None
        if shape is not None:
            return shape.incident
    return None
