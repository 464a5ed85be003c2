"""How far somebody has come: nobody, locked, with something to do first, or in. Asked once for each request, by the middleware.

Idle lock and absolute end follow OWASP ASVS 5.0, 7.3. What a page fetches by itself keeps no session awake.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec
from django.conf import settings
from django.http import HttpRequest

from tutela.foundations.access import devices, signing, sites
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import NOBODY, Viewer
from tutela.foundations.access.viewers import viewer_for, viewer_of_token
from tutela.foundations.kit import clock

How = Literal["nobody", "token", "locked", "must", "open"]
TOUCHED_EVERY: Final = timedelta(seconds=20)
READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Door(msgspec.Struct, frozen=True):
    """Who stands at the door, and how far they may come."""

    how: How
    viewer: Viewer = NOBODY
    must: str = ""
    """The URL of what has to be done first."""


def door(request: HttpRequest) -> Door:
    """See who asks. Somebody who is locked out of their own session, or who must do something first, is nobody to every other page."""
    token = _bearer(request)
    if token is not None:
        return Door("token", viewer_of_token(token, at=clock.now()) or NOBODY)
    account = request.user
    if not isinstance(account, Account) or not account.is_authenticated:
        return Door("nobody")
    if not sites.at_home(request, account):
        return Door("nobody")
    if locked(request, clock.wall()):
        return Door("locked")
    must = request.session.get(signing.MUST)
    if must:
        return Door("must", must=must[0])
    session = signing.session_of(request)
    viewer = viewer_for(
        account, at=clock.now(), session=session.name, device=devices.of(request), acting=request.session.get(signing.ACTING, ""),
    )
    return Door("open", viewer) if viewer.signed_in else Door("nobody")


def locked(request: HttpRequest, now: datetime) -> bool:
    """Is the session of this browser locked, by its owner or because nothing was done in it for too long? What is done in it keeps it awake."""
    session = signing.session_of(request)
    row = session.row
    if row is None:  # it was opened by this very request
        return False
    if row.locked_at is None and left(request, now) <= timedelta():
        signing.lock(request, "idle")
    if row.locked_at is not None:
        return True
    if not by_itself(request) and now - row.seen_at > TOUCHED_EVERY:
        session.touch(now)
    return False


def left(request: HttpRequest, now: datetime) -> timedelta:
    """How long until it locks, if nothing is done; nothing where it is locked."""
    row = signing.session_of(request).row
    if row is None:
        return timedelta(minutes=settings.LOCK_MINUTES)
    return timedelta() if row.locked_at else row.seen_at + timedelta(minutes=settings.LOCK_MINUTES) - now


def whole() -> int:
    """The seconds after which a session locks."""
    return settings.LOCK_MINUTES * 60


def by_itself(request: HttpRequest) -> bool:
    """Did the page ask for this, and not its reader?"""
    return request.method in READS and (request.headers.get("Sec-Fetch-Dest") == "empty" or request.headers.get("X-Requested-With") == "fetch")


def for_a_machine(request: HttpRequest) -> bool:
    """Is it a question to the API, which is answered in JSON?"""
    return _bearer(request) is not None or request.path.startswith("/api/")


def _bearer(request: HttpRequest) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
