"""One size of the throughput measurement, in a process of its own, so that its memory is its own; it has one thread and so one core.

``python -m bench.worker FACTS ALERTS`` judges a file of facts case by case and prints a line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import msgspec

from tutela.facts import CaseClock, Fact
from tutela.facts.reading import read
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.replay import Alert, ledger, replay


class Measured(msgspec.Struct, kw_only=True):
    """What one run over one file took. Seconds, bytes, counts."""

    facts: int
    cases: int
    subjects: int
    duties: int
    alerts: int
    findings: int
    alert_bytes: int
    file_bytes: int
    seconds: float
    cpu: float
    judging: float
    telling: float
    writing: float
    read: float
    json: float
    msgspec: float
    before: int
    peak: int


def cases(path: Path) -> Iterator[tuple[str, list[Fact], datetime]]:
    """The file's cases, one after the other: a case's clock ends it.

    :raises ValueError: if a line cannot be read
    """
    facts: list[Fact] = []
    with path.open("rb") as lines:
        for _, line in read(lines):
            if isinstance(line, Fact):
                facts.append(line)
            elif isinstance(line, CaseClock):
                yield line.case, facts, line.clock
                facts = []
            else:
                raise ValueError(str(line))  # noqa: TRY004 - the file is wrong, not a type


class Seen(msgspec.Struct):
    """What was judged, and the seconds that each stage took."""

    facts: int = 0
    cases: int = 0
    subjects: int = 0
    duties: int = 0
    alerts: int = 0
    findings: int = 0
    judging: float = 0.0
    telling: float = 0.0
    writing: float = 0.0


def judge(path: Path, out: Path, law: Catalogue, book: Lawbook) -> Seen:
    """Read, judge, and write every alert as a line of JSON."""
    seen = Seen()
    encoder = msgspec.json.Encoder()
    with out.open("wb") as written:
        for case, facts, until in cases(path):
            began = perf_counter()
            judged = replay(facts, law, book, until)
            told = perf_counter()
            alerts = ledger(judged, case=case)
            ready = perf_counter()
            written.write(encoder.encode_lines(alerts))
            seen.writing += perf_counter() - ready
            seen.telling += ready - told
            seen.judging += told - began
            _count(seen, facts, judged, alerts)
    return seen


def _count(seen: Seen, facts: list[Fact], judged: Judge, alerts: list[Alert]) -> None:
    seen.facts += len(facts)
    seen.cases += 1
    seen.subjects += len(judged.world.timelines)
    seen.duties += sum(map(len, judged.owed.values()))
    seen.alerts += len(alerts)
    seen.findings += sum(len(alert.because) for alert in alerts)


def _took(work: Callable[[], Any]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _decode(path: Path, decode: Callable[[bytes], Any]) -> float:
    """Seconds for a plain decode of every line."""
    def work() -> None:
        with path.open("rb") as lines:
            for line in lines:
                decode(line)
    return _took(work)


def _read(path: Path) -> float:
    """Seconds for reading into facts, without judging."""
    def work() -> None:
        with path.open("rb") as lines:
            for _ in read(lines):
                pass
    return _took(work)


def peak() -> int:
    """The most memory that this process ever held, in bytes.

    Linux hands ``ru_maxrss`` on to a process from the one that started it, so there the process's own high-water mark is read.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        own = next((line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:")), None)
        if own is not None:
            return int(own) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(path: Path, out: Path) -> Measured:
    """Judge the file, then decode it plainly."""
    law = catalogue()
    book = lawbook(law)
    before = peak()
    began, worked = perf_counter(), process_time()
    seen = judge(path, out, law, book)
    seconds, cpu, most = perf_counter() - began, process_time() - worked, peak()
    return Measured(
        **msgspec.structs.asdict(seen), cpu=cpu, alert_bytes=out.stat().st_size, file_bytes=path.stat().st_size, seconds=seconds, read=_read(path),
        json=_decode(path, json.loads), msgspec=_decode(path, msgspec.json.Decoder().decode), before=before, peak=most,
    )


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(measure(Path(sys.argv[1]), Path(sys.argv[2]))).decode())
