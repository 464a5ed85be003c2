"""What a browser says that it is, in a few words that its owner knows again: ``Firefox on Windows``."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

LONGEST: Final = 80
_BROWSERS: Final = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)


def of(request: HttpRequest) -> str:
    """The device of a request."""
    said = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in said), "")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    return f"{browser} on {system}" if browser and system else (browser or system or said)[:LONGEST]
