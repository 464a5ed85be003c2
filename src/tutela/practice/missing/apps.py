"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class MissingConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.practice.missing"
    label = "missing"
