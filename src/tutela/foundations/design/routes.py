"""The addresses that the design has itself: help, and what works without the network. None says anything of anybody's record."""

from __future__ import annotations

from django.urls import URLPattern

from tutela.foundations.design.help import help_page
from tutela.foundations.design.offline import offline_page, offline_worker
from tutela.foundations.design.urls import public

urlpatterns: list[URLPattern] = [
    public("help/", help_page, "help", why="It says what the signs mean and whom to call; who cannot sign in needs that too."),
    public("offline/", offline_page, "offline", why="It stands in for any page without the network, and says nothing of anybody's record."),
    public("offline-worker.js", offline_worker, "offline-worker", why="The script that shows it; a browser asks for it without a session."),
]
