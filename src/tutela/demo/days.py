"""The last days of Northshire Police, lived through its operations at their own moments, with the sweep between them."""

from __future__ import annotations

from collections.abc import Callable


def live(progress: Callable[[str], None]) -> None:
    """Live the days."""
    progress("no days yet")
