"""Guessing made hopeless: failures are counted for each account and for each address, and sign-in is shut for a while after too many.

The counts are in the database, so that they are one for all workers. Shut is told to the person and goes by itself: nobody can shut a
colleague out for longer than a quarter of an hour (OWASP ASVS 5.0, 6.3.1).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from tutela.foundations.access.models import Attempt
from tutela.foundations.kit import clock, text

WITHIN: Final = timedelta(minutes=15)
OF_ONE_ACCOUNT: Final = 5
OF_ONE_ADDRESS: Final = 100
"""A whole force may come through one address."""
KEPT: Final = timedelta(days=31)


class Shut(Exception):
    """Too many failures: nothing is tried until then."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def begin(username: str, address: str) -> UUID:
    """Count one try, before the secret is looked at. Tries of one account made at once wait for one another, so that none slips past the count.

    :returns: the try, for :func:`right`
    :raises Shut: if there were too many failures
    """
    name, now = _name(username), clock.wall()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"tutela.access.attempts {name}"])
        ends = [end for end in (_of_account(name, now), _of_address(address, now)) if end]
        if not ends:
            return Attempt.objects.create(username=name, address=address, at=now).id
    raise Shut(max(ends))


def right(attempt: UUID) -> None:
    """The secret was right: the account's failures count no more."""
    Attempt.objects.filter(pk=attempt).update(right=True)


def neither(attempt: UUID) -> None:
    """The try was neither right nor wrong: a first step, with the second to come."""
    Attempt.objects.filter(pk=attempt).delete()


def last_one(username: str) -> bool:
    """Was that the failure that shuts the account?"""
    return _of_account(_name(username), clock.wall()) is not None


def forget_old() -> int:
    """Take away what no longer counts.

    :returns: how many tries
    """
    return Attempt.objects.filter(at__lt=clock.wall() - KEPT).delete()[0]


def address_of(request: HttpRequest) -> str:
    """Whence a request comes: behind a proxy, what the proxy added last."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def _of_account(username: str, now: datetime) -> datetime | None:
    """Until when an account is shut; None if it is open. What was right wipes out the failures before it."""
    tries = Attempt.objects.filter(username=username)
    last_right = tries.filter(right=True).order_by("-at").values_list("at", flat=True).first()
    return _shut(tries, max(now - WITHIN, last_right) if last_right else now - WITHIN, OF_ONE_ACCOUNT)


def _of_address(address: str, now: datetime) -> datetime | None:
    """Until when an address is shut; None if it is open."""
    return _shut(Attempt.objects.filter(address=address), now - WITHIN, OF_ONE_ADDRESS) if address else None


def _shut(tries: QuerySet[Attempt], since: datetime, most: int) -> datetime | None:
    failures = tries.filter(at__gt=since, right=False).order_by("-at").values_list("at", flat=True)[:most]
    return failures[most - 1] + WITHIN if len(failures) == most else None


def _name(username: str) -> str:
    return text.folded(username)[:80]
