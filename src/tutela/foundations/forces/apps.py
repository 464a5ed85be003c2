"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ForcesConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.foundations.forces"
    label = "forces"
