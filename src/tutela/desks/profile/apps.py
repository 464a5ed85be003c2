"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.design.links import register_link


class ProfileConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.profile"
    label = "profile"

    def ready(self) -> None:
        """Say which records are shown here."""
        register_link("person", "profile:person")
        register_link("place", "profile:place")
