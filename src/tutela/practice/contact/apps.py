"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.practice.contact"
    label = "contact"
