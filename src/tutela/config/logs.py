"""Logs: one line of JSON for each event in service, a readable line on a newcomer's machine. Every line carries the ids of its request or job.

No record's content is logged: names and words belong to the record, where looking is itself recorded.
"""

from __future__ import annotations

import logging
import os
from typing import Any, Final

import structlog

READABLE: Final = "readable"
_MEANT: Final = ("Configured number of workers appears to be higher",)
"""What another library warns of, and we mean: two workers a core (``serve``)."""


def not_meant(record: logging.LogRecord) -> bool:
    """Is an event worth a line?"""
    return not record.getMessage().startswith(_MEANT)


def _shared() -> list[Any]:
    """What is done to each event, ours and other libraries'."""
    return [
        structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(), structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.StackInfoRenderer(),
    ]


def _render(style: str) -> list[Any]:
    """How an event becomes a line."""
    if style == READABLE:
        return [structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(sort_keys=True)]


def configured(style: str, *, level: str = "INFO") -> dict[str, Any]:
    """Set structlog up.

    :returns: what Django's ``LOGGING`` is to be
    """
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(), wrapper_class=structlog.stdlib.BoundLogger, cache_logger_on_first_use=True,
    )
    quiet = ["procrastinate", "httpx", "asyncio", "django.server", "_granian", "granian"]
    if style == READABLE:
        quiet.append("tutela.worker")
    return {
        "version": 1, "disable_existing_loggers": False,
        "formatters": {"line": {
            "()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": _shared(),
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_render(style)],
        }},
        "filters": {"not meant": {"()": lambda: not_meant}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["not meant"]}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in quiet},
    }


def of_the_server() -> dict[str, Any]:
    """The web server's own logging, in the same lines; it is set up before Django is."""
    return configured(os.environ.get("TUTELA_LOG", "json"))
