"""What one viewer may not know of, for reports that count in the database: asked of the policy before anything is counted."""

from __future__ import annotations

from datetime import datetime

from tutela.foundations.access import policy
from tutela.foundations.access.models import Lockout, Restriction
from tutela.foundations.access.viewer import Viewer


def hidden_from(viewer: Viewer, at: datetime) -> list[str]:
    """The records that are kept from this viewer altogether.

    The candidates are those that anything restricts or that this officer is locked out of; which of them are hidden, the policy says.
    """
    candidates = set(Restriction.objects.filter(since__lte=at, level="existence").values_list("subject", flat=True))
    candidates |= set(Lockout.objects.filter(officer=viewer.ref).values_list("subject", flat=True))
    candidates |= {viewer.person} if viewer.person else set()
    return sorted(ref for ref, access in policy.accesses(viewer, candidates, at=at).items() if access == "none")
