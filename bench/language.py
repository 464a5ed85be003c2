"""Weighing what speaks for and against an entry, by the committed corpus: ``python -m bench.language [--write] [--apart]``.

It prints how the rules do on entries that neither marks nor words have been learnt from: folds by family over all of the corpus. The
signs of the lexicon were written by people who had read the first half. ``--apart`` prints how each blind part is noticed by weights that
were learnt from the others alone, with and without the entries that were written by one who had read the third part; ``--write`` writes
``words/weights.yaml`` and ``words/learnt.json``.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bench.learning import COPIED, NAMED, Entry, learn_marks, learn_words, rounded, written
from tutela.law.language.reading import read
from tutela.law.language.standing import Weights, weights
from tutela.law.language.weighing import AGE_OR_FREQUENCY, TOGETHER, noticed, weigh
from tutela.law.language.wording import learnt as learnt_words

HERE = Path(__file__).resolve().parents[1]
CORPUS = HERE / "tests/law/language"
WORDS = HERE / "src/tutela/law/language/words"
SET = Weights(
    learnt_from="", point=0.9, points_at_most=7, share=0.65, lines={0: 3.3, 1: 2.7, 2: 0.6, 4: -0.2, 7: -1.0},
    own={"acknowledgement": 2.4, "deferring": 2.1, "minimising": 2.0, "off-child": 3.2}, own_from=2, leans=0.6, near=6.0, nearer=2.9,
    unlearnt=-3.5, clearly=-0.7, marks={})
"""What is set and not learnt. The lines were chosen on entries not learnt from, each blind part by the others and four folds by family of all, so
that about three good entries of a blind part in a hundred are flagged."""
FOLDS = 10
PACKED = {"second half": "second-half", "third part": "third-part"}
BLIND = "first half", *PACKED
"""Composed by others, by one brief: how one of them is noticed by what the rest taught is the best guess at the next."""
WRITTEN, WRITTEN_AFTER = "written to learn from", "written after the third part"


def entries() -> list[Entry]:
    """The parts that were composed blind, what was written to learn from, and the entries of version 1 that are not held out."""
    texts = {"first half": (CORPUS / "first-half.jsonl").read_text(encoding="utf-8")}
    texts |= {part: lzma.decompress((CORPUS / f"{file}.jsonl.xz").read_bytes()).decode("utf-8") for part, file in PACKED.items()}
    raw: list[dict[str, Any]] = [json.loads(line) | {"part": part} for part, text in texts.items() for line in text.splitlines() if line]
    for row in raw:
        row["family"] = f"{row['part']} {row.get('family') or row['id']}"
    part = WRITTEN
    for line in (CORPUS / "learning.txt").read_text(encoding="utf-8").splitlines():
        labels, said, text = line.partition(" | ")
        if line.startswith("#"):
            part = WRITTEN_AFTER if "after the third part" in line else part
        elif said:
            flags = [] if labels == "good" else labels.split(", ")
            raw.append({"part": part, "family": text, "text": text, "good": not flags, "flags": flags})
    older: Any = yaml.safe_load((CORPUS / "corpus.yaml").read_text(encoding="utf-8"))
    raw += [{"part": "version 1", "family": text, "text": text, "good": True, "flags": []} for text in older["good"]]
    raw += [{"part": "version 1", "family": each["text"], "text": each["text"], "good": False, "flags": [each["as"]]} for each in older["flagged"]]
    return [Entry(row["part"], row["family"], tuple(row["flags"]), row["good"], weigh(read(row["text"]))) for row in raw]


def fold(entry: Entry, folds: int) -> int:
    """One of so many, by family, the same on every machine."""
    return int(hashlib.sha256(entry.family.encode()).hexdigest(), 16) % folds


def unseen(given: Sequence[Entry], folds: int = FOLDS) -> list[tuple[Entry, set[str]]]:
    """Each entry with the categories noticed in it by what was learnt from the other folds."""
    found: list[tuple[Entry, set[str]]] = []
    for n in range(folds):
        found += by_others([entry for entry in given if fold(entry, folds) != n], [entry for entry in given if fold(entry, folds) == n])
    return found


def by_others(others: Sequence[Entry], mine: Iterable[Entry]) -> list[tuple[Entry, set[str]]]:
    """These entries with what is noticed in them by what the others taught."""
    by, words = msgspec.structs.replace(SET, marks=learn_marks(others)), learn_words(others)
    return [(entry, {TOGETHER if one.category in AGE_OR_FREQUENCY else one.category for one in noticed(entry.weighed, by, words)}) for entry in mine]


def figures(found: Iterable[tuple[Entry, set[str]]]) -> list[str]:
    """Recall by category, and the good entries flagged. Copies are left out: no word of a copy tells that it is one."""
    of, hit = Counter[str](), Counter[str]()
    good = wrong = bad = beside = 0
    for entry, names in found:
        if COPIED in entry.flags:
            continue
        wanted = {NAMED.get(flag, flag) for flag in entry.flags}
        good, wrong = good + entry.good, wrong + (entry.good and bool(names))
        bad, beside = bad + (not entry.good), beside + (0 if entry.good else len(names - wanted))
        of.update(wanted)
        hit.update(wanted & names)
    each = [f"{name:18} {hit[name]:3} of {of[name]:3}  {hit[name] / of[name]:.2f}" for name in sorted(of)]
    return [
        *each, f"labels {hit.total()} of {of.total()}, {hit.total() / of.total():.1%}; good entries flagged {wrong} of {good}, {wrong / good:.1%}; "
        f"flags beyond the labels {beside / bad:.2f} a bad entry",
    ]


def write(given: Sequence[Entry]) -> None:
    """Learn from everything, and write it down with where it came from."""
    parts = Counter(entry.part for entry in given)
    learnt_from = ", ".join(f"{part} ({count})" for part, count in parts.items())
    marks = {mark: round(value, 3) for mark, value in sorted(learn_marks(given).items(), key=lambda item: (item[1], item[0]))}
    held = msgspec.structs.replace(SET, learnt_from=learnt_from, marks={mark: value for mark, value in marks.items() if value})
    head = ("# How an entry is weighed: set and learnt by `python -m bench.language --write`, never edited by hand.\n"
            "# `always` is where an entry starts; a mark takes away; each point of a sign (at most points_at_most) adds `point`;\n"
            "# that much by `share`, and its words (learnt.json), over its line: what was noticed is said. `lines`: by how many names, times and\n"
            "# figures stand in it, from so many on. `own`: a category's own line, over which its words (learnt.json) bring it alone.\n")
    text = yaml.safe_dump(msgspec.to_builtins(held), sort_keys=False, allow_unicode=True, width=150)
    (WORDS / "weights.yaml").write_text(head + text, encoding="utf-8")
    (WORDS / "learnt.json").write_text(written(rounded(learn_words(given), learnt_from)), encoding="utf-8")
    weights.cache_clear()
    learnt_words.cache_clear()


def main() -> None:
    """Print the figures, and write what was learnt if asked."""
    given = entries()
    if "--apart" in sys.argv:
        for part in (*BLIND, "version 1"):
            mine, others = [entry for entry in given if entry.part == part], [entry for entry in given if entry.part != part]
            before = [entry for entry in others if entry.part != WRITTEN_AFTER]
            print(f"{part}, learnt from all others:", *figures(by_others(others, mine)), sep="\n  ")
            print(f"{part}, learnt from the others without what was {WRITTEN_AFTER}:", *figures(by_others(before, mine)), sep="\n  ")
    print(f"{FOLDS} folds by family (the lexicon has seen the first half and version 1):", *figures(unseen(given)), sep="\n  ")
    if "--write" in sys.argv:
        write(given)


if __name__ == "__main__":
    main()
