"""What a viewer may read of a check's lines, and each line in words: the words of a marker, how many, how graded; never what a system says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import known, words
from tutela.record.holdings import queries as holdings
from tutela.record.holdings.queries import Line
from tutela.record.people import queries as people
from tutela.record.things import queries as things

OPEN = ("none", "restricted")


def readable(viewer: Viewer, lines: Iterable[Line], at: datetime) -> tuple[Line, ...]:
    """The lines of which a viewer may know: the record or marker that a line is about is one that they may know of, and it is not too sensitive."""
    held = [line for line in lines if line.sensitivity in OPEN or Permission.RESTRICTED_DETAIL in viewer.permissions]
    seen = policy.visible(viewer, {ref for line in held for ref in (line.about, line.whose) if ref}, at=at)
    return tuple(line for line in held if all(ref in seen for ref in (line.about, line.whose) if ref))


def known_waiting(viewer: Viewer, incident: str, at: datetime) -> tuple[Line, ...]:
    """The hits of an incident that wait for an answer, of which a viewer may know."""
    return readable(viewer, holdings.waiting(incident), at)


def hit_words(line: Line, at: datetime, named: dict[str, str] | None = None) -> str:
    """One hit in a line: which source, what, of whom, how many, how graded, as at when."""
    names = named if named is not None else names_of([line])
    kind = f"people.marker.{line.kind}.title"
    what = words(kind) if line.kind and known(kind) else line.kind.replace("_", " ") if line.kind else words("contact.hits.held", count=line.count or 1)
    parts = [words(f"contact.source.{line.source}") if known(f"contact.source.{line.source}") else line.source, what]
    said = ": ".join(parts)
    whose = names.get(line.whose, "")
    more = [whose, words("contact.hits.graded", grading=line.grading) if line.grading else "", near_time(line.as_at, at) if line.as_at else ""]
    return ", ".join([said, *filter(None, more)])


def names_of(lines: Iterable[Line]) -> dict[str, str]:
    """What the persons and things of some lines are called."""
    refs = {line.whose for line in lines if line.whose}
    persons = [ref for ref in refs if ref.startswith("p:")]
    return {**people.displays(persons), **things.displays(refs - set(persons))}
