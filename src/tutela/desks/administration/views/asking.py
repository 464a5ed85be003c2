"""Who asks, and what a page of questions is."""

from __future__ import annotations

from typing import Any, cast

import msgspec
from django.http import HttpRequest, HttpResponse

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Form
from tutela.foundations.design.render import render


class AskPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that asks something."""

    title: str
    form: Form
    button: str
    back: str
    lead: str = ""
    extra: Any = None


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer whom the policy's middleware found."""
    return cast("Viewer", cast("Any", request).viewer)


def ask(request: HttpRequest, page: AskPage) -> HttpResponse:
    """Show the questions; with errors as what could not be processed."""
    return render(request, "administration/ask.html", page, status=422 if page.form.is_bound and page.form.errors else 200)
