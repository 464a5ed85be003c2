"""The sweep, each minute; wider subjects after an act; the nightly proof that what was kept is what would be derived anew."""

from __future__ import annotations

from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.kit import clock, ids
from tutela.record.duties import operations
from tutela.record.duties.engine import proving, sweeping
from tutela.record.duties.queries.looks import due

log = structlog.get_logger("tutela.duties")
_BATCH = 200


def sweep(at: datetime) -> int:
    """Look at everything whose moment has come by a moment, and give a sign of life.

    :returns: how many subjects were looked at
    """
    looked = 0
    sweeping.wake(at)
    while rows := due(at, _BATCH):
        for family, ref, since in rows:
            operations.look_again_at(by=SYSTEM, key=f"look {family} {ref} {since.isoformat()} {at.isoformat()}", at=at, family=family, ref=ref)
            looked += 1
        sweeping.beat(at, len(rows))
    sweeping.beat(at, 0)
    return looked


@app.periodic(cron="* * * * *")
@app.task(name="duties.sweep", queue="sweep", queueing_lock="duties.sweep", pass_context=False)
def sweep_each_minute(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue passes when it was to run
    """The periodic sweep."""
    looked = sweep(clock.now())
    if looked:
        log.info("duties.swept", looked=looked)


@app.task(name="duties.reassess_wide", queue="sweep")
def reassess_wide(subjects: list[list[str]]) -> None:
    """Judge places, units and officers after an act."""
    operations.reassess_wide(by=SYSTEM, key=f"wide {ids.new()}", at=clock.now(), subjects=subjects)


@app.periodic(cron="15 3 * * *")
@app.task(name="duties.prove", queue="nightly", queueing_lock="duties.prove")
def prove(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue passes when it was to run
    """Derive everything anew and compare: a difference is a fault of ours, and is loud."""
    found = proving.differences(clock.now())
    for difference in found:
        log.error("duties.differs", difference=difference)
    log.info("duties.proven", differences=len(found))
