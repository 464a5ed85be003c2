"""Reading the chronology: all facts about some subjects, in one query; one subject's timeline, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Max

from tutela.facts import Fact
from tutela.facts.reading import read_line
from tutela.foundations.access import policy
from tutela.foundations.access.models import Grant
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import looks
from tutela.foundations.kit import refs as references
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.models import Entry, EntryAbout, FactKey, Pulled
from tutela.record.people.models import Marker


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One fact as a timeline shows it, with its place for paging and what its lateness says."""

    entry: str
    fact: Fact
    entered_at: datetime
    unit: str
    noticed: bool
    corrected_by: str | None = None
    lag: timedelta = timedelta(0)
    """How long after it happened it was entered."""
    after_challenge: bool = False
    """Was it entered after a challenge, complaint or inspection notice about its subject?"""


_CASES: Final = ("i:", "e:")
_ONE_CASE: Final = 2
"""The page of one incident or search asks a dozen times for facts of some types about it: all of them, which are few, are read at once."""


def facts_about(subjects: Iterable[Subject], *, types: Iterable[str] | None = None) -> list[Fact]:
    """Every recorded fact about any of these subjects, each once; what finders noticed is left out, for it is worked out anew."""
    refs = tuple(sorted({subject.ref for subject in subjects}))
    if not refs:
        return []
    of = None if types is None else tuple(sorted(types))
    known: dict[tuple[object, ...], list[Fact]] = looks.learnt("facts")
    if (refs, of) not in known:
        if of is not None and len(refs) <= _ONE_CASE and all(ref.startswith(_CASES) for ref in refs) and looks.on():
            if (refs, None) not in known:
                known[refs, None] = _facts_about(refs, None)
            known[refs, of] = [fact for fact in known[refs, None] if fact.type in of]
        else:
            known[refs, of] = _facts_about(refs, of)
    return list(known[refs, of])


def _facts_about(refs: tuple[str, ...], types: tuple[str, ...] | None) -> list[Fact]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM chronology_facts_about(%s, %s)", [list(refs), None if types is None else list(types)])
        return [_read(row[0]) for row in cursor.fetchall()]


def by_id(ids: Iterable[str]) -> dict[str, Fact]:
    """Facts by their ids."""
    keys = {key.entry: key.recorded_at for key in FactKey.objects.filter(pk__in=list(ids))}
    rows = Entry.objects.filter(pk__in=keys, recorded_at__in=set(keys.values())).values_list("line", flat=True)
    return {fact.id: fact for fact in map(_read, rows)}


def timeline(refs: Sequence[str], *, before: tuple[datetime, UUID] | None = None, limit: int = 50, types: Sequence[str] | None = None) -> list[Shown]:
    """Facts about some subjects, the latest first, from a place on: three queries a page, whatever the length.

    :param before: the ``(occurred, entry)`` of the last row of the page before
    """
    rows = EntryAbout.objects.filter(ref__in=list(refs))
    if types is not None:
        rows = rows.filter(type__in=list(types))
    if before is not None:
        at, key = before
        rows = rows.filter(occurred_from__lte=at).exclude(occurred_from=at, entry__gte=key)
    found: dict[UUID, datetime] = {}
    for entry, recorded in rows.order_by("-occurred_from", "-entry").values_list("entry", "recorded_at")[: limit * 4]:
        found.setdefault(entry, recorded)
        if len(found) == limit:
            break
    entries = {e.pk: e for e in Entry.objects.filter(pk__in=found, recorded_at__in=set(found.values()))}
    facts = [e.fact for e in entries.values()]
    since = min(found.values(), default=None)   # what corrects an entry came after it
    later = Entry.objects.filter(supersedes__in=facts, recorded_at__gte=since).exclude(supersedes="").values_list("supersedes", "fact") if since else ()
    corrected = dict(later)
    pulled = min(Pulled.objects.filter(ref__in=list(refs)).values_list("at", flat=True), default=None)
    return [_shown(entries[key], corrected, pulled) for key in found]


def deferrals_refused(since: datetime) -> list[Fact]:
    """Every deferral that was tried and refused since a moment, as it was recorded."""
    rows = Entry.objects.filter(type="attempts.DeferralRefused", recorded_at__gte=since).order_by("recorded_at", "pk")
    return [_read(line) for line in rows.values_list("line", flat=True)]


def last_of(refs: Iterable[str], type_: str) -> dict[str, datetime]:
    """When something of one kind happened last to each of some subjects, in one query; whoever it never happened to is left out. Only that, and no word."""
    rows = EntryAbout.objects.filter(ref__in=list(refs), type=type_).values_list("ref").annotate(Max("occurred_from"))
    return dict(rows)


def counted(refs: Sequence[str]) -> int:
    """How many facts stand about some subjects, each once."""
    return EntryAbout.objects.filter(ref__in=list(refs)).values("entry").distinct().count()


