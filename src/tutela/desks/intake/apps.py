"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.design.links import register_place


class IntakeConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.intake"
    label = "intake"

    def ready(self) -> None:
        """Say where old logs are taken in."""
        register_place("old-logs", "intake:logs")
