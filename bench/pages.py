"""Pages and operations on the scale database, served for real, beside a bare Django page on the same server and database.

Each row names its address. *Cold*: the first answer after server and database were started again and the operating system let go of its files, where
it may be asked to. *Warm*: one browser, one answer after another; then eight browsers at once, none of whom thinks; then twenty people who think for five
seconds between clicks, everywhere at once. A list that shows nothing fails.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random
from time import perf_counter, sleep
from typing import Any, Final, NamedTuple

from bench.printing import count, percentile, table
from bench.scaled.built import SCALE, Built, built
from bench.served.browsing import Answer, Browser, title
from bench.served.serving import Server
from bench.served.targets import ALLOWED, BARE, Empty, Target, targets
from tutela.config.serve import workers

BROWSERS: Final = 8
WORK: Final = "work"
"""A copy of the scale database, for what writes: the next measurement finds the fixture as it was."""


USERS: Final = 20
THOUGHT: Final = (3.0, 7.0)
"""Seconds, at least and at most, between an answer and the next click."""


class Sizes(NamedTuple):
    """How often each is asked."""

    cold: int
    warm: int
    each: int
    """By each of the browsers at once."""
    operations: int
    crowd: float
    """Seconds for which the twenty are there."""


FULL: Final = Sizes(1, 40, 8, 30, 480)
SMALL: Final = Sizes(1, 8, 2, 5, 40)


class Measured(NamedTuple):
    """Seconds of each answer, the questions asked, and the rows that were shown."""

    seconds: list[float]
    queries: list[int]
    rows: list[int]
    took: float


def report(size: str, *, kept: bool = False) -> Iterator[str]:
    """The section, line by line."""
    sizes = SMALL if size == "small" else FULL
    said: list[str] = []
    with built(size, kept=kept, progress=said.append) as found:
        yield from said
        yield from _about(found)
        reads = [target for target in targets(found, SCALE) if target.form is None]
        _none_empty(found, reads)
        cold = {target.name: _cold(found, SCALE, target, sizes.cold) for target in reads}
        warm = _warm(found, SCALE, reads, sizes)
        writable = _writable(found)
        yield f"   what writes is measured on {'a copy' if writable == WORK else 'the fixture itself, which has no room for a copy of it'}"
        wanted = targets(found, writable)
        writes = [target for target in wanted if target.form is not None]
        cold |= {target.name: _cold(found, writable, target, sizes.cold) for target in writes}
        warm |= _warm(found, writable, writes, sizes)
        crowd = _crowd(found, writable, [target for target in wanted if target.of in ALLOWED], sizes.crowd)
        alone = json.loads(found.run("bench.served.acting", "operations", json.dumps({"count": sizes.operations}), database=writable))
        if writable == WORK:
            found.dropped(WORK)
    yield from _tables([*reads, *writes], cold, warm, alone)
    yield from _people([*reads, *writes], crowd, percentile(warm[BARE, 1].seconds, 0.5))


def _none_empty(found: Built, wanted: Sequence[Target]) -> None:
    """Look at each once before an hour is spent on them.

    :raises Empty: naming every one that shows nothing
    """
    empty = []
    cookies = _signed_in(found, SCALE, sorted({f"{target.officer}#0" for target in wanted if target.officer}), wanted)
    for settings in (wanted[:1], wanted[1:]):
        server = _server(found, SCALE, settings[0])
        server.start()
        try:
            for target in settings:
                try:
                    _many(server, target, cookies, 1, 1, begin=0)
                except Empty as error:
                    empty.append(str(error))
        finally:
            server.stop()
    if empty:
        raise Empty("\n".join(empty))


def _writable(found: Built) -> str:
    """A copy of the fixture, where the disk has room for one, so that the next measurement finds it as it was."""
    if shutil.disk_usage(found.folder).free < 1.3 * found.loaded()["bytes"]:
        return SCALE
    found.copied(WORK, SCALE)
    return WORK


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


def _sessions(found: Built, database: str, target: Target) -> dict[str, str]:
    """Signed in anew for each address: a session locks when nobody was at it for some minutes."""
    officers = [f"{target.officer}#{n}" for n in range(BROWSERS)] if target.officer else []
    return _signed_in(found, database, officers, [target])


def _signed_in(found: Built, database: str, officers: Sequence[str], wanted: Sequence[Target]) -> dict[str, str]:
    people = [f"p:{path.split('/')[2]}" for target in wanted if target.name == "profile:person" for path in target.paths]
    given = json.dumps({"officers": officers, "people": people})
    made: dict[str, str] = json.loads(found.run("bench.served.acting", "sessions", given, database=database))
    return made


def _server(found: Built, database: str, target: Target) -> Server:
    return Server(found, "bare" if target.name == BARE else "settings", database)


def _cold(found: Built, database: str, target: Target, times: int) -> list[float]:
    """The first answers, each after a start of server and database."""
    seconds, cookies = [], _sessions(found, database, target)
    for n in range(times):
        found.cluster.stop()
        with suppress(OSError):   # whoever may not ask keeps what is kept
            Path("/proc/sys/vm/drop_caches").write_text("1")
        found.cluster.start()
        server = _server(found, database, target)
        server.start()
        try:
            seconds.append(_many(server, target, cookies, 1, 1, begin=n).seconds[0])
        finally:
            server.stop()
    return seconds


def _warm(found: Built, database: str, wanted: Sequence[Target], sizes: Sizes) -> dict[tuple[str, int], Measured]:
    """One browser, then eight at once, after each worker has answered a few times."""
    measured = {}
    for settings in ("bare", "settings"):
        of_this = [target for target in wanted if (target.name == BARE) == (settings == "bare")]
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


def _crowd(found: Built, database: str, wanted: Sequence[Target], seconds: float) -> dict[str, list[float]]:
    """Twenty people at once, each at the pages of one officer, thinking between clicks: seconds of each answer, by address."""
    by_officer: dict[str, list[Target]] = defaultdict(list)
    for target in wanted:
        by_officer[target.officer].append(target)
    shares = [*by_officer, *(officer for officer, theirs in by_officer.items() for _ in theirs)]   # each officer once, the rest by how many pages are theirs
    names = [f"{officer}#{n}" for n, officer in enumerate(shares[:USERS])]
    cookies = _signed_in(found, database, names, wanted)
    server = _server(found, database, wanted[0])
    server.start()
    answers: dict[str, list[float]] = defaultdict(list)

    def one(number: int) -> None:
        rng, asks = Random(f"user {number}"), Browser(server.port, cookies[names[number]])
        until = perf_counter() + seconds
        sleep(rng.uniform(0, THOUGHT[1]))
        try:
            while perf_counter() < until:
                target = rng.choice(by_officer[names[number].partition("#")[0]])
                answers[target.name].append(_asked(asks, target, rng.randrange(100_000, 1_000_000))[0].seconds)
                sleep(rng.uniform(*THOUGHT))
        finally:
            asks.close()

    try:
        for target in wanted:   # what is asked first is compiled first: that is measured as cold
            first = next(n for n, name in enumerate(names) if name.startswith(f"{target.officer}#"))
            _many(server, target, {f"{target.officer}#{b}": cookies[names[first]] for b in range(2)}, 2, 1, begin=90_000)
        with ThreadPoolExecutor(USERS) as pool:
            list(pool.map(one, range(USERS)))
    finally:
        server.stop()
    return answers


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
    wanted: Sequence[Target], cold: dict[str, list[float]], warm: dict[tuple[str, int], Measured], alone: dict[str, list[tuple[float, int]]],
) -> Iterator[str]:
    base = {browsers: percentile(warm[BARE, browsers].seconds, 0.5) for browsers in (1, BROWSERS)}
    bare_cold = percentile(cold[BARE], 0.5)
    yield "   cold: the first answer after server and database were started again; milliseconds"
    yield table(
        ["address", "p50", "p95", "x bare"],
        [[t.name, _ms(cold[t.name], 0.5), _ms(cold[t.name], 0.95), f"{percentile(cold[t.name], 0.5) / bare_cold:.1f}"] for t in wanted],
    )
    for browsers, what in ((1, "one browser, one answer after another"), (BROWSERS, f"{BROWSERS} browsers at once, {workers()} workers")):
        yield f"   warm: {what}; milliseconds"
        yield table(
            ["address", "queries", "rows", "answers", "p50", "p95", "x bare", "a second"],
            [_row(t, warm[t.name, browsers], base[browsers]) for t in wanted],
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


def _people(wanted: Sequence[Target], crowd: dict[str, list[float]], bare: float) -> Iterator[str]:
    """The twenty, address by address, and by what is allowed."""
    yield f"   {USERS} people who think {THOUGHT[0]:.0f} to {THOUGHT[1]:.0f} s between clicks, {workers()} workers; milliseconds"
    rows, kinds = [], defaultdict[str, list[float]](list)
    for target in wanted:
        if found := crowd.get(target.name):
            kinds[target.of] += found
            rows.append([target.name, target.of, len(found), _ms(found, 0.5), _ms(found, 0.95), ALLOWED[target.of], f"{percentile(found, 0.5) / bare:.1f}"])
    for kind, found in kinds.items():
        rows.append([f"every {kind}", kind, len(found), _ms(found, 0.5), _ms(found, 0.95), ALLOWED[kind], f"{percentile(found, 0.5) / bare:.1f}"])
    yield table(["address", "kind", "answers", "p50", "p95", "allowed", "x bare"], rows)


def _row(target: Target, measured: Measured, bare: float) -> list[Any]:
    return [
        target.name + (" (POST)" if target.form else ""), _span(measured.queries), "" if target.form or target.name == BARE else _span(measured.rows),
        len(measured.seconds), _ms(measured.seconds, 0.5), _ms(measured.seconds, 0.95), f"{percentile(measured.seconds, 0.5) / bare:.1f}",
        f"{len(measured.seconds) / measured.took:.0f}",
    ]


def _ms(seconds: Sequence[float], share: float) -> str:
    return f"{percentile(seconds, share) * 1000:.1f}"


def _span(numbers: Sequence[int]) -> str:
    return f"{min(numbers)}" if min(numbers) == max(numbers) else f"{min(numbers)}-{max(numbers)}"
