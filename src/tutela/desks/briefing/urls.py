"""The addresses of what staff carry, each with its permission."""

from __future__ import annotations

from typing import Final

from tutela.desks.briefing.views import card
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "briefing"

urlpatterns = [page("briefing/children/<uuid:key>/", card, "card", permission=Permission.MISSING_SEE)]
