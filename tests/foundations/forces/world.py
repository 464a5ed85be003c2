"""A small force at a moment: a room, a team, who works there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Officer, Unit

AT: Final = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
BY: Final = "o:admin"


def unit(code: str = "room", area: str = "contact", parent: Unit | None = None) -> Unit:
    """A unit, made or found."""
    return Unit.objects.filter(code=code).first() or rows.add_unit(code=code, name=f"The {code}", area=area, parent=parent)


def officer(collar: str, name: str = "", **more: Any) -> Officer:
    """An officer since a year."""
    given: dict[str, Any] = {"rank": "Inspector", "unit": unit(), "since": AT - 365 * DAY, "telephone": "01632 960001", "email": f"{collar}@northshire.invalid"}
    return rows.add_officer(collar=collar, name=name or f"Officer {collar}", at=AT - 365 * DAY, by=BY, **{**given, **more})


def on_shift(who: Officer, address: str, since: datetime = AT - HOUR, until: datetime = AT + HOUR, *, posted: bool = True) -> Officer:
    """Post somebody and roster them."""
    if posted:
        rows.add_post(who, address, since=AT - 30 * DAY, at=AT - 30 * DAY, by=BY)
    rows.roster_shift(who, address, since=since, until=until, at=AT - 7 * DAY, by=BY)
    return who


def skilled(who: Officer, skill: str = "incident_command", until: datetime | None = None) -> Officer:
    """Give somebody a skill."""
    rows.add_skill(who, skill, since=AT - 300 * DAY, until=until, at=AT - 300 * DAY, by=BY)
    return who
