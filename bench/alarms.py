"""The false-alarm study: two hundred ordinary, well-handled cases as they happened, and every line that says that something was wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from bench import fortnight
from bench.printing import table
from bench.week import Case
from tutela.law import tracks
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.replay import Alert, ledger
from tutela.law.kernel.rules import Priority, State

CASES: Final = 200
MISSING: Final = "fresh-11"
"""A missing child's history that is well handled; its load is that of the weeks of ``bench/week.py``."""

Says = Literal["overdue or breached", "not met", "asks, not late", ""]
SAYS: Final[tuple[Says, ...]] = ("overdue or breached", "not met", "asks, not late")
End = Literal["done late", "ended undone", "never done"]
ENDS: Final[tuple[End, ...]] = ("done late", "ended undone", "never done")
_LATE: Final = frozenset({State.OVERDUE.value, State.BREACHED.value, State.FAILED.value})


class Late(NamedTuple):
    """A duty that was told as late, once for each time it was owed: its rule, and how it stood at the end of the history."""

    code: str
    end: End


class Ordinary(NamedTuple):
    """One ordinary case: the history that it was made from, what it told, and what was late in it."""

    history: str
    alerts: list[Alert]
    late: list[Late]


def says(alert: Alert) -> Says:
    """What a line says that may be a false alarm: late, not met, or (nothing being late) that a decision is asked for now."""
    if alert.kind == "standard":
        return "not met"
    if alert.state in _LATE:
        return "overdue or breached"
    return "asks, not late" if alert.priority == Priority.FIRST else ""


def judge(name: str, case: Case, law: Catalogue, book: Lawbook) -> Ordinary:
    """A case as it happened. What is late and never done may be what its author did not write; what is done late is in the history, and worth reading."""
    _, seat = tracks.run("happened", case.facts, law, book, case.until)
    alerts = ledger(seat, case=case.id)
    told = {(alert.code, alert.about[0]["ref"], alert.opening) for alert in alerts if alert.state in _LATE}
    owed = [one for rows in seat.owed.values() for one in rows if (one.duty.code, one.subject.ref, one.opening) in told]
    return Ordinary(name, alerts, [Late(one.duty.code, _end(one.state)) for one in owed])


def _end(state: State) -> End:
    if state in {State.DONE, State.DONE_LATE, State.NOT_NEEDED}:
        return "done late"
    return "ended undone" if state == State.FAILED else "never done"


def names(volumes: Sequence[fortnight.Volume]) -> list[str]:
    """The histories that are well handled."""
    return [MISSING, *(volume.history for volume in volumes if volume.well)]


def weekly(old: fortnight.History, number: int) -> Case:
    """The history moved by whole weeks into the fortnight, a minute more with each, so that its working days stay what they were."""
    base = (fortnight.BEGINS.date() - old.begins.astimezone(LOCAL).date()).days
    weeks = -(-base // 7) + number % 2
    return fortnight.moved(old, f"n{number}", 7 * weeks, number // 2)


def ordinary(law: Catalogue, book: Lawbook, cases: int = CASES) -> Iterator[Ordinary]:
    """So many cases, the same number from each history as far as it goes, each judged in its own right."""
    olds = [fortnight.history(name) for name in names(fortnight.volumes())]
    for number in range(cases):
        old = olds[number % len(olds)]
        yield judge(old.id, weekly(old, number // len(olds)), law, book)


def written(law: Catalogue, book: Lawbook) -> dict[str, Ordinary]:
    """The same histories where they were written, with their own bank holidays: what they tell there."""
    return {name: judge(name, fortnight.moved(fortnight.history(name), "w", 0), law, book) for name in names(fortnight.volumes())}


def report(law: Catalogue, book: Lawbook, cases: int = CASES) -> Iterator[str]:
    """The study, line by line."""
    made, there = list(ordinary(law, book, cases)), written(law, book)
    lines = [alert for one in made for alert in one.alerts]
    repeated = sum(alert.again > 0 for alert in lines)
    yield f"   the false-alarm study: {len(made)} cases from {len(there)} well-handled histories, as they happened; {len(lines) / len(made):.1f} lines a case,"
    yield f"   {100 * repeated / len(lines):.0f} % of them a last rung told again because nothing changed"
    for what in SAYS:
        each = [sum(says(alert) == what for alert in one.alerts) for one in made]
        yield f"   {what}: {sum(map(bool, each))} of {len(made)} cases, {sum(each)} lines, {sum(each) / len(made):.2f} a case, at most {max(each)}"
    clean = sum(all(says(alert) not in SAYS[:2] for alert in one.alerts) for one in made)
    yield f"   with nothing overdue, breached or not met: {clean} of {len(made)} cases; of the histories as written, {_clean(there)} of {len(there)}"
    yield from _ends(made)
    yield table(["history", "cases", "lines a case", *(f"{what} (as written)" for what in SAYS)], [_row(name, made, there[name]) for name in there])
    yield "   late, by rule; duties, by how they stood at the end of the history, and lines:"
    yield from _late(made)
    for what in SAYS[1:]:
        yield f"   {what}, by rule (histories; lines):"
        yield from _rules(what, made)


def _clean(there: dict[str, Ordinary]) -> int:
    return sum(all(says(alert) not in SAYS[:2] for alert in one.alerts) for one in there.values())


def _ends(made: Sequence[Ordinary]) -> Iterator[str]:
    areas = {MISSING: "missing"} | {volume.history: volume.area for volume in fortnight.volumes()}
    late = [(duty, areas[one.history] == duty.code.partition(".")[0]) for one in made for duty in one.late]
    stood = Counter(duty.end for duty, _ in late)
    own = sum(is_own for _, is_own in late)
    yield f"   duties told as late: {len(late)}, {len(late) / len(made):.1f} a case: {', '.join(f'{end} {stood[end]}' for end in ENDS)};"
    yield f"   {own} are of the area that the history is about, {len(late) - own} of other areas, whose acts its author had no reason to write"


def _row(name: str, made: Sequence[Ordinary], there: Ordinary) -> list[object]:
    own = [one for one in made if one.history == name]
    if not own:
        return [name, 0, "", *("" for _ in SAYS)]
    told, before = (Counter(says(alert) for one in cases for alert in one.alerts) for cases in (own, [there]))
    return [name, len(own), f"{sum(len(one.alerts) for one in own) / len(own):.1f}", *(f"{told[what] / len(own):.1f} ({before[what]})" for what in SAYS)]


def _late(made: Sequence[Ordinary]) -> Iterator[str]:
    lines = Counter(alert.code for one in made for alert in one.alerts if says(alert) == SAYS[0])
    cases = Counter(code for one in made for code in {duty.code for duty in one.late})
    ends = Counter((duty.code, duty.end) for one in made for duty in one.late)
    yield table(["rule", "cases", *ENDS, "lines"], [[code, cases[code], *(ends[code, end] for end in ENDS), lines[code]] for code, _ in cases.most_common()])


def _rules(what: Says, made: Sequence[Ordinary]) -> Iterator[str]:
    lines: Counter[str] = Counter()
    of: dict[str, set[str]] = {}
    for one in made:
        for alert in one.alerts:
            if says(alert) == what:
                lines[alert.code] += 1
                of.setdefault(alert.code, set()).add(one.history)
    for code, number in lines.most_common():
        yield f"      {code}: {', '.join(sorted(of[code]))}; {number}"
    if not lines:
        yield "      none"
