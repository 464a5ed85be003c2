"""Two references decided to be one person, and the undoing of it. Decided by people, explained, reversible; nothing is moved."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from tutela.facts import people
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.people.models import Merge
from tutela.record.people.operations.notes import Note, held, person_about
from tutela.record.people.queries.identity import kept_of


def merge(work: Work, kept: str, merged: str, why: str) -> tuple[Merge, tuple[Note, ...]]:
    """Decide that two are one person. Who may not know of one of them may not know of the two as one.

    :raises Refused: without a reason, or if they are one already
    """
    if not clean(why):
        raise Refused("people.merge-needs-why")
    for ref in sorted((kept, merged)):
        held(work, ref)
    now = kept_of([kept, merged])
    if now[kept] == now[merged]:
        raise Refused("people.not-with-themselves")
    for ref in sorted(set(now.values())):
        held(work, ref)
    row = Merge(
        kept_id=refs.key_of(now[kept], "person"), merged_id=refs.key_of(now[merged], "person"), at=work.at, by=work.by.ref, why=clip(clean(why), 400),
    )
    work.add(row)
    work.touch(kept, merged)
    work.note_change(now[kept], {}, {"merged": now[merged], "merge": row.pk})
    _share_walls(work, now[merged], now[kept])
    return row, (Note(payload=people.Merged(why=row.why), about=(person_about(now[kept], "kept"), person_about(now[merged], "merged"))),)


def unmerge(work: Work, merge: UUID, why: str) -> tuple[Merge, tuple[Note, ...]]:
    """Undo a merge: the two are two again. What stood on it comes into question; walls that it raised stay until a person takes them down.

    :raises Refused: without a reason, or if it is undone already
    """
    if not clean(why):
        raise Refused("people.unmerge-needs-why")
    row = Merge.objects.select_for_update().filter(pk=merge, undone_at=None).first()
    if row is None:
        raise Refused("people.merge-is-undone")
    row.undone_at, row.undone_by, row.undone_why = work.at, work.by.ref, clip(clean(why), 400)
    row.save(update_fields=["undone_at", "undone_by", "undone_why"])
    kept, merged = refs.make("person", row.kept_id), refs.make("person", row.merged_id)
    work.touch(kept, merged)
    work.note_change(kept, {"merged": merged}, {"merged": None, "merge": row.pk})
    return row, (Note(payload=people.Unmerged(why=row.undone_why), about=(person_about(kept, "kept"), person_about(merged, "merged"))),)


def _share_walls(work: Work, merged: str, kept: str) -> None:
    """A restriction or lock-out of either is one of both."""
    stands = Q(until=None) | Q(until__gt=work.at)
    restrictions = list(Restriction.objects.filter(stands, subject__in=(merged, kept)))
    lockouts = list(Lockout.objects.filter(stands, subject__in=(merged, kept)))
    other = {merged: kept, kept: merged}
    for wall in restrictions:
        work.add(Restriction(
            subject=other[wall.subject], level=wall.level, audience=wall.audience, why=wall.why, since=work.at, until=wall.until, by=work.by.ref,
        ))
    for lock in lockouts:
        work.add(Lockout(officer=lock.officer, subject=other[lock.subject], why=lock.why, since=work.at, until=lock.until, by=work.by.ref))
