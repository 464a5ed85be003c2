"""Tutela beside a maintained rule library, on the same five duties and the same facts, with alerts proved equal in the run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import version
from time import perf_counter
from typing import Any, NamedTuple

from bench import library, small
from bench.children import children, facts_of
from bench.printing import count, table
from tutela.facts import Fact
from tutela.law.catalogue import lawbook


class Both(NamedTuple):
    """One case in the form of each."""

    case: str
    facts: list[Fact]
    things: list[dict[str, Any]]
    until: datetime


class Compared(NamedTuple):
    """What each told, and in how many seconds."""

    facts: int
    alerts: int
    tutela: float
    library: float
    indexed: float


def cases(wanted: int, seed: int = 3) -> list[Both]:
    """Whole cases of at least so many facts."""
    made: list[Both] = []
    total = 0
    for child in children(seed):
        if total >= wanted:
            break
        facts = facts_of(child)
        made.append(Both(child.case, facts, library.things(facts), child.until))
        total += len(facts)
    return made


def compare(given: list[Both], rounds: int = 3) -> Compared:
    """Run both, and hold them to the same alerts; of the rounds the quickest counts, for each.

    :raises AssertionError: if they differ
    """
    law, rules = small.catalogue(), library.compiled()
    book = lawbook(law)
    ours, one = _best(rounds, lambda: [small.tell(c.facts, c.until, law, book) for c in given])
    theirs, two = _best(rounds, lambda: [library.tell(c.things, c.until, rules, index=False) for c in given])
    indexed, three = _best(rounds, lambda: [library.tell(c.things, c.until, rules, index=True) for c in given])
    for case, a, b, c in zip(given, ours, theirs, indexed, strict=True):
        if not sorted(a) == sorted(b) == sorted(c):
            raise AssertionError(f"{case.case}: {sorted({*a} ^ {*b})[:4]}")
    return Compared(sum(len(c.facts) for c in given), sum(map(len, ours)), one, two, three)


def _best(rounds: int, work: Callable[[], list[list[small.Told]]]) -> tuple[list[list[small.Told]], float]:
    took: list[float] = []
    told: list[list[small.Told]] = []
    for _ in range(rounds):
        gc.collect()
        began = perf_counter()
        told = work()
        took.append(perf_counter() - began)
    return told, min(took)


def report(wanted: int) -> Iterator[str]:
    """The section, line by line."""
    found = compare(cases(wanted))
    yield f"   five duties on {count(found.facts)} facts in memory, {count(found.alerts)} alerts; equal in all three, asserted in this run"
    rows = [
        [what, f"{seconds:.2f} s", count(found.facts / seconds), f"{seconds / found.tutela:.2f}"]
        for what, seconds in (
            ("Tutela's kernel, with findings, states and reasons", found.tutela),
            (f"{library.NAME} {version(library.NAME)}, every expression on every fact", found.library),
            (f"{library.NAME} {version(library.NAME)}, with an index by fact type in the glue", found.indexed),
        )
    ]
    yield table(["", "wall", "facts/s", "wall beside Tutela's"], rows)
    yield from _fair()


def _fair() -> Iterator[str]:
    yield f"   {library.NAME} matches one object against one expression and reckons with times: the numbers, conditions and due times here are its own."
    yield "   It has no clock, history, subject, opening, discharge, ladder or repetition, so it tells nothing by itself:"
    yield f"   {library.glue()} lines of glue stand for these. For corrections, what was known when, links between subjects, and reasons nothing stands."
    yield "   Facts were made into its dictionaries before its time ran; Tutela's time includes states, findings with the facts seen, and alert lines."
    yield "   Why this library: it is maintained and in Python. What has a memory (bindings of CLIPS) matches facts with one another and leaves deadlines"
    yield "   to glue as well; durable_rules has timers, and its last release was in 2020."
