"""``/health``: what keeps up, what is late, and an answer when there is no database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.module_loading import import_string

from tests.database import Clone
from tutela.config import health
from tutela.foundations.audit import Line, write
from tutela.foundations.kit import clock
from tutela.record.duties.jobs import sweep


def asked(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/health")
    return answer.status_code, answer.json()


@pytest.mark.usefixtures("database_clone")
def test_it_says_ok_while_the_sweep_gives_a_sign(client: Client) -> None:
    sweep(clock.now())
    status, said = asked(client)
    assert (status, said["status"], said["late"]) == (200, "ok", [])
    assert {"queue", "queue_age_seconds", "sweep_lag_seconds", "outbox_age_seconds", "unsealed", "unsealed_age_seconds"} <= said.keys()


@pytest.mark.usefixtures("database_clone")
def test_a_silent_sweep_is_late_and_the_pages_stay(client: Client) -> None:
    status, said = asked(client)
    assert (status, said["status"]) == (200, "late")
    assert "sweep" in said["late"]


def test_what_waits_too_long_is_named(database_clone: Clone, client: Client) -> None:
    sweep(clock.now())
    write(Line(officer="o:somebody", kind="operation", action="made up", at=clock.wall() - timedelta(hours=1)))
    with database_clone.connect() as admin:
        admin.execute("INSERT INTO procrastinate_jobs (task_name, queue_name, scheduled_at) VALUES ('made.up', 'default', now() - interval '1 hour')")
    _, said = asked(client)
    assert said["late"] == ["queue_age_seconds", "unsealed_age_seconds"]
    assert (said["queue"], said["unsealed"]) == (1, 1)


@pytest.mark.usefixtures("database_clone")
def test_without_a_database_it_answers_that_it_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> dict[str, Any]:
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(health, "_queue", gone)
    assert asked(client) == (503, {"status": "down", "late": ["database"]})


@pytest.mark.usefixtures("database_clone")
def test_it_tells_nothing_of_anybody(client: Client) -> None:
    _, said = asked(client)
    assert all(isinstance(value, int | float | str | list | None) for value in said.values())
    assert all(import_string(name) for name in health.ASKED.values())
