"""How every act about a child works: its form, the operation that its button calls, and the page to which it leads back; without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Conflict, NotDone
from tutela.foundations.work.pages import not_done
from tutela.practice.missing.forms import ChildAct
from tutela.practice.missing.pages import ActPage
from tutela.practice.missing.views import asked

S = TypeVar("S")
View = Callable[..., HttpResponse]


def acting(
    slug: str, form_class: type[ChildAct[S]], *, purpose: str, back: str, stands: Callable[[Viewer, str, datetime], tuple[S, int | None]],
    page: Callable[[str, ChildAct[S], S], ActPage], names: Callable[[], Mapping[str, str]] = dict,
) -> View:
    """The view of one act about a child.

    :param purpose: as what the look at the child is logged; ``back``: the name of the page to which it leads back
    :param stands: where the form stands, and the version that it edits, if it edits one
    :param names: what its fields are called where somebody else changed one meanwhile
    """
    @require_http_methods(["GET", "HEAD", "POST"])
    def act(request: HttpRequest, key: UUID) -> HttpResponse:
        child, viewer, at = asked.child_of(request, key, purpose), asked.viewer_of(request), clock.now()
        setting, version = stands(viewer, child, at)
        form = form_class(request.POST) if request.method == "POST" else form_class(expected=version)
        form.prepare(setting)
        if request.method != "POST" or not form.is_valid():
            return render(request, "missing/act.html", page(slug, form, setting), status=200 if request.method != "POST" else 422)
        given = {**form.given(), **({"expected": form.expected} if form.edits else {})}
        try:
            outcome = form_class.operation(by=viewer, key=form.key, at=at, child=child, **given)
        except NotDone as error:
            if isinstance(error, Conflict):
                form.renew(expected=error.actual)
            return not_done(request, error, form=form, what=words(f"missing.{slug}.title"), names=dict(names()))
        asked.tell_done(request, f"missing.{slug}.done", outcome, subjects=(child,))
        return redirect(back, refs.key_of(child, "person"))

    act.__name__ = act.__qualname__ = f"act_{slug.replace('-', '_')}"
    return act