def read_all(after: UUID | None = None, *, limit: int = 5000) -> list[tuple[UUID, Fact]]:
    """Facts in the order in which they were entered, from a place on: for a nightly full derivation, and for export."""
    rows = Entry.objects.filter(noticed=False)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return [(row.pk, _read(row.line)) for row in rows.order_by("pk")[:limit]]


def _shown(entry: Entry, corrected: dict[str, str], pulled: datetime | None) -> Shown:
    fact = _read(entry.line)
    return Shown(
        entry=str(entry.pk), fact=fact, entered_at=entry.entered_at, unit=entry.unit, noticed=entry.noticed, corrected_by=corrected.get(entry.fact),
        lag=fact.entry_lag, after_challenge=pulled is not None and entry.recorded_at >= pulled,
    )


def _read(line: bytes | memoryview) -> Fact:
    fact = read_line(bytes(line))
    assert isinstance(fact, Fact)
    return fact


def readable(viewer: Viewer, facts: Iterable[Fact], *, at: datetime) -> dict[str, policy.Access]:
    """How much of each fact a viewer may read, by its id: the records that it is about, its own sensitivity, a marker's own audience.

    *detail_hidden*: that it happened, and no more; *none*: it is not there for them.
    """
    held = list(facts)
    access = policy.accesses(viewer, {a.ref for f in held for a in f.about}, at=at)
    found: dict[str, policy.Access] = {f.id: _tightest(access.get(a.ref, "full") for a in f.about) for f in held}
    close = [f for f in held if f.sensitivity != "none" and found[f.id] != "none"]
    if not close or viewer is policy.SYSTEM:
        return found
    markers = {fact: references.make("marker", key) for fact, key in Marker.objects.filter(fact__in=[f.id for f in close]).values_list("fact", "pk")}
    seen = policy.accesses(viewer, markers.values(), at=at)
    given = {g.subject for g in Grant.objects.filter(officer=viewer.ref, subject__in={a.ref for f in close for a in f.about}, since__lte=at, until__gt=at)}
    for fact in close:
        if fact.id in markers:
            own: policy.Access = seen[markers[fact.id]]
        elif Permission.RESTRICTED_DETAIL in viewer.permissions or any(a.ref in given for a in fact.about):
            own = "full"
        else:
            own = "detail_hidden" if fact.sensitivity == "restricted" else "none"
        found[fact.id] = _tightest((found[fact.id], own))
    return found


def _tightest(found: Iterable[policy.Access]) -> policy.Access:
    order: tuple[policy.Access, ...] = ("none", "detail_hidden", "full")
    return min(found, key=order.index, default="full")


_BESIDE = """
    SELECT here.ref, other.ref, max(here.occurred_from)
    FROM chronology_entryabout here
    JOIN chronology_entryabout other ON other.entry = here.entry AND other.recorded_at = here.recorded_at
    WHERE here.ref = ANY(%s) AND other.family = ANY(%s)
    GROUP BY here.ref, other.ref
    ORDER BY max(here.occurred_from) DESC, other.ref
    LIMIT %s
"""


def beside(refs: Iterable[str], families: Iterable[str], *, limit: int = 50) -> list[tuple[str, str, datetime]]:
    """Which things of some families (vehicle, phone) are recorded together with some records: record, thing, when last; the latest first.

    The caller asks the policy about each.
    """
    wanted = sorted(set(refs))
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, [wanted, sorted(families), limit])
        return [(here, other, last) for here, other, last in cursor.fetchall()]


_THERE = """
SELECT a."as", a.kind, a.ref, w.ref, max(a.occurred_from)
FROM chronology_entryabout a JOIN chronology_entryabout w ON w.entry = a.entry AND w.recorded_at = a.recorded_at AND w."as" = 'missing'
JOIN chronology_entry e ON e.id = a.entry AND e.recorded_at = a.recorded_at
WHERE a."as" IN ('was_at', 'was_with', 'was_in', 'used') AND a.type = ANY(%s) AND a.occurred_from > %s AND a.occurred_from <= %s AND e.sensitivity = 'none'
AND NOT e.about && %s::varchar[]
AND NOT EXISTS (SELECT 1 FROM chronology_entry n WHERE n.supersedes = e.fact AND n.supersedes <> '')
GROUP BY a."as", a.kind, a.ref, w.ref
"""


def there_while_missing(
    types: Iterable[str], *, since: datetime, until: datetime, hidden: Iterable[str],
) -> list[tuple[str, str, str, str, datetime]]:
    """Where, with whom, in what and by what children were while missing, as facts of some types name it: part, kind, record, child, when last.

    A fact that was corrected, is sensitive, or is about a record among ``hidden`` is left out whole: it is neither counted nor shown.
    """
    with connection.cursor() as cursor:
        cursor.execute(_THERE, [sorted(types), since, until, sorted(hidden)])
        return list(cursor.fetchall())
