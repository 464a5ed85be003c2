"""What this database is, its units, and the trainings that are about to lapse."""

from __future__ import annotations

from datetime import datetime, timedelta

from tutela.foundations.forces.cards import Held
from tutela.foundations.forces.models import Deployment, Skill, Unit
from tutela.foundations.kit import refs


def deployment() -> Held | None:
    """The force of this database; ``None`` before it is set up."""
    row = Deployment.objects.first()
    if row is None:
        return None
    return Held(name=row.name, territory=row.territory, training=row.training, holds_imported=row.holds_imported, clock_moved=row.clock_moved)


def unit(code: str) -> Unit | None:
    """A unit by its code."""
    return Unit.objects.filter(code=code).first()


def skills_lapsing(at: datetime, within: timedelta) -> tuple[tuple[str, str, datetime], ...]:
    """Skills that end within a time and are not renewed: officer's reference, skill, when."""
    rows = list(Skill.objects.filter(until__gt=at, until__lte=at + within, officer__active=True).order_by("until", "id"))
    renewed = Skill.objects.filter(officer_id__in={row.officer_id for row in rows}).values_list("officer_id", "skill", "since", "until")
    later = [(officer, skill, since, until) for officer, skill, since, until in renewed]

    def goes_on(row: Skill) -> bool:
        assert row.until is not None
        return any(o == row.officer_id and s == row.skill and since <= row.until and (until is None or until > row.until) for o, s, since, until in later)

    return tuple((refs.make("officer", row.officer_id), row.skill, row.until) for row in rows if row.until and not goes_on(row))
