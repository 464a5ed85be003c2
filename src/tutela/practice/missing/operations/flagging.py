"""The flag of a child who goes missing again and again, given by hand: with its reason, when it is looked at again and until when. The rule gives its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit.periods import local
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note_all
from tutela.record.people import operations as people
from tutela.record.people import queries as known

FLAG: Final = "priority_missing"
"""The marker that says so, on everything that shows the child's markers."""


def flag_of(viewer: Viewer, child: str, at: datetime) -> known.MarkerShown | None:
    """The flag that was given by hand and stands, as one viewer may see it."""
    return next((m for m in known.markers_of(child, viewer, at) if m.marker == FLAG), None)


@operation(Permission.MISSING_OWN, about=("child",))
def flag_child(work: Work, *, child: str, reason: str, review_by: date, until: date) -> dict[str, Any]:
    """Flag a child by hand, or give the flag another term. A trigger plan is owed from now on, where none is live.

    :param until: the last day for which it is meant; it stands until a person takes it off
    :raises Refused: without a reason, or if it would end before anybody looks at it again, or has ended already
    """
    work.words = {"reason": reason}
    if not clean(reason):
        raise Refused("missing.flag.say-why")
    if until < review_by or until < local(work.at).date():
        raise Refused("missing.flag.ends-before-review")
    row, notes = people.record_marker(work, child, FLAG, evidence=reason, review_by=review_by, until=until)
    note_all(work, notes)
    return {"child": child, "marker": row.ref}


@operation(Permission.MISSING_OWN, about=("child",))
def unflag_child(work: Work, *, child: str, why: str) -> dict[str, Any]:
    """Take the flag off that was given by hand, with the reason. The rule's own flag lapses by itself, and only then.

    :raises Refused: if none was given by hand, or nobody says why
    """
    work.words = {"why": why}
    standing = flag_of(work.by, child, work.at)
    if standing is None:
        raise Refused("missing.unflag.none-stands")
    note_all(work, people.end_marker(work, standing.ref, why)[1])
    return {"child": child, "marker": standing.ref}
