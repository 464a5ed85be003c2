"""Learning from labelled entries, in plain Python: the same entries give the same weights on every machine.

Three learners, each a sum that can be read: a logistic regression over the marks, none of which may speak against an entry; a naive
Bayes over the words, for whether an entry is a bad one; and, over the words of the bad ones, a logistic regression for each category.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from tutela.law.language.standing import against
from tutela.law.language.weighing import AGE_OR_FREQUENCY, TOGETHER, Weighed
from tutela.law.language.wording import Learnt

STEPS, PACE, SHRINK = 200, 0.5, 0.003
LEAST, SMOOTH = 3, 3
"""A word must stand in three entries, and is smoothed as if it had stood in three more of either kind: heavily, for words that are yet to come."""
LEANING_STEPS, LEANING_SHRINK = 60, 0.007
NAMED = {"age_frequency": TOGETHER, **dict.fromkeys(AGE_OR_FREQUENCY, TOGETHER), "blaming": "victim-blaming", "off_child": "off-child"}
"""The corpus names its categories by the requirement's row."""
COPIED = "templated"


class Entry(msgspec.Struct, frozen=True):
    """An entry of the corpus, read: from which part, of which family, with which labels, and weighed."""

    part: str
    family: str
    flags: tuple[str, ...]
    good: bool
    weighed: Weighed


def learn_marks(given: Iterable[Entry]) -> dict[str, float]:
    """The weight of each mark. Copies are left out: they are bad for being copies, and their words are often good."""
    data = [(sorted(entry.weighed.marks), not entry.good) for entry in given if COPIED not in entry.flags]
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


def learn_words(given: Iterable[Entry]) -> Learnt:
    """The weight of each word against an entry, and for each category among the bad ones."""
    data = [entry for entry in given if COPIED not in entry.flags]
    stands = Counter(unit for entry in data for unit in entry.weighed.units)
    known = sorted(unit for unit, count in stands.items() if count >= LEAST)
    bad = [entry for entry in data if not entry.good]
    in_bad = Counter(unit for entry in bad for unit in entry.weighed.units)
    of_bad, of_good = len(bad) + 2 * SMOOTH, len(data) - len(bad) + 2 * SMOOTH
    weighs = [math.log((in_bad[unit] + SMOOTH) / of_bad * of_good / (stands[unit] - in_bad[unit] + SMOOTH)) for unit in known]
    number = {unit: n for n, unit in enumerate(known, 1)}
    held = [[0, *sorted(number[unit] for unit in entry.weighed.units if unit in number)] for entry in bad]
    labels = [{NAMED.get(flag, flag) for flag in entry.flags} for entry in bad]
    categories = sorted(set[str]().union(*labels))
    begins, *each = zip(*(_leaning(held, [category in mine for mine in labels], len(known) + 1) for category in categories), strict=True)
    units = {unit: (weighs[n], *leans) for n, (unit, leans) in enumerate(zip(known, each, strict=True))}
    return Learnt("", tuple(categories), begins, units)


def _leaning(held: Sequence[Sequence[int]], labelled: Sequence[bool], size: int) -> list[float]:
    """A logistic regression over numbered words; the first stands in every entry and is not shrunk."""
    learnt, pace = [0.0] * size, [1e-6] * size
    for _ in range(LEANING_STEPS):
        slope = [0.0] * size
        for mine, label in zip(held, labelled, strict=True):
            missed = (1 / (1 + math.exp(-sum([learnt[n] for n in mine]))) - label) / len(held)
            for n in mine:
                slope[n] += missed
        for n, value in enumerate(slope):
            step = value + LEANING_SHRINK * learnt[n] * (n > 0)
            pace[n] += step * step
            learnt[n] -= PACE * step / math.sqrt(pace[n])
    return learnt


def rounded(learnt: Learnt, learnt_from: str) -> Learnt:
    """To two places, as it is written down, with where it came from."""
    units = {unit: tuple(round(value, 2) for value in values) for unit, values in learnt.units.items()}
    return Learnt(learnt_from, learnt.categories, tuple(round(value, 2) for value in learnt.always), units)


def written(learnt: Learnt) -> str:
    """The words as a data file, one a line, so that a change of them can be read."""
    head, _, _ = msgspec.json.encode(msgspec.structs.replace(learnt, units={})).decode().rpartition("{}")
    return head + "{\n" + ",\n".join(msgspec.json.encode({unit: values}).decode()[1:-1] for unit, values in sorted(learnt.units.items())) + "\n}}\n"
