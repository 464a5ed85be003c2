"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.demo"
    label = "demo"
