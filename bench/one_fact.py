"""One new fact on a subject that already has many: how long until the law has answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, cycle, islice
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, Final, NamedTuple

import msgspec

from bench.children import child, evening, facts_of
from bench.printing import count, percentile, table
from tutela.facts import About, Actor, Fact, Span
from tutela.facts.registry import TYPES
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.judging import Judge

SIZES: Final = (10, 100, 1_000, 10_000)
QUICK: Final = (10, 100, 1_000)
TIMED: Final = 200
TARGET: Final = 1.0
"""Milliseconds ..."""
AT: Final = 1_000
"""... on a subject with so many facts."""
BEGAN: Final = datetime(2026, 2, 2, 19, 0, tzinfo=UTC)
_ABOUT: Final = (About("child", "c1", "missing"), About("episode", "e1"), About("incident", "i1"))
_FIRST: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("contact.Reported", "carer", {"concern": "missing_child"}),
    ("missing.Reported", "carer", {"missing_from": "home", "concerns": ["self_harm"]}),
    ("missing.RiskGraded", "fim", {"level": "medium", "rationale": "Likely with a friend."}),
    ("contact.Dispatched", "dispatcher", {"resource": "NS21"}),
    ("contact.Arrived", "response_officer", {"resource": "NS21"}),
)
_LOG: Final[tuple[str, str, dict[str, Any]]] = ("contact.LogEntered", "dispatcher", {"text": "Caller rings to ask for news."})
_INFORMATION: Final[tuple[str, str, dict[str, Any]]] = ("contact.InformationReceived", "public", {"what": "sighting"})
_THRIVE: Final[tuple[str, str, dict[str, Any]]] = (
    "contact.ThriveAssessed", "fim",
    {"threat": "a", "harm": "b", "risk": "c", "investigation": "d", "vulnerability": "e", "engagement": "f"},
)
_ENQUIRY: Final[tuple[str, str, dict[str, Any]]] = ("missing.EnquiryMade", "response_officer", {"what": "Spoke to a friend", "result": "Seen on Friday."})
_REVIEW: Final[tuple[str, str, dict[str, Any]]] = (
    "missing.Reviewed", "inspector",
    {"decision": "deploy", "text": "PC 12 to the flat.", "tasks": [{"what": "Visit the flat", "who": "PC 12", "by_when": "2026-03-01T09:00:00Z"}]},
)
_GOES_ON: Final = (_LOG, _LOG, _INFORMATION, _LOG, _THRIVE, _LOG, _ENQUIRY, _LOG, _LOG, _REVIEW)
"""What follows, again and again; no rule listens to a log entry."""


class One(NamedTuple):
    """One new fact: its type, the milliseconds that it took, and whether any rule listens to it there."""

    type: str
    millis: float
    heard: bool


class Timed(NamedTuple):
    """The new facts on a history of one size."""

    size: int
    each: list[One]

    def millis(self, *, heard: bool = False) -> list[float]:
        """The times of all, or of those that a rule listens to."""
        return [one.millis for one in self.each if one.heard or not heard]


def log_of_one_episode() -> Iterator[Fact]:
    """One missing child's incident and episode, on which a fact comes every seven minutes and nobody finds the child."""
    for number, (name, role, data) in enumerate(chain(_FIRST, cycle(_GOES_ON))):
        at = BEGAN + timedelta(minutes=7 * number)
        yield Fact(
            id=f"f{number}", type=name, data=msgspec.convert(data, TYPES[name], strict=False), occurred=Span(at, at), by=Actor(role, f"o:{role}"), about=_ABOUT
        )


def child_of_many_episodes() -> Iterator[Fact]:
    """One child who is missing every fourth day, each time with the facts of the reports' mix, in the order in which they came."""
    rng = Random(7)
    days = [evening(rng, BEGAN - timedelta(days=4 * n)) for n in range(900, 0, -1)]
    yield from facts_of(child(1, 7, days, "reports"))


def timed(story: Callable[[], Iterator[Fact]], size: int, law: Catalogue, book: Lawbook, wanted: int = TIMED) -> Timed:
    """Judge new facts on a history of a size, again and again on copies, so that no history is much longer than that."""
    each = _longer(size, wanted)
    facts = list(islice(story(), size + each))
    if len(facts) < size + each:
        raise ValueError(f"{story.__name__} has only {len(facts)} facts")
    found: list[One] = []
    while len(found) < wanted:
        judge = Judge(law, book)
        judge.load(facts[:size], facts[size - 1].shown_from)
        for fact in facts[size:]:
            began = perf_counter()
            changed = judge.judge(fact, fact.shown_from)
            found.append(One(fact.type, (perf_counter() - began) * 1000, bool(changed)))
    return Timed(size, found)


def _longer(size: int, wanted: int = TIMED) -> int:
    """How many new facts one copy takes: a twentieth of its size, at least so many that every type has its turn."""
    return min(wanted, max(20, size // 20))


def report(law: Catalogue, book: Lawbook, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """The section, line by line."""
    for title, story in (
        ("one episode and its incident: log entries (six in ten), information, assessments, enquiries, reviews", log_of_one_episode),
        ("one child with many earlier episodes, in the reports' mix", child_of_many_episodes),
    ):
        found = [timed(story, size, law, book) for size in sizes]
        yield f"   {title}"
        yield table(
            ["facts there already", "timed", "median", "p95", "max", "heard", "median of heard", "p95 of heard", f"median of heard / {TARGET:.0f} ms"],
            [_row(t) for t in found],
        )
        yield from (f"   {_verdict(t)}" for t in found if t.size == AT)
        yield f"   dearest at {count(found[-1].size)}: {_dearest(found[-1])}"
        yield ""


def _row(t: Timed) -> list[object]:
    every, heard = t.millis(), t.millis(heard=True)
    middle, late, most, middle_heard, late_heard = (
        f"{took:.3f} ms" for took in (median(every), percentile(every, 0.95), max(every), median(heard), percentile(heard, 0.95))
    )
    there = f"{count(t.size)} to {count(t.size + _longer(t.size) - 1)}"
    return [there, len(every), middle, late, most, len(heard), middle_heard, late_heard, f"{median(heard) / TARGET:.2f}"]


def _verdict(t: Timed) -> str:
    """Beside the target, at the size for which it is set."""
    heard = t.millis(heard=True)
    measures = (
        ("median", median(t.millis())), ("p95", percentile(t.millis(), 0.95)), ("median of heard", median(heard)), ("p95 of heard", percentile(heard, 0.95)),
    )
    said = ", ".join(f"{name} {'within' if took < TARGET else 'OVER'} ({took / TARGET:.2f} of it)" for name, took in measures)
    return f"target under {TARGET:.0f} ms at {count(t.size)}: {said}"


def _dearest(t: Timed, shown: int = 4) -> str:
    by_type: dict[str, list[float]] = {}
    for one in t.each:
        by_type.setdefault(one.type, []).append(one.millis)
    ranked = sorted(((median(took), name) for name, took in by_type.items()), reverse=True)
    return ", ".join(f"{name} {took:.2f} ms" for took, name in ranked[:shown])
