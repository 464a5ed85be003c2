"""Where somebody is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from tutela.foundations.access import signing
from tutela.foundations.access.models import Session
from tutela.foundations.access.pages import SessionLine
from tutela.foundations.kit import clock


def of(request: HttpRequest) -> tuple[SessionLine, ...]:
    """Every session of the person who asks, the one last used first."""
    here = signing.session_of(request).row
    rows = Session.objects.filter(account_id=signing.account_of(request).pk, expire_date__gt=clock.wall()).order_by("-seen_at")
    return tuple(
        SessionLine(
            name=str(row.name), device=row.device, address=row.address, since=row.started_at, seen=row.seen_at,
            here=bool(here and row.pk == here.pk), locked=row.locked_at is not None,
        )
        for row in rows
    )
