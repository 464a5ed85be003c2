"""What we ask of django-allauth otherwise than it does by itself: nobody signs up, the force's identity provider names accounts that exist,
and secrets of authenticators are encrypted where they lie.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tutela.foundations.access import signing
from tutela.foundations.access.models import Account
from tutela.foundations.design.words import words


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth says nothing of its types
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth gives it
        """Nobody signs up."""
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """Authenticators as the product names and keeps them."""

    def get_totp_issuer(self) -> str:
        """What a telephone shows the code under."""
        return words("design.service")

    def encrypt(self, text: str) -> str:
        """As it lies in the database, where a copy is of no use without the deployment's secret."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it was."""
        return _box().decrypt(encrypted_text.encode()).decode()


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """The force's identity provider says who somebody is; whether they have an account here is ours to say."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Sign in the account that the provider's claims name, or send the person back to the sign-in page.

        :raises ImmediateHttpResponse: always, with what happened
        """
        account = account_of(sociallogin)
        asked = str(sociallogin.state.get("next") or "")
        if account is None:
            raise ImmediateHttpResponse(signing.provider_refused(request, "unknown"))
        raise ImmediateHttpResponse(signing.provider_accepted(request, account, asked))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Exception | None = None, extra_context: Any = None,  # noqa: ARG002  # as allauth gives them
    ) -> NoReturn:
        """Say on the sign-in page that it did not work.

        :raises ImmediateHttpResponse: always
        """
        raise ImmediateHttpResponse(signing.provider_refused(request, "cancelled" if str(error) == "cancelled" else "failed", cause=exception))


def account_of(sociallogin: SocialLogin) -> Account | None:
    """The account that an identity is, or is now found to be by the claim that settings name; none is ever made.

    A bound identity is known by the provider's own subject: a user name that is given to somebody else later opens nothing.
    """
    who: SocialAccount = sociallogin.account
    bound = SocialAccount.objects.filter(provider=who.provider, uid=who.uid).first()
    if bound:
        return Account.objects.filter(pk=bound.user_id).first()
    account = _named(_claims(sociallogin))
    if account is None or SocialAccount.objects.filter(provider=who.provider, user=account).exists():
        return None
    SocialAccount.objects.create(provider=who.provider, uid=who.uid, user=account, extra_data={})
    return account


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the provider signed."""
    claims: dict[str, Any] = sociallogin.account.extra_data.get("id_token") or {}
    return claims


def _named(claims: dict[str, Any]) -> Account | None:
    """The one account that the claim names."""
    wanted = settings.OIDC_CLAIM
    said = str(claims.get(wanted) or "").strip()
    if not said or (wanted == "email" and claims.get("email_verified") is not True):
        return None
    found = list(Account.objects.filter(**{"email__iexact" if wanted == "email" else "username__iexact": said}).exclude(officer=None)[:2])
    return found[0] if len(found) == 1 else None


def _box() -> MultiFernet:
    """What opens and shuts secrets: the first key shuts, all open."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    keys = (salted_hmac("tutela.access.secrets", "authenticator", secret=secret, algorithm=hashlib.sha256().name).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
