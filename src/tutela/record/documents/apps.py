"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.documents"
    label = "documents"
