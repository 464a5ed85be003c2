"""What a partner's page is put together from: what of the record of a return is theirs to read, and how whole their interviews are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tutela.facts import Fact
from tutela.foundations.access.viewer import Viewer
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.occurrences.queries import Quality, qualities
from tutela.record.sharing import queries as sharing
from tutela.record.sharing.queries import Shared
from tutela.record.sharing.queries.joint import OnList

RECORDED: Final = "missing.ReturnRecorded"


def returns(viewer: Viewer, entry: OnList, at: datetime) -> list[Fact]:
    """What was recorded when the child came back, the latest first, as far as this reader may read it at all: nothing that names a restricted record."""
    found = facts_about([Subject("episode", entry.ref)], types=[RECORDED])
    access = readable(viewer, found, at=at)
    replaced = {fact.supersedes for fact in found if fact.supersedes}
    return sorted((f for f in found if access[f.id] == "full" and f.id not in replaced), key=lambda f: f.occurred.earliest, reverse=True)


def told(viewer: Viewer, entry: OnList, agencies: Sequence[str], at: datetime) -> list[Shared]:
    """What their own body was told about a child, the latest first."""
    return [s for s in sharing.visible(viewer, [entry.ref], at) if s.agency in agencies and s.withheld_at is None and s.state != "prepared"]


def quality(viewer: Viewer, at: datetime) -> Quality | None:
    """How whole the interviews are that their own body brought; none where it brought none."""
    return next(iter(qualities(at, authority=viewer.body)), None)
