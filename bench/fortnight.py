"""A fortnight of an invented force across all areas, from the histories in ``cases``, beside docs/decisions/0009-alert-budget-of-all-areas.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import msgspec

from bench import budget
from bench.printing import count, table
from bench.week import MONDAY, Case, week
from tutela.desks.replay.queries import read_case
from tutela.facts import CaseClock, Fact
from tutela.facts.reading import read
from tutela.law import tracks
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.replay import Alert, ledger

ROOT: Final = Path(__file__).resolve().parents[1]
DECISION: Final = ROOT / "docs" / "decisions" / "0009-alert-budget-of-all-areas.md"
BEGINS: Final = MONDAY - timedelta(days=14)
"""A Monday in term with no bank holiday until 3 April; a whole fold before the week of the missing children, so that shifts agree."""
SHIFTS: Final = 2 * budget.SHIFTS
VARIANTS: Final = 8
"""How often a history that begins on one day of the week is judged, each with its own references and minutes, so that other people do not answer."""
JITTER: Final = 30
OWN_WEEK: Final = frozenset({"fresh-23", "fresh-26", "fresh-36", "fresh-48"})
"""Histories with a clock of calendar months, or that runs into Easter: judged in each week, not shifted. A test holds that no other needs it."""
SHOWN: Final = 10
_VOLUME: Final = re.compile(
    r"^\| (?P<area>[a-z]+) \| (?P<what>[^|]+) \| (?P<history>[a-z]+-\d+[a-z]?) \| (?P<number>\d+) \| (?P<days>any day|working day) \| (?P<well>yes|no) \|",
    re.MULTILINE,
)
_WHEN: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")


class Volume(NamedTuple):
    """A line of the decision: what begins in a fortnight, how often, and the history that stands for it."""

    area: str
    what: str
    history: str
    number: int
    days: int
    """On how many days of the week it may begin: seven, or five."""
    well: bool


class History(NamedTuple):
    """One case's lines as they were written, and when it begins: the first moment at which its author expected something."""

    id: str
    lines: tuple[str, ...]
    begins: datetime


class Instance(NamedTuple):
    """One beginning: which judged placement of a history (day of the week, variant), and in which week it lies."""

    history: str
    day: int
    variant: int
    week: int


def volumes(text: str | None = None) -> list[Volume]:
    """The table of the decision, without the missing children, who have their own week.

    :raises ValueError: if it has no such table
    """
    said = DECISION.read_text(encoding="utf-8") if text is None else text
    found = [
        Volume(row["area"], row["what"], row["history"], int(row["number"]), 7 if row["days"] == "any day" else 5, row["well"] == "yes")
        for row in _VOLUME.finditer(said)
    ]
    if not found:
        raise ValueError("the decision has no table of what begins in a fortnight")
    return found


