"""Where sessions are kept (Django's ``SESSION_ENGINE``): rows that say whose they are, that end for good after twelve hours whatever is
done in them, and whose keys are digests.

Session management follows OWASP ASVS 5.0, V7: a new key at each sign-in and unlocking, an idle lock, an absolute end, a list of one's own
sessions with a way to end each.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from tutela.foundations.access.models import Session
from tutela.foundations.kit import clock, ids

LENGTH: Final = timedelta(hours=12)
NAME: Final = "_name"
HOW: Final = "_how"
STARTED: Final = "_started"
DEVICE: Final = "_device"
ADDRESS: Final = "_address"


class SessionStore(db.SessionStore):
    """Django's sessions in the database, in our table."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def begin(self, how: str, *, device: str, address: str) -> None:
        """Say that somebody has just signed in here: the twelve hours begin."""
        now = clock.wall()
        self.update({NAME: str(ids.new()), HOW: how, STARTED: now.isoformat(), DEVICE: device, ADDRESS: address})

    @property
    def name(self) -> str:
        """What the audit calls it; empty before the sign-in."""
        return str(self.get(NAME, ""))

    @property
    def started_at(self) -> datetime:
        """When it began."""
        began = self.get(STARTED)
        if began:
            return datetime.fromisoformat(began)
        return self.row.started_at if self.row else clock.wall()

    def get_expiry_age(self, **_given: Any) -> int:
        """Seconds to its end."""
        return max(0, int((self.started_at + LENGTH - clock.wall()).total_seconds()))

    def get_expiry_date(self, **_given: Any) -> datetime:
        """Its end: nothing that is done in it moves it."""
        return self.started_at + LENGTH

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=_digest(session_key)).exists()

    def save(self, must_create: bool = False) -> None:
        """Write it. Only :func:`touch` and :func:`lock` move when it was seen and locked, so a slow request undoes neither.

        :raises UpdateError: if it was ended meanwhile
        """
        if self.session_key is None:
            self.create()
            return
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # the stubs leave Django's own out
        columns = {
            "session_data": self.encode(data), "expire_date": self.get_expiry_date(), "account_id": data.get(SESSION_KEY), "how": data.get(HOW, ""),
            "device": data.get(DEVICE, ""), "address": data.get(ADDRESS, ""), "name": UUID(data[NAME]) if NAME in data else ids.new(),
            "started_at": self.started_at,
        }
        if must_create:
            self.row = Session.objects.create(session_key=_digest(self.session_key), seen_at=clock.wall(), **columns)
        elif not Session.objects.filter(pk=_digest(self.session_key)).update(**columns):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=_digest(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Take away what has ended."""
        Session.objects.filter(expire_date__lt=clock.wall()).delete()

    def touch(self, at: datetime) -> None:
        """Its owner did something."""
        if self.row:
            Session.objects.filter(pk=self.row.pk).update(seen_at=at)

    def lock(self, at: datetime) -> bool:
        """Lock it.

        :returns: whether it was open until now
        """
        if self.row is None:
            return False
        locked = Session.objects.filter(pk=self.row.pk, locked_at=None).update(locked_at=at)
        self.row.locked_at = self.row.locked_at or at
        return bool(locked)

    def _get_session_from_db(self) -> Session | None:
        self.row = Session.objects.filter(pk=_digest(self.session_key or ""), expire_date__gt=clock.wall()).first()
        if self.row is None:
            self._session_key = None
        return self.row


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
