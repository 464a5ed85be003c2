"""What the pages of signing in show."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tutela.foundations.access import forms
from tutela.foundations.design.errors import Kept


class SignInPage(msgspec.Struct, frozen=True, kw_only=True):
    """The first step."""

    form: forms.SignIn
    next: str
    provider: str | None
    """What the force calls its identity provider."""
    invented: bool
    """Whether one may sign in as an invented officer."""
    said: str = ""


class CodePage(msgspec.Struct, frozen=True):
    """The second step."""

    form: forms.Code
    username: str


class LockedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A session that is locked."""

    name: str
    form: forms.Unlock | None
    """None where no secret of ours opens it."""
    next: str
    provider: str | None
    one_click: bool
    holds: bool
    """Whether something that was sent is held back."""


class HeldPage(msgspec.Struct, frozen=True):
    """What was sent while the session was locked."""

    path: str
    fields: tuple[tuple[str, str], ...]
    kept: tuple[Kept, ...]
    files: bool


class Invented(msgspec.Struct, frozen=True, kw_only=True):
    """One invented officer, by what they do."""

    id: str
    name: str
    rank: str
    unit: str
    does: tuple[str, ...]
    on_duty: bool


class InventedPage(msgspec.Struct, frozen=True):
    """Whom one may be in training."""

    force: str
    groups: tuple[tuple[str, tuple[Invented, ...]], ...]
    next: str


class RoleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A role that the person holds."""

    address: str
    title: str
    held_by: str
    acting: bool
    on_duty: bool
    lapsed: bool


class AccountPage(msgspec.Struct, frozen=True, kw_only=True):
    """One's own account."""

    name: str
    rank: str
    absent: bool
    roles: tuple[RoleLine, ...]
    how: str
    has_password: bool
    has_authenticator: bool
    codes_left: int
    others: int


class SessionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the person is signed in."""

    name: str
    device: str
    address: str
    since: datetime
    seen: datetime
    here: bool
    locked: bool


class SessionsPage(msgspec.Struct, frozen=True):
    """Every place where the person is signed in."""

    lines: tuple[SessionLine, ...]


class AuthenticatorPage(msgspec.Struct, frozen=True, kw_only=True):
    """Setting up an authenticator."""

    form: forms.FirstCode
    picture: str
    secret: str
    first: bool
    next: str


class ProvePage(msgspec.Struct, frozen=True, kw_only=True):
    """Who is it, once more, before something about the account changes."""

    form: forms.Unlock
    title: str
    text: str
    button: str
    next: str


class CodesPage(msgspec.Struct, frozen=True):
    """Recovery codes, shown once."""

    codes: tuple[str, ...]
    next: str


class PasswordPage(msgspec.Struct, frozen=True):
    """Choosing a password."""

    form: forms.Password
    first: bool
    next: str
