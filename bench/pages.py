"""Pages and operations on the scale database, served for real, beside a bare Django page on the same server and database.

Each row names its address. *Cold*: the first answer after server and database were started again (the operating system keeps its files). *Warm*: one
browser, one answer after another; then eight browsers at once. A list that shows nothing fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any, Final, NamedTuple

from bench.printing import count, percentile, table
from bench.scaled.built import SCALE, Built, built
from bench.served.browsing import Answer, Browser, title
from bench.served.serving import Server

BROWSERS: Final = 8
WORK: Final = "work"
"""A copy of the scale database, for what writes: the next measurement finds the fixture as it was."""
_BARE: Final = "bare"


class Sizes(NamedTuple):
    """How often each is asked."""

    cold: int
    warm: int
    each: int
    """By each of the browsers at once."""
    operations: int


FULL: Final = Sizes(3, 60, 15, 60)
SMALL: Final = Sizes(1, 8, 2, 5)


class Target(NamedTuple):
    """One address: its name, whose page it is, the paths that are asked in turn, and what a row on it looks like."""

    name: str
    officer: str
    paths: tuple[str, ...]
    row: re.Pattern[str]
    form: Callable[[int], dict[str, str]] | None = None


class Measured(NamedTuple):
    """Seconds of each answer, the questions asked, and the rows that were shown."""

    seconds: list[float]
    queries: list[int]
    rows: list[int]
    took: float


class Empty(AssertionError):
    """A page did not show what it is measured for."""


def report(*, small: bool, kept: bool = False) -> Iterator[str]:
    """The section, line by line."""
    sizes = SMALL if small else FULL
    said: list[str] = []
    with built(small=small, kept=kept, progress=said.append) as found:
        yield from said
        yield from _about(found)
        targets = _targets(found)
        bare = next(target for target in targets if target.name == _BARE)
        reads = [target for target in targets if target.form is None and target is not bare]
        cold = {target.name: _cold(found, SCALE, target, sizes.cold) for target in (bare, *reads)}
        warm = _warm(found, SCALE, (bare, *reads), sizes)
        found.copied(WORK, SCALE)
        writes = [target for target in targets if target.form is not None]
        cold |= {target.name: _cold(found, WORK, target, sizes.cold) for target in writes}
        warm |= _warm(found, WORK, writes, sizes)
        alone = json.loads(found.run("bench.served.acting", "operations", json.dumps({"count": sizes.operations}), database=WORK))
        found.dropped(WORK)
    yield from _tables([bare, *reads, *writes], cold, warm, alone)


def _about(found: Built) -> Iterator[str]:
    loaded = found.loaded()
    with found.connect() as connection:
        duties = connection.execute("SELECT count(*) FILTER (WHERE settled_at IS NULL), count(*) FROM duties_duty").fetchone() or (0, 0)
        incidents = connection.execute("SELECT count(*) FILTER (WHERE closed_at IS NULL), count(*) FROM occurrences_incident").fetchone() or (0, 0)
        episodes = connection.execute("SELECT count(*) FILTER (WHERE closed_at IS NULL), count(*) FROM occurrences_episode").fetchone() or (0, 0)
        kept = connection.execute("SELECT version()").fetchone() or ("",)
    yield (
        f"   {count(loaded['persons'])} persons, {count(loaded['facts'])} facts, {count(sum(loaded['rows'].values()))} rows, "
        f"{loaded['bytes'] / 1e9:.1f} GB when loaded; cast from {loaded['moulds']} lives that were lived"
    )
    yield (
        f"   incidents {count(incidents[1])}, open {count(incidents[0])}; episodes {count(episodes[1])}, open {count(episodes[0])}; "
        f"duties {count(duties[1])}, open {count(duties[0])}"
    )
    yield f"   built once in: {', '.join(f'{name} {seconds:.0f} s' for name, seconds in loaded['seconds'].items())}; {kept[0].partition(' on ')[0]}, fsync on"


_UUID: Final = r"[0-9a-f]{8}-[0-9a-f-]{27}"
_OPEN: Final = "SELECT id::text FROM occurrences_incident WHERE closed_at IS NULL AND concern <> 'missing_child' ORDER BY id LIMIT 40"
_OWED: Final = """
    SELECT d.id::text FROM duties_duty d WHERE d.settled_at IS NULL AND NOT EXISTS (SELECT FROM access_restriction r WHERE r.subject = ANY (d.about))
    ORDER BY d.id LIMIT 40
