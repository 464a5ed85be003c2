"""Each month calls are drawn by lot for every manager of the room: what is owed begins though nobody thinks of it.

Looked at each hour, so that what a night without power missed is made when it is back, and who became a manager within the month has theirs.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import month_of
from tutela.practice.contact import operations
from tutela.practice.contact.queries import calls

log = structlog.get_logger("tutela.contact")


def monthly(at: datetime) -> int:
    """Draw the month's calls for each manager for whom none were drawn.

    :returns: for how many they were drawn now
    """
    month, drawn = month_of(at), 0
    for manager in sorted(forces.holders(at, [calls.MANAGER]).get(calls.MANAGER, {})):
        if not calls.begun(manager, month):
            operations.draw_calls(by=SYSTEM, key=f"calls {manager} {month:%Y-%m}", at=at, manager=manager)
            drawn += 1
    return drawn


@app.periodic(cron="20 * * * *")
@app.task(name="contact.calls", queue="sweep", queueing_lock="contact.calls", pass_context=False)
def each_hour(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue passes when it was to run
    """The periodic look."""
    drawn = monthly(clock.now())
    if drawn:
        log.info("contact.calls", managers=drawn)
