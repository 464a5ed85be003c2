"""A year of all areas by two commands of the product, ``tutela replay`` on one core and ``tutela spark`` on two: equal lines, and what each took.

Both are timed whole, start and all, as somebody would wait for them; the row of a few facts shows what the start alone takes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

import msgspec

from bench import throughput
from bench.printing import count, table
from bench.year import year
from tutela.config.cli_spark import lacking

FULL: Final = 100_000
QUICK: Final = 20_000
CORES: Final = 2


class _Named(msgspec.Struct):
    case: str


class Compared(NamedTuple):
    """What each way took, in seconds, and how many alert lines were equal."""

    plain: float
    spark: float
    alerts: int


def by_case(lines: Iterable[bytes]) -> list[bytes]:
    """Alert lines by case, and each case's in the order in which they were told: as ``tutela spark`` writes them."""
    return sorted(lines, key=lambda line: msgspec.json.decode(line, type=_Named).case)


def written(folder: Path) -> list[bytes]:
    """What ``tutela spark`` wrote: its parts, one after the other."""
    return [line for part in sorted(folder.iterdir()) for line in part.read_bytes().splitlines()]


def compare(path: Path, folder: Path) -> Compared:
    """Both commands on one file of facts.

    :raises AssertionError: if one line is different
    """
    plain, out = folder / "plain.jsonl", folder / "spark"
    with plain.open("wb") as told:
        began = perf_counter()
        _tutela("replay", str(path), "--json", out=told.fileno())
        middle = perf_counter()
    _tutela("spark", str(path), "--out", str(out), "--master", f"local[{CORES}]")
    ended = perf_counter()
    wanted, found = by_case(plain.read_bytes().splitlines()), written(out)
    if wanted != found:
        raise AssertionError(f"plain tells {len(wanted)} lines and Spark {len(found)}, and they are not the same")
    return Compared(middle - began, ended - middle, len(found))


def _tutela(*arguments: str, out: int = subprocess.DEVNULL) -> None:
    subprocess.run([sys.executable, "-m", "tutela.config.cli", *arguments], cwd=throughput.ROOT, stdout=out, stderr=subprocess.PIPE, check=True)


def report(wanted: int) -> Iterator[str]:
    """The section, line by line; one line where Spark is not."""
    if why := lacking():
        yield f"   left out: {why}."
        return
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder:
        for size in (1, wanted):
            own = Path(folder, str(size))
            own.mkdir()
            facts = throughput.generate(own / "facts.jsonl", size, year).total()
            took = compare(own / "facts.jsonl", own)
            rows.append([count(facts), f"{took.plain:.1f} s", f"{took.spark:.1f} s", f"{took.spark / took.plain:.2f}", count(took.alerts)])
    yield table(["facts", "tutela replay, one core", f"tutela spark, local[{CORES}]", "Spark takes so many times", "alert lines, all equal"], rows)
