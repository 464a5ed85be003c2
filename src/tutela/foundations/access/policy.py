"""The one policy function: every list, page, action, export, message and API answer asks it.

Order: the role's permission; the lock-out of the linked; the restriction of each record that is named, against audience
and grants. *Partly* is the minimal marker without the detail. What somebody may not know of, is not there for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, Literal

import msgspec
from django.db import connection
from django.db.models import Q

from tutela.foundations.access.lookups import array
from tutela.foundations.access.models import Lockout
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import NOBODY, SYSTEM, Viewer
from tutela.foundations.kit import clock, looks

__all__ = ["NOBODY", "SYSTEM", "Access", "Verdict", "Viewer", "accesses", "locked_out", "may", "may_visit", "visible"]

Access = Literal["full", "detail_hidden", "none"]
_RANK: Final[Mapping[Access, int]] = {"none": 0, "detail_hidden": 1, "full": 2}


class Verdict(msgspec.Struct, frozen=True):
    """What the policy says: how much of it, and why (a message id)."""

    access: Access
    because: str

    @property
    def allowed(self) -> bool:
        """May they know of it at all?"""
        return self.access != "none"

    @property
    def partly(self) -> bool:
        """Only the minimal marker?"""
        return self.access == "detail_hidden"


_YES: Final = Verdict("full", "access.allowed")


def may(viewer: Viewer, permission: Permission, about: Iterable[str] = (), *, at: datetime | None = None) -> Verdict:
    """Judge one act or look of one viewer, about the records named by their references.

    :param about: every record that it touches (the episode, its child, its incident): the tightest decides
    """
    if viewer is SYSTEM:
        return _YES
    if not viewer.signed_in:
        return Verdict("none", "access.not-signed-in")
    if permission not in viewer.permissions:
        return Verdict("none", "access.no-permission")
    found = accesses(viewer, about, at=at)
    tightest: Access = min(found.values(), key=_RANK.__getitem__, default="full")
    if tightest == "full":
        return _YES
    return Verdict(tightest, "access.restricted" if tightest == "none" else "access.detail-restricted")


def may_visit(viewer: Viewer, permission: Permission) -> bool:
    """Would their roles open such a page at all? For navigation: no record is asked about."""
    return viewer.signed_in and permission in viewer.permissions


def accesses(viewer: Viewer, refs: Iterable[str], *, at: datetime | None = None) -> dict[str, Access]:
    """How much of each record the viewer may see; one query, however many there are."""
    wanted = {ref for ref in refs if ref}
    if viewer is SYSTEM:
        return dict.fromkeys(wanted, "full")
    known: dict[str, Access] = looks.learnt("access", viewer, at)
    unknown = wanted - known.keys()
    if unknown:
        known.update(_judged(viewer, unknown, at or clock.now()))
    return {ref: known[ref] for ref in wanted}


_JUDGED: Final = """
    SELECT 'out', subject, '', NULL FROM access_lockout
    WHERE officer = %(officer)s AND subject = ANY(%(wanted)s::text[]) AND since <= %(now)s AND (until IS NULL OR until > %(now)s)
    UNION ALL SELECT 'restricted', subject, level, audience FROM access_restriction
    WHERE subject = ANY(%(wanted)s::text[]) AND since <= %(now)s AND (until IS NULL OR until > %(now)s)
    UNION ALL SELECT 'granted', subject, '', NULL FROM access_grant
    WHERE officer = %(officer)s AND subject = ANY(%(wanted)s::text[]) AND since <= %(now)s AND until > %(now)s
"""
"""All that stands about some records for one officer: every page asks it several times, and three questions cost three times as much."""


def _judged(viewer: Viewer, wanted: set[str], now: datetime) -> dict[str, Access]:
    with connection.cursor() as cursor:
        cursor.execute(_JUDGED, {"officer": viewer.ref, "wanted": array(wanted), "now": now})
        rows = cursor.fetchall()
    out = {subject for what, subject, _, _ in rows if what == "out"}
    granted = {subject for what, subject, _, _ in rows if what == "granted"}
    result: dict[str, Access] = {ref: "none" if ref in out or ref == viewer.person else "full" for ref in wanted}
    known_as = {viewer.ref, *viewer.roles}
    for what, subject, level, audience in rows:
        if what == "restricted" and not known_as.intersection(audience):
            here: Access = "full" if subject in granted else "none" if level == "existence" else "detail_hidden"
            result[subject] = min(result[subject], here, key=_RANK.__getitem__)
    return result


def visible(viewer: Viewer, refs: Iterable[str], *, at: datetime | None = None) -> frozenset[str]:
    """Those records of which the viewer may know: what a list is filtered by before it is counted, ordered or paged."""
    return frozenset(ref for ref, access in accesses(viewer, refs, at=at).items() if access != "none")


def locked_out(officers: Iterable[str], subjects: Iterable[str], *, at: datetime) -> frozenset[str]:
    """Officers who must not learn of any of these records: never a recipient, though they be on duty."""
    rows = Lockout.objects.filter(_standing(at), officer__in=list(officers), subject__in=list(subjects))
    return frozenset(rows.values_list("officer", flat=True))


def _standing(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
