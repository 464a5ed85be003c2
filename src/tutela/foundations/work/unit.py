"""The unit of work that an operation's body is given: who, when, under which key; what it collects for those who finish it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import F

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import ids
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Conflict, Denied, Flag
from tutela.foundations.work.models import Sequence
from tutela.foundations.work.roots import Root

R = TypeVar("R", bound=Root)
T = TypeVar("T")


class Work:
    """One act of one person at one moment, whole or not at all."""

    def __init__(self, operation: str, by: Viewer, at: datetime, *, key: str, reason: str | None = None, may_be: frozenset[str] = frozenset()) -> None:
        self.operation, self.by, self.at, self.key, self.reason = operation, by, at, key, reason
        self.may_be = may_be
        self.id = ids.new()
        self.facts: list[Any] = []
        """What happened, for the gate and the finishers: facts, whose kind this floor does not know."""
        self.words: dict[str, str] = {}
        """What the person wrote, by name of field: kept with a refused attempt."""
        self.words_why = ""
        """What their author answered beforehand, where words were noticed: why they are right as they are."""
        self.subjects: dict[str, None] = {}
        self.old: dict[str, Any] = {}
        self.new: dict[str, Any] = {}
        self.flags: list[Flag] = []
        self.classes: set[str] = set()
        self.jobs: list[tuple[str, dict[str, Any]]] = []
        self.attempt: Any = None
        """Of a refused act: the refusal, and what was tried."""
        self.kept: dict[str, Any] = {}
        """What one helper leaves for another that finishes the act."""

    def record(self, fact: Any) -> None:
        """Collect one fact."""
        self.facts.append(fact)

    def touch(self, *refs: str | None) -> None:
        """Name records that this act is about, for the audit."""
        self.subjects.update(dict.fromkeys(ref for ref in refs if ref))

    def may(self, permission: Permission, *about: str | None) -> None:
        """Ask the policy of more than the operation itself names.

        :raises Denied: if it says no
        """
        named = tuple(ref for ref in about if ref)
        verdict = policy.may(self.by, permission, named, at=self.at)
        if not verdict.allowed or verdict.partly:
            raise Denied(verdict, named)

    @staticmethod
    def found(row: T | None) -> T:
        """The row that was asked for. What is not there says the same as what one may not know of.

        :raises Denied: if there is none
        """
        if row is None:
            raise Denied(policy.Verdict("none", "access.restricted"))
        return row

    def lock(self, model: type[R], key: UUID | str, *, expected: int | None = None) -> R:
        """Hold a row for changing.

        :raises Conflict: if it is no longer the version that the person saw
        :raises DoesNotExist: if there is none
        """
        row: R = model._base_manager.select_for_update().get(pk=key)
        if expected is not None and row.version != expected:
            raise Conflict(row.ref, expected, row.version)
        self.touch(row.ref)
        return row

    def change(self, row: Root, **fields: Any) -> bool:
        """Set fields of a held row: old and new go to the audit, and the version rises.

        :returns: whether anything was other than before
        """
        before = {name: getattr(row, name) for name in fields}
        after = {name: clean(value) if isinstance(value, str) else value for name, value in fields.items()}
        changed = {name for name in fields if before[name] != after[name]}
        if not changed:
            return False
        for name in changed:
            setattr(row, name, after[name])
        row.version += 1
        row.save(update_fields=[*changed, "version"])
        self.touch(row.ref)
        self.note_change(row.ref, {n: before[n] for n in changed}, {n: after[n] for n in changed}, version=row.version)
        return True

    def rise(self, row: Root, old: dict[str, Any], new: dict[str, Any]) -> None:
        """What hangs off a held row became other: its version rises, so that whoever edits it beside sees what changed."""
        row.version += 1
        row.save(update_fields=["version"])
        self.touch(row.ref)
        self.note_change(row.ref, old, new, version=row.version)

    def add(self, row: models.Model, *, shown: Iterable[str] = ()) -> None:
        """Insert a row; ``shown`` names the fields whose values the audit keeps."""
        row.save(force_insert=True)
        if isinstance(row, Root):
            self.touch(row.ref)
            self.note_change(row.ref, {}, {name: getattr(row, name) for name in shown}, version=row.version)

    def note_change(self, ref: str, old: dict[str, Any], new: dict[str, Any], *, version: int | None = None) -> None:
        """Keep old and new values for the audit, under the record that they are of."""
        if old:
            self.old.setdefault(ref, {}).update(old)
        self.new.setdefault(ref, {}).update(new if version is None else {**new, "version": version})

    def root(self, prefix: str) -> dict[str, Any]:
        """What every new record root is given: its printed reference, by whom, when."""
        return {"reference": self.reference(prefix), "created_at": self.at, "created_by": self.by.ref}

    def reference(self, prefix: str) -> str:
        """The next printed reference: ``INC-2026-000123``."""
        year = self.at.year
        Sequence.objects.bulk_create([Sequence(name=prefix, year=year)], ignore_conflicts=True)
        Sequence.objects.filter(name=prefix, year=year).update(last=F("last") + 1)
        return f"{prefix}-{year}-{Sequence.objects.values_list('last', flat=True).get(name=prefix, year=year):06d}"

    def later(self, job: str, **arguments: Any) -> None:
        """Have a job done after this act, by its name: it commits or vanishes with the act; asked for twice, it is done once."""
        if (job, arguments) not in self.jobs:
            self.jobs.append((job, arguments))
