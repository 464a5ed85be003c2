"""Facts are noted by operations, and appended when the operation is finished. One door for what comes from outside.

These helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation and so cannot run outside one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from tutela.facts import About, Actor, Fact, Payload, Source, Span, attempts
from tutela.facts.form import CaseClock, Kind, Sensitivity
from tutela.facts.reading import Unreadable, read_line
from tutela.facts.registry import NAMES
from tutela.facts.writing import write_line
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import clock, ids
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import CLASSES, operation
from tutela.foundations.work.unit import Work
from tutela.law.kernel.subjects import family, subjects_of
from tutela.law.overlays import names_of
from tutela.record.chronology.models import Entry, EntryAbout, FactKey, Pulled
from tutela.record.people.operations import Note

FROM_OUTSIDE = "from outside"
"""What an act keeps that brings facts of another system: the gate flags what they lack, and refuses none."""
Named = About | tuple[Kind, str] | tuple[Kind, str, str]


def note(
    work: Work, payload: Payload, *, about: Iterable[Named], occurred: datetime | Span | None = None, known_force: datetime | None = None,
    known_owner: datetime | None = None, by: Actor | None = None, supersedes: str | None = None, sensitivity: Sensitivity = "none",
    source: Source | None = None, id: str | None = None,
) -> Fact:
    """Note one fact of an act: it is appended and judged when the act is finished.

    :param occurred: when it happened; the act's own time where it is not said
    """
    at = occurred if occurred is not None else work.at
    fact = Fact(
        id=id or f"f:{ids.new()}", type=NAMES[type(payload)], data=payload, occurred=at if isinstance(at, Span) else Span(at, at), by=by or actor(work),
        about=tuple(_about(named) for named in about), known_force=known_force, known_owner=known_owner, recorded_at=work.at, source=source,
        supersedes=supersedes, sensitivity=sensitivity,
    )
    work.record(fact)
    return fact


def note_all(work: Work, notes: Iterable[Note]) -> list[Fact]:
    """Note what helpers of people left to be noted; they stand below the chronology and cannot do so themselves."""
    return [
        note(work, n.payload, about=n.about, occurred=n.occurred, id=n.id, supersedes=n.supersedes, sensitivity=n.sensitivity) for n in notes
    ]


def actor(work: Work) -> Actor:
    """Who acts, stamped as they are now, so that the law never asks a roster."""
    by = work.by
    return Actor(role=by.role, ref=by.ref, unit=by.unit, rank=by.rank, skills=by.skills)


def append(work: Work) -> None:
    """Write what was noted: entries and their index, each fact once."""
    facts: list[Fact] = work.facts
    if not facts:
        return
    entries = [_entry(fact, work) for fact in facts]
    FactKey.objects.bulk_create([
        FactKey(fact=f.id, entry=e.pk, recorded_at=e.recorded_at, digest=work.kept.get(f"digest {f.id}") or digest(f))
        for f, e in zip(facts, entries, strict=True)
    ])
    Entry.objects.bulk_create(entries)
    EntryAbout.objects.bulk_create([row for f, e in zip(facts, entries, strict=True) for row in _index(f, e)])
    work.touch(*(a.ref for f in facts for a in f.about))


def append_noticed(work: Work, facts: Iterable[Fact]) -> int:
    """Record that patterns were noticed, each once whoever notices it: its id follows from what was seen.

    :returns: how many are new
    """
    found = {fact.id: fact for fact in facts}
    if not found:
        return 0
    lock_subjects(f"fact {id}" for id in found)
    for known in FactKey.objects.filter(pk__in=list(found)).values_list("pk", flat=True):
        del found[known]
    entries = [_entry(fact, work) for fact in found.values()]
    for entry in entries:
        entry.noticed = True
    FactKey.objects.bulk_create([
        FactKey(fact=f.id, entry=e.pk, recorded_at=e.recorded_at, digest=digest(f)) for f, e in zip(found.values(), entries, strict=True)
    ])
    Entry.objects.bulk_create(entries)
    EntryAbout.objects.bulk_create([row for f, e in zip(found.values(), entries, strict=True) for row in _index(f, e)])
    return len(entries)


def keep_attempt(work: Work) -> None:
    """Keep a refused act as a fact about the same subjects, with its words: it proves who knew."""
    refused, tried = work.attempt
    lacking = tuple(flag.rule for flag in refused.flags)
    for fact in tried:
        kind = _REFUSED.get(refused.having.get("act_class", ""))
        if kind is not None and fact.type == refused.having.get("act"):
            words = "\n".join(work.words.values()) or str(getattr(fact.data, "reason", getattr(fact.data, "rationale", "")))
            wanted = str(getattr(fact.data, "level", getattr(fact.data, "grade", "")))
            note(work, kind(act=fact.type, standards=lacking, words=words, wanted=wanted), about=fact.about)
    append(work)


_REFUSED = {
    "lowers": attempts.LoweringRefused, "closes": attempts.ClosingRefused, "defers": attempts.DeferralRefused, "approves": attempts.ApprovalRefused,
}

Receiver = Callable[[Work, Fact], Fact]
"""What an area does with a fact of its kind from outside: finds or makes the rows that the button would have made, and
gives the fact with this system's references."""


