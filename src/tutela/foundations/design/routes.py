"""The one address that the design has itself: help, which says nothing of anybody's record."""

from __future__ import annotations

from django.urls import URLPattern

from tutela.foundations.design.help import help_page
from tutela.foundations.design.urls import public

urlpatterns: list[URLPattern] = [
    public("help/", help_page, "help", why="It says what the signs mean and whom to call; who cannot sign in needs that too."),
]
