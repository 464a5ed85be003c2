"""The request that is being served, for logs, jobs and the audit."""

from __future__ import annotations

from structlog.contextvars import get_contextvars


def request_id() -> str:
    """The id of the request or job that runs; empty outside both."""
    return str(get_contextvars().get("request_id", ""))
