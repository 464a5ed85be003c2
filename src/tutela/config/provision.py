"""A deployment made ready: its database migrated by the owner, the app's and worker's rights given on what then exists, static files gathered."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tutela.config.roles import grant


def prepare(progress: Callable[[str], None]) -> None:
    """Do all of it, as a new version asks before it serves."""
    database(progress)
    if not settings.TESTING:
        progress("gathering static files")
        call_command("collectstatic", interactive=False, verbosity=0)


def database(progress: Callable[[str], None]) -> None:
    """Migrate the database of ``DATABASE_URL``, which must name its owner, and grant."""
    progress("migrating the database")
    call_command("migrate", interactive=False, verbosity=0)
    progress("granting rights to app and worker")
    with connection.cursor() as owner:
        grant(owner, settings.APPEND_ONLY_TABLES, settings.KEPT_TABLES)
