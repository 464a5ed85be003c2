"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ThingsConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.things"
    label = "things"
