"""Persons in facts from outside: each reference is found or made, and the rows are the ones that the button would have made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from tutela.facts import About, Fact, people
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import local
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.people.models import Marker, Professional
from tutela.record.people.operations import details, lives, markers, merging
from tutela.record.people.operations.adding import Hints, find_or_add_from_source
from tutela.record.people.operations.notes import standing
from tutela.record.people.queries.identity import exists, kept_of, merges

KINDS: Final = frozenset({"child", "adult", "person", "offender"})


def outside(ref: str, fact: Fact) -> tuple[str, str]:
    """The system and the reference there of something that a fact from outside names: ``stormlike:c1`` is ``c1`` of ``stormlike``."""
    system, colon, rest = ref.partition(":")
    if colon and system and rest:
        return system[:40], rest[:120]
    return (fact.source.system if fact.source else "outside")[:40], ref[:120]


def ours(work: Work, about: About, fact: Fact) -> About:
    """A person whom a fact names, under our reference; a stub is made where we know none. What is no person stays as it is.

    :raises Refused: where it says that the reference is ours and it is not
    """
    if about.kind not in KINDS:
        return about
    if refs.is_ours(about.ref):
        if not exists(about.ref):
            raise Refused("people.no-such-person", ref=about.ref)
        return about
    kind: Any = about.kind
    person = find_or_add_from_source(work, *outside(about.ref, fact), Hints(kind=kind))
    return msgspec.structs.replace(about, ref=person.ref)


def receive(work: Work, fact: Fact) -> Fact:
    """Take a fact about persons from outside: rows as our own act would have made, and the fact with our references.

    Places are known further up: a fact that names one is given here with our reference for it.
    """
    known = msgspec.structs.replace(fact, about=tuple(ours(work, about, fact) for about in fact.about))
    take = _TAKES.get(type(fact.data))
    if take is not None:
        for ref in _persons(known):
            take(work, ref, known)
    return known


def _persons(fact: Fact) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(a.ref for a in fact.about if a.kind in KINDS))
    return found[:1] if isinstance(fact.data, people.RelationshipRecorded | people.Merged | people.Unmerged) else found


def _born(work: Work, ref: str, fact: Fact) -> None:
    lives.set_birth(work, ref, lives.Birth.of(fact), fact=fact.id)


def _estimated(work: Work, ref: str, fact: Fact) -> None:
    data: Any = fact.data
    lives.estimate_age(work, ref, data.youngest, data.oldest, data.basis)


def _died(work: Work, ref: str, fact: Fact) -> None:
    lives.record_death(work, ref, fact.occurred.earliest)


def _named(work: Work, ref: str, fact: Fact) -> None:
    data: Any = fact.data
    details.record_name(work, ref, full=data.name, use=data.use)


def _lives_at(work: Work, ref: str, fact: Fact) -> None:
    data: Any = fact.data
    for place in filter(refs.is_ours, fact.refs("place")):
        if data.ended:
            details.end_address(work, ref, place, use=data.use)
        else:
            details.record_address(work, ref, place, use=data.use, since=fact.occurred.earliest)


def _cared_for(work: Work, ref: str, fact: Fact) -> None:
    data: Any = fact.data
    details.record_care(
        work, ref, data.status, placement=data.placement or "", responsible_authority=data.responsible_authority or "",
        host_authority=data.host_authority or "", legal_basis=data.legal_basis or "",
    )


def _professional(work: Work, ref: str, fact: Fact) -> None:
    data: Any = fact.data
    if not data.ended:
        details.record_professional(work, ref, data.profession, data.agency)
        return
    row = standing(Professional, person=refs.key_of(ref, "person"), profession=data.profession, agency=data.agency)
    if row is not None:
        details.end_professional(work, ref, row.pk)


def _related(work: Work, ref: str, fact: Fact) -> None:
    """``about`` names the two; the relation is the second's to the first."""
    data: Any = fact.data
    for other in dict.fromkeys(a.ref for a in fact.about if a.kind in KINDS and a.ref != ref):
        if data.ended:
            details.end_relationship(work, ref, other, data.relation)
        else:
            details.record_relationship(work, ref, other, data.relation)


def _marked(work: Work, ref: str, fact: Fact) -> None:
    data: Any = fact.data
    said = {"level": data.level or "", "evidence": data.evidence or "", "review_by": data.review_by, "until": data.until}
    markers.record_marker(work, ref, data.marker, **said, fact=fact.id)


def _unmarked(work: Work, ref: str, fact: Fact) -> None:
    data: Any = fact.data
    row = standing(Marker, person=refs.key_of(ref, "person"), marker=data.marker)
    if row is not None:
        markers.end_marker(work, row.ref, data.why)


def _merged(work: Work, _: str, fact: Fact) -> None:
    data: Any = fact.data
    for kept in _as(fact, "kept"):
        for merged in _as(fact, "merged"):
            now = kept_of([kept, merged])
            if now[kept] != now[merged]:
                merging.merge(work, kept, merged, data.why or f"{fact.source.system if fact.source else 'system'} {local(fact.occurred.earliest):%d %B %Y}")


def _unmerged(work: Work, _: str, fact: Fact) -> None:
    data: Any = fact.data
    for kept in _as(fact, "kept"):
        for merged in _as(fact, "merged"):
            for held in merges(kept):
                if held.undone_at is None and {held.kept, held.merged} == {kept, merged}:
                    merging.unmerge(work, held.id, data.why or fact.id)


def _as(fact: Fact, role: str) -> list[str]:
    return [a.ref for a in fact.about if a.as_ == role]


_TAKES: Final[dict[type[Any], Callable[[Work, str, Fact], None]]] = {
    people.Born: _born, people.AgeEstimated: _estimated, people.Died: _died, people.NameRecorded: _named, people.AddressRecorded: _lives_at,
    people.CareRecorded: _cared_for, people.ProfessionalRecorded: _professional, people.RelationshipRecorded: _related, people.MarkerRecorded: _marked,
    people.MarkerEnded: _unmarked, people.Merged: _merged, people.Unmerged: _unmerged,
}
