"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.design.links import register_place


class ApiConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.api"
    label = "api"

    def ready(self) -> None:
        """Say where pages ask who may be meant while a name is typed."""
        register_place("look-up", "fragments:people")
