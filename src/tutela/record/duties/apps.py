"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.duties"
    label = "duties"
