"""What a helper leaves to be noted as facts, and how it holds the person that it changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Model

from tutela.facts import About, Payload, Span
from tutela.facts.form import Sensitivity
from tutela.foundations.kit import ids, refs
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.unit import Work
from tutela.record.people.models import Person


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A fact to be noted: what, about whom, when; under which id and in whose place, where the row remembers it."""

    payload: Payload
    about: tuple[About, ...]
    occurred: Span | datetime | None = None
    id: str | None = None
    supersedes: str | None = None
    sensitivity: Sensitivity = "none"


def person_about(ref: str, as_: str | None = None) -> About:
    """A person as a fact names them."""
    return About("person", ref, as_)


def fact_id() -> str:
    """An id for a fact that a row is to remember."""
    return f"f:{ids.new()}"


def held(work: Work, ref: str, *, expected: int | None = None) -> Person:
    """Hold a person for changing.

    :raises Refused: if there is none
    """
    try:
        return work.lock(Person, refs.key_of(ref, "person"), expected=expected)
    except (Person.DoesNotExist, refs.NotOurs):
        raise Refused("people.no-such-person", ref=ref) from None


def changed(work: Work, person: Person, new: dict[str, Any], old: dict[str, Any] | None = None) -> None:
    """Something of the person's own rows changed: the version rises, and old and new go to the audit."""
    person.version += 1
    person.save(update_fields=["version"])
    work.touch(person.ref)
    work.note_change(person.ref, old or {}, new, version=person.version)


def end(work: Work, row: Any, **more: str) -> None:
    """Say that a row stands no longer, since when and by whom."""
    row.ended_at, row.ended_by = work.at, work.by.ref
    for name, value in more.items():
        setattr(row, name, value)
    row.save(update_fields=["ended_at", "ended_by", *more])


def standing(model: type[Model], **which: Any) -> Any:
    """The row that stands, held, if there is one."""
    return model._default_manager.select_for_update().filter(ended_at=None, **which).first()


def alone(*words: str) -> None:
    """Hold what has no row yet until the transaction ends, so that two who look for it do not both make it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", ["\x1f".join(words)])
