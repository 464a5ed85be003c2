"""The training day's addresses; they exist only in a database marked training."""

from __future__ import annotations

from tutela.demo.views import day, moving
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

urlpatterns = [page("clock/", moving, "training-clock", permission=Permission.SIGNED_IN), page("day/", day, "training-day", permission=Permission.SIGNED_IN)]
