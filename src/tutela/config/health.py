"""``/health``: whether the product is there, and whether what runs behind it keeps up. Ages and counts; nothing of anybody's record.

*ok* and *late* answer 200, since taking the pages away would help nobody who waits; *down* answers 503.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string

from tutela.foundations.kit import clock

ASKED: Final = {
    "sweep": "tutela.record.duties.queries.health",
    "outbox_age": "tutela.foundations.post.queries.outbox_age",
    "unsealed": "tutela.foundations.audit.queries.unsealed",
}
_QUEUE = """
    SELECT count(*), min(coalesce(job.scheduled_at, event.at)) FROM procrastinate_jobs job
    LEFT JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
    WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= %s)
"""
log = structlog.get_logger("tutela.health")


def read() -> dict[str, Any]:
    """How the product is: its status, what is late, and the ages and counts behind it."""
    try:
        found = {**_queue(), **{key: value for name, asked in ASKED.items() for key, value in _flat(name, import_string(asked)()).items()}}
    except DatabaseError as cause:
        log.error("health.down", error=str(cause))  # noqa: TRY400  the connection's own words say it; a trace of ours adds nothing
        return {"status": "down", "late": ["database"]}
    late = sorted(name for name, limit in settings.HEALTH_LIMITS.items() if isinstance(age := found.get(name), int | float) and age > limit)
    if not found.pop("ok", True):
        late.append("sweep")
    return {"status": "late" if late else "ok", "late": late, **found}


def _queue() -> dict[str, Any]:
    """How many jobs wait that are due, and how long the first of them has."""
    now = clock.wall()
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, [now])
        count, oldest = cursor.fetchone()
    return {"queue": count, "queue_age_seconds": round((now - oldest).total_seconds(), 1) if oldest else 0.0}


def _flat(name: str, value: Any) -> dict[str, Any]:
    """An answer as plain numbers, each under a name that says its unit."""
    if isinstance(value, Mapping):
        return {key: inner for part, each in value.items() for key, inner in _flat(str(part), each).items()}
    if isinstance(value, timedelta):
        return {f"{name}_seconds": round(value.total_seconds(), 1)}
    return {name: value}


def health(_: HttpRequest) -> JsonResponse:
    """Answer whoever watches the service."""
    found = read()
    return JsonResponse(found, status=503 if found["status"] == "down" else 200, headers={"Cache-Control": "no-store"})


health.writes_on_get = True  # type: ignore[attr-defined]  # no reading transaction around it: it must answer when there is no database
