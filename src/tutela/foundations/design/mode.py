"""Whether a mistake in a page should stop it (while it is built and tested) or be shown as well as can be (in service)."""

from __future__ import annotations

from django.conf import settings
from django.core import mail


def strict() -> bool:
    """Should an unknown message or a model in a page raise? ``DESIGN_STRICT`` decides, else debugging and tests do."""
    chosen: bool | None = getattr(settings, "DESIGN_STRICT", None)
    return bool(settings.DEBUG or hasattr(mail, "outbox")) if chosen is None else chosen
