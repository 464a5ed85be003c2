"""Does the sweep live, and is anybody left untold?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from tutela.foundations.design.chrome import Banner
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import in_words
from tutela.record.duties.models import Gap, Heartbeat
from tutela.record.duties.queries.looks import SILENT, due, silent_since


def health() -> dict[str, Any]:
    """The sweep's lag, and alerts that met nobody: red after two minutes of silence."""
    now = clock.now()
    beat = Heartbeat.objects.values_list("beat_at", "swept_to").first()
    waiting = due(now, 1)
    nobody = Gap.objects.filter(passed_to="", at__gte=now - timedelta(hours=24)).count()
    silent = beat is None or clock.wall() - beat[0] > SILENT
    return {
        "sweep_beat_seconds": int((clock.wall() - beat[0]).total_seconds()) if beat else None,
        "sweep_lag_seconds": int((now - waiting[0][2]).total_seconds()) if waiting else 0,
        "untold": nobody, "ok": not silent and not nobody,
    }


def sweep_banner(request: HttpRequest) -> list[Banner]:  # noqa: ARG001 - as page chrome asks for banners
    """Says on every page that nobody is being told, while the sweep is silent."""
    since: datetime | None = silent_since()
    if since is None:
        return []
    text = words("duties.sweep-silent", length=in_words(clock.wall() - since))
    return [Banner(kind="warning", title=words("duties.sweep-silent-title"), text=text)]
