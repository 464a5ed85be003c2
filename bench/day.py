"""The synthetic day of the training database, lived through the real operations as fast as it goes, and how often each role is interrupted in it.

Four hundred incidents, fourteen of them missing children, beside the budgets of docs/decisions/0004 and 0009. A day is three shifts: its worst counts.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from bench import fortnight
from bench.budget import OTHERS, TOGETHER, budget
from bench.printing import count, table
from bench.scaled.built import Built
from tutela.config import roles

BEGUN: Final = datetime(2026, 3, 2, 7, tzinfo=UTC)
"""A Monday at seven: the day's three shifts are its three thirds."""
SHIFT: Final = timedelta(hours=8)
_DATABASE: Final = "day"
_INFORMED: Final = 2


def report(*, incidents: int, missing: int) -> Iterator[str]:
    """The section, line by line."""
    with tempfile.TemporaryDirectory(prefix="tutela-day-") as folder:
        home = Path(folder)
        home.chmod(0o755)   # the server's user must reach its data
        found = Built(home)
        found.folder.mkdir(exist_ok=True)
        found.cluster.start()
        try:
            with found.connect("postgres", autocommit=True) as admin:
                roles.create_roles(admin)
                roles.create_database(admin, _DATABASE)
            found.prepare(_DATABASE)
            said: dict[str, Any] = json.loads(found.run("bench.day", str(incidents), str(missing), database=_DATABASE))
        finally:
            found.cluster.remove()
    took = said["seconds"]
    yield f"   {said['incidents']} incidents, {said['episodes']} missing children, {count(said['facts'])} facts, {said['duties']} duties: {took:.0f} s,"
    yield f"   {said['facts'] / took:.0f} facts a second through the operations, {86400 / took:.0f} times as fast as life; {said['states']}"
    yield from _tabled(said["alerts"])


def _tabled(alerts: list[list[Any]]) -> Iterator[str]:
    """Interruptions a role in each shift, beside what the decision allows."""
    allowed = budget() | budget(fortnight.DECISION.read_text(encoding="utf-8"))
    shifts, causes = _interruptions(alerts)
    rows: list[list[object]] = []
    for role in sorted(shifts, key=lambda r: (-max(shifts[r]), r)):
        most = max(shifts[role])
        if most:
            over = "over" if most > allowed.get(role, allowed[OTHERS]) else ""
            rows.append([role, *shifts[role], allowed.get(role, allowed[OTHERS]), over])
    yield table(["role", "07-15", "15-23", "23-07", "budget", ""], rows)
    for role in (str(row[0]) for row in rows if row[-1]):
        yield f"   what interrupts {role}: {', '.join(f'{name} {times}' for name, times in causes[role].most_common(5))}"


def _interruptions(alerts: list[list[Any]]) -> tuple[dict[str, list[int]], dict[str, Counter[str]]]:
    """Bundles of ten minutes about one child with a line of first priority, by role and shift; and what was in them."""
    told: dict[tuple[str, str], list[tuple[datetime, str, int]]] = defaultdict(list)
    for role, bundle, at, code, priority in alerts:
        told[role, bundle].append((datetime.fromisoformat(at), code, priority))
    shifts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    for (role, _), lines in told.items():
        begun: datetime | None = None
        decides: set[str] = set()
        for at, code, priority in [*sorted(lines), (datetime.max.replace(tzinfo=UTC), "", _INFORMED)]:
            if begun is None or at - begun > TOGETHER:
                if begun is not None and decides:
                    shifts[role][min(2, (begun - BEGUN) // SHIFT)] += 1
                    causes[role].update(decides)
                begun, decides = at, set()
            if priority < _INFORMED:
                decides.add(code)
    return shifts, causes


def _live(incidents: int, missing: int) -> dict[str, Any]:
    """In a process of its own, on an empty database: the force, then its day."""
    from bench.scaled.setting import start

    start()
    from tutela.demo import seed
    from tutela.demo.day import world
    from tutela.demo.day.living import Living
    from tutela.demo.models import TrainingDay
    from tutela.foundations.kit import clock
    from tutela.record.chronology.models import Entry
    from tutela.record.duties.models import Alert, Duty
    from tutela.record.occurrences.models import Episode, Incident

    seed.force(BEGUN)
    day = TrainingDay.objects.create(begun=BEGUN, lived=BEGUN, ticked_at=clock.wall(), incidents=incidents, missing=missing)
    began = perf_counter()
    Living(day).to(BEGUN + world.LENGTH)
    codes = dict(Duty.objects.values_list("pk", "code"))
    told = Alert.objects.filter(instead_of="").order_by("at")
    alerts = [[a.address, a.bundle, a.at.isoformat(), codes.get(a.duty or a.pk, "a standard or pattern"), a.priority] for a in told]
    states = Counter(Duty.objects.values_list("state", flat=True))
    return {
        "seconds": perf_counter() - began, "incidents": Incident.objects.count(), "episodes": Episode.objects.count(), "facts": Entry.objects.count(),
        "duties": Duty.objects.count(), "states": ", ".join(f"{state} {number}" for state, number in states.most_common()), "alerts": alerts,
    }


if __name__ == "__main__":
    print(json.dumps(_live(int(sys.argv[1]), int(sys.argv[2]))))
