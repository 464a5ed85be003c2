"""A part of the corpus composed by somebody who had not read the rules: run once, when a version was finished, and learnt from afterwards.

A part is two files beside this one: ``NAME.jsonl.xz`` and ``NAME.sha256``, which was committed first. What came at the first run is
kept as ``NAME-first-run.txt`` and never changed.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from pathlib import Path
from typing import Any

from tests.law.language.measuring import Measured, measured

HERE = Path(__file__).parent


def read_part(name: str) -> list[dict[str, Any]]:
    """The entries of a part, once it is sure that they are those that were promised.

    :raises SystemExit: where the file isn't there, or isn't the one whose SHA-256 was committed
    """
    file = HERE / f"{name}.jsonl.xz"
    if not file.exists():
        raise SystemExit(f"{file.name} is not here yet")
    packed = file.read_bytes()
    plain = lzma.decompress(packed)
    promised = HERE.joinpath(f"{name}.sha256").read_text(encoding="utf-8").split()[0]
    if promised not in (hashlib.sha256(packed).hexdigest(), hashlib.sha256(plain).hexdigest()):
        raise SystemExit(f"{file.name} is not the file whose SHA-256 was committed")
    return [json.loads(line) for line in plain.decode("utf-8").splitlines() if line]


def measures(name: str) -> dict[str, Measured]:
    """What is found in a part by an author who may look back, and in each entry alone."""
    entries = read_part(name)
    return {"each entry with those before it": measured(entries), "each entry alone": measured(entries, with_earlier=False)}


def show(name: str) -> None:
    """Print the figures of a part."""
    for how, found in measures(name).items():
        print(f"{how}:", *found.lines(), sep="\n  ")


def published(name: str) -> dict[str, dict[str, float]]:
    """What came at the first run of a part: recall by category, and the good entries flagged, as shares."""
    figures: dict[str, dict[str, float]] = {}
    for line in HERE.joinpath(f"{name}-first-run.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            how = figures.setdefault(line.rstrip(":"), {})
        elif " of " in line:
            words = line.replace(",", "").replace("good entries flagged:", "good").split()
            how[words[0]] = int(words[words.index("of") - 1]) / int(words[words.index("of") + 1])
    return figures
