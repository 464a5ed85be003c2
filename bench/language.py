"""Weighing the marks that speak for an entry, from the committed half of the corpus: ``python -m bench.language [--write]``.

A logistic regression over readable marks, in plain Python, by full-batch steps from nought: the same entries give the same weights
on every machine. A mark may only speak for an entry, so no weight rises above nought. Without ``--write`` it prints how the rules do
on entries that the weights have not seen (ten folds, entries of one family in one fold); with it, it writes ``words/weights.yaml``.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tutela.law.language.reading import read
from tutela.law.language.standing import Weights, against, weights
from tutela.law.language.weighing import Weighed, noticed, weigh

HERE = Path(__file__).resolve().parents[1]
CORPUS = HERE / "tests/law/language"
WEIGHTS = HERE / "src/tutela/law/language/words/weights.yaml"
POINT, AT_MOST, LINE = 0.9, 7, 3.2
FOLDS, STEPS, PACE, SHRINK = 10, 200, 0.5, 0.003
NAMED = {"age_frequency": {"age-based", "frequency"}, "blaming": {"victim-blaming"}, "off_child": {"off-child"}}
"""The corpus names its categories by the requirement's row; the library divides one of them."""


class Entry(msgspec.Struct, frozen=True):
    """An entry of the corpus, read."""

    family: str
    flags: tuple[str, ...]
    good: bool
    weighed: Weighed


def entries() -> list[Entry]:
    """The first half, and the entries of version 1 that are not held out."""
    raw: list[dict[str, Any]] = [json.loads(line) for line in (CORPUS / "first-half.jsonl").read_text(encoding="utf-8").splitlines()]
    older: Any = yaml.safe_load((CORPUS / "corpus.yaml").read_text(encoding="utf-8"))
    raw += [{"id": text, "text": text, "good": True, "flags": []} for text in older["good"]]
    raw += [{"id": entry["text"], "text": entry["text"], "good": False, "flags": [entry["as"]]} for entry in older["flagged"]]
    return [Entry(row.get("family") or row["id"], tuple(row["flags"]), row["good"], weigh(read(row["text"]))) for row in raw]


def learn(given: Iterable[Entry]) -> dict[str, float]:
    """The weight of each mark. Copies are left out: they are bad for being copies, and their words are often good."""
    data = [(sorted(entry.weighed.marks), not entry.good) for entry in given if "templated" not in entry.flags]
    learnt = dict.fromkeys(sorted({mark for held, _ in data for mark in held}), 0.0) | {"always": 0.0}
    pace = dict.fromkeys(learnt, 1e-6)
    for _ in range(STEPS):
        slope = dict.fromkeys(learnt, 0.0)
        for held, bad in data:
            missed = 1 / (1 + math.exp(-against(held, learnt))) - bad
            for mark in ("always", *held):
                slope[mark] += missed
        for mark, value in slope.items():
            step = value / len(data) + (0.0 if mark == "always" else SHRINK * learnt[mark])
            pace[mark] += step * step
            learnt[mark] -= PACE * step / math.sqrt(pace[mark])
            if mark != "always":
                learnt[mark] = min(0.0, learnt[mark])
    return learnt


def fold(entry: Entry) -> int:
    """One of ten, by family, the same on every machine."""
    return int(hashlib.sha256(entry.family.encode()).hexdigest(), 16) % FOLDS


def unseen(given: Sequence[Entry]) -> list[tuple[Entry, set[str]]]:
    """Each entry with the categories weighed in it by weights that were learnt from the other folds."""
    found: list[tuple[Entry, set[str]]] = []
    for n in range(FOLDS):
        learnt = learn(entry for entry in given if fold(entry) != n)
        held = Weights("", POINT, AT_MOST, LINE, learnt)
        for entry in given:
            if fold(entry) == n:
                again = msgspec.structs.replace(entry.weighed, against=against(entry.weighed.marks, learnt))
                found.append((entry, {one.category for one in noticed(again, held)}))
    return found


def main() -> None:
    """Print the figures, and write the weights if asked."""
    given = entries()
    of, hit = Counter[str](), Counter[str]()
    wrong = 0
    for entry, found in unseen(given):
        wrong += entry.good and bool(found)
        for flag in entry.flags:
            of[flag] += 1
            hit[flag] += not found.isdisjoint(NAMED.get(flag, {flag}))
    for flag in sorted(of):
        print(f"{flag:16} {hit[flag]:3} of {of[flag]:3}  {hit[flag] / of[flag]:.2f}")
    good = sum(entry.good for entry in given)
    print(f"good entries flagged {wrong} of {good}, {wrong / good:.1%} (weighed alone, weights unseen; the lexicon has seen them)")
    if "--write" in sys.argv:
        learnt = {mark: round(value, 3) for mark, value in sorted(learn(given).items(), key=lambda item: (item[1], item[0]))}
        held = {"learnt_from": f"first-half.jsonl and corpus.yaml without what is held out, {len(given)} entries", "point": POINT,
                "points_at_most": AT_MOST, "line": LINE, "marks": {mark: value for mark, value in learnt.items() if value}}
        head = ("# What speaks for an entry, and how much: learnt by `python -m bench.language --write`, never edited by hand.\n"
                "# `always` is where an entry starts; a mark takes away; each point of a sign (at most points_at_most) adds `point`;\n"
                "# over `line`, what was noticed is said.\n")
        WEIGHTS.write_text(head + yaml.safe_dump(held, sort_keys=False, allow_unicode=True, width=150), encoding="utf-8")
        weights.cache_clear()


if __name__ == "__main__":
    main()
