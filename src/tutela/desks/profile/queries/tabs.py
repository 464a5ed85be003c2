"""What stands behind each tab of a person's page, and how much of it there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutela.desks.profile.queries.linked import Linked
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.audit import queries as audit
from tutela.foundations.audit.queries import TrailLine
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.marks import mark, read_mark
from tutela.record.documents import queries as documents
from tutela.record.documents.queries import DocumentHeld
from tutela.record.duties import queries as duties
from tutela.record.duties.queries import DutyCard
from tutela.record.holdings import queries as holdings
from tutela.record.holdings.queries import Held
from tutela.record.meetings import queries as meetings
from tutela.record.meetings.queries import MeetingHeld
from tutela.record.occurrences import queries as occurrences
from tutela.record.people import queries as people
from tutela.record.sharing import queries as sharing
from tutela.record.sharing.queries import Shared
from tutela.record.things import queries as things


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """Everything behind the tabs; read at once, so that the counts are those of what is shown."""

    owed: tuple[DutyCard, ...]
    shared: tuple[Shared, ...]
    held: tuple[Held, ...]
    documents: tuple[DocumentHeld, ...]
    meetings: tuple[MeetingHeld, ...]
    trail: bool
    """May the viewer read the trail?"""


def behind(viewer: Viewer, linked: Linked, at: datetime) -> Behind:
    """What stands behind the tabs, in a fixed number of queries."""
    refs = linked.refs
    met = meetings.about(refs)
    known = policy.visible(viewer, {ref for m in met for ref in m.about}, at=at)
    full = Permission.RESTRICTED_DETAIL in viewer.permissions
    return Behind(
        owed=tuple(duties.for_subjects(viewer, refs, at=at, settled=True)), shared=tuple(sharing.visible(viewer, refs, at)),
        held=tuple(h for h in holdings.what_is_held([linked.ref], at) if full or h.sensitivity in ("none", "restricted")),
        documents=tuple(d for d in documents.about(refs) if full or d.sensitivity == "none"),
        meetings=tuple(m for m in met if all(ref in known for ref in m.about)),
        trail=policy.may(viewer, Permission.AUDIT_SEE, linked.profile.aliases, at=at).allowed,
    )


def trail(viewer: Viewer, ref: str, after: str, at: datetime) -> tuple[list[TrailLine], str]:
    """The trail of a person's record, the latest first, without lines that are also about what the viewer may not know of."""
    found = audit.trail(ref, read_mark(after))
    known = policy.visible(viewer, {subject for line in found for subject in line.subjects}, at=at)
    kept = [line for line in found if all(subject in known for subject in line.subjects)]
    next_ = mark(found[-1].at, found[-1].id) if len(found) == audit.LIMIT else ""
    return kept, next_


def called(viewer: Viewer, named: Iterable[str], at: datetime) -> dict[str, str]:
    """What these references are called, of those that the viewer may know of: a fixed number of queries."""
    wanted = list(dict.fromkeys(ref for ref in named if ref))
    known = policy.visible(viewer, wanted, at=at)
    found = {card.ref: card.name for card in forces.cards(wanted, at)}
    found.update(occurrences.printed([ref for ref in wanted if ref in known]))
    found.update(people.displays(ref for ref in wanted if ref in known))
    found.update(things.displays(ref for ref in wanted if ref in known))
    return found
