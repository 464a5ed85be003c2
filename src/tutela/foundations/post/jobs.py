"""The job that sends: one message right after its transaction, and by the clock whatever still waits."""

from __future__ import annotations

from procrastinate.contrib.django import app

from tutela.foundations.post import sending


@app.task(name="post.send", queue="post", pass_context=False)
def send(message: str = "") -> None:
    """Send one message; without one, every message whose moment has come."""
    if message:
        sending.try_one(message)
    else:
        sending.send_due()
