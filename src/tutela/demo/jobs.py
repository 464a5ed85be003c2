"""The synthetic day goes on by itself: one stretch, then the next is asked for, until the day is over or somebody pauses it."""

from __future__ import annotations

from typing import Final

import structlog
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tutela.demo.clock import is_training
from tutela.demo.day.living import stretch

log = structlog.get_logger("tutela.demo")
PAUSE: Final = 2
"""Seconds between two stretches."""


@app.task(name="demo.live", queue="demo", queueing_lock="demo.live")
def live() -> None:
    """Let the day go on by what has passed since, times its speed."""
    if is_training() and stretch():
        go_on()


def go_on() -> None:
    """Ask for the next stretch, unless one waits already."""
    try:
        with transaction.atomic():
            app.configure_task("demo.live", schedule_in={"seconds": PAUSE}, queueing_lock="demo.live").defer()
    except AlreadyEnqueued:
        log.info("day.waits_already")
