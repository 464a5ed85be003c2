"""What the measurements need from inside: sessions that are signed in, and the operations alone. A process of its own; it answers in JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Any

from bench.scaled.making import NOW
from bench.scaled.setting import start
from bench.served.counting import Counted


def sessions(officers: Sequence[str], people: Sequence[str]) -> dict[str, str]:
    """A session for each of some officers, who have said why they look at these people.

    :returns: the cookie's value, by the officer's name
    """
    from django.test import Client

    from tutela.desks.profile.views.looking import PURPOSES
    from tutela.desks.search.views import PURPOSE
    from tutela.foundations.access.models import Account

    found = {}
    for name in officers:
        client = Client()
        client.force_login(Account.objects.get(username=name.partition("#")[0]))
        session = client.session
        session[PURPOSES] = dict.fromkeys(people, "The benchmark")
        session[PURPOSE] = "The benchmark"
        session.save()
        found[name] = str(session.session_key)
    return found


def operations(count: int) -> dict[str, list[tuple[float, int]]]:
    """The operations alone, in this process: seconds and questions of each."""
    return {"contact.take_report": list(_reports(count)), "contact.write_log": list(_logs(count))}


def _viewer() -> Any:
    from tutela.foundations.access.models import Account
    from tutela.foundations.access.viewers import viewer_for

    return viewer_for(Account.objects.get(username="ashworth"), at=NOW, session="bench", device="bench")


def _reports(count: int) -> Iterator[tuple[float, int]]:
    from tutela.foundations.kit import ids
    from tutela.practice.contact import operations as contact

    viewer = _viewer()
    for n in range(count):
        yield _timed(lambda n=n: contact.take_report(
            by=viewer, key=str(ids.new()), at=NOW, who="A child", where=f"{n} Quay Street", why_worried="Not back.", concern="missing_child",
            child_name=f"Wren Holt {n}", grade="prompt", rationale="Missing child.", caller_name="Jo Holt",
        ))


def _logs(count: int) -> Iterator[tuple[float, int]]:
    from tutela.foundations.kit import ids
    from tutela.practice.contact import operations as contact
    from tutela.record.occurrences.models import Incident

    viewer = _viewer()
    open_now = [row.ref for row in Incident.objects.filter(closed_at=None).order_by("id")[:count]]
    for n in range(count):
        incident = open_now[n % len(open_now)]
        yield _timed(lambda incident=incident: contact.write_log(
            by=viewer, key=str(ids.new()), at=NOW, incident=incident, kind="information", text="Seen near the station.", what="sighting",
        ))


def _timed(act: Any) -> tuple[float, int]:
    from django.db import connection

    counted = Counted()
    with connection.execute_wrapper(counted):
        began = perf_counter()
        act()
        return perf_counter() - began, counted.count


def main(argv: Sequence[str]) -> int:
    """Do what is asked, on the database of ``DATABASE_URL``."""
    start()
    given = json.loads(argv[1])
    print(json.dumps(sessions(**given) if argv[0] == "sessions" else operations(**given)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
