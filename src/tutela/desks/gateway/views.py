"""The partners' site: what one was told, the joint list, a child on it, and each act; every act works without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.desks.gateway import operations, pages
from tutela.desks.gateway.forms import ACTS, Acknowledge, Done
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.parts import Line
from tutela.foundations.design.render import render
from tutela.foundations.design.words import known, words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import NotDone
from tutela.foundations.work.operation import Outcome
from tutela.foundations.work.pages import not_done
from tutela.practice.missing.pages import JointPage
from tutela.record.sharing.queries import joint
from tutela.record.sharing.queries.joint import OnList

__all__ = ["ACTS", "acknowledge", "acting", "child", "done", "home", "listing"]
View = Callable[..., HttpResponse]


class ListPage(msgspec.Struct, frozen=True, kw_only=True):
    """The joint list, and how whole one's interviews are."""

    body: str
    list: JointPage
    quality: Line | None


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one's own body was told."""
    page = pages.home_page(_viewer(request), at=clock.now(), after={part: request.GET.get(part) for part in ("waiting", "known")})
    _seen(request, page.touched, "notices to partners")
    return render(request, "gateway/home.html", page)


@require_POST
def acknowledge(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that one has read a notice."""
    viewer, form = _viewer(request), Acknowledge(request.POST)
    if joint.notice(viewer, key, clock.now()) is None:
        raise Http404
    if form.is_valid():
        operations.acknowledge(by=viewer, key=form.key, at=clock.now(), notice=str(key))
        tell(request, "gateway.acknowledge.done")
    return redirect("gateway:home")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The joint list."""
    viewer, at = _viewer(request), clock.now()
    page = pages.list_page(viewer, at=at, after={part: request.GET.get(part) for part in joint.PARTS})
    _seen(request, page.touched, "joint list")
    return render(request, "gateway/list.html", ListPage(body=viewer.body, list=page, quality=pages.quality_line(viewer, at)))


@require_safe
def child(request: HttpRequest, key: UUID) -> HttpResponse:
    """One child on it."""
    viewer, at = _viewer(request), clock.now()
    return render(request, "gateway/child.html", pages.of_child(viewer, _entry(request, str(key)), at=at))


def acting(slug: str) -> View:
    """The view of one act: its form, and the one operation that its button calls."""
    form_class = ACTS[slug]

    @require_http_methods(["GET", "HEAD", "POST"])
    def act(request: HttpRequest, key: UUID) -> HttpResponse:
        viewer, at, entry = _viewer(request), clock.now(), _entry(request, str(key))
        form = form_class(request.POST) if request.method == "POST" else form_class()
        if request.method != "POST" or not form.is_valid():
            page = pages.act_page(viewer, slug, form, entry, at=at)
            return render(request, "gateway/act.html", page, status=200 if request.method != "POST" else 422)
        try:
            outcome = form_class.operation(by=viewer, key=form.key, at=at, episode=entry.ref, **form.given())
        except NotDone as error:
            return not_done(request, error, form=form, what=words(f"gateway.{slug}.title"))
        _tell(request, f"gateway.{slug}.done", outcome)
        return redirect("gateway:child", entry.key)

    act.__name__ = act.__qualname__ = f"act_{slug}"
    return act


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, action: UUID) -> HttpResponse:
    """Say that an action of one's own body was done."""
    viewer = _viewer(request)
    held = joint.action(viewer, action)
    if held is None:
        raise Http404
    entry = _entry(request, held.episode)
    form = Done(request.POST) if request.method == "POST" else Done()
    if request.method != "POST" or not form.is_valid():
        return render(request, "gateway/act.html", pages.done_page(form, held, entry), status=200 if request.method != "POST" else 422)
    try:
        operations.done(by=viewer, key=form.key, at=clock.now(), action=str(action), **form.cleaned_data)
    except NotDone as error:
        return not_done(request, error, form=form, what=words("gateway.done.title"))
    tell(request, "gateway.done.done")
    return redirect("gateway:child", refs.key_of(entry.ref, "episode"))


def _entry(request: HttpRequest, named: str) -> OnList:
    """The entry that a page is about; the look is logged.

    :raises Http404: where one's own body was told nothing of it, or not all of it is this reader's to know
    """
    viewer, at = _viewer(request), clock.now()
    entry = joint.one(viewer, named, at)
    if entry is None or policy.may(viewer, Permission.PARTNER_SEE, entry.about, at=at).access != "full":
        raise Http404
    _seen(request, entry.about, "joint list")
    return entry


def _tell(request: HttpRequest, said: str, outcome: Outcome) -> None:
    noted = [words(flag.because, **flag.having) for flag in outcome.flags if known(flag.because)]
    tell(request, "gateway.said", kind="warning" if noted else "success", words=" ".join(noted or [words(said)]))


def _viewer(request: HttpRequest) -> Viewer:
    return cast("Viewer", cast("Any", request).viewer)


def _seen(request: HttpRequest, subjects: tuple[str, ...], purpose: str) -> None:
    cast("Any", request).seen(subjects, purpose)
