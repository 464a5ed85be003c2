"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.foundations.post"
    label = "post"
