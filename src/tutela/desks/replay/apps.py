"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReplayConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.replay"
    label = "replay"
