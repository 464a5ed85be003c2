"""The doors: what opens for whom, what an undeclared page is, that looks are logged, and what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.foundations.access import world
from tests.foundations.access.addresses import CHILD
from tests.foundations.access.conftest import Sign
from tutela.foundations import audit
from tutela.foundations.access import accounts
from tutela.foundations.access.middleware import Undeclared
from tutela.foundations.access.models import Account
from tutela.foundations.audit.models import AuditLine

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.access.addresses")]


@pytest.fixture
def someone(browser_of: Sign) -> Callable[..., Client]:
    """A browser in which somebody with these posts is signed in."""
    world.force()

    def signed_in(*posts: str) -> Client:
        return browser_of(world.account(world.officer("Iris Bell", *posts)))

    return signed_in


@pytest.fixture
def feed(db: None) -> str:  # noqa: ARG001  # a fixture is asked for by name
    """The token of another system."""
    world.force()
    return accounts.give_token(accounts.make("stormlike", feed="stormlike"))


def test_nobody_is_sent_to_sign_in_and_comes_back(client: Client) -> None:
    assertRedirects(client.get("/board?of=today"), "/sign-in?next=/board%3Fof%3Dtoday", fetch_redirect_response=False)


def test_what_nobody_sends_is_given_back_on_the_page(client: Client) -> None:
    answer = client.post("/board", {"words": "Seen at the harbour", "new_password": "not this"})
    assertContains(answer, "Seen at the harbour", status_code=403)
    assertNotContains(answer, "not this", status_code=403)


def test_a_role_opens_what_it_may_and_nothing_else(someone: Callable[..., Client]) -> None:
    browser = someone("call_handler@contact")
    assert browser.get("/board").status_code == 200
    answer = browser.get("/roster")
    assertContains(answer, "Your roles do not allow this", status_code=403)
    line = AuditLine.objects.get(kind="refused")
    assert (line.action, line.outcome, line.role) == ("/roster", "access.no-permission", "call_handler@contact")


def test_who_holds_no_post_is_told_so_and_can_leave(someone: Callable[..., Client]) -> None:
    browser = someone()
    assertContains(browser.get("/"), "You hold no post at the moment", status_code=403)
    assertRedirects(browser.post("/sign-out"), "/sign-in?said=signed-out", fetch_redirect_response=False)
    assert browser.get("/").status_code == 302


def test_what_one_may_not_know_of_is_not_there(someone: Callable[..., Client]) -> None:
    browser = someone("call_handler@contact")
    hidden, nothing = browser.get("/hidden"), browser.get("/nothing")
    assert hidden.status_code == nothing.status_code == 404

    def without_reference(answer: Any) -> str:
        return str(answer.content.decode().replace(answer["X-Request-ID"], ""))

    assert without_reference(hidden) == without_reference(nothing)
    assertContains(browser.get("/detail"), "not its detail", status_code=403)


def test_a_page_that_declares_nothing_is_shut(someone: Callable[..., Client], settings: Any) -> None:
    browser = someone("call_handler@contact")
    with pytest.raises(Undeclared, match="/undeclared"):
        browser.get("/undeclared")
    settings.DESIGN_STRICT = False
    assert browser.get("/undeclared").status_code == 500


def test_a_look_at_a_person_is_in_the_log(someone: Callable[..., Client]) -> None:
    browser = someone("call_handler@contact")
    answer = browser.get("/child")
    assert answer.status_code == 200
    line = AuditLine.objects.get(kind="view")
    assert (line.action, line.subjects, line.purpose, line.role) == ("/child", [CHILD], "profile", "call_handler@contact")
    assert line.request_id == answer["X-Request-ID"]
    assert line.session
    assert line.session != browser.cookies["tutela"].value


def test_a_look_that_cannot_be_logged_shows_nothing(someone: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    browser = someone("call_handler@contact")

    def full(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "seen", full)
    assertNotContains(browser.get("/child"), "Everything about the child", status_code=500)


def test_a_page_that_was_not_shown_was_not_looked_at(someone: Callable[..., Client]) -> None:
    someone("administrator@force").get("/child")
    assert not AuditLine.objects.filter(kind="view").exists()


@pytest.mark.parametrize("path", ["/sign-in", "/board", "/nothing", "/broken", "/forbidden", "/child", "/roster", "/sign-in/as"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_every_answer_carries_the_strict_policy(client: Client, someone: Callable[..., Client], path: str, signed_in: bool) -> None:
    browser = someone("call_handler@contact") if signed_in else client
    browser.raise_request_exception = False
    answer = browser.get(path)
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= {
        part.strip() for part in policy.split(";")
    }
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_pages_of_signing_in_carry_nothing_inline(client: Client) -> None:
    world.force(training=True)
    world.officer("Iris Bell", "call_handler@contact")
    for path in "/sign-in", "/sign-in/as":
        page = client.get(path).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick" not in page
        assert "<script>" not in page


def test_cookies_are_kept_from_scripts_and_other_sites(someone: Callable[..., Client]) -> None:
    cookie = someone("call_handler@contact").cookies["tutela"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) <= 12 * 3600


def test_a_form_from_elsewhere_does_nothing() -> None:
    world.force()
    browser = Client(enforce_csrf_checks=True)
    account = world.account(world.officer("Iris Bell", "call_handler@contact"))
    browser.force_login(account)
    assertContains(browser.post("/board", {"words": "Seen at the harbour"}), "Seen at the harbour", status_code=403)


def test_a_token_opens_what_its_system_may(client: Client, feed: str) -> None:
    answer = client.get("/api/v1/duties", headers={"Authorization": f"Bearer {feed}"})
    assert answer.status_code == 200
    denied = client.get("/child", headers={"Authorization": f"bearer {feed}"})
    assert (denied.status_code, denied["Content-Type"]) == (403, "application/problem+json")


@pytest.mark.parametrize("token", ["", "tutela_nobodys", "x" * 5000])
def test_a_token_that_is_nobodys_opens_nothing_not_even_beside_a_session(someone: Callable[..., Client], token: str) -> None:
    answer = someone("call_handler@contact").get("/board", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_that_was_replaced_or_taken_opens_nothing(client: Client, feed: str) -> None:
    account = Account.objects.get(feed="stormlike")
    new = accounts.give_token(account.pk)
    assert client.get("/api/v1/duties", headers={"Authorization": f"Bearer {feed}"}).status_code == 401
    assert client.get("/api/v1/duties", headers={"Authorization": f"Bearer {new}"}).status_code == 200
    accounts.close(account.pk)
    assert client.get("/api/v1/duties", headers={"Authorization": f"Bearer {new}"}).status_code == 401
    assert new not in Account.objects.values_list("token_digest", flat=True)


def test_the_api_without_a_token_is_answered_in_json(client: Client) -> None:
    answer = client.get("/api/v1/duties")
    assert (answer.status_code, answer.json()["status"]) == (401, 401)
