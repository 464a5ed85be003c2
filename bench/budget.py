"""The alert budget: how often each role is interrupted in a shift, beside the table of docs/decisions/0004-alert-budget.md."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import mean
from typing import Final, NamedTuple

from bench.printing import percentile, table
from bench.week import MONDAY, Case, mix, week
from tutela.law import tracks
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.replay import Alert, ledger
from tutela.law.kernel.rules import Priority

DECISION: Final = Path(__file__).resolve().parents[1] / "docs" / "decisions" / "0004-alert-budget.md"
OTHERS: Final = "every other role"
TOGETHER: Final = timedelta(minutes=10)
SHIFT: Final = timedelta(hours=8)
FIRST_SHIFT: Final = MONDAY + timedelta(hours=7)
SHIFTS: Final = 21
TRACKS: Final[tuple[tuple[tracks.Track, str], ...]] = (
    ("driven", ""), ("happened", ", with typical human timings (the budget is for driven)"),
)
_ROW: Final = re.compile(r"^\|\s*(?P<role>[a-z_]+@[a-z_]+|every other role)(?P<note>[^|]*)\|\s*(?P<budget>\d+)\s*\|", re.MULTILINE)


class Bundle(NamedTuple):
    """What reached one role about one child within ten minutes, and what in it interrupts."""

    role: str
    at: datetime
    lines: int
    first: tuple[str, ...]
    """The first-priority lines: code and rung."""


class Load(NamedTuple):
    """What one role got, shift by shift, and what interrupted it."""

    lines: list[int]
    bundles: list[int]
    interruptions: list[int]
    causes: Counter[str]

    @property
    def p90(self) -> float:
        """Interruptions at the 90th percentile of shifts."""
        return percentile(self.interruptions, 0.9)


def budget(text: str | None = None) -> dict[str, int]:
    """The table of the decision: interruptions a shift, by role. It ends with every other role; what was counted stands in tables after it.

    :raises ValueError: if it has no table, or no line for every other role
    """
    said = DECISION.read_text(encoding="utf-8") if text is None else text
    found: dict[str, int] = {}
    for row in _ROW.finditer(said):
        found[row["role"]] = int(row["budget"])
        if row["role"] == OTHERS:
            return found
    raise ValueError("the decision has no table that ends with every other role")


def bundles(alerts: Iterable[Alert]) -> Iterator[Bundle]:
    """One child's alert lines, put together by role: a bundle begins with its first line and takes what follows within ten minutes."""
    by_role: dict[str, list[Alert]] = defaultdict(list)
    for alert in sorted(alerts, key=lambda a: a.at):
        for role in dict.fromkeys(alert.to):
            by_role[role].append(alert)
    for role, told in by_role.items():
        begins = 0
        for number, alert in enumerate(told):
            if alert.at - told[begins].at > TOGETHER:
                yield _bundle(role, told[begins:number])
                begins = number
        yield _bundle(role, told[begins:])


def _bundle(role: str, told: Sequence[Alert]) -> Bundle:
    return Bundle(role, told[0].at, len(told), tuple(_name(a) for a in told if a.priority == Priority.FIRST))


def _name(alert: Alert) -> str:
    if alert.kind != "duty":
        return f"{alert.code} ({alert.kind})"
    step = f"rung {alert.rung}" if alert.rung else "opens"
    return f"{alert.code} ({step}{', again' if alert.again else ''})"


def shift_of(at: datetime, folded: int = SHIFTS) -> int:
    """Which shift of the week (or of so many shifts), from Monday 07:00; it is folded, as if every week were like this one."""
    return int(((at - FIRST_SHIFT) % (SHIFT * folded)) / SHIFT)


def loads(weeks: Sequence[Sequence[Iterable[Alert]]], folded: int = SHIFTS) -> dict[str, Load]:
    """What each role got in the shifts of these weeks; each week (or so many shifts) is its children's alerts."""
    shifts = folded * len(weeks)
    found: dict[str, Load] = {}
    for number, children in enumerate(weeks):
        for alerts in children:
            for bundle in bundles(alerts):
                load = found.setdefault(bundle.role, Load([0] * shifts, [0] * shifts, [0] * shifts, Counter()))
                shift = number * folded + shift_of(bundle.at, folded)
                load.lines[shift] += bundle.lines
                load.bundles[shift] += 1
                load.interruptions[shift] += bool(bundle.first)
                load.causes.update(set(bundle.first))
    return found


def run(case: Case, track: tracks.Track, law: Catalogue, book: Lawbook) -> tuple[list[Alert], bool]:
    """One case's alerts on a track, and whether the child was ever graded high."""
    facts, judge = tracks.run(track, case.facts, law, book, case.until)
    high = any(fact.type == "missing.RiskGraded" and fact.data.level == "high" for fact in facts)  # type: ignore[attr-defined]
    return ledger(judge, case=case.id), high


def report(law: Catalogue, book: Lawbook, seeds: Sequence[int], children: int | None = None) -> Iterator[str]:
    """The section, line by line."""
    made = [week(seed) if children is None else week(seed, children, children // 9) for seed in seeds]
    reported = [sum(fact.type == "missing.Reported" for case in cases for fact in case.facts) for cases in made]
    facts = sum(len(case.facts) for cases in made for case in cases)
    yield f"   {len(made)} seeded week(s) of {', '.join(map(str, reported))} reports of {len(made[0])} children, {facts} facts as they happened;"
    yield "   the week is folded (what is told later counts at its hour of this week, as if all weeks were alike); each case is followed 14 days;"
    yield f"   shifts begin at 07:00, 15:00 and 23:00: {SHIFTS * len(made)} shifts. Each child is judged alone, so an inspector's load is not noticed."
    yield f"   the first week: {mix(made[0])}"
    for track, note in TRACKS:
        judged = [[run(case, track, law, book) for case in cases] for cases in made]
        high = sum(is_high for cases in judged for _, is_high in cases)
        yield ""
        yield f"   track {track}{note}: {100 * high / sum(map(len, judged)):.0f} % of the children graded high at some time"
        yield from tabled(loads([[alerts for alerts, _ in cases] for cases in judged]), budget())


def tabled(found: dict[str, Load], allowed: dict[str, int]) -> Iterator[str]:
    """The roles beside what they are allowed, those that a decision names first; and what interrupts those that are over."""
    named = [role for role in allowed if role != OTHERS]
    others = sorted((role for role in found if role not in allowed), key=lambda role: (-found[role].p90, role))
    shown = [role for role in (*named, *others) if role in found]
    yield table(
        ["role", "lines", "bundles", "interruptions: mean", "p90", "max", "budget", ""],
        [_row(role, found[role], allowed.get(role, allowed[OTHERS])) for role in shown],
    )
    silent = [role for role in named if role not in found]
    if silent:
        yield f"   told nothing: {', '.join(silent)}"
    for role in shown:
        if found[role].p90 > allowed.get(role, allowed[OTHERS]):
            yield f"   what interrupts {role}, a shift: {_causes(found[role])}"


def _row(role: str, load: Load, allowed: int) -> list[object]:
    over = "over" if load.p90 > allowed else ""
    means = [f"{mean(counted):.1f}" for counted in (load.lines, load.bundles, load.interruptions)]
    return [role, *means, f"{load.p90:.0f}", max(load.interruptions), allowed, over]


def _causes(load: Load, shown: int = 5) -> str:
    """In how many interruptions of a shift each cause has a part."""
    return ", ".join(f"{name} {times / len(load.lines):.1f}" for name, times in load.causes.most_common(shown))
