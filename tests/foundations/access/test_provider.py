"""Signing in by the force's own identity provider, against a real one on loopback: who comes in, who does not, and what is believed."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from tests.foundations.access import identity_provider, world
from tests.foundations.access.conftest import Sign
from tests.foundations.access.identity_provider import CLIENT, SECRET, Provider
from tutela.config import environment
from tutela.foundations.access import accounts
from tutela.foundations.access.models import Account
from tutela.foundations.audit.models import AuditLine

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.access.addresses")]


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The force's provider, configured as a deployment does."""
    with identity_provider.running() as running:
        for name, value in ("ISSUER", running.address), ("CLIENT", CLIENT), ("SECRET", SECRET), ("NAME", "your Northshire account"):
            monkeypatch.setenv(f"TUTELA_OIDC_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = environment.provider()
        yield running


@pytest.fixture
def bell(db: None) -> Account:  # noqa: ARG001  # a fixture is asked for by name
    """A call handler without a password here."""
    world.force()
    return world.account(world.officer("Iris Bell", "call_handler@contact"), password=None, authenticator=False)


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: the test is the browser."""


def at_provider(address: str) -> str:
    """Go to the provider as a browser does, and be sent back."""
    with pytest.raises(urllib.error.HTTPError) as sent_back:
        urllib.request.build_opener(_Stays).open(address, timeout=5)
    with sent_back.value as answer:
        assert answer.code == 302
        return str(answer.headers["Location"])


def through(browser: Client, *, asked: str = "/board") -> Any:
    """The whole way: to the provider, back, and what the product then answers."""
    away = browser.get("/sign-in/force/go", {"next": asked})
    assert away.status_code == 302, away.content.decode()
    back = urlsplit(at_provider(away["Location"]))
    return browser.get(f"{back.path}?{back.query}")


def refused(answer: Any, why: str) -> None:
    """They are back at the sign-in page, which says why."""
    assertRedirects(answer, f"/sign-in?said={why}", fetch_redirect_response=False)
    assert AuditLine.objects.filter(kind="sign_in", outcome=f"provider-{why}").exists()


def test_who_the_provider_knows_and_has_an_account_here_comes_in(client: Client, provider: Provider, bell: Account) -> None:
    assertContains(client.get("/sign-in?next=/board"), "Sign in with your Northshire account")
    assertRedirects(through(client), "/board", fetch_redirect_response=False)
    assert client.get("/board").status_code == 200
    assert provider.asked == ["/.well-known/openid-configuration", "/authorise", "/.well-known/openid-configuration", "/token", "/keys"]
    line = AuditLine.objects.get(kind="sign_in")
    assert (line.outcome, line.officer) == ("done", f"o:{bell.officer_id}")
    assertContains(client.get("/account"), "Your force keeps your password and code")


@pytest.mark.usefixtures("bell")
def test_no_account_is_ever_made(client: Client, provider: Provider) -> None:
    provider.claims = {"sub": "s-2", "preferred_username": "somebody.else", "email": "iris@northshire.invalid", "email_verified": True}
    refused(through(client), "unknown")
    assertContains(client.get("/sign-in?said=unknown"), "no account here is yours")
    assert Account.objects.count() == 1
    assert client.get("/board").status_code == 302


def test_a_name_given_to_somebody_else_later_opens_nothing(client: Client, provider: Provider, bell: Account) -> None:
    through(client)
    provider.claims = {"sub": "s-2", "preferred_username": "iris"}
    refused(through(Client()), "unknown")
    provider.claims = {"sub": "s-1", "preferred_username": "iris.married.name"}
    assertRedirects(through(Client()), "/board", fetch_redirect_response=False)
    assert SocialAccount.objects.get().user_id == bell.pk


@pytest.mark.usefixtures("bell")
@pytest.mark.parametrize(("verified", "comes_in"), [(True, True), (False, False), (None, False), ("true", False)])
def test_an_e_mail_address_counts_only_where_the_provider_verified_it(
    client: Client, provider: Provider, settings: Any, verified: object, comes_in: bool,
) -> None:
    settings.OIDC_CLAIM = "email"
    provider.claims = {"sub": "s-1", "email": "Iris@northshire.invalid", "email_verified": verified}
    if comes_in:
        assertRedirects(through(client), "/board", fetch_redirect_response=False)
    else:
        refused(through(client), "unknown")


@pytest.mark.usefixtures("bell")
@pytest.mark.parametrize("wrong", [
    {"forges": True}, {"unsigned": True}, {"audience": "another-client"}, {"issuer": "https://elsewhere.invalid"}, {"age": timedelta(hours=1)},
], ids=lambda wrong: next(iter(wrong)))
def test_what_is_not_signed_by_the_provider_for_us_and_now_is_not_believed(client: Client, provider: Provider, wrong: dict[str, Any]) -> None:
    for name, value in wrong.items():
        setattr(provider, name, value)
    refused(through(client), "failed")
    assert client.get("/board").status_code == 302


@pytest.mark.usefixtures("provider", "bell")
def test_an_answer_that_this_browser_did_not_ask_for_opens_nothing(client: Client) -> None:
    away = Client().get("/sign-in/force/go")
    back = urlsplit(at_provider(away["Location"]))
    refused(client.get(f"{back.path}?{back.query}"), "failed")


@pytest.mark.usefixtures("provider", "bell")
def test_an_answer_is_taken_once(client: Client) -> None:
    away = client.get("/sign-in/force/go")
    back = urlsplit(at_provider(away["Location"]))
    client.get(f"{back.path}?{back.query}")
    client.post("/sign-out")
    refused(client.get(f"{back.path}?{back.query}"), "failed")


@pytest.mark.usefixtures("provider", "bell")
def test_the_way_there_asks_for_pkce_and_what_it_needs(client: Client) -> None:
    query = parse_qs(urlsplit(client.get("/sign-in/force/go")["Location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == ["http://testserver/sign-in/force/back"]
    assert SECRET not in str(query)


@pytest.mark.usefixtures("bell")
def test_who_goes_back_is_told_that_nothing_happened(client: Client, provider: Provider) -> None:
    provider.denies = True
    refused(through(client), "cancelled")


@pytest.mark.usefixtures("provider")
@pytest.mark.parametrize("why", ["account", "officer"])
def test_who_is_not_in_use_does_not_come_in(client: Client, bell: Account, why: str) -> None:
    if why == "account":
        accounts.close(bell.pk)
    else:
        bell.officer.active = False  # type: ignore[union-attr]
        bell.officer.save()  # type: ignore[union-attr]
    refused(through(client), "not-in-use")


@pytest.mark.usefixtures("provider", "bell")
def test_a_provider_that_cannot_be_reached_is_said(client: Client, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    refused(client.get("/sign-in/force/go"), "unreachable")


@pytest.mark.usefixtures("provider", "bell")
def test_a_locked_session_is_unlocked_by_the_provider(client: Client) -> None:
    through(client)
    client.post("/locked/now")
    assertContains(client.get("/locked"), "Unlock with your Northshire account")
    assertRedirects(through(client), "/board", fetch_redirect_response=False)
    assert client.get("/board").status_code == 200
    assert AuditLine.objects.filter(action="unlock").exists()


@pytest.mark.usefixtures("provider", "bell")
def test_somebody_elses_answer_does_not_unlock_but_signs_them_in(client: Client, browser_of: Sign) -> None:
    other = world.account(world.officer("Ade Okoro", "dispatcher@contact"))
    browser_of(other)
    client.post("/locked/now")
    through(client)
    assertContains(client.get("/account"), "Signed in as Iris Bell")


def test_without_a_provider_there_is_no_such_page(client: Client) -> None:
    for path in "/sign-in/force/go", "/sign-in/force/back", "/sign-in/elsewhere/go":
        assert client.get(path).status_code == 404


def test_an_issuer_is_reached_by_tls_or_is_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTELA_OIDC_ISSUER", "http://identity.northshire.invalid")
    with pytest.raises(environment.Missing, match="https"):
        environment.provider()
    monkeypatch.setenv("TUTELA_OIDC_ISSUER", "https://identity.northshire.invalid")
    with pytest.raises(environment.Missing, match="TUTELA_OIDC_CLIENT"):
        environment.provider()
