"""Django made ready for a process of the benchmark, on the database of ``DATABASE_URL``."""

from __future__ import annotations

import os


def start() -> None:
    """Set Django up; mail goes nowhere, and the log is quiet."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tutela.config.settings"
    os.environ.setdefault("TUTELA_SECRET_KEY", "for the benchmark alone, and long enough to please every check of its length")
    os.environ.setdefault("TUTELA_SECURE", "0")
    os.environ.setdefault("TUTELA_LOG_LEVEL", "ERROR")
    import django
    from django.conf import settings

    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
