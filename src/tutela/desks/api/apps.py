"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.api"
    label = "api"
