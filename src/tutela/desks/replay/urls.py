"""The address of a record's replay."""

from __future__ import annotations

from typing import Final

from tutela.desks.replay.views import record
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "replay"

urlpatterns = [page("replay/<str:ref>/", record, "record", permission=Permission.REPLAY_SEE)]
