"""The addresses of replay: a record's own, and a policy that is tried."""

from __future__ import annotations

from typing import Final

from tutela.desks.replay.views import record, try_policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "replay"

urlpatterns = [
    page("replay/try/", try_policy, "try", permission=Permission.REPLAY_SEE),
    page("replay/<str:ref>/", record, "record", permission=Permission.REPLAY_SEE),
]
