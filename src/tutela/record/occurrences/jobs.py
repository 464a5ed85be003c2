"""Each night: no open occurrence without an owner and a supervisor who answer for it."""

from __future__ import annotations

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock
from tutela.record.occurrences import queries

log = structlog.get_logger("tutela.occurrences")


def count_orphans(at: datetime) -> int:
    """Look for occurrences that nobody answers for at a moment; each is an error in the log.

    :returns: how many there are
    """
    found = queries.orphans(lambda officers: {ref for ref, held in forces.standings(officers, at).items() if held.active and held.roles})
    for ref in found:
        log.error("occurrences.orphan", ref=ref)
    log.info("occurrences.owned", orphans=len(found))
    return len(found)


@app.periodic(cron="5 3 * * *")
@app.task(name="occurrences.orphans", queue="nightly", queueing_lock="occurrences.orphans")
def orphans(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue passes when it was to run
    """The nightly look."""
    count_orphans(clock.now())
