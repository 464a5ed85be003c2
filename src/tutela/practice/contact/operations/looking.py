"""Looking in every source for an incident, for one who may look: what this system holds itself, and what others said that they hold. Never content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.facts import Fact
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.law.kernel.subjects import PERSON, Subject
from tutela.record.chronology import queries as chronology
from tutela.record.enquiries.engine.near import DANGEROUS
from tutela.record.holdings import queries as holdings
from tutela.record.holdings.operations import Found
from tutela.record.holdings.queries import CONTENTLESS, SOURCES, Held
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries import IncidentCard
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown

OURS: Final = ("markers", "missing_history", "return_interviews", "child_protection_plan", "address", "vehicle")
"""Sources that are this system's own: they are always looked in."""
_OF_MARKER: Final[dict[str, str]] = {
    "child_protection_plan": "child_protection_plan", "registered_sex_offender": "offender_register", "person_posing_risk": "offender_register",
}
"""In which source a marker of this kind is looked for; every other is among the markers."""
_OPEN: Final = ("none", "restricted")
"""How sensitive a holding may be for whoever has no leave for more; what is more sensitive is not in their check."""
Said = Mapping[str, tuple[str, str]]
"""Of a source that does not tell us: what who looked there says (``nothing``, ``held``, ``not_checked``), and grading and handling, or why not."""


class About(msgspec.Struct, frozen=True):
    """Whom and what a check is about, as far as who looks may know of them."""

    children: tuple[str, ...]
    people: tuple[str, ...]
    """Everybody with a part in it."""
    places: tuple[str, ...]
    residents: tuple[str, ...]
    """Who else is at those places."""


def about(viewer: Viewer, card: IncidentCard, at: datetime) -> About:
    """The children, the people and the places of an incident, and who lives there, in a fixed number of queries."""
    named = tuple(dict.fromkeys([*card.children, *(ref for ref, _ in card.people)]))
    homes = people.homes_of(card.children)
    places = tuple(dict.fromkeys(filter(None, (card.place, *homes.values()))))
    living = tuple(dict.fromkeys(a.person for a in people.living_at(places)))
    seen = policy.visible(viewer, [*named, *places, *living], at=at)
    own = {ref for group in people.aliases(named).values() for ref in group} | set(named)
    return About(
        tuple(ref for ref in card.children if ref in seen), tuple(ref for ref in named if ref in seen), tuple(ref for ref in places if ref in seen),
        tuple(ref for ref in living if ref in seen and ref not in own),
    )


def look(viewer: Viewer, card: IncidentCard, at: datetime, said: Said) -> list[Found]:
    """What every source answers, each at least once, in the order in which it is read."""
    of = about(viewer, card, at)
    found: dict[str, list[Found]] = defaultdict(list)
    _markers(viewer, of, at, found)
    _history(card, of, found)
    _address(viewer, card, of, at, found)
    _vehicles(viewer, of, at, found)
    for source in OURS:
        found[source] = found[source] or [Found(source=source, state="no_hit", as_at=at)]
    _elsewhere(viewer, of, at, found, said)
    return [line for source in SOURCES for line in found[source]]


def silent(viewer: Viewer, card: IncidentCard, at: datetime) -> tuple[str, ...]:
    """The sources that tell us nothing about these records now: somebody has to look there, or say why not."""
    told = _told(viewer, about(viewer, card, at), at)
    answered = {line.source for line in told} - {line.source for line in told if line.state == "not_available"}
    return tuple(source for source in SOURCES if source not in OURS and source not in answered)


def _markers(viewer: Viewer, of: About, at: datetime, found: dict[str, list[Found]]) -> None:
    """Markers of whoever has a part in it, and of those at the place what is a danger: the minimal words stand on the record, not here."""
    shown = people.markers([*of.people, *of.residents], viewer, at)
    for ref, markers in shown.items():
        for marker in markers:
            if ref in of.people or marker.marker in DANGEROUS:
                source = _OF_MARKER.get(marker.marker, "markers" if ref in of.people else "address")
                found[source].append(_marker(source, ref, marker))


def _marker(source: str, ref: str, marker: MarkerShown) -> Found:
    return Found(
        source=source, state="hit", about=marker.ref, whose=ref, kind=marker.marker, count=1, grading=marker.level, as_at=marker.recorded_at, hit=marker.fact,
    )


def _history(card: IncidentCard, of: About, found: dict[str, list[Found]]) -> None:
    """Earlier times missing, and what the child said when they came back."""
    now = {episode.ref for episode in card.episodes}
    before = {"missing_history": occurrences.times_missing(of.children), "return_interviews": occurrences.interviews_received(of.children)}
    for child in of.children:
        for source, each in before.items():
            times = [when for episode, when in each[child] if source == "return_interviews" or episode not in now]
            if times:
                found[source].append(Found(
                    source=source, state="hit", about=child, whose=child, count=len(times), as_at=times[0], hit=f"{source} {child} {len(times)}",
                ))


