"""The force's own numbers: proposed, approved, known, put into force, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tutela.desks.administration import operations
from tutela.desks.administration.forms import POLICY_FORMS, ProposeForm
from tutela.desks.administration.pages.policies import change_page, changes_page
from tutela.desks.administration.queries import policies, register
from tutela.desks.administration.views.asking import AskPage, ask, viewer_of
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.forms import Form
from tutela.foundations.design.render import render
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import words
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.operation import Operation, Outcome

OPERATIONS: Final[Mapping[str, Operation]] = {
    "approve": operations.approve_policy, "know": operations.know_policy, "into-force": operations.put_policy_into_force,
    "emergency": operations.put_policy_into_force, "withdraw": operations.withdraw_policy,
}


def listed(request: HttpRequest) -> HttpResponse:
    """Every version of every number that the force changed, the latest first."""
    rows, next_ = policies.changes(clock.now(), after=request.GET.get("after", ""))
    return render(request, "administration/policy-changes.html", changes_page(rows, next_))


def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """One version, and who knows it."""
    return render(request, "administration/policy-change.html", change_page(_kept(key), viewer_of(request)))


def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose another value of a number; whom it concerns is ticked, and is the proposer's to correct."""
    now = clock.now()
    number = next(iter(register.numbers(now, [key])), None)
    if number is None:
        raise Http404
    form = ProposeForm(request.POST or None, initial={"teams": policies.concerned(key, now), "owner": policies.owner_of(key)})
    back = reverse("administration:number", args=[key])
    if request.method == "POST" and form.is_valid():
        done = _do(request, operations.propose_policy, form, {"parameter": key})
        if done is not None:
            tell(request, "administration.change.done.propose", title=number.title)
            return HttpResponseRedirect(reverse("administration:policy-change", args=[done.result["change"]]))
    value = number.value or words("administration.number.none")
    lead = words("administration.change.propose-lead", value=value, limit=words(f"administration.change.{number.change}"))
    return ask(request, AskPage(
        title=words("administration.change.propose-title", title=number.title), form=form, button=words("administration.change.propose-button"), back=back,
        lead=lead,
    ))


def act(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """Do something about one version."""
    if what not in POLICY_FORMS:
        raise Http404
    change, form = _kept(key), POLICY_FORMS[what](request.POST or None)
    here = reverse("administration:policy-change", args=[key])
    if request.method == "POST" and form.is_valid():
        done = _do(request, OPERATIONS[what], form, {"change": str(key)})
        if done is not None:
            tell(request, f"administration.change.done.{what}", title=change.title)
            for flag in done.flags:
                tell(request, flag.because, kind="warning", **flag.having)
            return HttpResponseRedirect(here)
    lead = words(
        f"administration.change.act.{what}.lead", was=change.was, value=change.value, day=local_date(change.valid_from), reason=change.reason,
    )
    return ask(request, AskPage(
        title=words(f"administration.change.act.{what}.title", title=change.title), form=form, button=words(f"administration.change.act.{what}.button"),
        back=here, lead=lead,
    ))


def _kept(key: UUID) -> policies.Change:
    found = policies.one(key, clock.now())
    if found is None:
        raise Http404
    return found


def _do(request: HttpRequest, what: Callable[..., Outcome], form: Form, given: dict[str, Any]) -> Outcome | None:
    """Do it; where it is refused, say why on the form, with the answers kept."""
    answers = {name: value for name, value in form.cleaned_data.items() if name != "reason"}
    try:
        return what(by=viewer_of(request), key=form.key, at=clock.now(), reason=form.cleaned_data.get("reason"), **given, **answers)
    except Refused as refused:
        form.add_error(None, words(refused.because, **refused.having))
    except Denied:
        form.add_error(None, words("administration.change.not-yours"))
    return None
