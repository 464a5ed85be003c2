"""Learning from labelled entries, in plain Python: the same entries give the same weights on every machine.

Each learner is a sum that can be read: a logistic regression over the marks, none of which may speak against an entry; over the words, a
naive Bayes and a logistic regression for whether an entry is a bad one, a naive Bayes for each category of ``OWN`` against the good ones,
and, over the words of the bad ones, a logistic regression for each category.
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
OWN, OWN_SMOOTH = ("acknowledgement", "deferring", "minimising", "off-child"), 1
"""The categories whose bad entries may look good by all else; they are few, so their words are smoothed as if seen in one more of either kind."""
LEANING_STEPS, LEANING_SHRINK, TOGETHER_SHRINK = 60, 0.007, 0.0005
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
    good = [entry for entry in data if entry.good]
    weighs = _bayes(known, bad, good, SMOOTH)
    number = {unit: n for n, unit in enumerate(known, 1)}
    every = [[0, *sorted(number[unit] for unit in entry.weighed.units if unit in number)] for entry in data]
    held = [mine for mine, entry in zip(every, data, strict=True) if not entry.good]
    starts, *withs = _leaning(every, [not entry.good for entry in data], len(known) + 1, TOGETHER_SHRINK)
    labels = [{NAMED.get(flag, flag) for flag in entry.flags} for entry in bad]
    categories = sorted(set[str]().union(*labels))
    begins, *each = zip(*(_leaning(held, [category in mine for mine in labels], len(known) + 1, LEANING_SHRINK) for category in categories), strict=True)
    of_own = zip(*(_bayes(known, [entry for entry, mine in zip(bad, labels, strict=True) if category in mine], good, OWN_SMOOTH)
                   for category in OWN), strict=True)
    units = {unit: (weigh, with_others, *leans, *owns) for unit, weigh, with_others, leans, owns in zip(known, weighs, withs, each, of_own, strict=True)}
    return Learnt("", tuple(categories), starts, begins, OWN, units)


def _bayes(known: Sequence[str], bad: Sequence[Entry], good: Sequence[Entry], smooth: int) -> list[float]:
    """How much likelier each word is in these bad entries than in the good ones, as a logarithm."""
    in_bad, in_good = (Counter(unit for entry in each for unit in entry.weighed.units) for each in (bad, good))
    of_bad, of_good = len(bad) + 2 * smooth, len(good) + 2 * smooth
    return [math.log((in_bad[unit] + smooth) / of_bad * of_good / (in_good[unit] + smooth)) for unit in known]


def _leaning(held: Sequence[Sequence[int]], labelled: Sequence[bool], size: int, shrink: float) -> list[float]:
    """A logistic regression over numbered words; the first stands in every entry and is not shrunk."""
    learnt, pace = [0.0] * size, [1e-6] * size
    for _ in range(LEANING_STEPS):
        slope = [0.0] * size
        for mine, label in zip(held, labelled, strict=True):
            missed = (1 / (1 + math.exp(-sum([learnt[n] for n in mine]))) - label) / len(held)
            for n in mine:
                slope[n] += missed
        for n, value in enumerate(slope):
            step = value + shrink * learnt[n] * (n > 0)
            pace[n] += step * step
            learnt[n] -= PACE * step / math.sqrt(pace[n])
    return learnt


def rounded(learnt: Learnt, learnt_from: str) -> Learnt:
    """To two places, as it is written down, with where it came from."""
    units = {unit: tuple(round(value, 2) for value in values) for unit, values in learnt.units.items()}
    return Learnt(learnt_from, learnt.categories, round(learnt.begins, 2), tuple(round(value, 2) for value in learnt.always), learnt.own, units)


def written(learnt: Learnt) -> str:
    """The words as a data file, one a line, so that a change of them can be read."""
    head, _, _ = msgspec.json.encode(msgspec.structs.replace(learnt, units={})).decode().rpartition("{}")
    return head + "{\n" + ",\n".join(msgspec.json.encode({unit: values}).decode()[1:-1] for unit, values in sorted(learnt.units.items())) + "\n}}\n"
