"""The list that the force works jointly with a local authority: the list, one child on it, and that an action was done."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import NotDone
from tutela.foundations.work.pages import not_done
from tutela.practice.missing import operations, pages
from tutela.practice.missing.forms import JointDone
from tutela.practice.missing.pages.acts import joint_done_page
from tutela.practice.missing.views import asked
from tutela.record.sharing.queries import joint
from tutela.record.sharing.queries.joint import Doing, OnList


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The joint list, from which the daily meeting is run."""
    page = pages.joint_page(
        asked.viewer_of(request), at=clock.now(), after={part: request.GET.get(part) for part in joint.PARTS}, path=reverse("missing:joint"),
        address=_address, done=_done,
    )
    asked.seen(request, page.touched, "joint list")
    return render(request, "missing/joint.html", page)


@require_safe
def child(request: HttpRequest, key: UUID) -> HttpResponse:
    """One child on it.

    :raises Http404: where no authority was told of them, or this viewer may not know all of it
    """
    viewer, at = asked.viewer_of(request), clock.now()
    entry = joint.one(viewer, str(key), at)
    if entry is None or policy.may(viewer, Permission.MISSING_SEE, entry.about, at=at).access != "full":
        raise Http404
    page = pages.joint_child_page(viewer, entry, at=at, done=_done)
    asked.seen(request, page.touched, "joint list")
    return render(request, "missing/joint-child.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, action: UUID) -> HttpResponse:
    """Say that an action of the force's was done.

    :raises Http404: where there is none of which this viewer may know
    """
    viewer, at = asked.viewer_of(request), clock.now()
    held = joint.action(viewer, action)
    entry = joint.one(viewer, held.episode, at) if held else None
    if held is None or entry is None or policy.may(viewer, Permission.SHARE, entry.about, at=at).access != "full":
        raise Http404
    form = JointDone(request.POST) if request.method == "POST" else JointDone()
    if request.method != "POST" or not form.is_valid():
        return render(request, "missing/act.html", joint_done_page(form, held, entry), status=200 if request.method != "POST" else 422)
    try:
        outcome = operations.joint_done(by=viewer, key=form.key, at=at, action=str(action), **form.cleaned_data)
    except NotDone as error:
        return not_done(request, error, form=form, what=words("missing.joint-done.title"))
    asked.tell_done(request, "missing.joint-done.done", outcome)
    return redirect("missing:joint-child", refs.key_of(entry.ref, "episode"))


def _address(entry: OnList) -> str:
    return reverse("missing:joint-child", args=[entry.key])


def _done(one: Doing) -> str:
    return reverse("missing:joint-done", args=[one.id])
