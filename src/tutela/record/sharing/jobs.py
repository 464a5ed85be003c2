"""Each minute: what became of e-mails that wait or have left. The outbox knows of transports and not of notices, so it is asked."""

from __future__ import annotations

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.kit import clock
from tutela.record.sharing import operations, queries

log = structlog.get_logger("tutela.sharing")


def follow(at: datetime) -> int:
    """Take over from the outbox what became of each notice's e-mail since it was last asked.

    :returns: how many went further
    """
    moved = queries.to_follow()
    for ref, state in moved:
        operations.followed(by=SYSTEM, key=f"follow {ref} {state}", at=at, share=ref)
    return len(moved)


@app.periodic(cron="* * * * *")
@app.task(name="sharing.follow", queue="sweep", queueing_lock="sharing.follow")
def follow_each_minute(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue passes when it was to run
    """The periodic look."""
    moved = follow(clock.now())
    if moved:
        log.info("sharing.followed", moved=moved)
