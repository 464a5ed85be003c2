"""Many references at once: who owns them, and what we call what another system calls something."""

from __future__ import annotations

from collections.abc import Iterable

from tutela.foundations.kit import refs
from tutela.record.occurrences.models import Episode, Incident, SourceReference


def owners(named: Iterable[str]) -> dict[str, str]:
    """The named officer who owns each incident or episode among these references; two queries, however many."""
    keys: dict[str, dict[object, str]] = {"incident": {}, "episode": {}}
    for ref in set(named):
        if refs.is_ours(ref):
            kind, key = refs.split(ref)
            if kind in keys:
                keys[kind][key] = ref
    found: dict[str, str] = {}
    for model in (Incident, Episode):
        held = keys[model.KIND]
        if held:
            rows = model._base_manager.filter(pk__in=held).values_list("pk", "owner_officer")
            found.update((held[key], officer) for key, officer in rows if officer)
    return found


def of_source(theirs: Iterable[str]) -> dict[str, str]:
    """What we call each ``system:ref`` of another system that is known here."""
    parts = {ref: ref.partition(":") for ref in set(theirs)}
    if not parts:
        return {}
    rows = SourceReference.objects.filter(system__in={p[0] for p in parts.values()}, ref__in={p[2] for p in parts.values()})
    known = {(row.system, row.ref): row.ours for row in rows}
    return {ref: known[p[0], p[2]] for ref, p in parts.items() if (p[0], p[2]) in known}
