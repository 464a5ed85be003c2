"""Who is signed in, as every page's head says it."""

from __future__ import annotations

from django.http import HttpRequest

from tutela.foundations.access.naming import in_full
from tutela.foundations.access.viewer import NOBODY, Viewer
from tutela.foundations.design.chrome import Who


def who(request: HttpRequest) -> Who | None:
    """Name, rank and the role in which they act; None where nobody is in."""
    viewer: Viewer = getattr(request, "viewer", NOBODY)
    if not viewer.signed_in or not viewer.name:
        return None
    return Who(viewer.name, in_full(viewer.acting) if viewer.acting else viewer.rank or "")
