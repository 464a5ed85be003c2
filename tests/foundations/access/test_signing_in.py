"""Signing in by password and code: what opens, what does not, what is told, and what the audit keeps of it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.foundations.access import world
from tests.foundations.access.conftest import Sign, Wall
from tutela.foundations.access import accounts, attempts, codes
from tutela.foundations.access.models import Account, Attempt
from tutela.foundations.audit.models import AuditLine

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.access.addresses")]


def lines() -> list[tuple[str, str, str]]:
    """What the audit has of signing in."""
    return [(line.action, line.outcome, line.officer) for line in AuditLine.objects.filter(kind="sign_in").order_by("id")]


@pytest.fixture
def bell() -> Account:
    """A call handler with password and authenticator."""
    world.force()
    return world.account(world.officer("Iris Bell", "call_handler@contact"))


def test_password_and_code_open(client: Client, bell: Account) -> None:
    first = client.post("/sign-in", {"username": "iris", "password": world.PASSWORD, "next": "/board"})
    assertRedirects(first, "/sign-in/code", fetch_redirect_response=False)
    assert client.get("/board").status_code == 302, "half a sign-in opens nothing"
    second = client.post("/sign-in/code", {"code": world.code_of()})
    assertRedirects(second, "/board", fetch_redirect_response=False)
    assert client.get("/board").status_code == 200
    assert lines() == [("sign-in", "done", f"o:{bell.officer_id}")]


@pytest.mark.usefixtures("bell")
def test_the_key_of_the_session_is_another_after_each_step(client: Client) -> None:
    client.get("/sign-in/force/go")
    seen = []
    for path, data in ("/sign-in", {"username": "iris", "password": world.PASSWORD}), ("/sign-in/code", {"code": world.code_of()}):
        client.post(path, data)
        seen.append(client.cookies["tutela"].value)
    assert len(set(seen)) == 2


def test_a_wrong_password_opens_nothing_and_is_told(client: Client, bell: Account) -> None:
    answer = client.post("/sign-in", {"username": "iris", "password": "wrong wrong wrong"})
    assertContains(answer, "do not fit together", status_code=422)
    assertNotContains(answer, "wrong wrong wrong", status_code=422)
    assert lines() == [("sign-in", "failed", f"o:{bell.officer_id}")]


@pytest.mark.usefixtures("bell")
def test_nobody_learns_which_names_there_are(client: Client) -> None:
    known = client.post("/sign-in", {"username": "iris", "password": "wrong wrong wrong"}).content.decode()
    unknown = client.post("/sign-in", {"username": "nobody-here", "password": "wrong wrong wrong"}).content.decode()
    assert known.count("do not fit together") == unknown.count("do not fit together") == 1
    assert lines()[-1] == ("sign-in", "failed", "nobody")


def test_a_code_opens_once(bell: Account, browser_of: Sign) -> None:
    code = world.code_of()
    browser_of(bell)
    other = Client()
    other.post("/sign-in", {"username": "iris", "password": world.PASSWORD})
    assertContains(other.post("/sign-in/code", {"code": code}), "does not fit, or was used before", status_code=422)


@pytest.mark.usefixtures("bell")
@pytest.mark.parametrize("steps", [-3, 3])
def test_a_code_of_another_minute_opens_nothing(client: Client, steps: int) -> None:
    client.post("/sign-in", {"username": "iris", "password": world.PASSWORD})
    assert client.post("/sign-in/code", {"code": world.code_of(steps=steps)}).status_code == 422


def test_a_recovery_code_opens_once(bell: Account) -> None:
    code = codes.renew_recovery_codes(bell)[0]
    for expected in (302, 422):
        browser = Client()
        browser.post("/sign-in", {"username": "iris", "password": world.PASSWORD})
        assert browser.post("/sign-in/code", {"code": f"{code[:4]} {code[4:]}"}).status_code == expected
    assert codes.recovery_codes_left(bell) == 9


def test_the_secret_of_an_authenticator_is_not_in_the_database_as_it_is(bell: Account) -> None:
    from allauth.mfa.models import Authenticator

    kept = Authenticator.objects.get(user_id=bell.pk, type="totp").data["secret"]
    assert world.SECRET not in kept
    assert codes.opens(bell, world.code_of())


@pytest.mark.usefixtures("bell")
def test_half_a_sign_in_ends_after_ten_minutes(client: Client, wall: Wall) -> None:
    client.post("/sign-in", {"username": "iris", "password": world.PASSWORD})
    wall.later(minutes=11)
    assertRedirects(client.post("/sign-in/code", {"code": world.code_of()}), "/sign-in", fetch_redirect_response=False)


@pytest.mark.usefixtures("bell")
def test_five_failures_shut_the_account_for_a_while_and_say_so(client: Client, wall: Wall) -> None:
    for _ in range(attempts.OF_ONE_ACCOUNT):
        assert "shut" not in client.post("/sign-in", {"username": "Iris ", "password": "wrong wrong wrong"}).content.decode()
    answer = client.post("/sign-in", {"username": "iris", "password": world.PASSWORD})
    assertContains(answer, "shut for 16 min", status_code=422)
    assert [outcome for _, outcome, _ in lines()].count("shut") == 1
    wall.later(minutes=16)
    assert client.post("/sign-in", {"username": "iris", "password": world.PASSWORD}).status_code == 302


@pytest.mark.usefixtures("bell")
def test_who_knows_the_password_cannot_guess_codes_for_ever(client: Client) -> None:
    for _ in range(attempts.OF_ONE_ACCOUNT):
        assert client.post("/sign-in", {"username": "iris", "password": world.PASSWORD}).status_code == 302
        assert client.post("/sign-in/code", {"code": "000000"}).status_code == 422
    assertContains(client.post("/sign-in", {"username": "iris", "password": world.PASSWORD}), "shut", status_code=422)


@pytest.mark.usefixtures("bell")
def test_failures_from_one_address_shut_it_whatever_the_names(client: Client, wall: Wall) -> None:
    Attempt.objects.bulk_create(Attempt(username=f"guess{n}", address="127.0.0.1", at=wall.now) for n in range(attempts.OF_ONE_ADDRESS))
    wall.later(seconds=1)
    assertContains(client.post("/sign-in", {"username": "iris", "password": world.PASSWORD}), "shut", status_code=422)


def test_what_is_right_wipes_out_what_was_wrong_before(client: Client, bell: Account, browser_of: Sign) -> None:
    for steps in (0, 1):
        for _ in range(attempts.OF_ONE_ACCOUNT - 1):
            client.post("/sign-in", {"username": "iris", "password": "wrong wrong wrong"})
        browser_of(bell, browser=Client(), steps=steps)


def test_the_proxys_word_counts_for_the_address_only_behind_a_proxy(rf: object, settings: object) -> None:
    request = rf.get("/", headers={"X-Forwarded-For": "10.9.9.9, 192.0.2.7"})  # type: ignore[attr-defined]
    settings.SECURE_PROXY_SSL_HEADER = None  # type: ignore[attr-defined]
    assert attempts.address_of(request) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    assert attempts.address_of(request) == "192.0.2.7"


def test_without_an_authenticator_nothing_opens_before_one_is_set_up(client: Client) -> None:
    world.force()
    world.account(world.officer("Iris Bell", "call_handler@contact"), authenticator=False)
    answer = client.post("/sign-in", {"username": "iris", "password": world.PASSWORD, "next": "/board"})
    assertRedirects(answer, "/account/authenticator?next=%2Fboard", fetch_redirect_response=False)
    assertRedirects(client.get("/board"), "/account/authenticator?next=/board", fetch_redirect_response=False)
    page = client.get("/account/authenticator?next=/board")
    assertContains(page, "<svg")
    secret = client.session["totp_secret"]
    assertContains(client.post("/account/authenticator", {"code": "000000", "next": "/board"}), "does not fit", status_code=422)
    assertContains(client.post("/account/authenticator", {"code": world.code_of(secret), "next": "/board"}), "Keep your recovery codes")
    assert client.get("/board").status_code == 200


def test_in_training_a_password_is_enough(client: Client) -> None:
    world.force(training=True)
    world.account(world.officer("Iris Bell", "call_handler@contact"), authenticator=False)
    assertRedirects(client.post("/sign-in", {"username": "iris", "password": world.PASSWORD}), "/", fetch_redirect_response=False)
    assert client.get("/board").status_code == 200


def test_a_password_that_was_given_is_changed_first(client: Client, bell: Account) -> None:
    given = accounts.give_password(bell.pk)
    client.post("/sign-in", {"username": "iris", "password": given})
    assertRedirects(client.post("/sign-in/code", {"code": world.code_of()}), "/account/password?next=%2F", fetch_redirect_response=False)
    assert client.get("/board").status_code == 302
    for new, said in ("short", "12 characters"), ("password1234", "tried first"):
        assertContains(client.post("/account/password", {"new": new, "again": new}), said, status_code=422)
    assertContains(client.post("/account/password", {"new": "a wholly new one", "again": "another one here"}), "not the same", status_code=422)
    assertRedirects(client.post("/account/password", {"new": "a wholly new one", "again": "a wholly new one"}), "/", fetch_redirect_response=False)
    assert client.get("/board").status_code == 200
    bell.refresh_from_db()
    assert bell.check_password("a wholly new one")


@pytest.mark.parametrize("why", ["account", "officer"])
def test_who_is_not_in_use_does_not_come_in_and_does_not_stay_in(client: Client, bell: Account, browser_of: Sign, why: str) -> None:
    browser_of(bell)
    if why == "account":
        accounts.close(bell.pk)
    else:
        bell.officer.active = False  # type: ignore[union-attr]
        bell.officer.save()  # type: ignore[union-attr]
    assert client.get("/board").status_code in {302, 403}
    assert Client().post("/sign-in", {"username": "iris", "password": world.PASSWORD}).status_code == 422


@pytest.mark.usefixtures("bell")
def test_a_systems_account_does_not_sign_in_by_password(client: Client) -> None:
    feed = Account.objects.create_user("stormlike", feed="stormlike", password=world.PASSWORD)
    assert client.post("/sign-in", {"username": feed.username, "password": world.PASSWORD}).status_code == 422


@pytest.mark.usefixtures("client", "bell")
def test_next_leads_to_no_other_site() -> None:
    for elsewhere in ("https://elsewhere.invalid/", "//elsewhere.invalid/", "javascript:alert(1)", "/\\elsewhere.invalid"):
        browser = Client()
        assertContains(browser.get("/sign-in", {"next": elsewhere}), '<input type="hidden" name="next" value="/">')


@pytest.mark.usefixtures("bell")
def test_there_is_no_way_to_sign_up_or_to_ask_for_a_link(client: Client) -> None:
    for path in ("/signup/", "/accounts/signup/", "/password/reset/", "/email/", "/accounts/", "/2fa/", "/sign-in/force/go"):
        assert client.get(path).status_code == 404
