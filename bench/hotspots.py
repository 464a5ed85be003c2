"""Where judging spends its time, by cProfile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from cProfile import Profile
from pstats import Stats
from typing import Any

import msgspec

from bench.children import children, facts_of
from bench.one_fact import child_of_many_episodes, log_of_one_episode, timed
from bench.printing import count, table
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.replay import ledger, replay

SHOWN = 15


def report(law: Catalogue, book: Lawbook, wanted: int = 20_000, size: int = 1_000) -> Iterator[str]:
    """The section, line by line."""
    cases = []
    total = 0
    for child in children(1):
        if total >= wanted:
            break
        cases.append((child.case, facts_of(child), child.until))
        total += len(child.lines)
    encode = msgspec.json.Encoder().encode_lines
    yield f"   judging, findings and alert lines of {count(total)} facts, read already"
    yield from _profile(lambda: [encode(ledger(replay(facts, law, book, until), case=case)) for case, facts, until in cases])
    for story in (log_of_one_episode, child_of_many_episodes):
        yield ""
        yield f"   new facts on {count(size)} facts: {story.__name__} (with the loading of the history)"
        yield from _profile(lambda story=story: timed(story, size, law, book))  # type: ignore[misc]


def _profile(work: Callable[[], Any]) -> Iterator[str]:
    profile = Profile()
    profile.runcall(work)
    stats = Stats(profile)
    every: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = stats.stats  # type: ignore[attr-defined]
    whole = sum(row[2] for row in every.values())
    ranked = sorted(every.items(), key=lambda item: item[1][2], reverse=True)[:SHOWN]
    rows = [
        [_where(*place), count(calls), f"{own:.2f} s", f"{100 * own / whole:.0f} %", f"{under:.2f} s"] for place, (_, calls, own, under, _) in ranked
    ]
    yield table(["by own time", "calls", "own", "share", "with what it calls"], rows)


def _where(path: str, line: int, name: str) -> str:
    if path == "~":
        return name.strip("<>")
    return f"{path.partition('tutela/')[2] or path.rpartition('/')[2]}:{line} {name}"
