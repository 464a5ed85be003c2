"""Living the lives from which moulds are made: a few of each kind, at different hours and days, to their end or cut off now.

It works on the database of Django's connection, which holds the force and nobody's life. As a command it does one step of building in a process
of its own: the force, a share of the moulds, the seals, the proof.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import psycopg

from bench.scaled.cast import Cast, mould
from bench.scaled.mould import Mould, moulded
from bench.scaled.rows import Table, keys_in, mark, since

NOW: Final = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
"""The moment as at which the fixture stands: a Wednesday evening. The served product's clock is set to it."""
LENGTH: Final = timedelta(days=365)
"""How far back lives begin."""
_LIVED_FROM: Final = datetime(2026, 9, 1, tzinfo=UTC)
"""Moulds of lives that are over are lived from here on: eight weeks without bank holiday or change of clocks."""
_PAST: Final[dict[str, tuple[int, int]]] = {
    "household": (5, 46), "slight": (5, 46), "concern": (12, 50), "missing_once": (8, 34), "missing_known": (8, 30), "missing_again": (4, 2),
    "restricted": (2, 40),
}
"""How many moulds of each kind, and within how many days from then on they begin."""
_NOW: Final[tuple[tuple[str, int, float, float], ...]] = (
    ("concern", 14, 0.05, 1.2), ("missing_once", 14, 0.1, 4), ("missing_known", 8, 12, 40), ("missing_once", 10, 12, 72),
)
"""Of lives that are not over: how many moulds, and between how many hours before now they begin. The last are searches whose child is back."""
_FEW: Final = (("household", 1), ("slight", 1), ("concern", 2), ("missing_once", 1), ("missing_known", 1), ("restricted", 1))
_FEW_NOW: Final = (("concern", 2), ("missing_once", 2), ("missing_known", 1))


class Spec(NamedTuple):
    """A life to be lived."""

    kind: str
    seed: str
    start: datetime
    until: datetime | None = None


def specs(*, few: bool = False) -> list[Spec]:
    """Every life that is moulded: those that are over first, for nothing of them may be due any more when the others are lived."""
    rng = Random("moulds")
    past = [
        Spec(kind, f"{kind} {n}", _LIVED_FROM + timedelta(minutes=rng.randrange(days * 24 * 60))) for kind, (count, days) in _PAST.items() for n in range(count)
    ]
    now = [
        Spec(kind, f"{kind} now {most} {n}", NOW - timedelta(minutes=round(60 * rng.uniform(least, most))), NOW)
        for kind, count, least, most in _NOW for n in range(count)
    ]
    if few:
        past = [spec for kind, count in _FEW for spec in [s for s in past if s.kind == kind][:count]]
        now = [spec for kind, count in _FEW_NOW for spec in [s for s in now if s.kind == kind][:count]]
    return [*past, *now]


def live(spec: Spec, cast: Cast, connection: psycopg.Connection[Any], *, number: int = 0) -> tuple[dict[Table, list[str]], dict[str, bytes]]:
    """Live one life through the operations.

    :param connection: to the same database, as a role that may read all of it
    :param number: what tells it from another life of the same seed
    :returns: the rows that it left, and what its digests are of
    """
    from bench.scaled import lives
    from bench.scaled.stage import Stage, lived

    place = mark(connection)
    stage = Stage(spec.start, f"{spec.seed} {number}")
    with lived(stage) as digests:
        life = lives.Life(stage, cast, spec.seed, spec.until)
        try:
            lives.KINDS[spec.kind](life)
        except lives.Over:
            assert spec.until is not None
            stage.to(spec.until)
        else:
            if spec.until is None:
                lives.ended(life)
            else:
                stage.to(max(spec.until, stage.at))
    return since(connection, place), digests.known


def make(wanted: Sequence[Spec], connection: psycopg.Connection[Any]) -> Iterator[Mould]:
    """Live them one after another and make the mould of each.

    :raises ValueError: if one life left something with a key of another's
    """
    from tutela.record.wording.queries import digest

    base = keys_in(since(connection, 0)) | {digest()}   # which phrases are noticed is the same for everybody
    others: frozenset[str] = frozenset()
    for number, spec in enumerate(wanted):
        rows, digests = live(spec, mould(number), connection)
        mine = keys_in(rows) - base
        if mine & others:
            raise ValueError(f"the life {spec.seed} is not apart from others: {', '.join(sorted(mine & others)[:5])}")
        others |= mine
        yield moulded(spec.kind, spec.seed, rows, base, digests, spec.start, open=spec.until is not None, far=NOW + timedelta(days=200))


def force() -> None:
    """Set the invented force up in an empty database, with a roster over the whole time of the fixture, and partitions for its months."""
    from bench.scaled.stage import Stage, lived
    from tutela.demo import seed
    from tutela.foundations.audit import partitions

    begun = NOW - LENGTH - timedelta(days=14)
    partitions.ensure(LENGTH.days // 28 + 6, since=begun - timedelta(days=150))
    with lived(Stage(begun, "force")):
        seed.force(begun)
    with lived(Stage(NOW - LENGTH, "roster")):
        seed.extend_roster(NOW)


def main(argv: Sequence[str]) -> int:
    """Do one step of building on the database of ``DATABASE_URL``."""
    from bench.scaled.setting import start

    start()
    step, *more = argv
    if step == "force":
        force()
    elif step == "seal":
        from tutela.foundations.audit.sealing import seal_all

        print(seal_all())
    elif step == "prove":
        from tutela.record.duties.engine.proving import differences

        found = differences(NOW)
        print(*found[:20], f"{len(found)} differences", sep="\n")
    else:
        _share(*more)
    return 0


def _share(share: str, of: str, out: str, *more: str) -> None:
    wanted = [spec for n, spec in enumerate(specs(few="--few" in more)) if n % int(of) == int(share)]
    with psycopg.connect(os.environ["BENCH_READER"]) as connection:
        Path(out).write_bytes(pickle.dumps(list(make(wanted, connection))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
