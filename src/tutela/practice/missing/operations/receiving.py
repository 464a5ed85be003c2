"""Facts about missing children from other systems: the rows that the button would have made, under the source's own reference."""

from __future__ import annotations

from typing import Any

import msgspec

from tutela.facts import About, Fact, missing
from tutela.foundations.kit import refs
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import PERSON, family
from tutela.practice.missing.operations.held import Held
from tutela.practice.missing.operations.planning import receive_plan
from tutela.practice.missing.operations.rows import keep
from tutela.record.enquiries import operations as enquiries
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import Episode


def receive(work: Work, fact: Fact) -> Fact:
    """Take a fact about a missing child: the episode is found or made, with the incident and child that it needs, and its rows are kept."""
    if isinstance(fact.data, missing.Reported):
        return _reported(work, fact)
    if isinstance(fact.data, missing.EpisodeOnRecord):
        return _history(work, fact)
    known = msgspec.structs.replace(fact, about=occurrences.map_about(work, fact))
    for child in dict.fromkeys(a.ref for a in known.about if family(a.kind) == PERSON):
        receive_plan(work, child, known)
    for episode in known.refs("episode"):
        shape = queries.shape_of(episode) if refs.is_ours(episode) else None
        if shape is not None:
            keep(work, Held(occurrences.hold_episode(work, episode), shape), known)
    return known


def _history(work: Work, fact: Fact) -> Fact:
    """An earlier episode as one line about the child: it is no search, and a child whose past is told is not missing by that."""
    told = tuple(a for a in fact.about if a.kind not in ("episode", "incident") or _held(fact, a))
    return msgspec.structs.replace(fact, about=occurrences.map_about(work, msgspec.structs.replace(fact, about=told)))


def _held(fact: Fact, about: About) -> bool:
    return refs.is_ours(about.ref) or occurrences.known_as(about.kind, *occurrences.named(fact, about.ref)) is not None


def _reported(work: Work, fact: Fact) -> Fact:
    """A report: the child's open search, or a new one of the incident that it names, or of one made for it."""
    data: Any = fact.data
    others = occurrences.map_about(work, fact, leave=("episode",))
    child = next(a.ref for a in others if family(a.kind) == PERSON)
    incident = next((a.ref for a in others if a.kind == "incident"), None)
    said = {
        "missing_from": data.missing_from, "missing_since": data.missing_since, "out_of_character": data.out_of_character, "concerns": list(data.concerns),
        "circumstances": data.circumstances, "whereabouts_known": data.whereabouts_known,
    }
    about: list[About] = []
    row = None
    for each in others:
        if each.kind == "episode":
            row = _find_or_make(work, fact, each.ref, child, incident, said)
            about.append(About("episode", row.ref, each.as_))
        else:
            about.append(About(each.kind, each.ref, "missing") if each.ref == child else each)
    if row is not None and incident is None:
        about.append(About("incident", refs.make("incident", row.incident_id)))
    known = msgspec.structs.replace(fact, about=tuple(about))
    if row is not None:
        enquiries.follow_trigger_plan(work, row)
    if row is not None and data.category is not None:
        shape = queries.shape_of(row.ref)
        assert shape is not None  # it was found or made a moment ago
        occurrences.set_risk(work, row, shape, known)
    return known


def _find_or_make(work: Work, fact: Fact, ref: str, child: str, incident: str | None, said: dict[str, Any]) -> Episode:
    system, theirs = occurrences.named(fact, ref)
    ours = ref if refs.is_ours(ref) else occurrences.known_as("episode", system, theirs)
    if ours is not None:
        row = occurrences.hold_episode(work, ours)
        if not row.circumstances and row.missing_since is None:
            work.change(row, **{**said, "reported_at": fact.held_from})
        return row
    link = occurrences.link_of(fact)
    row = occurrences.find_or_make_episode(work, fact, child, incident, (system, theirs, link), **said)
    occurrences.keep_source(work, "episode", system, theirs, row.ref, link=link)
    return row
