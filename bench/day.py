"""The synthetic day of the training database, lived through the real operations as fast as it goes, and how often each of its people is interrupted.

Four hundred incidents, fourteen of them missing children, beside the budget of docs/decisions/0012. A day is three shifts: at each post the person who is
interrupted most in one of them counts.
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

from bench.budget import OTHERS, TOGETHER, budget
from bench.printing import count, table
from bench.scaled.built import Built
from tutela.config import roles

BEGUN: Final = datetime(2026, 3, 2, 7, tzinfo=UTC)
"""A Monday at seven: the day's three shifts are its three thirds."""
SHIFT: Final = timedelta(hours=8)
DECISION: Final = Path(__file__).resolve().parents[1] / "docs" / "decisions" / "0012-one-of-several-is-told-first.md"
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
    """Interruptions of one person of each role in each shift, beside what the decision allows."""
    allowed = budget(DECISION.read_text(encoding="utf-8"))
    shifts, causes = _interruptions(alerts)
    people = Counter(role for role, _ in shifts)
    most = {role: [max(counted[shift] for (of, _), counted in shifts.items() if of == role) for shift in range(3)] for role in people}
    rows: list[list[object]] = []
    for role in sorted(most, key=lambda r: (-max(most[r]), r)):
        may = allowed.get(role, allowed[OTHERS])
        every = sum(sum(counted) for (of, _), counted in shifts.items() if of == role)
        rows.append([role, people[role], every, *most[role], may, "over" if max(most[role]) > may else ""])
    yield "   interruptions: of all who were told anything in the day, then of the one person who was interrupted most in each shift"
    yield table(["role", "people", "day", "07-15", "15-23", "23-07", "budget", ""], rows)
    for role in (str(row[0]) for row in rows if row[-1]):
        yield f"   what interrupts {role}: {', '.join(f'{name} {times}' for name, times in causes[role].most_common(5))}"


def _interruptions(alerts: list[list[Any]]) -> tuple[dict[tuple[str, str], list[int]], dict[str, Counter[str]]]:
    """Bundles of ten minutes about one child with a line of first priority, by role, person and shift; and what was in them."""
    told: dict[tuple[str, str, str], list[tuple[datetime, str, int]]] = defaultdict(list)
    for role, officer, bundle, at, code, priority in alerts:
        told[role, officer, bundle].append((datetime.fromisoformat(at), code, priority))
    shifts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    for (role, officer, _), lines in told.items():
        begun: datetime | None = None
        decides: set[str] = set()
        for at, code, priority in [*sorted(lines), (datetime.max.replace(tzinfo=UTC), "", _INFORMED)]:
            if begun is None or at - begun > TOGETHER:
                if begun is not None and decides:
                    shifts[role, officer][min(2, (begun - BEGUN) // SHIFT)] += 1
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
    from tutela.demo.day import room, world
    from tutela.demo.day.living import Living
    from tutela.demo.models import TrainingDay
    from tutela.foundations.kit import clock
    from tutela.record.chronology.models import Entry
    from tutela.record.duties.models import Alert, Duty
    from tutela.record.occurrences.models import Episode, Incident

    seed.force(BEGUN)
    room.staff(BEGUN)
    day = TrainingDay.objects.create(begun=BEGUN, lived=BEGUN, ticked_at=clock.wall(), incidents=incidents, missing=missing)
    began = perf_counter()
    Living(day).to(BEGUN + world.LENGTH)
    codes = dict(Duty.objects.values_list("pk", "code"))
    told = Alert.objects.filter(instead_of="").order_by("at")
    alerts = [[a.address, a.officer, a.bundle, a.at.isoformat(), codes.get(a.duty or a.pk, "a standard or pattern"), a.priority] for a in told]
    states = Counter(Duty.objects.values_list("state", flat=True))
    return {
        "seconds": perf_counter() - began, "incidents": Incident.objects.count(), "episodes": Episode.objects.count(), "facts": Entry.objects.count(),
        "duties": Duty.objects.count(), "states": ", ".join(f"{state} {number}" for state, number in states.most_common()), "alerts": alerts,
    }


if __name__ == "__main__":
    print(json.dumps(_live(int(sys.argv[1]), int(sys.argv[2]))))
