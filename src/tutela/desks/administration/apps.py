"""The Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """Found by Django by its name."""

    name = "tutela.desks.administration"
    label = "administration"
