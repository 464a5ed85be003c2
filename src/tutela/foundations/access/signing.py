"""Signing in and out, locking and unlocking: the one module that opens a session, and so the one to read about who gets in.

A password opens nothing without a code, unless the deployment is for training; the force's identity provider does both itself. Every step
is a line of the audit, and every try is counted (:mod:`attempts`). Sign-in reads the machine's clock, never the training day's.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

import structlog
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth import login as open_session
from django.contrib.auth import logout as flush_session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from tutela.foundations.access import attempts, codes, devices, sites, trail
from tutela.foundations.access.models import Account, Session
from tutela.foundations.access.sessions import HOW, SessionStore
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import answers
from tutela.foundations.forces.models import Deployment
from tutela.foundations.kit import clock, periods

HALF: Final = "half"
MUST: Final = "must"
ACTING: Final = "acting"
DRAFTS: Final = "draft_seed"
PROVED: Final = "proved"
PROVED_LASTS: Final = timedelta(minutes=5)
HALF_LASTS: Final = timedelta(minutes=10)
log = structlog.get_logger("tutela.access")


class NotSignedIn(Exception):
    """Not signed in, or not unlocked: a message id with its parameters, safe to show."""

    def __init__(self, because: str, **having: Any) -> None:
        super().__init__(because, having)
        self.because, self.having = because, having


def with_password(request: HttpRequest, username: str, password: str, asked: str) -> bool:
    """Take the first step: the password.

    :returns: whether a code is the next step; else the person is signed in
    :raises NotSignedIn: if the password is wrong, or too many were
    """
    tried = _begin(request, username)
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account):
        _failed(request, username, "password")
        raise NotSignedIn("access.sign-in.wrong")
    if not may_come(request, account):
        attempts.neither(tried)
        trail.write(request, "sign-in", account, outcome="not-in-use")
        raise NotSignedIn("access.sign-in.not-in-use")
    if codes.enrolled(account):
        attempts.neither(tried)  # right halfway: it must not wipe out wrong codes
        session_of(request).cycle_key()
        request.session[HALF] = {"account": str(account.pk), "at": clock.wall().isoformat(), "next": asked}
        return True
    attempts.right(tried)
    _open(request, account, "password", has_code=False)
    return False


def with_code(request: HttpRequest, said: str) -> str:
    """Take the second step: a code.

    :returns: the page that was asked for before
    :raises NotSignedIn: if the code is wrong, too many were, or the first step is too long ago
    """
    half = half_way(request)
    if half is None:
        raise NotSignedIn("access.code.start-again")
    account, asked = half
    tried = _begin(request, account.username)
    if not codes.opens(account, said):
        _failed(request, account.username, "code")
        raise NotSignedIn("access.code.wrong")
    attempts.right(tried)
    _open(request, account, "password", has_code=True)
    return asked


def half_way(request: HttpRequest) -> tuple[Account, str] | None:
    """Whose password was right a few minutes ago in this browser, and the page that was asked for."""
    half = request.session.get(HALF)
    if not half or clock.wall() - datetime.fromisoformat(half["at"]) > HALF_LASTS:
        return None
    account = Account.objects.filter(pk=half["account"], is_active=True).first()
    return (account, str(half["next"])) if account and may_come(request, account) else None


def as_invented(request: HttpRequest, account: Account) -> None:
    """Sign in as an invented officer, in a database marked training.

    :raises NotSignedIn: if it is not marked so, or the account is not in use
    """
    if not training() or not may_come(request, account):
        raise NotSignedIn("access.sign-in.not-in-use")
    _open(request, account, "demo", has_code=True)


def provider_accepted(request: HttpRequest, account: Account, asked: str) -> HttpResponse:
    """Sign in, or unlock, somebody whom the force's identity provider knows and who has an account here."""
    if not may_come(request, account):
        return provider_refused(request, "not-in-use", account=account)
    session = session_of(request)
    if request.user.is_authenticated and request.user.pk == account.pk and session.row and session.row.locked_at:
        _unlock(request, account)
    else:
        _open(request, account, "provider", has_code=True)
    return onward(request, asked)


def provider_refused(request: HttpRequest, why: str, *, account: Account | None = None, cause: Exception | None = None) -> HttpResponse:
    """Send somebody back whom the provider did not know, or who has no account here."""
    log.info("access.provider_refused", why=why, cause=type(cause).__name__ if cause else None)
    trail.write(request, "sign-in", account, outcome=f"provider-{why}")
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'said': why})}")


def is_really(request: HttpRequest, said: str) -> None:
    """Make sure that the signed-in person is who they were: their password, or their authenticator's code.

    :raises NotSignedIn: if it is neither, or too many were not
    """
    account = account_of(request)
    tried = _begin(request, account.username)
    right = codes.opens(account, said) if codes.six_digits(said) else account.has_usable_password() and account.check_password(said)
    if not right:
        _failed(request, account.username, "unlock")
        raise NotSignedIn("access.locked.wrong")
    attempts.right(tried)
    request.session[PROVED] = clock.wall().isoformat()


def proved(request: HttpRequest) -> bool:
    """Has the person shown who they are in the last minutes, or are they only coming in?"""
    at = request.session.get(PROVED)
    return bool(request.session.get(MUST)) or (at is not None and clock.wall() - datetime.fromisoformat(at) < PROVED_LASTS)


