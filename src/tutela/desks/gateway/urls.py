"""The addresses of the partners' site, each with its permission. At the force's own site there is none of them."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from tutela.desks.gateway import views
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "gateway"
urlpatterns: list[URLPattern] = [
    page("partners/", views.home, "home", permission=Permission.PARTNER_SEE),
    page("partners/notices/<uuid:key>/acknowledge/", views.acknowledge, "acknowledge", permission=Permission.PARTNER_ANSWER),
    page("partners/children/", views.listing, "list", permission=Permission.PARTNER_SEE),
    page("partners/children/<uuid:key>/", views.child, "child", permission=Permission.PARTNER_SEE),
    *(page(f"partners/children/<uuid:key>/{slug}/", views.acting(slug), slug, permission=Permission.PARTNER_ANSWER) for slug in views.ACTS),
    page("partners/actions/<uuid:action>/", views.done, "done", permission=Permission.PARTNER_ANSWER),
]
