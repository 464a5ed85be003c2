"""The jobs that send: one message right after its transaction, and by the clock whatever still waits."""

from __future__ import annotations

from procrastinate.contrib.django import app

from tutela.foundations.post import sending


@app.task(name="post.send", queue="post", pass_context=False)
def send(message: str) -> None:
    """Send one message."""
    sending.try_one(message)


@app.periodic(cron="* * * * * */20")  # of six fields the last is the seconds
@app.task(name="post.due", queue="post", queueing_lock="post.due", pass_context=False)
def send_due(timestamp: int = 0) -> None:  # noqa: ARG001  the queue hands a periodic job its time
    """Send every message whose moment has come: tries again, and what a lost job left."""
    sending.send_due()