def lock(request: HttpRequest, why: str) -> None:
    """Lock the session of this browser; told to the audit once."""
    if session_of(request).lock(clock.wall()):
        trail.write(request, "lock", account_of(request), outcome=why)


def unlock(request: HttpRequest, said: str) -> None:
    """Unlock it again, under a new key.

    :raises NotSignedIn: if what was said is not theirs
    """
    account = account_of(request)
    if request.session.get(HOW) != "demo":  # an invented officer has no secret
        is_really(request, said)
    _unlock(request, account)


def sign_out(request: HttpRequest) -> None:
    """End the session of this browser."""
    if request.user.is_authenticated:
        trail.write(request, "sign-out", account_of(request))
    flush_session(request)


def end(request: HttpRequest, name: UUID) -> bool:
    """End one of the person's other sessions.

    :returns: whether there was one
    """
    account = account_of(request)
    ended, _ = Session.objects.filter(account_id=account.pk, name=name).exclude(name=UUID(session_of(request).name or str(UUID(int=0)))).delete()
    if ended:
        trail.write(request, "end-session", account, ended=str(name))
    return bool(ended)


def end_others(request: HttpRequest) -> int:
    """End all the person's other sessions.

    :returns: how many there were
    """
    account, here = account_of(request), session_of(request).row
    ended, _ = Session.objects.filter(account_id=account.pk).exclude(pk=here.pk if here else "").delete()
    if ended:
        trail.write(request, "end-sessions", account, ended=ended)
    return int(ended)


def act_as(request: HttpRequest, role: str) -> bool:
    """Choose in which of the roles that they hold the person acts.

    :returns: whether they hold it
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # the doors set it
    if role not in viewer.roles:
        return False
    request.session[ACTING] = role
    trail.write(request, "acting", account_of(request), old=viewer.acting, new=role)
    return True


def done(request: HttpRequest, step: str) -> None:
    """Note that a step was taken without which nothing opens: the authenticator set up, the password chosen."""
    request.session[MUST] = [left for left in request.session.get(MUST, []) if left != step]


def onward(request: HttpRequest, asked: str) -> HttpResponse:
    """Go where the person was going: first to what must be done, then to words that were held back, then to the page."""
    must = request.session.get(MUST)
    if must:
        return HttpResponseRedirect(f"{reverse(must[0])}?{urlencode({'next': safe(request, asked)})}")
    from tutela.foundations.access import held

    return HttpResponseRedirect(reverse("held") if held.of(request) else safe(request, asked))


def safe(request: HttpRequest, asked: str) -> str:
    """A page of this site, or the first one."""
    here = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if asked.startswith("/") and here else settings.LOGIN_REDIRECT_URL


def usable(account: Account) -> bool:
    """May somebody sign in with it: an account in use, of an officer in service or of somebody who answers at a partner?"""
    if account.partner is not None:
        return account.is_active and answers(account.partner, clock.now())
    return bool(account.is_active and account.officer and account.officer.active)


def may_come(request: HttpRequest, account: Account) -> bool:
    """May somebody sign in with it here: an officer at the force's own site, somebody at a partner at the partners'?"""
    return usable(account) and sites.at_home(request, account)


def training() -> bool:
    """Is this database marked training?"""
    return Deployment.objects.filter(training=True).exists()


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in, locked or not."""
    return cast(Account, request.user)


def session_of(request: HttpRequest) -> SessionStore:
    """The session, as ours."""
    return cast(SessionStore, request.session)


def _open(request: HttpRequest, account: Account, how: str, *, has_code: bool) -> None:
    request.session.pop(HALF, None)
    open_session(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    session_of(request).begin(how, device=devices.of(request), address=attempts.address_of(request))
    request.session[DRAFTS] = secrets.token_urlsafe(32)
    request.session.pop(ACTING, None)
    if how == "password":
        request.session[PROVED] = clock.wall().isoformat()
    request.session[MUST] = _must(account, how, has_code=has_code)
    trail.write(request, "sign-in", account, how=how, address=attempts.address_of(request))


def _must(account: Account, how: str, *, has_code: bool) -> list[str]:
    """The pages that come first: a password of one's own, an authenticator."""
    if how != "password":
        return []
    needs_code = not has_code and not training()
    return [*(["password"] if account.password_given else []), *(["authenticator"] if needs_code else [])]


def _unlock(request: HttpRequest, account: Account) -> None:
    session_of(request).cycle_key()
    trail.write(request, "unlock", account)


def _begin(request: HttpRequest, username: str) -> UUID:
    try:
        return attempts.begin(username, attempts.address_of(request))
    except attempts.Shut as shut:
        left = periods.in_words(shut.until - clock.wall() + timedelta(minutes=1))
        raise NotSignedIn("access.sign-in.shut", left=left) from shut


def _failed(request: HttpRequest, username: str, what: str) -> None:
    account = Account.objects.filter(username__iexact=username).first()
    trail.write(request, "sign-in", account, outcome="failed", what=what, address=attempts.address_of(request))
    if attempts.last_one(username):
        trail.write(request, "sign-in", account, outcome="shut", address=attempts.address_of(request))
