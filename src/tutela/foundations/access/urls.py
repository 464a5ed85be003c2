"""The addresses of signing in and of one's own account."""

from __future__ import annotations

from tutela.foundations.access import provider
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.views import account, invented, locking, signing_in
from tutela.foundations.design.urls import page, public

_IN: str = Permission.SIGNED_IN

urlpatterns = [
    public("sign-in", signing_in.sign_in, "sign-in", why="Whoever signs in is not signed in yet."),
    public("sign-in/code", signing_in.code, "sign-in-code", why="The second step of signing in: it shows nothing but the user name that was typed."),
    public("sign-in/as", invented.sign_in_as, "sign-in-as", why="Invented officers of a training database; anywhere else there is no such page."),
    public("sign-in/<slug:provider_id>/go", provider.go, "openid_connect_login", why="The way to the force's identity provider."),
    public("sign-in/<slug:provider_id>/back", provider.come_back, "openid_connect_callback", why="The way back from it, under state and PKCE."),
    public("sign-out", signing_in.sign_out, "sign-out", why="Anybody may end their own session, whatever roles they hold, locked or not."),
    public("locked", locking.locked, "locked", why="It opens a locked session to its owner, and shows their name alone."),
    public("locked/now", locking.lock_now, "lock", why="Anybody may lock their own session."),
    public("locked/here", locking.here, "here", why="It tells a page how long its own session stays open."),
    public("locked/held", locking.give_back, "held", why="It gives back what this session itself had sent, once it is open again."),
    page("account", account.account, "account", permission=_IN),
    page("sign-in/acting", account.acting, "acting", permission=_IN),
    page("account/sessions", account.sessions, "sessions", permission=_IN),
    page("account/sessions/end", account.end_sessions, "sessions-end", permission=_IN),
    page("account/prove", account.prove, "prove", permission=_IN),
    public("account/authenticator", account.authenticator, "authenticator", why="It comes first for who has none; it asks itself for a session and a proof."),
    page("account/recovery-codes", account.recovery_codes, "recovery-codes", permission=_IN),
    public("account/password", account.password, "password", why="It comes first for who was given one; it asks itself for a session and a proof."),
]
