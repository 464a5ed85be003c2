"""Who and what is one step away from a person: relations, places, and who else lives at these."""

from __future__ import annotations

from datetime import datetime

from tutela.desks.profile.queries.linked import Linked
from tutela.foundations.access.viewer import Viewer
from tutela.record.enquiries.engine import near
from tutela.record.enquiries.engine.near import Neighbour

__all__ = ["Neighbour", "neighbours"]


def neighbours(viewer: Viewer, linked: Linked, at: datetime) -> list[Neighbour]:
    """Everything one step away of which the viewer may know, in a fixed number of queries."""
    return near.neighbours(viewer, linked.ref, linked.profile, at)
