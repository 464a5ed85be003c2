"""Tells Django of the design."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Components, layouts, words and form fields of every page; it has no tables."""

    name = "tutela.foundations.design"
    label = "design"

    def ready(self) -> None:
        """Say where help is."""
        from tutela.foundations.design.links import register_place

        register_place("help", "help")
