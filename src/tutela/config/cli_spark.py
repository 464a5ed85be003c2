"""``tutela spark``: the exported facts of a region's or the nation's forces through the law, on Spark, which is an optional extra."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from tutela.config.cli_replay import WARNING

NO_SPARK: Final = "Spark is not installed here. Install tutela[spark]; in a tree of the source, `make spark` sets it up in .venv-spark"
NO_JAVA: Final = "Spark needs Java 17 or newer: PATH has no java, and JAVA_HOME names none. On Debian or Ubuntu: apt-get install default-jre-headless"


def add(commands: Any) -> None:
    """Declare the command."""
    spark = commands.add_parser("spark", help="many forces' exported facts through the law, on Spark (an extra)", description=WARNING)
    spark.add_argument("files", nargs="+", type=Path, metavar="FILE", help="facts, one JSON object a line, in any order; a folder stands for its *.jsonl")
    spark.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a folder that is not there yet: one alert a line, by case")
    spark.add_argument("--master", default="local[*]", help="where Spark runs (default: on every core of this machine)")
    spark.add_argument("--overlay", action="append", default=[], metavar="NAME|FILE")
    spark.set_defaults(run=_spark)


def _spark(asked: argparse.Namespace) -> int:
    files = list(_files(asked.files))
    wrong = [f"{path}: {why}" for path in files if (why := _unfit(path))] or ([] if files else ["No file of facts there"])
    if wrong or (missing := lacking()):
        return _say(wrong or [missing], 2)
    from tutela.config import spark  # only here: it imports pyspark

    print(WARNING, file=sys.stderr)
    try:
        overlays = tuple(str(path.absolute()) if (path := Path(name)).is_file() else name for name in asked.overlay)  # workers stand in folders of their own
        done = spark.judge_files(files, asked.out, master=asked.master, overlays=overlays)
    except spark.Stopped as stopped:
        return _say([*stopped.why, f"Nothing was written into {asked.out}"], 1)
    print(f"{done.facts:,} facts of {done.cases:,} cases: {done.alerts:,} alert lines in {asked.out}", file=sys.stderr)
    return 0


def _files(given: Sequence[Path]) -> Iterator[Path]:
    """The files, in order; each once."""
    yield from dict.fromkeys(file for path in given for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path]))


def _unfit(path: Path) -> str:
    """Why Spark would not read a file as we do; empty where it does."""
    if not path.is_file():
        return "no such file"
    if path.name.startswith((".", "_")):
        return "Spark passes over names that begin so. Give it another name"
    return "" if path.suffix == ".jsonl" else "Spark unpacks by the ending. A file of facts ends in .jsonl"


def lacking() -> str:
    """What Spark lacks on this machine, and what to install; empty where it lacks nothing."""
    if find_spec("pyspark") is None:
        return NO_SPARK
    home = os.environ.get("JAVA_HOME")
    return "" if shutil.which(str(Path(home, "bin", "java")) if home else "java") else NO_JAVA


def _say(why: Sequence[str], code: int) -> int:
    print("\n".join(f"tutela spark: {one}." for one in why), file=sys.stderr)
    return code
