"""What a request asks for: by whom, and from which place on."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.audit import seen


def viewer(request: HttpRequest) -> Viewer:
    """Who looks or acts, as access's middleware found."""
    found: Any = request
    return cast(Viewer, found.viewer)


def looked(request: HttpRequest, named: tuple[str, ...], page: str) -> None:
    """Log that persons were shown by name."""
    by = viewer(request)
    seen(by.ref, named, "supervision", page, str(getattr(request, "request_id", "")), role=by.acting, session=by.session, device=by.device)
