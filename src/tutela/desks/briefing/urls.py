"""The addresses of what staff carry, each with its permission."""

from __future__ import annotations

from typing import Final

from tutela.desks.briefing.views import card, packs, paper, printing, reviews
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "briefing"

urlpatterns = [
    page("briefing/children/<uuid:key>/", card, "card", permission=Permission.MISSING_SEE),
    page("briefing/pack/", packs.live, "live", permission=packs.PERMISSION),
    page("briefing/pack/<slug:day>/", packs.pack, "pack", permission=packs.PERMISSION),
    *(page(f"briefing/pack/<slug:day>/{name}/", packs.acting(name), name, permission=packs.PERMISSION) for name in ("decide", "say", "attend")),
    page("briefing/pack/<slug:day>/print/", paper.printed_pack, "print", permission=packs.PERMISSION),
    page("briefing/review/", reviews.review, "review", permission=packs.PERMISSION),
    page("briefing/printed/", printing.printed, "printed", permission=Permission.BOARD_SEE),
    page("briefing/actions/<uuid:key>/", packs.action, "action", permission=Permission.INCIDENT_LOG),
]
