"""Correcting one's own words: a new entry in the old one's place, both shown for ever (XX-006)."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from tutela.facts import Fact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Conflict, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.models import Entry
from tutela.record.chronology.operations import note
from tutela.record.chronology.queries import by_id

WORDS: Final = ("rationale", "text", "why", "reason", "circumstances", "why_worried", "because", "words", "result")
"""In which field of a fact somebody wrote why, or what; the first of these that it has."""


def words_of(fact: Fact) -> tuple[str, str] | None:
    """The field in which somebody wrote their own words, and the words; ``None`` where the fact has none."""
    fields = fact.data.__struct_fields__
    name = next((name for name in WORDS if name in fields and isinstance(getattr(fact.data, name), str)), None)
    return (name, getattr(fact.data, name)) if name else None


@operation(Permission.SIGNED_IN, may_be=("records", "raises", "protects", "lowers", "closes", "defers", "approves"))
def correct(work: Work, *, fact: str, words: str, why: str) -> dict[str, Any]:
    """Correct what one wrote oneself. What it decided stays what it was; the entry before stays in the record beside the new one.

    :raises Refused: if somebody else wrote it, there is nothing to correct, or it is not said why
    :raises Conflict: if it was corrected meanwhile
    """
    work.words = {"words": words, "why": why}
    found = by_id([fact]).get(fact)
    if found is None:
        raise Refused("profile.no-such-entry")
    work.may(Permission.PERSON_SEE, *(a.ref for a in found.about))
    said = words_of(found)
    if said is None:
        raise Refused("profile.nothing-to-correct")
    if found.by.ref != work.by.ref:
        raise Refused("profile.only-the-author")
    if not clean(why) or not clean(words) or clean(words) == said[1]:
        raise Refused("profile.say-what-changes")
    if Entry.objects.filter(supersedes=fact).exists():
        raise Conflict(found.about[0].ref, 1, 2)
    name, before = said
    new = note(
        work, msgspec.structs.replace(found.data, **{name: clean(words)}), about=found.about, occurred=found.occurred, known_force=found.known_force,
        known_owner=found.known_owner, supersedes=fact, sensitivity=found.sensitivity,
    )
    work.note_change(found.about[0].ref, {f"{found.type} {name}": before}, {f"{found.type} {name}": clean(words), "corrected because": clean(why)})
    return {"fact": new.id, "corrects": fact}
