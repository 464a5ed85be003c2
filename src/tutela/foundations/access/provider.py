"""The force's own identity provider, by OpenID Connect. django-allauth keeps the protocol (state, PKCE, exchange); ours is that the token's
signature is always verified, and that who comes back is signed in by :mod:`signing` alone.
"""

from __future__ import annotations

from typing import Any, Final

import structlog
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from tutela.foundations.access import signing

ID: Final = "force"
log = structlog.get_logger("tutela.access")


class Client(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth says nothing of its types
    """A client that believes what is signed, and nothing else."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:  # noqa: ARG002  # as allauth calls it
        """Take the identity from the signed token.

        :raises OAuth2Error: if there is none, or it is not signed by the provider for us
        """
        signed = kwargs["response"].get("id_token")
        if not signed:
            raise OAuth2Error("the provider sent no id_token")
        return self.get_provider().sociallogin_from_response(request, {"id_token": self._decode_id_token(app, signed)})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token, keys_url=self.openid_config["jwks_uri"], issuer=self.openid_config["issuer"], audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk, verify_signature=True,
        )
        return claims


def configured() -> bool:
    """Has the force an identity provider here?"""
    return bool(settings.SOCIALACCOUNT_PROVIDERS)


def name() -> str:
    """What the force calls it."""
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    return str(providers["openid_connect"]["APPS"][0]["name"])


def go(request: HttpRequest, provider_id: str = ID) -> HttpResponse:
    """Send somebody to the provider."""
    return _with_provider(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str = ID) -> HttpResponse:
    """Take somebody back from the provider."""
    return _with_provider(OAuth2CallbackView, request, provider_id)


def _with_provider(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if not configured() or provider_id != ID:
        raise Http404
    try:
        answer: HttpResponse = view.adapter_view(Client(request, provider_id))(request)
    except RequestException as cause:
        return signing.provider_refused(request, "unreachable", cause=cause)
    return answer


for _view in (go, come_back):
    _view.writes_on_get = True  # type: ignore[attr-defined]  # the protocol's state is kept in the session
