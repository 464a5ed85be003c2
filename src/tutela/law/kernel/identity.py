"""Who is who: which references were held to be one person, and from when until when.

A merge joins two references from the moment at which it can be seen, an un-merge parts them again. Nothing of the past is
changed by either: what was owed about a reference stays owed about it, and is read together with the other's facts while
the two are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from tutela.law.kernel.rows import ALWAYS, NEVER, Row, Stretch
from tutela.law.kernel.subjects import PERSON, Subject

MERGED: Final = "people.Merged"
IDENTITY: Final = frozenset({MERGED, "people.Unmerged"})


class _Said(NamedTuple):
    """One statement: these two are one, or are not; ``merged`` is the reference that gives way."""

    row: Row
    merged: Subject
    kept: Subject
    stands: bool


_Era = tuple[datetime, dict[Subject, Subject]]
"""From when, and which reference stands for which."""


class Identity:
    """The statements about who is who, and what follows from them at each moment."""

    __slots__ = ("_eras", "_groups", "_said")

    def __init__(self) -> None:
        self._said: list[_Said] = []
        self._groups: dict[Subject, tuple[Subject, ...]] = {}
        self._eras: dict[Subject, list[_Era]] = {}

    def take(self, row: Row) -> None:
        """Take a merge or an un-merge; one that does not say which is kept and which merged says nothing."""
        for kept in (a.ref for a in row.fact.about if a.as_ == "kept"):
            for merged in (a.ref for a in row.fact.about if a.as_ == "merged" and a.ref != kept):
                one, other = Subject(PERSON, merged), Subject(PERSON, kept)
                self._said.append(_Said(row, one, other, row.fact.type == MERGED))
                group = tuple(sorted({*self.group(one), *self.group(other)}))
                self._groups.update(dict.fromkeys(group, group))
        self.forget()

    def forget(self) -> None:
        """A statement came or was corrected: what follows is worked out again."""
        self._eras.clear()

    def group(self, subject: Subject) -> tuple[Subject, ...]:
        """Every reference that was ever said to be, or not to be, the same person; at least the subject itself."""
        return self._groups.get(subject, (subject,))

    def head(self, subject: Subject) -> Subject:
        """The reference under which the whole group is judged."""
        return self._groups[subject][0] if subject in self._groups else subject

    def joined(self, subject: Subject) -> tuple[Stretch, ...]:
        """The other references of the person, each with the stretches of time in which they are one."""
        if subject not in self._groups:
            return ()
        found: list[Stretch] = []
        for other in self._groups[subject]:
            since: datetime | None = None
            for at, now in [*self._history(subject), (NEVER, {})]:
                one = other != subject and now.get(other, other) == now.get(subject, subject)
                if one and since is None:
                    since = at
                elif not one and since is not None:
                    found.append((other, since, at))
                    since = None
        return tuple(found)

    def kept(self, subject: Subject, at: datetime) -> Subject:
        """The reference that stands for the person at a moment."""
        if subject not in self._groups:
            return subject
        return next(now for since, now in reversed(self._history(subject)) if since <= at).get(subject, subject)

    def alone_from(self, subject: Subject, at: datetime) -> datetime:
        """The first moment, from ``at`` on, at which the reference stands for itself; never, if it gave way for good."""
        for (since, now), (until, _) in pairwise([*self._history(subject), (NEVER, {})]):
            if until > at and now.get(subject, subject) == subject:
                return max(since, at)
        return NEVER

    def turns(self, subject: Subject) -> list[datetime]:
        """The moments at which it changes who is who in this subject's group."""
        return [since for since, _ in self._history(subject)[1:]] if subject in self._groups else []

    def _history(self, subject: Subject) -> list[_Era]:
        head = self.head(subject)
        eras = self._eras.get(head)
        if eras is None:
            group = set(self._groups[subject])
            said = sorted((s for s in self._said if s.merged in group), key=lambda s: (s.row.avail, *s.row.key))
            turns = sorted({m for s in said if s.row.avail < s.row.until for m in (s.row.avail, s.row.until) if m < NEVER})
            eras = self._eras[head] = [(ALWAYS, {}), *((at, _standing(s for s in said if s.row.seen_at(at))) for at in turns)]
        return eras


def _standing(said: Iterable[_Said]) -> dict[Subject, Subject]:
    """Which reference stands for which: of two statements on one pair the later holds."""
    pairs = {frozenset((s.merged, s.kept)): s for s in said}
    joins = [s for s in pairs.values() if s.stands]
    classes: dict[Subject, set[Subject]] = {}
    for s in joins:
        both = classes.get(s.merged, {s.merged}) | classes.get(s.kept, {s.kept})
        classes.update(dict.fromkeys(both, both))
    given_way: dict[int, set[Subject]] = defaultdict(set)
    for s in joins:
        given_way[id(classes[s.merged])].add(s.merged)
    return {subject: min(members - given_way[id(members)] or members) for subject, members in classes.items()}