"""
_CHILDREN: Final = """
    SELECT e.child FROM occurrences_episode e JOIN people_person p ON 'p:' || p.id = e.child
    WHERE NOT EXISTS (SELECT FROM access_restriction r WHERE r.subject = e.child) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 40
"""
_REPORT: Final = {
    "who": "A child of about 13", "where": "Bus station, Northport", "why_worried": "Not back at the time agreed; telephone off.", "missing": "yes",
    "channel": "101", "caller_name": "Jo Holt", "grade": "prompt", "rationale": "Missing child; nobody knows where.",
}


def _targets(found: Built) -> list[Target]:
    """What is measured, with the paths of records that are there.

    :raises Empty: if the fixture holds none
    """
    with found.connect() as connection:
        incidents, duties, children = ([str(row[0]) for row in connection.execute(asked)] for asked in (_OPEN, _OWED, _CHILDREN))
    if not (incidents and duties and children):
        raise Empty("the fixture has no open incident, no open duty or no child who was missing")
    people = [ref.partition(":")[2] for ref in children]
    return [
        Target(_BARE, "", tuple(f"/bare/{key}/" for key in incidents), re.compile("INC-")),
        Target("worklist:home", "tremlett", ("/",), re.compile(rf'href="/duties/({_UUID})/')),
        Target("worklist:room", "ashworth", ("/room/",), re.compile(rf'href="/contact/incidents/({_UUID})/"')),
        Target("worklist:room-fragment", "ashworth", ("/room/live/",), re.compile(rf'href="/contact/incidents/({_UUID})/"')),
        Target("profile:person", "lindqvist", tuple(f"/people/{key}/" for key in people), re.compile(r'<li id="(e[^"]*)"')),
        Target("contact:incident", "ashworth", tuple(f"/contact/incidents/{key}/" for key in incidents), re.compile("INC-")),
        Target("supervision:duty", "tremlett", tuple(f"/duties/{key}/" for key in duties), re.compile("<h1")),
        Target("contact:report", "ashworth", ("/contact/incidents/new/",), re.compile(f"({_UUID})"), lambda n: {**_REPORT, "child_name": f"Wren Holt {n}"}),
        Target(
            "contact:log", "ashworth", tuple(f"/contact/incidents/{key}/log/" for key in incidents), re.compile(f"({_UUID})"),
            lambda n: {"kind": "information", "what": "sighting", "text": f"Seen near the station, {n}.", "raises_concern": "no"},
        ),
    ]


def _sessions(found: Built, database: str, target: Target) -> dict[str, str]:
    """Signed in anew for each address: a session locks when nobody was at it for some minutes."""
    officers = [f"{target.officer}#{n}" for n in range(BROWSERS)] if target.officer else []
    people = [f"p:{path.split('/')[2]}" for path in target.paths] if target.name == "profile:person" else []
    given = json.dumps({"officers": officers, "people": people})
    made: dict[str, str] = json.loads(found.run("bench.served.acting", "sessions", given, database=database))
    return made


def _server(found: Built, database: str, target: Target) -> Server:
    return Server(found, "bare" if target.name == _BARE else "settings", database)


def _cold(found: Built, database: str, target: Target, times: int) -> list[float]:
    """The first answers, each after a start of server and database."""
    seconds, cookies = [], _sessions(found, database, target)
    for n in range(times):
        found.cluster.stop()
        found.cluster.start()
        server = _server(found, database, target)
        server.start()
        try:
            seconds.append(_many(server, target, cookies, 1, 1, begin=n).seconds[0])
        finally:
            server.stop()
    return seconds


def _warm(found: Built, database: str, targets: Sequence[Target], sizes: Sizes) -> dict[tuple[str, int], Measured]:
    """One browser, then eight at once, after each worker has answered a few times."""
    measured = {}
    for settings in ("bare", "settings"):
        of_this = [target for target in targets if (target.name == _BARE) == (settings == "bare")]
        if not of_this:
            continue
        server = _server(found, database, of_this[0])
        server.start()
        try:
            for target in of_this:
                cookies = _sessions(found, database, target)
                _many(server, target, cookies, BROWSERS, 2, begin=5000)
                times = sizes.warm * (5 if settings == "bare" else 1)
                measured[target.name, 1] = _many(server, target, cookies, 1, times, begin=0)
                measured[target.name, BROWSERS] = _many(server, target, cookies, BROWSERS, sizes.each * (5 if settings == "bare" else 1), begin=1000)
        finally:
            server.stop()
    return measured


def _many(server: Server, target: Target, cookies: dict[str, str], browsers: int, times: int, *, begin: int) -> Measured:
    """So many browsers at once, each asking so many times."""

    def one(browser: int) -> list[tuple[Answer, int]]:
        asks = Browser(server.port, cookies.get(f"{target.officer}#{browser}", ""))
        try:
            return [_asked(asks, target, begin + browser * times + n) for n in range(times)]
        finally:
            asks.close()

    began = perf_counter()
    with ThreadPoolExecutor(browsers) as pool:
        found = [answer for answers in pool.map(one, range(browsers)) for answer in answers]
    took = perf_counter() - began
    return Measured([a.seconds for a, _ in found], [a.queries for a, _ in found], [rows for _, rows in found], took)


def _asked(browser: Browser, target: Target, number: int) -> tuple[Answer, int]:
    """One answer, which must be the page, with something on it.

    :raises Empty: if it is not
    """
    path = target.paths[number % len(target.paths)]
    answer = browser.post(path, target.form(number)) if target.form else browser.get(path)
    if answer.status != (302 if target.form else 200):
        raise Empty(f"{target.name} {path}: {answer.status} {title(answer.body)} {answer.location}")
    rows = len(set(target.row.findall(answer.location if target.form else answer.body)))
    if not rows:
        raise Empty(f"{target.name} {path} shows nothing: {title(answer.body)} {answer.location}")
    return answer, rows


def _tables(
    targets: Sequence[Target], cold: dict[str, list[float]], warm: dict[tuple[str, int], Measured], alone: dict[str, list[tuple[float, int]]],
) -> Iterator[str]:
    base = {browsers: percentile(warm[_BARE, browsers].seconds, 0.5) for browsers in (1, BROWSERS)}
    bare_cold = percentile(cold[_BARE], 0.5)
    yield "   cold: the first answer after server and database were started again; milliseconds"
    yield table(
        ["address", "p50", "p95", "x bare"],
        [[t.name, _ms(cold[t.name], 0.5), _ms(cold[t.name], 0.95), f"{percentile(cold[t.name], 0.5) / bare_cold:.1f}"] for t in targets],
    )
    for browsers, what in ((1, "one browser, one answer after another"), (BROWSERS, f"{BROWSERS} browsers at once, two workers")):
        yield f"   warm: {what}; milliseconds"
        yield table(
            ["address", "queries", "rows", "answers", "p50", "p95", "x bare", "a second"],
            [_row(t, warm[t.name, browsers], base[browsers]) for t in targets],
        )
    yield "   an operation alone, in one process, without page or server; milliseconds"
    yield table(
        ["operation", "queries", "times", "p50", "p95", "x bare"],
        [
            [
                name, _span([n for _, n in found]), len(found), _ms([s for s, _ in found], 0.5), _ms([s for s, _ in found], 0.95),
                f"{percentile([s for s, _ in found], 0.5) / base[1]:.1f}",
            ]
            for name, found in alone.items()
        ],
    )


def _row(target: Target, measured: Measured, bare: float) -> list[Any]:
    return [
        target.name + (" (POST)" if target.form else ""), _span(measured.queries), "" if target.form or target.name == _BARE else _span(measured.rows),
        len(measured.seconds), _ms(measured.seconds, 0.5), _ms(measured.seconds, 0.95), f"{percentile(measured.seconds, 0.5) / bare:.1f}",
        f"{len(measured.seconds) / measured.took:.0f}",
    ]


def _ms(seconds: Sequence[float], share: float) -> str:
    return f"{percentile(seconds, share) * 1000:.1f}"


def _span(numbers: Sequence[int]) -> str:
    return f"{min(numbers)}" if min(numbers) == max(numbers) else f"{min(numbers)}-{max(numbers)}"
