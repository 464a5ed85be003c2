"""``GET /alerts`` and ``POST /alerts/acknowledge``: what the holder of the token was told. Acknowledging is not doing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Header, Schema

from tutela.desks.api.v1.base import RESPONSES, api, tagged, viewer
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import clock
from tutela.record.duties import queries
from tutela.record.duties.operations import acknowledge


class Line(Schema):
    """One thing that one was told."""

    alert: UUID
    code: str
    title: str
    state: str
    at: datetime
    due_at: datetime | None
    rung: int
    asks: str
    priority: int
    duty: str | None
    subject: str
    acknowledged_at: datetime | None


class Alerts(Schema):
    """What waits to be acknowledged, what asks for a decision first."""

    alerts: list[Line]


class Named(Schema):
    """Which alerts."""

    alerts: list[UUID] = Field(min_length=1, max_length=100)


class Done(Schema):
    """How many were acknowledged now."""

    acknowledged: int


@api.get("/alerts", response={200: Alerts, 304: None, **RESPONSES}, operation_id="list_alerts", summary="What I was told")
def list_alerts(request: HttpRequest) -> HttpResponse:
    """What the holder of the token was told and has not acknowledged."""
    by = viewer(request, Permission.DUTY_ACKNOWLEDGE)
    lines = [line for bundle in queries.told_to(by, at=clock.now()) for line in bundle.lines]
    return tagged(request, {"alerts": [_plain(msgspec.to_builtins(line)) for line in lines]})


@api.post("/alerts/acknowledge", response={200: Done, **RESPONSES}, operation_id="acknowledge_alerts", summary="Acknowledge")
def acknowledge_alerts(
    request: HttpRequest, body: Named, idempotency_key: str = Header(alias="Idempotency-Key", min_length=8, max_length=80),  # type: ignore[type-arg]  # ninja
) -> dict[str, Any]:
    """Take note of what one was told. The key makes a second try the same act."""
    by = viewer(request, Permission.DUTY_ACKNOWLEDGE)
    return acknowledge(by=by, key=idempotency_key, at=clock.now(), alerts=sorted(str(a) for a in body.alerts)).result


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in Line.model_fields}
