"""The worker, as a process: it does what is left to it, says whose each log line is, and does again what a lost one had begun."""

from __future__ import annotations

import json
import subprocess
import sys

from django.db import connection
from procrastinate.contrib.django import app

from tests.database import Clone
from tests.looping import looped
from tutela.config import worker


def rows(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [tuple(row) for row in cursor.fetchall()]


def once(clone: Clone) -> str:
    environment = {**clone.environment("tutela_worker"), "TUTELA_LOG_LEVEL": "INFO", "TUTELA_LOG": "json"}
    done = subprocess.run([sys.executable, "-m", "tutela.config.manage", "worker", "--once"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_it_does_a_job_as_its_own_role_and_says_whose_each_line_is(database_clone: Clone) -> None:
    job = app.configure_task("duties.sweep").defer()
    said = [json.loads(line) for line in once(database_clone).splitlines() if line.startswith("{")]
    assert rows("SELECT status FROM procrastinate_jobs") == []
    assert rows("SELECT count(*) FROM duties_heartbeat") == [(1,)]
    assert [(line["event"], line["request_id"]) for line in said if line.get("job") == "duties.sweep"][-1] == ("job.done", f"job-{job}")


def test_a_job_that_cannot_be_done_is_kept_and_told(database_clone: Clone) -> None:
    app.configure_task("no.such-job").defer()
    assert "no.such-job" in once(database_clone)
    assert rows("SELECT status::text FROM procrastinate_jobs") == [("failed",)]


def test_what_a_lost_worker_had_begun_is_done_again(database_clone: Clone) -> None:
    job = app.configure_task("duties.sweep").defer()
    with database_clone.connect() as admin:
        lost = admin.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id").fetchone()
        assert lost
        admin.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [lost[0], job])

    async def as_the_worker_does() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as ours:  # type: ignore[attr-defined]  # Django's connector has it
            async with ours.open_async():
                await worker.rescue(0)

    looped(as_the_worker_does)
    assert rows("SELECT status::text FROM procrastinate_jobs") == [("todo",)]


def test_a_line_in_service_is_json_with_the_ids_of_its_request() -> None:
    script = (
        "import logging.config, structlog; from tutela.config import logs; logging.config.dictConfig(logs.configured('json'))\n"
        "with structlog.contextvars.bound_contextvars(request_id='r-1', operation_id='o-1'):\n"
        "    structlog.get_logger('tutela.made-up').info('made.up', count=3)\n"
        "    logging.getLogger('another.library').warning('in its own words %s', 'here')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    ours, theirs = (json.loads(line) for line in done.stderr.splitlines())
    assert (ours["event"], ours["count"], ours["logger"], ours["level"]) == ("made.up", 3, "tutela.made-up", "info")
    assert theirs["event"] == "in its own words here"
    assert {(line["request_id"], line["operation_id"]) for line in (ours, theirs)} == {("r-1", "o-1")}
