"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.record.enquiries"
    label = "enquiries"
