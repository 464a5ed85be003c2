"""``tutela worker``: does the jobs that operations leave, and what the clock alone asks for: the sweep, the sealing.

What is periodic is registered here and not where the job is declared, so that tests and web workers never start it.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import structlog

from tutela.config.supervised import end_with_parent

if TYPE_CHECKING:
    from procrastinate.tasks import Task

log = structlog.get_logger("tutela.worker")


def work(argv: Sequence[str] = ()) -> int:
    """Work until told to stop; what was begun is finished first."""
    parser = argparse.ArgumentParser(prog="tutela worker", description="Do the jobs that operations leave, and the sweep.")
    parser.add_argument("--once", action="store_true", help="do what is there, without what is periodic, and end")
    asked = parser.parse_args(argv)
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    import django

    django.setup()
    _work(once=asked.once)
    return 0


def _work(*, once: bool) -> None:
    from procrastinate.contrib.django import app

    if not once:
        register_periodic()
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's connector, which has it
    with app.replace_connector(connector) as ours:
        ours.run_worker(
            wait=not once, concurrency=2, fetch_job_polling_interval=1.0, shutdown_graceful_timeout=10.0, delete_jobs="successful",
            install_signal_handlers=True,
        )


def register_periodic() -> list[str]:
    """Register what settings' ``PERIODIC_JOBS`` names, each at its time, and the rescue of jobs whose worker was lost.

    :returns: the names of those that do not exist
    """
    from django.conf import settings
    from procrastinate.contrib.django import app

    app.periodic(cron="* * * * * */30", periodic_id="")(app.task(name="config.rescue", queueing_lock="config.rescue", pass_context=False)(rescue))
    missing = []
    for name, cron in settings.PERIODIC_JOBS.items():
        task = app.tasks.get(name)
        if task is None:
            missing.append(name)
            log.error("worker.unknown_periodic_job", job=name)
        else:
            app.periodic(cron=cron, periodic_id="")(app.task(name=f"every.{name}", queueing_lock=f"every.{name}")(_at_its_time(task)))
    return missing


def _at_its_time(task: Task[..., Any, ...]) -> Callable[[int], Any]:
    """The job as something periodic, which is handed the time that it was due; our jobs read their own clock."""

    def due(timestamp: int) -> Any:  # noqa: ARG001  procrastinate hands it by this name
        return task.func()

    return due


async def rescue(timestamp: int) -> None:  # noqa: ARG001  procrastinate hands it by this name
    """Have the jobs done again whose worker stopped giving a sign: what was half done was rolled back with its connection."""
    from procrastinate.contrib.django import app

    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=30):
        log.warning("worker.rescued", job=job.task_name, job_id=job.id)
        await app.job_manager.retry_job(job)
