"""The logs, a file that is uploaded, its columns, and taking it in or throwing it away; all of it without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.desks.intake import operations, pages, queries
from tutela.desks.intake.forms import ActForm, ColumnsForm, UploadForm
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.forms import Form
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import Outcome


@require_safe
def logs(request: HttpRequest) -> HttpResponse:
    """The three logs, and what was taken in."""
    held = {log: queries.uploads(log) for log in queries.FIELDS}
    cards = forces.cards({row.by for rows in held.values() for row in rows})
    return render(request, "intake/logs.html", pages.logs_page(held, {card.ref: card.name for card in cards}))


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, name: str) -> HttpResponse:
    """Choose a file of a log; once one waits, say which column is what, and see what each of its rows says then."""
    held = _held(request, name)
    if held is None:
        return _upload(request, name)
    form = ColumnsForm(request.POST, held=held) if request.method == "POST" else ColumnsForm(held=held)
    if request.method == "POST" and form.is_valid() and _do(request, operations.name_columns, form, upload=held.id, columns=form.cleaned_data) is not None:
        return HttpResponseRedirect(reverse("intake:log", args=[name]))
    return _show(request, held, form, ActForm())


@require_POST
def take(request: HttpRequest, name: str) -> HttpResponse:
    """Take the whole file in."""
    held, act = _held(request, name), ActForm(request.POST)
    if held is None:
        return HttpResponseRedirect(reverse("intake:log", args=[name]))
    done = _do(request, operations.take_in, act, upload=held.id) if act.is_valid() else None
    if done is None:
        return _show(request, held, ColumnsForm(held=held), act)
    tell(request, "intake.done", new=done.result["new"], known=done.result["known"])
    return HttpResponseRedirect(reverse("intake:logs"))


@require_POST
def drop(request: HttpRequest, name: str) -> HttpResponse:
    """Throw the file away."""
    held, act = _held(request, name), ActForm(request.POST)
    if held is None:
        return HttpResponseRedirect(reverse("intake:log", args=[name]))
    if not act.is_valid() or _do(request, operations.throw_away, act, upload=held.id) is None:
        return _show(request, held, ColumnsForm(held=held), act)
    tell(request, "intake.thrown-away")
    return HttpResponseRedirect(reverse("intake:logs"))


def _upload(request: HttpRequest, name: str) -> HttpResponse:
    deployed = forces.deployment()
    training = deployed is not None and deployed.training
    form = UploadForm(request.POST, request.FILES, training=training) if request.method == "POST" else UploadForm(training=training)
    if request.method == "POST" and form.is_valid():
        file, invented = form.cleaned_data["file"], bool(form.cleaned_data.get("invented"))
        given = {"log": name, "name": file.name, "content": file.read(operations.LARGEST + 1), "invented": invented}
        if _do(request, operations.upload_log, form, **given) is not None:
            return HttpResponseRedirect(reverse("intake:log", args=[name]))
    return render(request, "intake/upload.html", pages.upload_page(name, form), status=422 if form.is_bound else 200)


def _held(request: HttpRequest, name: str) -> queries.Held | None:
    """One's own file of a log that waits.

    :raises Http404: where there is no such log
    """
    if name not in queries.FIELDS:
        raise Http404
    return queries.waiting(name, _viewer(request).ref)


def _show(request: HttpRequest, held: queries.Held, form: ColumnsForm, act: ActForm) -> HttpResponse:
    lines = queries.lines_of(UUID(held.id), clock.now()) if all(held.columns.get(name) for name in queries.NEEDED[held.log]) else []
    page = pages.file_page(held, form, lines, act=act)
    return render(request, "intake/file.html", page, status=422 if form.is_bound or act.is_bound else 200)


def _viewer(request: HttpRequest) -> Viewer:
    return cast("Viewer", cast("Any", request).viewer)


def _do(request: HttpRequest, what: Callable[..., Outcome], form: Form, **given: Any) -> Outcome | None:
    """Do it; where it is refused, say why on the form."""
    try:
        return what(by=_viewer(request), key=form.key, at=clock.now(), **given)
    except Refused as refused:
        form.add_error(None, words(refused.because, **refused.having))
        return None
