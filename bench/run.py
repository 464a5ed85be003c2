"""Prints every measurement, each beside what it is compared with."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Final

from bench import alarms, beside, budget, day, fortnight, hotspots, install, one_fact, pages, spark, throughput
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook

PARTS: Final = ("throughput", "year", "spark", "one-fact", "beside", "budget", "fortnight", "day", "pages", "install")


def _asked(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python bench", description=__doc__)
    parser.add_argument(
        "--quick", "--small", dest="quick", action="store_true", help="50,000 facts instead of a million, a small scale database, and no install",
    )
    parser.add_argument("--whole", action="store_true", help="a million people in the scale database, not a tenth of them: an hour to build, 60 GB of disk")
    parser.add_argument("--kept", action="store_true", help="take the scale database that is there, whatever made it")
    parser.add_argument("--profile", action="store_true", help="where judging spends its time, and nothing else")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part (may be given more than once)")
    return parser.parse_args(argv)


def sections(*, quick: bool, kept: bool = False, whole: bool = False) -> dict[str, tuple[str, Callable[[], Iterator[str]]]]:
    """Each part: its title and what prints it."""
    law = catalogue()
    book = lawbook(law)
    size = "small" if quick else "whole" if whole else "tenth"
    return {
        "throughput": ("Throughput, on one core", lambda: throughput.report(throughput.QUICK if quick else throughput.FULL)),
        "year": ("A force-year of all areas, on one core", lambda: throughput.report_year(throughput.YEAR_QUICK if quick else throughput.YEAR)),
        "spark": (f"The same year on Spark, {spark.CORES} cores of this machine", lambda: spark.report(spark.QUICK if quick else spark.FULL)),
        "one-fact": ("One new fact, by Judge.judge", lambda: one_fact.report(law, book, one_fact.QUICK if quick else one_fact.SIZES)),
        "beside": ("Beside a maintained rule library", lambda: beside.report(5_000 if quick else 50_000)),
        "budget": ("Alert budget (docs/decisions/0004-alert-budget.md)", lambda: budget.report(law, book, (1,) if quick else (1, 2, 3, 4))),
        "fortnight": ("Alert budget of all areas (docs/decisions/0009-alert-budget-of-all-areas.md)", lambda: _fortnight(law, book, quick=quick)),
        "day": (
            "Alert budget over the synthetic day, lived through the operations",
            lambda: day.report(incidents=40, missing=3) if quick else day.report(incidents=400, missing=14),
        ),
        "pages": ("Pages and operations on the scale database, served on loopback", lambda: pages.report(size, kept=kept)),
        "install": ("The README's commands, with empty caches", lambda: iter(("   left out with --quick",)) if quick else install.report()),
    }


def _fortnight(law: Catalogue, book: Lawbook, *, quick: bool) -> Iterator[str]:
    """All areas: the load, then the ordinary cases."""
    yield from fortnight.report(law, book, (1,), 0.2, 18) if quick else fortnight.report(law, book, (1, 2))
    yield ""
    yield from alarms.report(law, book, 38 if quick else alarms.CASES)


def machine() -> str:
    """What this ran on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        model = next((line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")), model)
    law = catalogue()
    busy = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before this began"
    return f"Python {platform.python_version()}, msgspec {version('msgspec')}, {model}, {busy}; {len(law.rules)} rules, catalogue {law.digest}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the parts that were asked for."""
    asked = _asked(argv)
    print(machine(), flush=True)
    if asked.profile:
        law = catalogue()
        print("\n== Where judging spends its time (cProfile makes all of it slower)", flush=True)
        _print(hotspots.report(law, lawbook(law)))
        return 0
    for name, (title, lines) in sections(quick=asked.quick, kept=asked.kept, whole=asked.whole).items():
        if asked.part and name not in asked.part:
            continue
        began = perf_counter()
        print(f"\n== {title}", flush=True)
        _print(lines())
        print(f"   ({perf_counter() - began:.0f} s for this part)", flush=True)
    return 0


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line, flush=True)
