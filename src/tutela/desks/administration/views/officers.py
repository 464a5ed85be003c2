"""Officers, and what is recorded of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tutela.desks.administration import operations
from tutela.desks.administration.forms import FORMS, OfficerForm
from tutela.desks.administration.pages.officers import officer_page, officers_page, owns, place, roster_page
from tutela.desks.administration.queries import naming, officers, roster
from tutela.desks.administration.views.asking import AskPage, ask, viewer_of
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.forms import Choice, Form
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.forces import rules
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import Operation, Outcome

OPERATIONS: Final[Mapping[str, Operation]] = {
    "post": operations.give_post, "end-post": operations.end_post, "shift": operations.roster_shift, "absence": operations.record_absence,
    "skill": operations.record_skill,
}


def listed(request: HttpRequest) -> HttpResponse:
    """Officers by name, and whose skills have lapsed."""
    text = request.GET.get("q", "")[:80]
    rows, next_ = officers.listed(clock.now(), text=text, after=request.GET.get("after", ""))
    return render(request, "administration/officers.html", officers_page(text, rows, next_, officers.lapsed(clock.now()), rules.skills()))


def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One officer: posts, skills, absences, shifts, and what they own."""
    kept = _kept(key)
    return render(request, "administration/officer.html", officer_page(kept, rules.skills(), _names(request, kept), clock.now()))


def add(request: HttpRequest) -> HttpResponse:
    """Add somebody."""
    form = OfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _do(request, operations.add_officer, form, {})
        if done is not None:
            tell(request, "administration.done.officer", name=form.cleaned_data["name"])
            return HttpResponseRedirect(reverse("administration:officer", args=[done.result["officer"].partition(":")[2]]))
    return ask(request, AskPage(
        title=words("administration.act.officer.title"), form=form, button=words("administration.act.officer.button"), back=reverse("administration:officers"),
    ))


def act(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """Record something about one officer."""
    if what not in FORMS:
        raise Http404
    kept = _kept(key)
    form = FORMS[what](request.POST or None)
    _offer(form, kept)
    here = reverse("administration:officer", args=[key])
    if request.method == "POST" and form.is_valid():
        done = _do(request, OPERATIONS[what], form, {"officer": kept.standing.card.ref})
        if done is not None:
            handed = done.result.get("handed")
            tell(request, f"administration.done.{what}", name=kept.standing.card.name, count=len(handed or ()))
            for flag in done.flags:
                tell(request, flag.because, kind="warning", **flag.having)
            return HttpResponseRedirect(here)
    lead = words(f"administration.act.{what}.lead")
    page = AskPage(
        title=words(f"administration.act.{what}.title", name=kept.standing.card.name), form=form, button=words(f"administration.act.{what}.button"), back=here,
        lead=lead,
    )
    if what == "end-post":
        page = msgspec.structs.replace(page, extra=owns(kept, _names(request, kept)))
    return ask(request, page)


def on_duty(request: HttpRequest) -> HttpResponse:
    """Who is on duty now and for the next days."""
    now = clock.now()
    return render(request, "administration/roster.html", roster_page(roster.roster(now), now, now + roster.AHEAD))


def _kept(key: UUID) -> officers.Kept:
    found = officers.kept(key, clock.now())
    if found is None:
        raise Http404
    return found


def _names(request: HttpRequest, kept: officers.Kept) -> dict[str, str]:
    by = [held.by for held in (*kept.posts, *kept.skills, *kept.absences)]
    return naming.called(viewer_of(request), [*kept.owns, *by, *(one.receiver for one in kept.handing)], clock.now()).texts


def _offer(form: Form, kept: officers.Kept) -> None:
    """The answers that depend on the officer."""
    fields: dict[str, Any] = form.fields
    now = clock.now()
    held = [Choice(h.what, place(h.what)) for h in kept.posts if h.until is None or h.until > now]
    if "post" in fields:
        fields["post"].options = held
    if "address" in fields:
        fields["address"].options = held
    if "to" in fields:
        others = {card.ref: card for h in kept.posts for card in officers.holders(h.what, now)}
        fields["to"].options = [Choice(ref, f"{card.name}, {card.unit}") for ref, card in others.items() if ref != kept.standing.card.ref]


def _do(request: HttpRequest, what: Callable[..., Outcome], form: Form, given: dict[str, Any]) -> Outcome | None:
    """Do it; where it is refused, say why on the form, with the answers kept."""
    try:
        return what(by=viewer_of(request), key=form.key, at=clock.now(), reason=None, **given, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, words(refused.because, **refused.having))
        return None
