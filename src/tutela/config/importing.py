"""``tutela import``: a file of facts that were born in another system, through the same one door as the API's.

One JSON object a line, form version 1, in the order in which they happened. A line is taken whole or not at all; what could not be taken is kept
beside the file with what would be right, and the rest is there. The same file again changes nothing. A training database never holds records of
another system: there, only what the importer says is invented is taken.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec


class NotHere(RuntimeError):
    """This database must not take the file; the message says why."""


def import_file(argv: Sequence[str]) -> int:
    """Take in a file.

    :returns: 0; 1 where a line was rejected; 2 where nothing could be taken
    """
    parser = argparse.ArgumentParser(prog="tutela import", description="Take in facts that were born in another system, one JSON object a line.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--invented", action="store_true", help="nobody in the file is real: for a training database, which takes nothing else")
    asked = parser.parse_args(argv)
    if not asked.file.is_file():
        print(f"tutela import: no such file: {asked.file}", file=sys.stderr)
        return 2
    try:
        may_hold(invented=asked.invented)
    except NotHere as cause:
        print(f"tutela import: {cause}", file=sys.stderr)
        return 2
    outcomes, rejected = take(asked.file)
    print(", ".join(f"{outcome} {count}" for outcome, count in sorted(outcomes.items())) or "nothing in it")
    return _keep(asked.file, rejected)


def may_hold(*, invented: bool) -> None:
    """See that this database may take records of another system, and have it say so from now on.

    :raises NotHere: if it may not
    """
    from tutela.foundations.forces import queries, rows

    held = queries.deployment()
    if held is None:
        raise NotHere("this database is of no force yet; set one up first.")
    if held.training and not invented:
        raise NotHere("this database is marked training, and never holds records of real people. Say --invented if nobody in the file is real.")
    if not held.training and invented:
        raise NotHere("this database is not for training: invented people do not belong in it.")
    if not held.training:
        rows.mark_imported()


def take(file: Path) -> tuple[Counter[str], list[dict[str, object]]]:
    """Take each line in its own operation.

    :returns: how many were new, known and rejected; and the rejected with what would be right
    """
    from tutela.foundations.access.viewer import SYSTEM
    from tutela.foundations.kit import clock
    from tutela.foundations.work.errors import NotDone
    from tutela.record.chronology.operations import receive_fact

    outcomes: Counter[str] = Counter()
    rejected: list[dict[str, object]] = []
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(map(str.strip, lines), 1):
            if not line:
                continue
            try:
                done = receive_fact(by=SYSTEM, key=f"fact {hashlib.sha256(line.encode()).hexdigest()}", at=clock.now(), line=line)
            except NotDone as refused:
                outcomes["rejected"] += 1
                rejected.append({"line": number, **_why(refused), "text": line})
            else:
                outcomes["known" if done.replayed else str(done.result["outcome"])] += 1
    return outcomes, rejected


def _why(refused: Exception) -> dict[str, str]:
    from tutela.foundations.design.words import words
    from tutela.foundations.work.errors import NotDone

    assert isinstance(refused, NotDone)
    having = refused.having
    problem = having.get("problem") or words(refused.because, **having)
    return {"field": str(having.get("field", "id")), "problem": str(problem), "right": str(having.get("right", ""))}


def _keep(file: Path, rejected: list[dict[str, object]]) -> int:
    """Keep what could not be taken beside the file."""
    kept = file.with_name(f"{file.name}.rejected.jsonl")
    if not rejected:
        kept.unlink(missing_ok=True)
        return 0
    kept.write_bytes(b"".join(msgspec.json.encode(bad) + b"\n" for bad in rejected))
    for bad in rejected:
        print(f"{file}: line {bad['line']}: {bad['field']}: {bad['problem']} Right would be: {bad['right']}", file=sys.stderr)
    print(f"{len(rejected)} lines could not be taken and are in {kept}; the rest was.", file=sys.stderr)
    return 1
