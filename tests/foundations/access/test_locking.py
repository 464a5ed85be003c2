"""A session that is left alone locks; its owner unlocks it and loses nothing; after twelve hours it ends whatever is done in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.foundations.access import world
from tests.foundations.access.conftest import Sign, Wall
from tutela.foundations.access import attempts
from tutela.foundations.access.models import Account, Attempt, Session
from tutela.foundations.audit.models import AuditLine

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundations.access.addresses")]
FETCHED = {"X-Requested-With": "fetch", "Sec-Fetch-Dest": "empty"}


@pytest.fixture
def bell(wall: Wall) -> Account:  # noqa: ARG001  # a fixture is asked for by name
    """A call handler."""
    world.force()
    return world.account(world.officer("Iris Bell", "call_handler@contact"))


@pytest.fixture
def hers(bell: Account, browser_of: Sign) -> Client:
    """Her browser."""
    return browser_of(bell)


def actions() -> list[tuple[str, str]]:
    return sorted(AuditLine.objects.filter(kind="sign_in").values_list("action", "outcome"))


def test_left_alone_it_locks_and_unlocked_it_is_where_it_was(hers: Client, wall: Wall) -> None:
    wall.later(minutes=11)
    assertRedirects(hers.get("/board?of=today"), "/locked?next=/board%3Fof%3Dtoday", fetch_redirect_response=False)
    page = hers.get("/locked?next=/board?of=today")
    assertContains(page, "Iris Bell")
    assertNotContains(page, "Sign out</button></form>\n    </div>\n  </div>\n</header>")
    assertContains(hers.post("/locked", {"said": "wrong wrong wrong", "next": "/board"}), "That is not right", status_code=422)
    before = hers.cookies["tutela"].value
    assertRedirects(hers.post("/locked", {"said": world.PASSWORD, "next": "/board?of=today"}), "/board?of=today", fetch_redirect_response=False)
    assert hers.cookies["tutela"].value != before
    assert hers.get("/board").status_code == 200
    assert actions() == [("lock", "idle"), ("sign-in", "done"), ("sign-in", "failed"), ("unlock", "done")]


def test_a_code_unlocks_too(hers: Client, wall: Wall) -> None:
    wall.later(minutes=11)
    hers.get("/board")
    assert hers.post("/locked", {"said": world.code_of()}).status_code == 302
    assert hers.get("/board").status_code == 200


def test_what_is_done_keeps_it_open_and_what_a_page_fetches_does_not(hers: Client, wall: Wall) -> None:
    for _ in range(4):
        wall.later(minutes=6)
        assert hers.get("/board").status_code == 200
    for _ in range(2):
        wall.later(minutes=4)
        assert hers.get("/board", headers=FETCHED).status_code == 200
    wall.later(minutes=4)
    answer = hers.get("/board", headers=FETCHED)
    assert (answer.status_code, answer["X-Door"]) == (401, "/locked")


def test_a_page_learns_how_long_it_stays_open_and_can_say_that_its_reader_writes(hers: Client, wall: Wall) -> None:
    wall.later(minutes=9)
    assert hers.get("/locked/here", headers=FETCHED).json() == {"left": 60}
    assert hers.get("/locked/here?active=1", headers=FETCHED).json() == {"left": 600}
    wall.later(minutes=9)
    assert hers.get("/board", headers=FETCHED).status_code == 200
    wall.later(minutes=2)
    assert hers.get("/locked/here?active=1", headers=FETCHED).status_code == 401
    assert Client().get("/locked/here", headers=FETCHED).status_code == 401


def test_what_was_sent_meanwhile_is_kept_and_given_back(hers: Client, wall: Wall) -> None:
    wall.later(minutes=11)
    sent = {"words": "Seen at the harbour", "key": "01890000-0000-7000-8000-00000000000a", "tick": ["one", "two"]}
    assertRedirects(hers.post("/board?of=today", sent), "/locked", fetch_redirect_response=False)
    locked = hers.get("/locked")
    assertContains(locked, "What you sent is kept")
    assertNotContains(locked, "Seen at the harbour")
    assertRedirects(hers.get("/locked/held"), "/", fetch_redirect_response=False)
    assertRedirects(hers.post("/locked", {"said": world.PASSWORD}), "/locked/held", fetch_redirect_response=False)
    page = hers.get("/locked/held")
    assertContains(page, 'action="/board?of=today"')
    for field in ('name="words" value="Seen at the harbour"', f'name="key" value="{sent["key"]}"', 'name="tick" value="one"', 'name="tick" value="two"'):
        assertContains(page, field)
    assertContains(hers.post("/board?of=today", sent), "POST Seen at the harbour")
    assertRedirects(hers.get("/locked/held"), "/", fetch_redirect_response=False)


def test_one_can_lock_it_and_somebody_else_can_sign_in_instead(hers: Client, browser_of: Sign) -> None:
    assertRedirects(hers.post("/locked/now", {"next": "/board"}), "/locked?next=%2Fboard", fetch_redirect_response=False)
    assert hers.get("/board").status_code == 302
    assert hers.get("/account/password").status_code == 302
    hers.post("/sign-out")
    other = world.account(world.officer("Ade Okoro", "dispatcher@contact"))
    browser_of(other, browser=hers)
    assertContains(hers.get("/account"), "Ade Okoro")


def test_guessing_at_a_locked_session_is_counted_with_the_rest(hers: Client, wall: Wall) -> None:
    wall.later(minutes=11)
    hers.get("/board")
    for _ in range(attempts.OF_ONE_ACCOUNT):
        hers.post("/locked", {"said": "wrong wrong wrong"})
    assertContains(hers.post("/locked", {"said": world.PASSWORD}), "shut", status_code=422)


def test_after_twelve_hours_it_ends_whatever_is_done_in_it(hers: Client, wall: Wall) -> None:
    for _ in range(12 * 8 - 1):
        wall.later(minutes=7.5)
        assert hers.get("/board").status_code == 200
    wall.later(minutes=7.5)
    assertRedirects(hers.get("/board"), "/sign-in?next=/board", fetch_redirect_response=False)


def test_unlocking_does_not_begin_the_twelve_hours_anew(hers: Client, wall: Wall) -> None:
    wall.later(hours=11)
    hers.get("/board")
    assert hers.post("/locked", {"said": world.PASSWORD}).status_code == 302
    wall.later(minutes=59)
    wall.later(minutes=2)
    assertRedirects(hers.get("/board"), "/sign-in?next=/board", fetch_redirect_response=False)


def test_the_database_holds_no_key_that_opens(hers: Client) -> None:
    key = hers.cookies["tutela"].value
    row = Session.objects.get()
    assert key not in {row.session_key, str(row.name)}
    for stolen in (row.session_key, str(row.name)):
        thief = Client()
        thief.cookies["tutela"] = stolen
        assert thief.get("/board").status_code == 302


def test_one_sees_and_ends_ones_other_sessions(hers: Client, bell: Account, browser_of: Sign, wall: Wall) -> None:
    wall.later(minutes=1)
    phone = browser_of(bell, browser=Client(headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605"}))
    page = hers.get("/account/sessions")
    assertContains(page, "Safari on iPhone")
    other = next(line for line in page.content.decode().split('name="session" value="')[1:]).split('"')[0]
    stranger = Session.objects.create(
        session_key="s", name="01890000-0000-7000-8000-00000000000b", session_data="", expire_date=wall.now, started_at=wall.now, seen_at=wall.now,
        account=world.account(world.officer("Ade Okoro")),
    )
    hers.post("/account/sessions/end", {"session": str(stranger.name)})
    assert Session.objects.filter(pk="s").exists(), "another's session is not theirs to end"
    hers.post("/account/sessions/end", {"session": other})
    assert phone.get("/board").status_code == 302
    assert hers.get("/board").status_code == 200
    assert ("end-session", "done") in actions()


def test_all_the_others_end_at_once_and_with_a_new_password(hers: Client, bell: Account, browser_of: Sign, wall: Wall) -> None:
    wall.later(minutes=1)
    second = browser_of(bell, browser=Client())
    hers.post("/account/sessions/end")
    assert second.get("/board").status_code == 302
    wall.later(minutes=1)
    third = browser_of(bell, browser=Client())
    hers.post("/account/password", {"new": "a wholly new one", "again": "a wholly new one"})
    assert third.get("/board").status_code == 302
    assert hers.get("/board").status_code == 200


def test_changing_how_one_signs_in_asks_who_it_is_once_more(hers: Client, wall: Wall) -> None:
    wall.later(minutes=6)
    for path in "/account/password", "/account/authenticator":
        assert hers.get(path)["Location"].startswith("/account/prove?next=")
    assertContains(hers.post("/account/prove", {"said": "wrong wrong wrong"}), "That is not right", status_code=422)
    assertRedirects(hers.post("/account/prove", {"said": world.code_of(), "next": "/account/password"}), "/account/password", fetch_redirect_response=False)
    assert hers.get("/account/password").status_code == 200
    codes = hers.post("/account/recovery-codes")
    assertContains(codes, "Keep your recovery codes")


@pytest.mark.usefixtures("bell")
def test_words_of_what_was_done_are_in_no_cookie(hers: Client) -> None:
    hers.post("/sign-in/acting", {"role": "call_handler@contact"})
    assert "messages" not in hers.cookies


def test_one_chooses_the_role_in_which_one_acts_among_those_one_holds(wall: Wall, browser_of: Sign) -> None:
    world.force()
    who = world.officer("Ade Okoro", "dispatcher@contact", "supervisor@contact")
    world.on_duty(who, "dispatcher@contact", wall.now - timedelta(hours=1), wall.now + timedelta(hours=7))
    hers = browser_of(world.account(who))
    assertContains(hers.get("/account"), "Signed in as Ade Okoro, Dispatcher, control room")
    assertRedirects(hers.post("/sign-in/acting", {"role": "supervisor@contact", "next": "/board"}), "/board", fetch_redirect_response=False)
    assertContains(hers.get("/account"), "Signed in as Ade Okoro, Supervisor, control room")
    hers.post("/sign-in/acting", {"role": "superintendent@contact"})
    assertContains(hers.get("/account"), "Supervisor, control room")
    assert [a for a, _ in actions()].count("acting") == 1


def test_what_has_ended_and_no_longer_counts_is_tidied_away(hers: Client, wall: Wall) -> None:
    from tutela.foundations.access.jobs import tidy

    tidy()
    assert (Session.objects.count(), Attempt.objects.count()) == (1, 1)
    wall.later(hours=13)
    tidy()
    assert (Session.objects.count(), Attempt.objects.count()) == (0, 1)
    wall.later(days=31)
    tidy()
    assert Attempt.objects.count() == 0
    assert hers.get("/board").status_code == 302
