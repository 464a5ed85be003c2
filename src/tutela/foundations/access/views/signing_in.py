"""Sign in by password and code, or go to the force's identity provider; sign out."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tutela.foundations.access import forms, provider, signing, sites
from tutela.foundations.access.pages import CodePage, SignInPage
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words

_SAID: Final = frozenset({"unknown", "cancelled", "failed", "unreachable", "not-in-use", "signed-out", "ended"})
FIRST_PAGE: Final = "/"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step."""
    if request.user.is_authenticated:
        return signing.onward(request, asked(request))
    form = forms.SignIn(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            code_next = signing.with_password(request, form.cleaned_data["username"], form.cleaned_data["password"], asked(request))
        except signing.NotSignedIn as no:
            form.say(None, no.because, **no.having)
        else:
            return HttpResponseRedirect(reverse("sign-in-code")) if code_next else signing.onward(request, asked(request))
    said = request.GET.get("said", "")
    page = SignInPage(
        form=form, next=asked(request), provider=provider_name(request), invented=signing.training(),
        said=words(f"access.said.{said}") if said in _SAID else "",
    )
    return render(request, "access/sign-in.html", page, status=422 if form.errors else 200)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step."""
    half = signing.half_way(request)
    if half is None:
        return HttpResponseRedirect(reverse("sign-in"))
    form = forms.Code(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return signing.onward(request, signing.with_code(request, form.cleaned_data["code"]))
        except signing.NotSignedIn as no:
            form.say("code", no.because, **no.having)
    return render(request, "access/code.html", CodePage(form, half[0].username), status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session; what the device kept of it goes too."""
    signing.sign_out(request)
    answer = HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'said': 'signed-out'})}")
    answer["Clear-Site-Data"] = '"storage"'
    return answer


def asked(request: HttpRequest) -> str:
    """The page that the person wanted, if it is one of ours."""
    return signing.safe(request, request.POST.get("next") or request.GET.get("next") or FIRST_PAGE)


def provider_name(request: HttpRequest) -> str | None:
    """What the force calls its identity provider; None where it has none here, and at the partners' site, whose people it does not know."""
    return provider.name() if provider.configured() and sites.site_of(request) == "force" else None
