"""A locked session: unlock it and stand where one stood; what was sent meanwhile is given back."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.foundations.access import codes, doors, forms, held, signing
from tutela.foundations.access.pages import HeldPage, LockedPage
from tutela.foundations.access.sessions import HOW
from tutela.foundations.access.views.signing_in import asked, provider_name
from tutela.foundations.design.errors import Kept
from tutela.foundations.design.render import render
from tutela.foundations.kit import clock

_CONTROLS: Final = frozenset({"key", "expected"})


@sensitive_post_parameters("said")
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """Unlock."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': asked(request)})}")
    if request.door.how != "locked":  # type: ignore[attr-defined]  # the doors set it
        return signing.onward(request, asked(request))
    form = forms.Unlock(request.POST if request.method == "POST" else None)
    one_click = request.session.get(HOW) == "demo"
    if request.method == "POST" and (one_click or form.is_valid()):
        try:
            signing.unlock(request, "" if one_click else form.cleaned_data["said"])
        except signing.NotSignedIn as no:
            form.say("said", no.because, **no.having)
        else:
            return signing.onward(request, asked(request))
    account = signing.account_of(request)
    own = not one_click and (account.has_usable_password() or codes.enrolled(account))
    page = LockedPage(
        name=account.officer.name if account.officer else account.username, form=form if own else None, next=asked(request),
        provider=provider_name(request) if request.session.get(HOW) == "provider" else None, one_click=one_click, holds=held.of(request) is not None,
    )
    return render(request, "access/locked.html", page, status=422 if own and form.errors else 200)


@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    """Lock this session: its owner walks away."""
    if request.user.is_authenticated:
        signing.lock(request, "asked")
    return HttpResponseRedirect(f"{reverse('locked')}?{urlencode({'next': asked(request)})}")


@require_safe
def here(request: HttpRequest) -> JsonResponse:
    """How many seconds are left until the session locks; with ``active`` the page says that its reader is writing in it."""
    now = clock.wall()
    door: doors.Door = request.door  # type: ignore[attr-defined]  # the doors set it
    if door.how not in {"open", "must"}:
        return JsonResponse({"left": 0}, status=401)
    if request.GET.get("active") == "1" and doors.by_itself(request):
        signing.session_of(request).touch(now)
        return JsonResponse({"left": doors.whole()})
    return JsonResponse({"left": max(0, int(doors.left(request, now).total_seconds()))})


@require_safe
def give_back(request: HttpRequest) -> HttpResponse:
    """What was sent while the session was locked, to be sent now."""
    found = held.of(request)
    if found is None or request.door.how != "open":  # type: ignore[attr-defined]  # the doors set it
        return HttpResponseRedirect(signing.safe(request, "/"))
    texts: dict[str, list[str]] = {}
    for name, value in found.fields:
        if name not in _CONTROLS and not name.endswith("_shown") and value.strip():
            texts.setdefault(name, []).append(value)
    kept = tuple(Kept(name, name.replace("_", " ").replace("-", " ").capitalize(), "\n".join(values)) for name, values in texts.items())
    return render(request, "access/held.html", HeldPage(found.path, found.fields, kept, found.files))


for _view in (locked, here, give_back):
    _view.writes_on_get = True  # type: ignore[attr-defined]  # when a session was seen is no business record
