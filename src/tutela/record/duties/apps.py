"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.signals import request_started


class DutiesConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.duties"
    label = "duties"

    def ready(self) -> None:
        """Look once a day which numbers of its own the force has put into force."""
        from tutela.record.chronology.engine import ask_again  # its queries read models, which stand only now

        request_started.connect(ask_again, dispatch_uid="law")
