"""The job that tidies up after signing in, once a night."""

from __future__ import annotations

from procrastinate.contrib.django import app

from tutela.foundations.access import attempts
from tutela.foundations.access.sessions import SessionStore


@app.periodic(cron="50 2 * * *")
@app.task(name="access.tidy", queue="access", queueing_lock="access.tidy", pass_context=False)
def tidy(timestamp: int = 0) -> None:  # noqa: ARG001  the queue hands a periodic job its time
    """Take away sessions that have ended, and tries to sign in that no longer count."""
    SessionStore.clear_expired()
    attempts.forget_old()
