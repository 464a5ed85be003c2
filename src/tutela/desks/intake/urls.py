"""The addresses of what a team kept before, each with its permission."""

from __future__ import annotations

from typing import Final

from tutela.desks.intake import views
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "intake"

urlpatterns = [
    page("intake/logs/", views.logs, "logs", permission=Permission.MISSING_OWN),
    page("intake/logs/<slug:name>/", views.log, "log", permission=Permission.MISSING_OWN),
    page("intake/logs/<slug:name>/take/", views.take, "take", permission=Permission.MISSING_OWN),
    page("intake/logs/<slug:name>/drop/", views.drop, "drop", permission=Permission.MISSING_OWN),
]
