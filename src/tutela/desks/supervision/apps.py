"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.supervision"
    label = "supervision"
