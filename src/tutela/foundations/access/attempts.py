"""Guessing made hopeless: failures are counted for each account and for each address, and sign-in is shut for a while after too many.

The counts are in the database, so that they are one for all workers. Shut is told to the person and goes by itself: nobody can shut a
colleague out for longer than a quarter of an hour (OWASP ASVS 5.0, 6.3.1).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
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
    """Count one try, before the secret is looked at, so that tries made at once do not slip past the count.

    :returns: the try, for :func:`right`
    :raises Shut: if there were too many failures
    """
    now = clock.wall()
    mine = Attempt.objects.create(username=_name(username), address=address, at=now)
    ends = [end for end in (_of_account(mine.username, now, mine.id), _of_address(address, now, mine.id)) if end]
    if ends:
        mine.delete()  # a try that was not made keeps nothing shut
        raise Shut(max(ends))
    return mine.id


def right(attempt: UUID) -> None:
    """The secret was right: the account's failures count no more."""
    Attempt.objects.filter(pk=attempt).update(right=True)


def neither(attempt: UUID) -> None:
    """The try was neither right nor wrong: a first step, with the second to come."""
    Attempt.objects.filter(pk=attempt).delete()


def last_one(username: str) -> bool:
    """Was that the failure that shuts the account?"""
    return _of_account(_name(username), clock.wall(), None) is not None


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


def _of_account(username: str, now: datetime, mine: UUID | None) -> datetime | None:
    """Until when an account is shut; None if it is open. What was right wipes out the failures before it."""
    tries = Attempt.objects.filter(username=username)
    last_right = tries.filter(right=True).order_by("-at").values_list("at", flat=True).first()
    return _shut(tries, max(now - WITHIN, last_right) if last_right else now - WITHIN, mine, OF_ONE_ACCOUNT)


def _of_address(address: str, now: datetime, mine: UUID | None) -> datetime | None:
    """Until when an address is shut; None if it is open."""
    return _shut(Attempt.objects.filter(address=address), now - WITHIN, mine, OF_ONE_ADDRESS) if address else None


def _shut(tries: QuerySet[Attempt], since: datetime, mine: UUID | None, most: int) -> datetime | None:
    failures = tries.filter(at__gt=since, right=False)
    if mine is not None:
        failures = failures.filter(id__lt=mine)
    first = failures.order_by("-at", "-id").values_list("at", flat=True)[most - 1 : most].first()
    return first + WITHIN if first else None


def _name(username: str) -> str:
    return text.folded(username)[:80]
