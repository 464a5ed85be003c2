"""A team's own log is taken in: uploaded, its columns named, looked through, then all of it or nothing. It is history: nobody is told of any of it."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from tutela.desks.intake.models import LOGS, Upload
from tutela.desks.intake.queries import FIELDS, NEEDED, SYSTEM, Line, Unreadable, child_key, decoded, facts_of, guessed, lines_of, read
from tutela.foundations.access.permissions import Permission
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces import rows
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import AlreadyDone, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note_all, receive
from tutela.record.people import operations as people
from tutela.record.people.models import SourceIdentity

LARGEST: Final = 2 * 1024 * 1024


@operation(Permission.MISSING_OWN)
def upload_log(work: Work, *, log: str, name: str, content: bytes, invented: bool = False) -> dict[str, Any]:
    """Keep a file of a log until it is taken in or thrown away, with a guess of which column is what.

    :param invented: nobody in it is real: a training database takes nothing else, and any other takes nothing that is
    :raises Refused: if it cannot be read, another waits, or this database must not hold it
    """
    if log not in LOGS:
        raise Refused("intake.no-such-log")
    if Upload.objects.filter(log=log, by=work.by.ref, taken_at=None, dropped_at=None).exists():
        raise Refused("intake.one-waits")
    held = forces.deployment()
    if held is not None and held.training != invented:
        raise Refused("intake.only-invented" if held.training else "intake.not-invented")
    if len(content) > LARGEST:
        raise Refused("intake.too-large")
    try:
        text = decoded(content)
        headings, _ = read(text)
    except Unreadable as error:
        raise Refused(str(error)) from None
    row = Upload(
        log=log, name=clip(clean(name), 120), content=text, digest=hashlib.sha256(content).hexdigest(), columns=guessed(log, headings), at=work.at,
        by=work.by.ref,
    )
    work.add(row)
    work.note_change(work.by.ref, {}, {"log uploaded": log, "file": row.name, "sha256": row.digest})
    return {"upload": str(row.pk)}


@operation(Permission.MISSING_OWN)
def name_columns(work: Work, *, upload: str, columns: dict[str, str]) -> dict[str, Any]:
    """Say which column of the file is what.

    :raises Refused: where a column that is needed is not named, one is named twice, or one is not in the file
    """
    row = _waiting(work, upload)
    said = {name: heading for name, heading in columns.items() if heading and name in FIELDS[row.log]}
    headings = set(read(row.content)[0])
    if any(name not in said for name in NEEDED[row.log]) or len(set(said.values())) != len(said) or not set(said.values()) <= headings:
        raise Refused("intake.name-columns")
    row.columns = said
    row.save(update_fields=["columns"])
    work.note_change(work.by.ref, {}, {"log": row.log, "columns": said})
    return {"upload": upload}


@operation(Permission.MISSING_OWN)
def take_in(work: Work, *, upload: str) -> dict[str, Any]:
    """Take the whole file in, or nothing of it: each row as facts of the past. What was taken in before is known, and is there once.

    :raises Refused: while a row is rejected
    """
    row = _waiting(work, upload)
    lines = lines_of(row.pk, work.at)
    bad = sum(1 for line in lines if line.problems)
    if bad or not lines:
        raise Refused("intake.rejects", count=bad)
    held = forces.deployment()
    if held is not None and not held.training:
        rows.mark_imported()
    fresh = [line for line in lines if not line.known]
    for line in fresh:
        _meet(work, line)
        for fact in facts_of(row.log, line):
            receive(work, fact)
    new = len(fresh)
    row.content, row.taken_at, row.new, row.known = "", work.at, new, len(lines) - new
    row.save(update_fields=["content", "taken_at", "new", "known"])
    work.note_change(work.by.ref, {}, {"log taken in": row.log, "file": row.name, "new": new, "known": len(lines) - new, "sha256": row.digest})
    return {"upload": upload, "new": new, "known": len(lines) - new}


@operation(Permission.MISSING_OWN)
def throw_away(work: Work, *, upload: str) -> dict[str, Any]:
    """Throw a file away that is not taken in; nothing of it is kept."""
    row = _waiting(work, upload)
    row.content, row.dropped_at = "", work.at
    row.save(update_fields=["content", "dropped_at"])
    work.note_change(work.by.ref, {}, {"log thrown away": row.log, "file": row.name})
    return {"upload": upload}


def _meet(work: Work, line: Line) -> None:
    """The child of a line: known from an earlier line, else a stub with name and day of birth. Whether it is one whom we know otherwise, people decide."""
    if SourceIdentity.objects.filter(system=SYSTEM, ref=child_key(line)).exists():
        return
    person = people.find_or_add_from_source(work, SYSTEM, child_key(line), people.Hints(kind="child"))
    note_all(work, people.record_name(work, person.ref, full=line.child)[1])
    if line.born is not None:
        note_all(work, people.set_birth(work, person.ref, people.Birth.on(line.born))[1])


def _waiting(work: Work, key: str) -> Upload:
    """One's own file that waits, held.

    :raises Denied: if there is none
    :raises AlreadyDone: if it was taken in or thrown away
    """
    row = work.found(Upload.objects.select_for_update().filter(pk=key, by=work.by.ref).first())
    if row.taken_at is not None or row.dropped_at is not None:
        raise AlreadyDone("intake.done-already", ref=key)
    return row
