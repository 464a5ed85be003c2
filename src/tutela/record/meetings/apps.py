"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.meetings"
    label = "meetings"
