"""Where lives are lived: the invented force acts at its moments through the operations, with the sweep awake between them.

Both clocks are the stage's while a life is lived, so that what the machine's own clock would have written is there too.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tutela.facts.writing import write_line
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import SYSTEM, Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock
from tutela.foundations.work.operation import Operation
from tutela.record.chronology.operations import receive_fact
from tutela.record.duties.jobs import sweep
from tutela.record.duties.queries.looks import next_moment

_MINUTE: Final = timedelta(minutes=1)
_OURS: Final = ("post.send", "duties.reassess_wide")
"""The jobs that acts leave; the rest are periodic."""


class Stage:
    """One life's time and people."""

    def __init__(self, start: datetime, number: str) -> None:
        """Begin at a moment.

        :param number: what tells this life's keys from every other's
        """
        self.at = start
        self._keys = Random(f"keys {number}")
        self._ticks = 0

    def wall(self) -> datetime:
        """The machine's clock: the moment of the act, a millisecond later each time that it is asked."""
        self._ticks += 1
        return self.at + timedelta(milliseconds=self._ticks)

    def to(self, at: datetime) -> None:
        """Let time go on; what falls due on the way is told within its minute, as the sweep would."""
        while (moment := next_moment()) is not None and moment <= at:
            self._move(min(_minute(moment), at))
            sweep(self.at)
            self._work()
        self._move(at)

    def do(self, officer: str, act: Operation, /, *, after: float = 0, **given: Any) -> dict[str, Any]:
        """Somebody does something, some minutes later.

        :param officer: the name that they sign in with, or ``fim`` or ``call_handler`` for whoever is on duty
        """
        self.to(self.at + _MINUTE * after)
        return self._done(act, self.person(officer), **given)

    def receive(self, fact: Any, *, after: float = 0) -> None:
        """Another system says that something happened, some minutes later."""
        self.to(self.at + _MINUTE * after)
        self._done(receive_fact, SYSTEM, line=write_line(fact).decode())

    def person(self, officer: str) -> Viewer:
        """One of the force's people, as the policy sees them now."""
        if officer in {"fim", "call_handler"}:
            officer = username_of(forces.on_duty(f"{officer}@contact", self.at)[0].ref)
        return viewer_for(_account(officer), at=self.at, session="bench", device="bench")

    def key(self) -> str:
        """A key that nobody used before."""
        return str(UUID(int=self._keys.getrandbits(128), version=4))

    def _done(self, act: Operation, by: Viewer, **given: Any) -> dict[str, Any]:
        result = act(by=by, key=self.key(), at=self.at, **given).result
        self._work()
        return result

    def _move(self, at: datetime) -> None:
        if at > self.at:
            self.at, self._ticks = at, 0

    def _work(self) -> None:
        """Do what acts left to be done, and forget that it waited: the queue is no part of the record."""
        from procrastinate.contrib.django import app

        while True:
            with connection.cursor() as cursor:
                cursor.execute("SELECT id, task_name, args FROM procrastinate_jobs WHERE task_name = ANY(%s) ORDER BY id", [list(_OURS)])
                jobs = cursor.fetchall()
                if not jobs:
                    return
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [[key for key, _, _ in jobs]])
            for _, name, given in jobs:
                app.tasks[name](**_read(given))


def _read(given: Any) -> dict[str, Any]:
    import json

    found: dict[str, Any] = json.loads(given) if isinstance(given, str) else given
    return found


def _minute(moment: datetime) -> datetime:
    return datetime.fromtimestamp(math.ceil(moment.timestamp() / 60) * 60, tz=moment.tzinfo)


@cache
def _account(username: str) -> Account:
    return Account.objects.select_related("officer").get(username=username)


@cache
def username_of(ref: str) -> str:
    """The name that an officer signs in with."""
    return Account.objects.get(officer__pk=ref.partition(":")[2]).username


def forget() -> None:
    """Forget the force: another database has its own."""
    _account.cache_clear()
    username_of.cache_clear()


class Digests:
    """What every SHA-256 of a life was made of, by the digest: a cast makes them anew from its own words."""

    def __init__(self) -> None:
        """Know none."""
        self.known: dict[str, bytes] = {}

    def recording(self, data: bytes = b"", **given: Any) -> Any:
        """Stand in for ``hashlib.sha256``."""
        made = _SHA256(data, **given)
        self.known[made.hexdigest()] = bytes(data)
        return made


_SHA256: Final = hashlib.sha256


@contextmanager
def lived(stage: Stage) -> Iterator[Digests]:
    """The clocks are the stage's, and digests are noted, until the life is over."""
    digests = Digests()
    wall, source = clock.wall, clock._source
    clock.wall = stage.wall
    clock.read_from(lambda: stage.at)
    hashlib.sha256 = digests.recording  # type: ignore[assignment]  # for these lives alone
    try:
        yield digests
    finally:
        hashlib.sha256 = _SHA256
        clock.wall = wall
        clock.read_from(source)
