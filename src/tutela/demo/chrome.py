"""The banner of a training day: what time it is there, on every page."""

from __future__ import annotations

from django.http import HttpRequest

from tutela.demo.clock import is_training
from tutela.foundations.design.chrome import Banner
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.kit.periods import local


def training_banner(request: HttpRequest) -> list[Banner]:
    """Says that nobody here is real, what time it is on the training day, and where it is moved."""
    if not is_training():
        return []
    now = local(clock.now()).strftime("%A %-d %B %Y, %H:%M")
    signed_in = getattr(getattr(request, "viewer", None), "signed_in", False) and getattr(request, "of_site", "force") == "force"
    return [Banner(
        kind="information", title=words("demo.banner.title"), text=words("demo.banner.text", now=now), href="/training/clock/" if signed_in else None,
        link=words("demo.banner.link") if signed_in else "",
    )]
