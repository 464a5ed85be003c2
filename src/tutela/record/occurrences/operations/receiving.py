"""Facts from outside: whatever another system calls a person, place, incident or episode becomes ours, found or made; nothing twice.

Anything that happened is accepted: what is not yet known here becomes a stub, with its source kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from tutela.facts import About, Fact
from tutela.foundations.kit import refs
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import PERSON, family
from tutela.record.chronology.operations import lock_subjects
from tutela.record.occurrences.models import Episode, Incident, SourceReference
from tutela.record.occurrences.operations.making import keep_source, make_episode, make_incident
from tutela.record.people import operations as people
from tutela.record.things import operations as things

_ORDER: Final = {PERSON: 0, "place": 1, "incident": 2, "episode": 3}
"""An episode is made of its incident and child, so these come first."""


def receive_any(work: Work, fact: Fact) -> Fact:
    """The fact with this system's references; stubs are made of what is not yet known."""
    return msgspec.structs.replace(fact, about=map_about(work, fact))


def map_about(work: Work, fact: Fact, *, leave: tuple[str, ...] = ()) -> tuple[About, ...]:
    """The subjects of a fact by this system's references.

    :param leave: kinds that the caller finds or makes itself
    """
    found: dict[int, About] = {}
    for index, about in sorted(enumerate(fact.about), key=lambda pair: _ORDER.get(family(pair[1].kind), 9)):
        kind = family(about.kind)
        found[index] = about if kind in leave else About(about.kind, _ours(work, fact, kind, about, tuple(found.values())), about.as_)
    return tuple(found[index] for index in range(len(fact.about)))


def named(fact: Fact, ref: str) -> tuple[str, str]:
    """Which system a reference is of, and what that system calls it: ``stormlike:INC-1``, or ``INC-1`` in a fact from there."""
    system, colon, theirs = ref.partition(":")
    if colon and system and theirs:
        return system[:40], theirs[:120]
    return (fact.source.system if fact.source else "outside")[:40], ref[:120]


def known_as(kind: str, system: str, theirs: str) -> str | None:
    """What we call what another system calls so; held until the act ends, so that two facts at once make one row."""
    lock_subjects([f"source {kind} {system}:{theirs}"])
    return SourceReference.objects.filter(kind=kind, system=system, ref=theirs).values_list("ours", flat=True).first()


def link_of(fact: Fact) -> str:
    """Where the source's record is read, if the fact's source says so as an address."""
    return fact.source.ref if fact.source and fact.source.ref.startswith(("https://", "http://")) else ""


def _ours(work: Work, fact: Fact, kind: str, about: About, before: tuple[About, ...]) -> str:
    if kind not in _MAKERS:
        return things.ours(work, about, fact).ref
    return about.ref if refs.is_ours(about.ref) else _MAKERS[kind](work, fact, about, before)


def _incident(work: Work, fact: Fact, about: About, before: tuple[About, ...]) -> str:  # noqa: ARG001  # the makers share one signature
    system, theirs = named(fact, about.ref)
    ours = known_as("incident", system, theirs)
    if ours is None:
        concern = "missing_child" if any(a.kind == "episode" for a in fact.about) else "other"
        row = make_incident(work, concern=concern, channel="system", reported_at=fact.occurred.earliest, source=(system, theirs, link_of(fact)))
        ours = row.ref
        keep_source(work, "incident", system, theirs, ours, link=link_of(fact))
    return ours


def _episode(work: Work, fact: Fact, about: About, before: tuple[About, ...]) -> str:
    system, theirs = named(fact, about.ref)
    ours = known_as("episode", system, theirs)
    if ours is None:
        child = next((a.ref for a in before if family(a.kind) == PERSON), None) or people.add_person(work)[0].ref
        row = find_or_make_episode(work, fact, child, next((a.ref for a in before if a.kind == "incident"), None), (system, theirs, link_of(fact)))
        ours = row.ref
        keep_source(work, "episode", system, theirs, ours, link=link_of(fact))
    return ours


def find_or_make_episode(work: Work, fact: Fact, child: str, incident: str | None, source: tuple[str, str, str], **said: object) -> Episode:
    """The child's open search, or a new episode of the incident named, or of one made for it: a second report opens no twin."""
    lock_subjects([f"{PERSON} {child}"])
    standing = open_search(child)
    if standing is not None:
        return standing
    if incident is None:
        parent = make_incident(work, concern="missing_child", channel="system", reported_at=fact.held_from, source=source)
    else:
        parent = Incident.objects.get(pk=refs.key_of(incident, "incident"))
    return make_episode(work, parent, child, reported_at=fact.held_from, source=source, **said)


def open_search(child: str) -> Episode | None:
    """The open search for a child."""
    return Episode.objects.filter(child=child, closed_at=None, found_at=None, returned_at=None).order_by("reported_at").first()


_Maker = Callable[[Work, Fact, About, tuple[About, ...]], str]
_MAKERS: Final[dict[str, _Maker]] = {"incident": _incident, "episode": _episode}
