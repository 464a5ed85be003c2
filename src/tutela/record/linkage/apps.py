"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LinkageConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.linkage"
    label = "linkage"
