"""How many facts a second: a file read, judged and told on one core, beside a plain decode of the same file."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from bench.children import Child, children
from bench.printing import count, megabytes, table
from bench.worker import Measured
from bench.year import year

ROOT: Final = Path(__file__).resolve().parents[1]
TARGET: Final = 60.0
"""Seconds for a million facts."""
FULL: Final = (10_000, 100_000, 1_000_000)
QUICK: Final = (1_000, 10_000, 50_000)
YEAR: Final = (20_000, 100_000, 1_000_000)
YEAR_QUICK: Final = (20_000,)


def generate(path: Path, wanted: int, made_by: Callable[[], Iterator[Child]] = children) -> Counter[str]:
    """Write a file of whole cases, at least so many facts.

    :returns: how often each type of fact is in it
    """
    mix: Counter[str] = Counter()
    encoder = msgspec.json.Encoder()
    total = 0
    with path.open("wb") as out:
        for made in made_by():
            if total >= wanted:
                return mix
            if made.lines:
                out.write(encoder.encode_lines([*made.lines, {"case": made.case, "clock": made.until}]))
                mix.update(line["fact"] for line in made.lines)
                total += len(made.lines)
    return mix


LIVED: Final = ("nn-1", "nn-10", "nn-14", "nn-1b", "nn-2", "nn-3", "ny-13", "ny-2", "ny-4", "ny-7")
"""The cases after which the generated lives are made: the other areas' cases have none like them yet."""


def reports_mix(folder: Path = ROOT / "cases" / "reports") -> Counter[str]:
    """The fact types of the reports' cases after which the lives are made."""
    lines = (json.loads(line) for case in LIVED for line in (folder / case / "facts.jsonl").read_text(encoding="utf-8").splitlines() if line.strip())
    return Counter(line["fact"] for line in lines if "fact" in line)


def mix_lines(mix: Counter[str], reports: Counter[str], shown: int = 16) -> Iterator[str]:
    """The mix beside the reports'."""
    total, theirs = mix.total(), reports.total()
    names = [name for name, _ in mix.most_common()]
    rows: list[Sequence[object]] = [[name, f"{100 * mix[name] / total:.1f} %", f"{100 * reports[name] / theirs:.1f} %"] for name in names[:shown]]
    rest = sum(mix[name] for name in names[shown:])
    absent = sum(n for name, n in reports.items() if name not in mix)
    rows.append([f"{len(names) - shown} other types", f"{100 * rest / total:.1f} %", f"{100 * sum(reports[n] for n in names[shown:]) / theirs:.1f} %"])
    rows.append(["types that are not generated", "0.0 %", f"{100 * absent / theirs:.1f} %"])
    yield table(["fact", "here", "reports' cases"], rows)


def run_apart(path: Path, out: Path) -> Measured:
    """Measure in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "bench.worker", str(path), str(out)], cwd=ROOT, capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=Measured)


def report(wanted: Sequence[int]) -> Iterator[str]:
    """The section, line by line."""
    yield from _report(wanted, children, lambda mix: mix_lines(mix, reports_mix()))


def report_year(wanted: Sequence[int]) -> Iterator[str]:
    """The same of a year of all areas, most of it handled well."""
    yield from _report(wanted, year, lambda mix: (f"   {len(mix)} types of fact; the commonest: {', '.join(n for n, _ in mix.most_common(6))}",))


def _report(wanted: Sequence[int], made_by: Callable[[], Iterator[Child]], shown: Callable[[Counter[str]], Iterable[str]]) -> Iterator[str]:
    found: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="tutela-bench-") as folder:
        for number, size in enumerate(wanted):
            path, out = Path(folder, f"{number}.jsonl"), Path(folder, f"{number}.alerts.jsonl")
            mix = generate(path, size, made_by)
            if size == wanted[-1]:
                yield from shown(mix)
            found.append(run_apart(path, out))
            path.unlink()
            out.unlink()
    yield ""
    yield from _what(found[-1])
    yield ""
    yield sizes(found)
    yield ""
    yield from beside(found[-1])


def _what(m: Measured) -> Iterator[str]:
    each = 1000 / m.facts
    yield f"   {count(m.facts)} facts of {count(m.cases)} cases, {m.facts / m.cases:.1f} each ({count(m.subjects)} subjects: child, episode, incident, ...)"
    yield f"   for every 1,000 facts: {m.duties * each:,.0f} duties opened, {m.alerts * each:,.0f} alert lines, {m.findings * each:,.0f} findings in them"
    yield f"   file {megabytes(m.file_bytes)} ({m.file_bytes / m.facts:,.0f} bytes a fact); alert lines {megabytes(m.alert_bytes)}"
    rest = m.seconds - m.judging - m.telling - m.writing
    shares = (("reading", rest), ("judging and findings", m.judging), ("alert lines", m.telling), ("writing them", m.writing))
    yield "   of the wall: " + ", ".join(f"{what} {100 * took / m.seconds:.0f} %" for what, took in shares)


def sizes(found: Sequence[Measured]) -> str:
    """Does it stay linear (by processor time, which other work on the machine disturbs least), and the memory flat?"""
    first = found[0].facts / found[0].cpu
    rows = [
        [
            count(m.facts), f"{m.seconds:.1f} s", count(m.facts / m.seconds), f"{m.cpu:.1f} s", count(m.facts / m.cpu), f"{m.facts / m.cpu / first:.2f}",
            megabytes(m.peak), megabytes(m.peak - m.before), megabytes(m.file_bytes), f"{m.peak / m.file_bytes:.2f}",
        ]
        for m in found
    ]
    header = ["facts", "wall", "facts/s", "processor", "facts/s of it", "beside the first", "peak memory", "of it the run's", "file", "peak/file"]
    return table(header, rows)


def beside(m: Measured) -> Iterator[str]:
    """Ratios beside the target and the plain decodes."""
    target = TARGET * m.facts / 1_000_000
    verdict = "within" if m.seconds <= target else "OVER"
    yield f"   wall {m.seconds:.1f} s beside the target of {target:.1f} s ({TARGET:.0f} s a million): {m.seconds / target:.2f} of it, {verdict}"
    rows = [
        [what, f"{seconds:.2f} s", count(m.facts / seconds), f"{m.seconds / seconds:.1f}"]
        for what, seconds in (
            ("read, judge, find, write", m.seconds), ("read into facts only", m.read), ("json.loads", m.json), ("msgspec decode, untyped", m.msgspec),
        )
    ]
    yield table(["the same file, the same core", "wall", "facts/s", "judging takes so many times"], rows)