def history(name: str) -> History:
    """A history of ``cases``."""
    folder = ROOT / "cases" / ("fresh" if name.startswith("fresh") else "reports") / name
    case = read_case(folder)
    lines = tuple((folder / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    return History(name, lines, min((e.at for e in case.expected), default=min(f.occurred.earliest for f in case.facts)))


def moved(old: History, tag: str, days: int, minutes: int = 0) -> Case:
    """The history with other references, so many days later by the clock on the wall: every time, and every date in what was said.

    :raises ValueError: if a line can no longer be read
    """
    facts: list[Fact] = []
    until = None
    for number, line in read(json.dumps(one) for one in moved_lines(old, tag, days, minutes)):
        if isinstance(line, Fact):
            facts.append(line)
        elif isinstance(line, CaseClock):
            until = line.clock
        else:
            raise ValueError(f"{old.id}, line {number}, cannot be read once it is moved: {line}")  # noqa: TRY004
    return Case(f"{old.id}.{tag}", facts, until or max(f.occurred.latest for f in facts))


def moved_lines(old: History, tag: str, days: int, minutes: int = 0) -> list[dict[str, Any]]:
    """The same, as lines that nobody has read yet."""
    raw = [json.loads(line) for line in old.lines if line.strip()]
    refs = {about["ref"] for line in raw for about in line.get("about", ()) if ":" not in about["ref"]}
    return [_moved(one, old.id, tag, refs, timedelta(days=days, minutes=minutes)) for one in raw]


def _moved(value: Any, case: str, tag: str, refs: set[str], by: timedelta) -> Any:
    """One value of a line: a time or date moved, a reference or the case's name renamed, anything else as it is."""
    if isinstance(value, dict):
        return {key: _moved(one, case, tag, refs, by) for key, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, case, tag, refs, by) for one in value]
    if not isinstance(value, str):
        return value
    if found := _WHEN.fullmatch(value):
        if found[1] is None:
            return (date.fromisoformat(value) + timedelta(days=by.days)).isoformat()
        at = datetime.fromisoformat(value).astimezone(LOCAL).replace(tzinfo=None) + by
        return at.replace(tzinfo=LOCAL).isoformat()
    if value in refs:
        return f"{value}.{tag}"
    return f"{case}.{tag}{value.removeprefix(case)}" if value == case or value.startswith(f"{case}-") else value


def placed(old: History, day: int, variant: int, later: int = 0) -> Case:
    """The history as it begins on a day of the fortnight's first week (or a week later), a few minutes from its hour."""
    minutes = Random(f"{old.id} {day} {variant}").randint(-JITTER, JITTER)
    return moved(old, f"{day}{variant}", until_day(old, day + 7 * later), minutes)


def until_day(old: History, day: int) -> int:
    """By how many days a history is moved to begin on a day of the fortnight."""
    return (BEGINS.date() - old.begins.astimezone(LOCAL).date()).days + day


def instances(seed: int, made: Sequence[Volume], share: float = 1.0) -> list[Instance]:
    """What begins in one fortnight: each volume's number (or a share of it, at least one), on days from the seed."""
    rng = Random(seed)
    found: list[Instance] = []
    for volume in made:
        found += [
            Instance(volume.history, rng.randrange(volume.days), rng.randrange(VARIANTS), rng.randrange(2))
            for _ in range(max(1, round(volume.number * share)))
        ]
    return found


def later(alerts: Iterable[Alert], weeks: int) -> list[Alert]:
    """The same alerts whole weeks later; true where no bank holiday and no change of the clocks lies between, which a test holds."""
    return [msgspec.structs.replace(alert, at=alert.at + timedelta(weeks=weeks)) for alert in alerts] if weeks else list(alerts)


class Judged:
    """Each placement of a history judged once on a track, and kept."""

    def __init__(self, law: Catalogue, book: Lawbook, track: tracks.Track = "driven") -> None:
        self._law, self._book, self._track = law, book, track
        self._histories: dict[str, History] = {}
        self._told: dict[Instance, list[Alert]] = {}

    def __len__(self) -> int:
        return len(self._told)

    def alerts(self, instance: Instance) -> list[Alert]:
        """What one instance tells."""
        own = instance.week if instance.history in OWN_WEEK else 0
        key = instance._replace(week=own)
        if key not in self._told:
            if instance.history not in self._histories:
                self._histories[instance.history] = history(instance.history)
            case = placed(self._histories[instance.history], instance.day, instance.variant, own)
            self._told[key] = told(case, self._track, self._law, self._book)
        return later(self._told[key], instance.week - own)


def told(case: Case, track: tracks.Track, law: Catalogue, book: Lawbook) -> list[Alert]:
    """One case's alerts on a track, each case judged alone."""
    return ledger(tracks.run(track, case.facts, law, book, case.until)[1], case=case.id)


def missing(seed: int, law: Catalogue, book: Lawbook, track: tracks.Track = "driven", children: int | None = None) -> list[list[Alert]]:
    """The missing children of a fortnight: two weeks of ``bench/week.py``."""
    found: list[list[Alert]] = []
    for number in range(2):
        cases = week(2 * seed + number) if children is None else week(2 * seed + number, children, children // 9)
        found += [later(budget.run(case, track, law, book)[0], number) for case in cases]
    return found


def noise(cases: Iterable[Iterable[Alert]]) -> tuple[Counter[str], Counter[str]]:
    """Of each rule: in how many interruptions it has a part, and how many lines people got of it."""
    interruptions: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for alerts in cases:
        kept = list(alerts)
        for alert in kept:
            lines[alert.code] += len(set(alert.to))
        for bundle in budget.bundles(kept):
            interruptions.update({name.partition(" ")[0] for name in bundle.first})
    return interruptions, lines


def allowed() -> dict[str, int]:
    """The budgets of both decisions."""
    return budget.budget() | budget.budget(DECISION.read_text(encoding="utf-8"))


def report(law: Catalogue, book: Lawbook, seeds: Sequence[int], share: float = 1.0, children: int | None = None) -> Iterator[str]:
    """The section, line by line."""
    made, judged, allows = volumes(), Judged(law, book), allowed()
    drawn = [instances(seed, made, share) for seed in seeds]
    fortnights = [[*missing(seed, law, book, children=children), *map(judged.alerts, each)] for seed, each in zip(seeds, drawn, strict=True)]
    where = {volume.history: volume.area for volume in made}
    areas = Counter(where[one.history] for one in drawn[0])
    yield f"   {len(seeds)} seeded fortnight(s), {count(len(fortnights[0]))} cases in the first: {len(fortnights[0]) - len(drawn[0])} missing children,"
    yield f"   and of {len(made)} histories {', '.join(f'{area} {number}' for area, number in areas.items())};"
    yield f"   {len(judged)} placements judged, each alone and followed as far as it was written; the fortnight is folded (what is told later counts at"
    yield f"   its hour of this fortnight); track driven; {SHIFTS * len(seeds)} shifts."
    yield ""
    found = budget.loads(fortnights, SHIFTS)
    yield from budget.tabled(found, allows)
    every = [load for load in found.values() if any(load.interruptions)]
    yield f"   roles told something {len(found)}, interrupted {len(every)}; {_over(found, allows)}"
    yield from _untended(law, book, seeds, drawn, children)
    interruptions, lines = noise(alerts for each in fortnights for alerts in each)
    yield ""
    yield from _noisiest("interruptions", interruptions, lines, len(seeds))
    yield from _noisiest("lines", lines, interruptions, len(seeds))
    yield from _bundled(found, interruptions.total(), len(seeds))


def _untended(law: Catalogue, book: Lawbook, seeds: Sequence[int], drawn: Sequence[Sequence[Instance]], children: int | None) -> Iterator[str]:
    """The other end: the first fortnight as it was written, where what its author left out is never done."""
    judged = Judged(law, book, "happened")
    found = budget.loads([[*missing(seeds[0], law, book, "happened", children), *map(judged.alerts, drawn[0])]], SHIFTS)
    yield f"   on the track happened, where what the histories leave out is never done: {_over(found, allowed())}"


def _over(found: dict[str, budget.Load], allows: dict[str, int]) -> str:
    """The roles over their budget, with what they get and what they are allowed."""
    over = [
        f"{role} {load.p90:.0f} ({allow})"
        for role, load in sorted(found.items()) if load.p90 > (allow := allows.get(role, allows[budget.OTHERS]))
    ]
    return f"over the budget {len(over)}: {', '.join(over) or 'none'}"


def _noisiest(what: str, by: Counter[str], other: Counter[str], fortnights: int) -> Iterator[str]:
    names = ["interruptions", "lines"] if what == "interruptions" else ["lines", "interruptions"]
    yield f"   the {SHOWN} noisiest rules by {what}, in a fortnight:"
    yield table(["rule", *names], [[code, count(number / fortnights), count(other[code] / fortnights)] for code, number in by.most_common(SHOWN)], "      ")


def _bundled(found: dict[str, budget.Load], parts: int, fortnights: int) -> Iterator[str]:
    lines, bundles, interruptions = (sum(sum(getattr(load, name)) for load in found.values()) / fortnights for name in ("lines", "bundles", "interruptions"))
    yield f"   bundling: {count(lines)} lines in {count(bundles)} bundles, of which {count(interruptions)} interrupt ({count(parts / fortnights)} by rule);"
    yield f"   {lines / bundles:.1f} lines a bundle, {100 * (1 - interruptions / bundles):.0f} % of bundles wait on a worklist."
