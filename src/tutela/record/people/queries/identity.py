"""Which references are one person. A merge moves nothing: it is followed when read, so that it can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from tutela.foundations.kit import looks, refs
from tutela.record.people.models import Merge, Person, SourceIdentity

_PERSON: Final = f"{refs.PREFIXES['person']}:"
_HEADS = """
    WITH RECURSIVE up(start, id) AS (
        SELECT m.merged_id, m.kept_id FROM people_merge m WHERE m.merged_id = ANY(%s) AND m.undone_at IS NULL
        UNION SELECT up.start, m.kept_id FROM up JOIN people_merge m ON m.merged_id = up.id AND m.undone_at IS NULL
    )
    SELECT start, id FROM up WHERE NOT EXISTS (SELECT 1 FROM people_merge m WHERE m.merged_id = up.id AND m.undone_at IS NULL)
"""
_GROUPS = """
    WITH RECURSIVE up(start, id) AS (
        SELECT t.id, t.id FROM unnest(%s::uuid[]) AS t(id)
        UNION SELECT up.start, m.kept_id FROM up JOIN people_merge m ON m.merged_id = up.id AND m.undone_at IS NULL
    ), top(start, head) AS (
        SELECT start, id FROM up WHERE NOT EXISTS (SELECT 1 FROM people_merge m WHERE m.merged_id = up.id AND m.undone_at IS NULL)
    ), down(head, id) AS (
        SELECT DISTINCT head, head FROM top
        UNION SELECT down.head, m.merged_id FROM down JOIN people_merge m ON m.kept_id = down.id AND m.undone_at IS NULL
    )
    SELECT top.start, top.head, down.id FROM top JOIN down USING (head)
"""


class MergeHeld(msgspec.Struct, frozen=True, kw_only=True):
    """One decision that two were one person, and its undoing where it was undone."""

    id: UUID
    kept: str
    merged: str
    at: datetime
    by: str
    why: str
    undone_at: datetime | None
    undone_by: str
    undone_why: str


def keys(named: Iterable[str]) -> dict[UUID, str]:
    """The keys of those references that name persons of ours."""
    found: dict[UUID, str] = {}
    for ref in named:
        if ref and refs.is_ours(ref):
            kind, key = refs.split(ref)
            if kind == "person":
                found[key] = ref
    return found


def kept(ref: str) -> str:
    """The reference that stands for the person; any other reference stands for itself."""
    return kept_of([ref])[ref]


def kept_of(named: Iterable[str]) -> dict[str, str]:
    """For each reference the one that stands for it, in one query."""
    given = list(named)
    result = {ref: ref for ref in given}
    result.update({refs.make("person", start): refs.make("person", head) for start, head in heads(keys(given)).items() if start != head})
    return result


def heads(wanted: Iterable[UUID]) -> dict[UUID, UUID]:
    """For each person's key that of the one who is kept."""
    given = set(wanted)
    known: dict[UUID, UUID] = looks.learnt("heads")
    unknown = given - known.keys()
    known.update({key: key for key in unknown} | {row[0]: row[1] for row in _read(_HEADS, unknown)})
    return {key: known[key] for key in given}


def several(named: str) -> Q:
    """Of rows that name a person in a field: those whose person goes, or may go, under several references. All others stand for themselves."""
    standing = Merge.objects.filter(undone_at=None)
    merged, kept_ = (standing.annotate(ref=Concat(Value(_PERSON), Cast(which, CharField()))).values("ref") for which in ("merged_id", "kept_id"))
    return Q(**{f"{named}__in": merged}) | Q(**{f"{named}__in": kept_})


def groups(wanted: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """For each person's key those of all who are the same person now, the kept one first; in one query."""
    given = set(wanted)
    known: dict[UUID, tuple[UUID, ...]] = looks.learnt("groups")
    tops: dict[UUID, UUID] = {}
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for start, top, member in _read(_GROUPS, given - known.keys()):
        tops[start] = top
        members[start].append(member)
    known.update({key: (top, *sorted(m for m in members[key] if m != top)) for key, top in tops.items()})
    return {key: known[key] for key in given if key in known}


def aliases(named: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each person's reference all that are the same person now, the kept one first: what a page about them reads by."""
    return {refs.make("person", key): tuple(refs.make("person", k) for k in group) for key, group in groups(keys(named)).items()}


def by_source(system: str, ref: str) -> str | None:
    """The person whom another system knows under a reference, if we know it."""
    key = SourceIdentity.objects.filter(system=system, ref=ref).values_list("person_id", flat=True).first()
    return refs.make("person", key) if key else None


def sources(ref: str) -> list[tuple[str, str]]:
    """Under which references other systems know the person."""
    group = groups(keys([ref])).get(refs.key_of(ref, "person"), ())
    return list(SourceIdentity.objects.filter(person_id__in=group).order_by("system", "ref").values_list("system", "ref"))


def exists(ref: str) -> bool:
    """Is there such a person?"""
    return any(Person.objects.filter(pk=key).exists() for key in keys([ref]))


def merges(ref: str) -> list[MergeHeld]:
    """Every merge in which the person had a part, undone ones too, the latest first."""
    group = groups(keys([ref])).get(refs.key_of(ref, "person"), ())
    rows = Merge.objects.filter(Q(kept__in=group) | Q(merged__in=group)).order_by("-at")
    return [
        MergeHeld(
            id=m.pk, kept=refs.make("person", m.kept_id), merged=refs.make("person", m.merged_id), at=m.at, by=m.by, why=m.why, undone_at=m.undone_at,
            undone_by=m.undone_by, undone_why=m.undone_why,
        )
        for m in rows
    ]


def _read(sql: str, wanted: Iterable[UUID]) -> list[tuple[UUID, ...]]:
    given = sorted(set(wanted))
    if not given:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, [given])
        return [tuple(row) for row in cursor.fetchall()]
