"""At seven each morning the pack of the day is kept, and the last day's times missing go on the specialist team's list.

Looked at each hour, so that what a night without power missed is made when it is back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import structlog
from procrastinate.contrib.django import app

from tutela.desks.briefing import operations
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local

MORNING: Final = 7
"""The hour of the meeting, by the clock on the wall."""
log = structlog.get_logger("tutela.briefing")


def morning(at: datetime) -> int | None:
    """Keep the pack of the day and make the specialist team's list, if the hour has come and none is kept.

    :returns: how many lines it holds; none where it was not the time
    """
    here = local(at)
    if here.hour < MORNING:
        return None
    day = here.date()
    operations.list_for_review(by=SYSTEM, key=f"reviews {day.isoformat()}", at=at, day=day)
    outcome = operations.keep_pack(by=SYSTEM, key=f"pack {day.isoformat()}", at=at, day=day)
    return None if outcome.replayed else int(outcome.result["lines"])


@app.periodic(cron="0 * * * *")
@app.task(name="briefing.morning", queue="sweep", queueing_lock="briefing.morning", pass_context=False)
def each_hour(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue passes when it was to run
    """The periodic look."""
    lines = morning(clock.now())
    if lines is not None:
        log.info("briefing.pack", lines=lines)
