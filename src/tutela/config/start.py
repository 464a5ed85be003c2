"""Django made ready, in the same way for pages, jobs and commands."""

from __future__ import annotations

import os


def start() -> None:
    """Set Django up; in training the business goes by the training day's clock, which only a database marked so has."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.config.settings")
    import django

    from tutela.config import environment

    django.setup()
    if environment.flag("TUTELA_TRAINING"):
        from tutela.demo import clock

        clock.install()
