"""The law over the exported facts of many forces: Spark reads, groups by case and shares out, and the same pure kernel judges.

Every case is judged alone, so that cases may lie on as many machines as there are. Spark's JVM moves lines about and knows nothing of them but
their case; a line is read, and a case judged, in Spark's Python workers, by the code that judges on one machine. What is told is written by
the workers themselves into a folder that all of them see, and that folder gets its name when every line could be read, and not before.

Only this module knows Spark, which is an optional extra.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import msgspec
from pyspark.errors import PySparkRuntimeError
from pyspark.sql import DataFrame, SparkSession, functions

from tutela.facts import CaseClock, Fact
from tutela.facts.reading import Unreadable, read_line
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.replay import ledger, replay

SHOWN: Final = 20
"""So many of the lines that cannot be read are named; a file of something else would be all of them."""
PARTS: Final = 4
"""Parts for each core: cases are of unlike sizes, and who is done early takes another part."""
QUIET: Final = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
"""On one machine Spark serves no page and says what went wrong, no more. A cluster has its own settings."""


class Stopped(Exception):
    """Nothing was written, and why: a sentence for each thing that stands in the way."""

    def __init__(self, *why: str) -> None:
        super().__init__("\n".join(why))
        self.why = why


class Problem(msgspec.Struct, frozen=True):
    """A line that stands in the way: of which file (as Spark names it), the line itself, and what is wrong."""

    file: str
    text: bytes
    what: str


class Part(msgspec.Struct):
    """What one part came to. Counts; a part with problems holds no alerts that count."""

    cases: int = 0
    facts: int = 0
    alerts: int = 0
    problems: list[Problem] = []


def judge_files(files: Sequence[Path], out: Path, *, master: str, overlays: tuple[str, ...] = ()) -> Part:
    """Judge files of facts, the lines in any order, into a folder that is not there yet: JSON lines, by case, each case as its ledger tells it.

    :returns: the counts of all parts together
    :raises OverlayRefused: if an overlay loosens what it may not
    :raises Stopped: if Spark does not start, a line cannot be read or the folder cannot be made; there is then no folder
    """
    unfinished = out.with_name(f"{out.name}.unfinished")
    for folder in (out, unfinished):
        if folder.exists():
            raise Stopped(f"{folder} is there already. Name a folder that is not, or remove it")
    _law(overlays)  # an overlay that is refused is refused here, before Spark starts
    spark = _session(master)
    try:
        unfinished.mkdir(parents=True)
        done = _judged(spark, files, unfinished, overlays)
        if done.problems:
            raise Stopped(*_named(done.problems))
        unfinished.rename(out)
    finally:
        spark.stop()
        shutil.rmtree(unfinished, ignore_errors=True)
    return done


def _session(master: str) -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else Spark's workers are whatever PATH calls python3
    builder = SparkSession.builder.appName("tutela").master(master)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # reached from nowhere else, and whatever the machine's name leads to
        for name, value in QUIET.items():
            builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise Stopped(f"Spark did not start ({error}). It needs Java 17 or newer") from None


def _judged(spark: SparkSession, files: Sequence[Path], folder: Path, overlays: tuple[str, ...]) -> Part:
    lines = _lines(spark, files)
    parts = max(PARTS * spark.sparkContext.defaultParallelism, lines.rdd.getNumPartitions())
    shared = lines.repartitionByRange(parts, "case").sortWithinPartitions("case", "file", "block", "place")
    found: list[Part] = shared.rdd.mapPartitionsWithIndex(partial(judge_part, folder=folder.absolute(), overlays=overlays)).collect()
    return Part(
        cases=sum(part.cases for part in found), facts=sum(part.facts for part in found), alerts=sum(part.alerts for part in found),
        problems=[problem for part in found for problem in part.problems],
    )


def _lines(spark: SparkSession, files: Sequence[Path]) -> DataFrame:
    """Every line as its bytes, with the case that it names and where it stood: by file, block of the file, and place in the block."""
    names = [re.sub(r"([\[\]{}*?\\])", r"\\\1", str(path.absolute())) for path in files]  # Spark would read a pattern
    return spark.read.text(names, lineSep="\n").select(
        functions.get_json_object("value", "$.case").alias("case"), functions.col("value").cast("binary").alias("text"),
        functions.col("_metadata.file_path").alias("file"), functions.col("_metadata.file_block_start").alias("block"),
        functions.monotonically_increasing_id().alias("place"),
    )


@cache
def _law(overlays: tuple[str, ...]) -> tuple[Catalogue, Lawbook]:
    """The catalogue, loaded once in each of Spark's worker processes."""
    law = catalogue(overlays)
    return law, lawbook(law)


def judge_part(index: int, rows: Iterable[Any], *, folder: Path, overlays: tuple[str, ...]) -> Iterator[Part]:
    """Judge one part's cases, one after the other, into a file of the folder; rows are sorted by case. Runs in a worker."""
    law, book = _law(overlays)
    part, encoder = Part(), msgspec.json.Encoder()
    mine = folder / f"{index}.{os.getpid()}"  # a part that is tried again, or twice, is written apart and put in place whole
    with mine.open("wb") as out:
        for case, lines in groupby(rows, key=lambda row: row.case):
            facts, until = _read(case, lines, part.problems)
            if not facts or part.problems:
                continue
            told = ledger(replay(facts, law, book, until or max(fact.occurred.latest for fact in facts)), case=case)
            out.write(encoder.encode_lines(told))
            part.cases, part.facts, part.alerts = part.cases + 1, part.facts + len(facts), part.alerts + len(told)
    mine.replace(folder / f"part-{index:05d}.jsonl")
    del part.problems[SHOWN:]
    yield part


def _read(case: str | None, rows: Iterable[Any], problems: list[Problem]) -> tuple[list[Fact], datetime | None]:
    """One case's facts, each once, and how far its clock runs; what cannot be read is added to the problems."""
    facts: dict[str, Fact] = {}
    until = None
    for row in rows:
        text = bytes(row.text)
        if not text.strip():
            continue
        try:
            line = _one(case, text, facts)
        except Unreadable as error:
            if len(problems) < SHOWN:
                problems.append(Problem(row.file, text, str(error)))
            continue
        if isinstance(line, CaseClock):
            until = line.clock
    return list(facts.values()), until


def _one(case: str | None, text: bytes, facts: dict[str, Fact]) -> Fact | CaseClock:
    """Read one line of a case; a fact is put among the case's facts.

    :raises Unreadable: if it is no fact or clock, belongs to no case, or is another fact by the id of one that is there
    """
    line = read_line(text)
    if not case or line.case != case:
        said = f"read once as {case!r}, once as {line.case!r}" if line.case else "names none"
        raise Unreadable("case", said, "each line's own, named once: lines are judged by case")
    if isinstance(line, Fact) and facts.setdefault(line.id, line) != line:
        raise Unreadable("id", f"{line.id!r} is another fact already", "an id of its own, or supersedes for a correction")
    return line


def _named(problems: Sequence[Problem]) -> list[str]:
    """The problems by file and line. Spark numbers no lines, so the line is looked for where it stands."""
    found = []
    for problem in problems:
        path = Path(unquote(urlsplit(problem.file).path))
        with path.open("rb") as lines:
            number = next((number for number, text in enumerate(lines, 1) if text.rstrip(b"\n") == problem.text), 0)
        found.append((path, number, f"{path}: line {number}: {problem.what}"))
    return [said for _, _, said in sorted(found)][:SHOWN]
