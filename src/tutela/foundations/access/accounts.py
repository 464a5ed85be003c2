"""Accounts as an administrator keeps them. Called inside operations of higher floors, which say who did it and why."""

from __future__ import annotations

import hashlib
import secrets
from hmac import compare_digest
from typing import Final
from uuid import UUID

import msgspec

from tutela.foundations.access import codes
from tutela.foundations.access.models import Account, Session

_TOKEN: Final = "tutela_"


class UsernameTaken(ValueError):
    """Another account is called so."""


class Kept(msgspec.Struct, frozen=True):
    """An account as an administrator sees it."""

    id: UUID
    username: str
    email: str
    active: bool
    has_authenticator: bool
    has_password: bool
    feed: str


def make(username: str, *, officer: UUID | None = None, partner: UUID | None = None, feed: str = "", email: str = "") -> UUID:
    """Make an account, of an officer, of somebody at a partner or of another system. It has no password until one is given.

    :raises UsernameTaken: if another is called so, whatever the case
    """
    if Account.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username)
    account = Account(username=username, email=email, officer_id=officer, partner_id=partner, feed=feed)
    account.set_unusable_password()
    account.save(force_insert=True)
    return account.pk


def of_officer(officer: UUID) -> Kept | None:
    """The account of an officer."""
    account = Account.objects.filter(officer_id=officer).first()
    if account is None:
        return None
    return Kept(
        account.pk, account.username, account.email, account.is_active, codes.enrolled(account), account.has_usable_password(), account.feed,
    )


def give_password(account: UUID) -> str:
    """Give an account a password, to be told to its owner, who chooses another at once. Its sessions end.

    :returns: the password, which is kept nowhere
    """
    row = Account.objects.select_for_update().get(pk=account)
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    row.set_password(password)
    row.password_given = True
    row.save(update_fields=["password", "password_given"])
    end_sessions(account)
    return password


def forget_authenticator(account: UUID) -> None:
    """Take away the authenticator of somebody who lost it: they set up another when they next sign in. Their sessions end."""
    codes.forget(Account.objects.get(pk=account))
    end_sessions(account)


def close(account: UUID) -> None:
    """Close an account: its sessions end, and nothing signs in with it."""
    Account.objects.filter(pk=account).update(is_active=False, token_digest="")
    end_sessions(account)


def reopen(account: UUID) -> None:
    """Open a closed account again."""
    Account.objects.filter(pk=account).update(is_active=True)


def end_sessions(account: UUID) -> int:
    """End every session of an account.

    :returns: how many there were
    """
    return Session.objects.filter(account_id=account).delete()[0]


def give_token(account: UUID) -> str:
    """Give a system's account a new token for the API; the old one opens nothing any more.

    :returns: the token, of which only a digest is kept
    """
    token = _TOKEN + secrets.token_urlsafe(32)
    Account.objects.filter(pk=account).update(token_digest=digest(token))
    return token


def by_token(token: str) -> Account | None:
    """The account whose token this is."""
    wanted = digest(token)
    found = Account.objects.select_related("officer", "partner").filter(token_digest=wanted, is_active=True).first()
    return found if found and compare_digest(found.token_digest, wanted) else None


def digest(token: str) -> str:
    """A token as it is kept. It is long and random, so a plain digest gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()
