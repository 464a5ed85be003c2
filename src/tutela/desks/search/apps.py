"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.design.links import register_place


class SearchConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.search"
    label = "search"

    def ready(self) -> None:
        """Say where search is."""
        register_place("search", "search:find")