def _address(viewer: Viewer, card: IncidentCard, of: About, at: datetime, found: dict[str, list[Found]]) -> None:
    """Earlier incidents at the places, of which who looks may know."""
    earlier = [one for one in occurrences.incidents_at(of.places) if one.ref != card.ref]
    seen = policy.visible(viewer, {ref for one in earlier for ref in one.shape.refs}, at=at)
    for place in of.places:
        there = [one for one in earlier if one.place == place and seen.issuperset(one.shape.refs)]
        if there:
            found["address"].append(Found(
                source="address", state="hit", about=place, whose=place, count=len(there), as_at=there[0].reported_at, hit=f"address {place} {len(there)}",
            ))


def _vehicles(viewer: Viewer, of: About, at: datetime, found: dict[str, list[Found]]) -> None:
    """Vehicles that stand in the record together with whoever has a part in it."""
    beside = chronology.beside(of.people, ["vehicle"])
    seen = policy.visible(viewer, [ref for _, ref, _ in beside], at=at)
    for person, vehicle, last in beside:
        if vehicle in seen:
            found["vehicle"].append(Found(
                source="vehicle", state="hit", about=vehicle, whose=person, count=1, as_at=last, hit=f"vehicle {vehicle} {person}",
            ))


def _elsewhere(viewer: Viewer, of: About, at: datetime, found: dict[str, list[Found]], said: Said) -> None:
    """What other systems told us; of one that did not, what who looked there says, or that nobody looked and why."""
    told = _told(viewer, of, at)
    for source in (name for name in SOURCES if name not in OURS):
        lines = [line for line in told if line.source == source]
        if any(line.state == "not_available" for line in lines) or not lines:
            kept = [line for line in lines if line.state == "hit"]
            lines = [*kept, _said(source, at, said.get(source, ("", "")), next((line for line in lines if line.state == "not_available"), None))]
        found[source] += lines


def _said(source: str, at: datetime, answer: tuple[str, str], down: Found | None) -> Found:
    """What somebody says who looked in a source that tells us nothing, or why nobody did."""
    what, words = answer
    if what == "held":
        return Found(source=source, state="hit", as_at=at, grading=words, hit=f"{source} {at.isoformat()}")
    if what == "nothing":
        return Found(source=source, state="no_hit", as_at=at, why=words)
    if words:
        return Found(source=source, state="not_checked", why=words)
    return down or Found(source=source, state="not_checked", because="contact.check-nobody-looked")


def _told(viewer: Viewer, of: About, at: datetime) -> list[Found]:
    """What other systems said that they hold about each: a line for each hit, and one a source where there is none or nobody knows."""
    facts = _facts(of.people)
    found: list[Found] = []
    silent_: dict[str, Found] = {}
    for subject, each in holdings.held_of_each((*of.people, *of.places), at).items():
        for held in each:
            if held.sensitivity not in _OPEN and Permission.RESTRICTED_DETAIL not in viewer.permissions:
                continue
            if held.state == "hit":
                found += _hits(held, subject, facts)
            elif subject in of.people or not of.people:
                line = Found(
                    source=held.system, state=held.state, as_at=held.as_at, because=held.because if held.state == "not_available" else "",
                    held_version=held.version,
                )
                if held.state == "not_available" or held.system not in silent_:
                    silent_[held.system] = line
    with_hits = {line.source for line in found}
    return [*found, *(line for source, line in silent_.items() if line.state == "not_available" or source not in with_hits)]


def _facts(persons: Iterable[str]) -> dict[tuple[str, str, str], list[Fact]]:
    """The facts that say that a system holds something of a kind about a person: each is a hit with a name of its own."""
    groups = people.aliases(list(persons))
    found: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    known = {ref: person for person, group in groups.items() for ref in (person, *group)}
    for fact in chronology.facts_about([Subject(PERSON, ref) for ref in sorted(known)], types=["people.InformationHeld"]):
        data: Any = fact.data
        for person in {known[ref.ref] for ref in fact.about if ref.ref in known}:
            found[data.system, data.concerns, person].append(fact)
    return found


def _hits(held: Held, whose: str, facts: dict[tuple[str, str, str], list[Fact]]) -> list[Found]:
    """One line for each piece of information, or one where a source only counts; of some sources not even the kind is kept."""
    source = held.system
    common: dict[str, Any] = {
        "source": source, "state": "hit", "about": whose, "whose": whose, "kind": "" if source in CONTENTLESS else held.kind,
        "sensitivity": held.sensitivity, "held_version": held.version,
    }
    single = facts.get((held.system, held.kind, whose), []) if held.area == "people" else []
    if single:
        return [Found(**common, count=1, as_at=f.held_from, grading=getattr(f.data, "grading", None) or held.grading, hit=f.id) for f in single]
    return [
        Found(**common, count=held.count, as_at=held.as_at, grading=held.grading, hit=f"{source} {held.area} {held.kind} {whose} {held.version}"),
    ]
