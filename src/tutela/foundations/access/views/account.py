"""One's own account: the role in which one acts, where one is signed in, authenticator, recovery codes, password."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutela.foundations.access import codes, forms, places, signing, trail
from tutela.foundations.access.naming import in_full
from tutela.foundations.access.pages import AccountPage, AuthenticatorPage, CodesPage, PasswordPage, ProvePage, RoleLine, SessionsPage
from tutela.foundations.access.roles import PARTNERS, ROLES
from tutela.foundations.access.sessions import HOW
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.views.signing_in import asked
from tutela.foundations.design.chrome import tell
from tutela.foundations.design.render import render
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock

View = Callable[[HttpRequest], HttpResponse]
SECRET = "totp_secret"


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and what one may change about it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # the doors set it
    mine, roles = signing.account_of(request), {**ROLES, **PARTNERS}
    on_duty = () if viewer.body else forces.standing(viewer.ref, clock.now()).on_duty   # a partner's people are on no roster of the force's
    page = AccountPage(
        name=viewer.name, rank=viewer.rank or "", absent=viewer.absent, how=request.session.get(HOW, ""), has_password=mine.has_usable_password(),
        has_authenticator=codes.enrolled(mine), codes_left=codes.recovery_codes_left(mine), others=len(places.of(request)) - 1,
        roles=tuple(
            RoleLine(
                address=address, title=in_full(address), held_by=roles[role].held_by if (role := address.partition("@")[0]) in roles else "",
                acting=address == viewer.acting, on_duty=address in on_duty, lapsed=role in viewer.lapsed,
            )
            for address in sorted(viewer.roles, key=lambda address: (address not in on_duty, address))
        ),
    )
    return render(request, "access/account.html", page)


@require_POST
def acting(request: HttpRequest) -> HttpResponse:
    """Choose in which role one acts."""
    role = request.POST.get("role", "")
    if signing.act_as(request, role):
        tell(request, "access.account.acting-now", role=in_full(role))
    return HttpResponseRedirect(asked(request) if request.POST.get("next") else reverse("account"))


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    return render(request, "access/sessions.html", SessionsPage(places.of(request)))


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one of one's other sessions, or all of them."""
    name = request.POST.get("session", "")
    try:
        ended = signing.end(request, UUID(name)) if name else signing.end_others(request)
    except ValueError:
        raise Http404 from None
    tell(request, "access.sessions.ended", count=int(ended))
    return HttpResponseRedirect(reverse("sessions"))


def own_secret(view: View) -> View:
    """For somebody who signed in by password and has just proved who they are; others keep no secret here."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or request.door.how not in {"open", "must"}:  # type: ignore[attr-defined]  # the doors set it
            return HttpResponseRedirect(f"{reverse('locked')}?{urlencode({'next': request.get_full_path()})}")
        if request.session.get(HOW) != "password":
            raise Http404
        if not signing.proved(request):
            return HttpResponseRedirect(f"{reverse('prove')}?{urlencode({'next': request.get_full_path()})}")
        return view(request)

    return guarded


@sensitive_post_parameters("said")
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Show once more who one is, before something about the account changes."""
    form = forms.Unlock(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            signing.is_really(request, form.cleaned_data["said"])
        except signing.NotSignedIn as no:
            form.say("said", no.because, **no.having)
        else:
            return HttpResponseRedirect(asked(request))
    page = ProvePage(form=form, title=words("access.prove.title"), text=words("access.prove.text"), button=words("access.prove.button"), next=asked(request))
    return render(request, "access/prove.html", page, status=422 if form.errors else 200)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@own_secret
def authenticator(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator."""
    mine = signing.account_of(request)
    secret = request.session.setdefault(SECRET, codes.new_secret())
    form = forms.FirstCode(request.POST if request.method == "POST" else None)
    first = "authenticator" in request.session.get(signing.MUST, [])
    if request.method == "POST" and form.is_valid():
        if codes.fits(secret, form.cleaned_data["code"]):
            made = codes.enrol(mine, secret)
            request.session.pop(SECRET)
            signing.done(request, "authenticator")
            trail.write(request, "authenticator", mine)
            return render(request, "access/recovery-codes.html", CodesPage(made, asked(request)))
        form.say("code", "access.code.wrong")
    page = AuthenticatorPage(form=form, picture=codes.picture(mine, secret), secret=codes.in_groups(secret), first=first, next=asked(request))
    return render(request, "access/authenticator.html", page, status=422 if form.errors else 200)


@require_POST
@own_secret
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes; the old open nothing any more."""
    mine = signing.account_of(request)
    if not codes.enrolled(mine):
        return HttpResponseRedirect(reverse("authenticator"))
    made = codes.renew_recovery_codes(mine)
    trail.write(request, "recovery-codes", mine)
    return render(request, "access/recovery-codes.html", CodesPage(made, reverse("account")))


@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@own_secret
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password; every other session ends."""
    mine = signing.account_of(request)
    form = forms.Password(mine, request.POST if request.method == "POST" else None)
    first = "password" in request.session.get(signing.MUST, [])
    if request.method == "POST" and form.is_valid():
        mine.set_password(form.cleaned_data["new"])
        mine.password_given = False
        mine.save(update_fields=["password", "password_given"])
        update_session_auth_hash(request, mine)
        signing.done(request, "password")
        signing.end_others(request)
        trail.write(request, "password", mine)
        return signing.onward(request, asked(request))
    return render(request, "access/password.html", PasswordPage(form, first, asked(request)), status=422 if form.errors else 200)


for _view in (authenticator, password, prove):
    _view.writes_on_get = True  # type: ignore[attr-defined]  # the secret that is being set up is kept in the session