@operation(Permission.FACTS_RECEIVE, may_be=CLASSES)
def receive_fact(work: Work, *, line: str) -> dict[str, Any]:
    """Take one fact from another system, as form version 1 writes it: it happened, so nothing that it lacks refuses it.

    :raises Refused: if it cannot be read (``having`` names field, problem and what would be right), or its id says something else already
    """
    fact = _read(line)
    if not isinstance(fact, Fact):
        raise Refused("chronology.unreadable", field="the whole line", problem="a case's clock, which only a replay file has", right="a fact")
    return {"id": fact.id, "outcome": receive(work, fact)}


def _read(line: str | bytes) -> Fact | CaseClock:
    """A line as everybody will read it from now on: one that nobody can read would stop every page and every look that meets it.

    :raises Refused: if it cannot be read
    """
    try:
        return read_line(line)
    except Unreadable as error:
        raise Refused("chronology.unreadable", field=error.field, problem=error.problem, right=error.right) from None


def receive(work: Work, fact: Fact) -> str:
    """The one door for facts from outside. What was received before is there already; the same id with other words is refused.

    This record shows the fact from now on; when the force first held it stays what the source says. A role or unit in the force's own words is
    kept under our term, so that one unit is one subject however it is written; the source has its own word under the fact's reference there.

    :returns: ``new`` or ``known``
    :raises Refused: where a fact of that id says something else
    """
    lock_subjects([f"fact {fact.id}"])
    work.kept[FROM_OUTSIDE] = True
    known = FactKey.objects.filter(pk=fact.id).values_list("digest", flat=True).first()
    if known is not None:
        if known != digest(fact):
            raise Refused("chronology.id-says-something-else", id=fact.id)
        return "known"
    shown = msgspec.structs.replace(
        names_of(tuple(settings.LAW_OVERLAYS)).ours(fact), known_force=fact.known_force or fact.recorded_at or fact.held_from, recorded_at=work.at,
    )
    work.kept[f"digest {fact.id}"] = digest(fact)
    work.record(receiver(fact.type)(work, shown))
    return "new"


@cache
def receiver(fact_type: str) -> Receiver:
    """The receiver of a fact type, by the name that settings give for it or for its area."""
    named = settings.FACT_RECEIVERS
    found: Receiver = import_string(named.get(fact_type) or named.get(fact_type.partition(".")[0]) or named["*"])
    return found


def digest(fact: Fact) -> str:
    """What a fact says, as it was given: to know it again."""
    said = write_line(_without_recording(fact))
    return hashlib.sha256(said).hexdigest()


def _without_recording(fact: Fact) -> Fact:
    return msgspec.structs.replace(fact, recorded_at=None)


def _about(named: Named) -> About:
    return named if isinstance(named, About) else About(*named)


def _entry(fact: Fact, work: Work) -> Entry:
    line = write_line(fact)
    _read(line)
    return Entry(
        recorded_at=fact.recorded_at or work.at, fact=fact.id, type=fact.type, occurred_from=fact.occurred.earliest, occurred_to=fact.occurred.latest,
        entered_at=clock.wall(), known_force=fact.known_force, known_owner=fact.known_owner, by=fact.by.ref or "", role=fact.by.role,
        unit=fact.by.unit or "", system=fact.source.system if fact.source else "", source_ref=fact.source.ref if fact.source else "",
        supersedes=fact.supersedes or "", sensitivity=fact.sensitivity, operation=work.id, about=[a.ref for a in fact.about], line=line,
    )


def _index(fact: Fact, entry: Entry) -> list[EntryAbout]:
    kinds = {a.ref: (a.kind, a.as_) for a in reversed(fact.about)}
    rows = []
    for subject in subjects_of(fact):
        kind, as_ = kinds.get(subject.ref, (subject.family, None))
        rows.append(EntryAbout(
            recorded_at=entry.recorded_at, family=subject.family, ref=subject.ref, kind=kind if family(kind) == subject.family else subject.family,
            part=as_ or "", entry=entry.pk, type=fact.type, occurred_from=fact.occurred.earliest,
        ))
    return rows


def pull(work: Work, ref: str, kind: str, words: str) -> None:
    """Record that somebody challenged, complained or gave notice of an inspection: what is entered after it is marked."""
    work.add(Pulled(ref=ref, kind=kind, at=work.at, by=work.by.ref, words=words))
    work.touch(ref)


def lock_subjects(refs: Iterable[str]) -> None:
    """Hold subjects, in sorted order, until the transaction ends: two acts on one child are judged one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(ref, 7)) FROM (SELECT unnest(%s::text[]) AS ref ORDER BY 1) AS held", [sorted(set(refs))],
        )
