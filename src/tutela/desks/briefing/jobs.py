"""At seven each morning the pack of the day is kept, and the last day's times missing go on the specialist team's list.

Looked at each hour, so that what a night without power missed is made when it is back.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from procrastinate.contrib.django import app

from tutela.desks.briefing import operations
from tutela.desks.briefing.pages.printing import paper
from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local

NAME: Final = "missing-and-unsent.html"
"""The one file: each hour the last takes the place of the one before."""
MORNING: Final = 7
"""The hour of the meeting, by the clock on the wall."""
log = structlog.get_logger("tutela.briefing")


def morning(at: datetime) -> int | None:
    """Keep the pack of the day and make the specialist team's list, if the hour has come and none is kept.

    :returns: how many lines it holds; none where it was not the time
    """
    here = local(at)
    if here.hour < MORNING:
        return None
    day = here.date()
    operations.list_for_review(by=SYSTEM, key=f"reviews {day.isoformat()}", at=at, day=day)
    outcome = operations.keep_pack(by=SYSTEM, key=f"pack {day.isoformat()}", at=at, day=day)
    return None if outcome.replayed else int(outcome.result["lines"])


def put_by(at: datetime, folder: Path) -> int:
    """Put the list for a day without the system into a folder that nobody else reads; that it could not be done is kept and seen.

    :returns: how many lines it holds
    """
    there, problem = folder.resolve() / NAME, ""
    text, lines = paper(at)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        fresh = there.with_suffix(".new")   # whole or not at all: a list that is half written must not replace one that was whole
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(there)
    except OSError as error:
        problem, lines = error.strerror or type(error).__name__, 0
        log.exception("briefing.printed")
    operations.put_by(by=SYSTEM, key=f"printed {at.isoformat()}", at=at, where=str(there), lines=lines, problem=problem)
    return lines


@app.periodic(cron="0 * * * *")
@app.task(name="briefing.morning", queue="sweep", queueing_lock="briefing.morning", pass_context=False)
def each_hour(timestamp: int = 0) -> None:  # noqa: ARG001 - the queue passes when it was to run
    """The periodic look."""
    lines = morning(clock.now())
    if lines is not None:
        log.info("briefing.pack", lines=lines)
    log.info("briefing.printed", lines=put_by(clock.now(), Path(settings.PRINTED_FOLDER)))
