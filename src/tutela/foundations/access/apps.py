"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.design.links import register_place


class AccessConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.foundations.access"
    label = "access"

    def ready(self) -> None:
        """Tell the layouts where sign-out and one's own account are."""
        register_place("sign_out", "sign-out")
        register_place("account", "account")
