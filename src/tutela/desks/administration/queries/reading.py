"""Reading facts: what the reports share."""

from __future__ import annotations

from tutela.facts import Fact
from tutela.facts.reading import read_line


def read_fact(line: bytes | memoryview) -> Fact:
    """A fact as it is kept."""
    fact = read_line(bytes(line))
    assert isinstance(fact, Fact)
    return fact
