"""Cases on disk: their facts, what should have been told, and how that compares with what was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
import msgspec.yaml

from tutela.facts import CaseClock, Fact
from tutela.facts.reading import Rejected, read
from tutela.law.kernel.replay import Alert

_UNITS: Final = {"m": 60, "h": 3600, "d": 86400}


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """Something that should have been told: by requirement id, role and moment."""

    also: tuple[str, ...]
    at: datetime
    tolerance: timedelta
    to: tuple[str, ...]
    source: str


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A told alert that the source does not name, by code and instant, with its ground. No wildcards."""

    code: str
    at: datetime
    ground: str


class Case(msgspec.Struct, kw_only=True):
    """One case: facts, clock, and what the source expects."""

    id: str
    title: str
    source: str
    facts: list[Fact]
    until: datetime
    rejected: list[Rejected]
    expected: list[Expectation]
    deferred: list[dict[str, str]]
    """What a cell of the source names and this case does not expect, with what it waits for or what took its place."""
    features: list[dict[str, str]]
    """What a cell names that is no alert: a screen, a form, a report, an act."""
    control: bool
    """Good work: no overdue, breach or standard alert may be told of it."""
    explained: list[Explanation]
    never: list[dict[str, Any]]
    overlays: tuple[str, ...]

    @property
    def assumed(self) -> int:
        """How many of its facts are our assumption."""
        return sum(fact.assumed for fact in self.facts)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What was expected and not told, told and not expected, told though it never should be."""

    raised: int
    missing: list[Expectation]
    extras: list[Alert]
    unexplained: list[Alert]
    stale: list[Explanation]
    false: list[tuple[Alert, str]]

    @property
    def explained(self) -> int:
        """How many of the extras have their ground."""
        return len(self.extras) - len(self.unexplained)


def read_facts(path: Path) -> tuple[dict[str, list[Fact]], dict[str, datetime], list[Rejected]]:
    """Facts and clocks of a replay file, by case; bad lines apart. An id used twice for different facts is rejected, the first kept."""
    facts: dict[str, list[Fact]] = {}
    clocks: dict[str, datetime] = {}
    rejected: list[Rejected] = []
    seen: dict[tuple[str, str], Fact] = {}
    with path.open("rb") as lines:
        for number, line in read(lines):
            if isinstance(line, Rejected):
                rejected.append(line)
            elif isinstance(line, CaseClock):
                clocks[line.case] = line.clock
            else:
                case = line.case or path.stem
                known = seen.setdefault((case, line.id), line)
                if known is line:
                    facts.setdefault(case, []).append(line)
                elif known != line:
                    rejected.append(Rejected(number, "id", f"{line.id!r} is another fact already", "an id of its own, or supersedes for a correction"))
    return facts, clocks, rejected


def read_case(folder: Path) -> Case:
    """A case folder: ``facts.jsonl``, ``expected.yaml`` and, for what the source does not name, ``explained.yaml``."""
    facts, clocks, rejected = read_facts(folder / "facts.jsonl")
    every = [fact for rows in facts.values() for fact in rows]
    says = msgspec.yaml.decode((folder / "expected.yaml").read_text(encoding="utf-8"))
    explained = folder / "explained.yaml"
    extras = msgspec.yaml.decode(explained.read_text(encoding="utf-8")) or [] if explained.is_file() else []
    return Case(
        id=folder.name, title=says["title"], source=says["source"], facts=every, until=max(clocks.values(), default=_last(every)), rejected=rejected,
        expected=[_expectation(entry) for entry in says.get("expected") or ()], deferred=list(says.get("deferred") or ()),
        features=list(says.get("features") or ()), control=bool(says.get("control")),
        explained=[Explanation(code=e["code"], at=_moment(at), ground=e["ground"]) for e in extras for at in e["at"]],
        never=list(says.get("never") or ()), overlays=tuple(says.get("overlays", ("inspection",))),
    )


def _last(facts: Iterable[Fact]) -> datetime:
    return max(fact.occurred.latest for fact in facts)


def _moment(value: datetime | str) -> datetime:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC)


def _expectation(entry: dict[str, Any]) -> Expectation:
    tolerance = str(entry["tolerance"])
    return Expectation(
        also=tuple(entry["also"]), at=_moment(entry["at"]), tolerance=timedelta(seconds=float(tolerance[:-1]) * _UNITS[tolerance[-1]]),
        to=tuple(entry["to"]), source=" ".join(str(entry["source"]).split()),
    )


def meets(expected: Expectation, alert: Alert) -> bool:
    """Is this alert one of those that answer to the expectation? By id, role (where it names one) and moment."""
    names, fits = {*alert.also, alert.code}, not expected.to or bool({*alert.to} & {*expected.to})
    return bool(names & {*expected.also}) and fits and abs(alert.at - expected.at) <= expected.tolerance


def compare(case: Case, alerts: list[Alert]) -> Comparison:
    """Hold what was told against what should have been."""
    grounds = {(e.code, e.at) for e in case.explained if e.ground.strip()}
    told = {(a.code, a.at) for a in alerts}
    missing: list[Expectation] = []
    wanted: set[int] = set()
    for expected in case.expected:
        answers = [a for a in alerts if meets(expected, a)]
        if not answers or not {*expected.to} <= {role for a in answers for role in a.to}:
            missing.append(expected)
        wanted.update(id(a) for a in answers)
    extras = [a for a in alerts if id(a) not in wanted]
    false = [(a, str(n.get("why", ""))) for a in alerts for n in case.never if {*n["also"]} & {*a.also, a.code} and _is_alarm(a)]
    return Comparison(
        raised=len(alerts), missing=missing, extras=extras, unexplained=[a for a in extras if (a.code, a.at) not in grounds],
        stale=[e for e in case.explained if (e.code, e.at) not in told], false=false,
    )


def _is_alarm(alert: Alert) -> bool:
    """More than a prompt: a time that is out, a standard not met, a pattern."""
    return alert.kind != "duty" or alert.state in ("overdue", "breached")
