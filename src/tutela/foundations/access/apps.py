"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.foundations.access"
    label = "access"
