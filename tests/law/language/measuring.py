"""Measuring the rules on entries that somebody else composed: recall by category, and the share of good entries flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from tutela.law.language import flags

NAMED = {"age_frequency": {"age-based", "frequency"}, "blaming": {"victim-blaming"}, "off_child": {"off-child"}}
"""The corpus names its categories by the requirement's row; the library divides one of them."""


class Measured(msgspec.Struct):
    """What was found: labels and hits by category, good entries and those flagged, flags on bad entries that nobody gave them."""

    of: Counter[str]
    hit: Counter[str]
    good: int = 0
    wrong: int = 0
    bad: int = 0
    beside: int = 0

    def recall(self, category: str) -> float:
        """From 0 to 1."""
        return self.hit[category] / self.of[category]

    def lines(self) -> list[str]:
        """The figures, one a line."""
        each = [f"{category:16} {self.hit[category]:3} of {self.of[category]:3}  {self.recall(category):.2f}" for category in sorted(self.of)]
        return [
            *each, f"good entries flagged: {self.wrong} of {self.good}, {self.wrong / self.good:.1%}",
            f"flags on bad entries beyond their labels: {self.beside / self.bad:.2f} an entry",
        ]


def measured(entries: Iterable[dict[str, Any]], *, with_earlier: bool = True) -> Measured:
    """The rules run over entries in their order; each is read with those before it, as an author's earlier entries would be."""
    found = Measured(Counter(), Counter())
    earlier: list[str] = []
    for entry in entries:
        said = {flag.category for flag in flags(entry["text"], earlier if with_earlier else ())}
        earlier.append(entry["text"])
        if entry["good"]:
            found.good += 1
            found.wrong += bool(said)
            continue
        wanted = [NAMED.get(label, {label}) for label in entry["flags"]]
        found.bad += 1
        found.beside += len(said - set[str]().union(*wanted))
        for label, names in zip(entry["flags"], wanted, strict=True):
            found.of[label] += 1
            found.hit[label] += not said.isdisjoint(names)
    return found
