"""The jobs of the audit: sealing every few seconds, and the partitions to come once a day."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tutela.foundations.audit import partitions, sealing


@app.periodic(cron="* * * * * */10")  # of six fields the last is the seconds
@app.task(name="audit.seal", queue="audit", queueing_lock="audit.seal", pass_context=False)
def seal(timestamp: int = 0) -> None:  # noqa: ARG001  the queue hands a periodic job its time
    """Seal what waits."""
    sealing.seal_all()


@app.periodic(cron="40 2 * * *")
@app.task(name="audit.partitions", queue="audit", queueing_lock="audit.partitions", pass_context=False, retry=RetryStrategy(max_attempts=6, wait=600))
def ensure_partitions(timestamp: int = 0) -> None:  # noqa: ARG001  the queue hands a periodic job its time
    """Make the partitions of the coming months, of every partitioned table of the house."""
    partitions.ensure()
