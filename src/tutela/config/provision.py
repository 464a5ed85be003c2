"""A database made ready: migrated by its owner, and the app's and worker's rights given on what then exists."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tutela.config.roles import grant


def prepare(progress: Callable[[str], None]) -> None:
    """Migrate the database of ``DATABASE_URL``, which must name its owner, and grant."""
    progress("migrating the database")
    call_command("migrate", interactive=False, verbosity=0)
    progress("granting rights to app and worker")
    with connection.cursor() as owner:
        grant(owner, settings.APPEND_ONLY_TABLES)
