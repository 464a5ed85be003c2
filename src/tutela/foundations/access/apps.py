"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig

from tutela.foundations.design.chrome import register_script
from tutela.foundations.design.links import register_place


class AccessConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.foundations.access"
    label = "access"

    def ready(self) -> None:
        """Tell the layouts where sign-out and one's own account are, that pages hide themselves when the session locks; the driver how it asks and reads."""
        from tutela.foundations.access import lookups, moments

        lookups.register()
        moments.register()
        register_place("sign_out", "sign-out")
        register_place("account", "account")
        register_script("access/lock.js")
