"""``tutela worker``: does the jobs that operations leave, and what the clock alone asks for: the sweep, the sealing.

Each job says beside its declaration when it is due; a job that was begun by a worker that was then lost is done again.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import structlog

from tutela.config.start import start
from tutela.config.supervised import end_with_parent

if TYPE_CHECKING:
    from procrastinate.job_context import JobContext
    from procrastinate.middleware import AsyncCallNext
    from procrastinate.worker import Worker

log = structlog.get_logger("tutela.worker")


def work(argv: Sequence[str] = ()) -> int:
    """Work until told to stop; what was begun is finished first."""
    parser = argparse.ArgumentParser(prog="tutela worker", description="Do the jobs that operations leave, and the sweep.")
    parser.add_argument("--once", action="store_true", help="do what is there, without what is periodic, and end")
    asked = parser.parse_args(argv)
    end_with_parent()
    start()
    _work(once=asked.once)
    return 0


def _work(*, once: bool) -> None:
    from procrastinate.contrib.django import app

    if once:
        app.periodic_registry.periodic_tasks.clear()
    else:
        _also_rescue()
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's connector, which has it
    with app.replace_connector(connector) as ours:
        ours.run_worker(
            wait=not once, concurrency=2, fetch_job_polling_interval=1.0, shutdown_graceful_timeout=10.0, delete_jobs="successful",
            install_signal_handlers=True, worker_middleware=[_named],
        )


async def _named(call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:  # noqa: ARG001  a middleware's signature
    """Have each log and audit line of a job say whose it is, as those of a request do."""
    with structlog.contextvars.bound_contextvars(request_id=f"job-{context.job.id}", job=context.job.task_name):
        began = time.monotonic()
        result = await call_next()
        log.info("job.done", seconds=round(time.monotonic() - began, 3))
    return result


def _also_rescue() -> None:
    """Twice a minute, see to jobs whose worker was lost."""
    from procrastinate.contrib.django import app

    app.periodic(cron="* * * * * */30")(app.task(name="config.rescue", queueing_lock="config.rescue")(rescue))


async def rescue(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it by this name
    """Have the jobs done again whose worker stopped giving a sign: what was half done was rolled back with its connection."""
    from procrastinate.contrib.django import app

    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=30):
        log.warning("worker.rescued", job=job.task_name, job_id=job.id)
        await app.job_manager.retry_job(job)
