"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WordingConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.wording"
    label = "wording"
