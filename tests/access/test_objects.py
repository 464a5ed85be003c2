"""One record and one officer: locked out, given access for a time, allocated, breaking the glass; and the same silence of page, API, alert and trail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.access.asking import Asker, address, body, fields
from tests.access.test_table import TABLE
from tests.access.world import AT, Known, World, new_key
from tutela.foundations.access import accounts, grants
from tutela.foundations.access.models import Account
from tutela.foundations.kit import clock, ids
from tutela.foundations.post.models import Message
from tutela.record.duties.models import Alert

PAGES = (("contact:incident", "incident"), ("missing:episode", "episode"), ("profile:person", "child"), ("supervision:duty", "duty"))
LISTS = ("/", "/told/", "/hand-overs/", "/missing/", "/room/", "/queues/missing/", "/search/?q=Quorn", "/search/?q=Quillon")


@pytest.fixture
def undone(world: World) -> Iterator[World]:
    """The world, in which what this test does is undone."""
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # as Django's own tests do: operations ask to be outermost
    with whole:
        yield world
        transaction.set_rollback(True)


def statuses(asker: Asker, record: Known) -> list[int]:
    """What the pages about a record answer."""
    asker.say_purpose(record)
    return [asker.ask("GET", address(route, about, record, asker.world)).status_code for route, about in PAGES]


def all_pages(asker: Asker, record: Known) -> str:
    """What the pages about a record, and every list, say."""
    asker.say_purpose(record)
    about = [body(asker.ask("GET", address(route, kind, record, asker.world))) for route, kind in PAGES]
    return "".join([*about, *(body(asker.ask("GET", path)) for path in LISTS)])


def later(patched: pytest.MonkeyPatch, **much: float) -> None:
    """Business time goes on."""
    patched.setattr(clock, "_source", lambda: AT + timedelta(**much))


@pytest.mark.requirement("XX-013", part="who is linked is locked out of page and list")
def test_who_is_linked_learns_nothing_of_any_of_them(undone: World) -> None:
    asker = Asker(undone, "nobody").as_("adeyemi")
    for record in undone.kinds:
        assert statuses(asker, record) == [404] * 4
        said = all_pages(asker, record)
        assert not [word for word in (*record.printed, record.words) if word in said]


def test_a_lock_out_is_stronger_than_a_grant_and_an_audience(undone: World) -> None:
    officer = undone.viewer("adeyemi").ref
    for record in undone.kinds:
        grants.give_grant(officer, record.refs["child"], "allocation", "Allocated", AT - timedelta(hours=1), AT + timedelta(hours=1))
        assert statuses(Asker(undone, "nobody").as_("adeyemi"), record) == [404] * 4


@pytest.mark.requirement("XX-013", part="a grant opens for its time and no longer")
@pytest.mark.parametrize("kind", ["rung", "allocation", "break_glass"])
def test_access_for_a_time_opens_and_ends(undone: World, monkeypatch: pytest.MonkeyPatch, kind: Any) -> None:
    officer, asker = undone.viewer("osei").ref, Asker(undone, "response_officer")
    for record in (undone.detail, undone.existence):
        before = statuses(asker, record)
        assert before == ([302, 302, 200, 200] if record is undone.detail else [404] * 4)
        grants.give_grant(officer, record.refs["child"], kind, "Told", AT - timedelta(minutes=5), AT + timedelta(hours=1))
        assert statuses(asker, record) == [200] * 4
        assert record.words in all_pages(asker, record)
        later(monkeypatch, hours=2)
        assert statuses(asker, record) == before
        assert record.words not in all_pages(asker, record)
        later(monkeypatch)


def test_a_grant_opens_for_one_officer_alone(undone: World) -> None:
    grants.give_grant(undone.viewer("osei").ref, undone.existence.refs["child"], "rung", "Told", AT - timedelta(minutes=5), AT + timedelta(hours=1))
    assert statuses(Asker(undone, "sergeant"), undone.existence) == [404] * 4


@pytest.mark.requirement("XX-013", part="glass is broken for detail, never for existence")
def test_the_glass_opens_the_detail_and_never_what_one_may_not_know_of(undone: World) -> None:
    asker = Asker(undone, "response_officer")
    why = {"why": "She is at the address that I stand before, alone.", "key": new_key()}
    assert undone.detail.words not in all_pages(asker, undone.detail)
    assert asker.ask("POST", address("profile:open", "child", undone.existence, undone), why, kept=True).status_code == 404
    asker.cookies = asker.client.cookies.copy()
    assert asker.ask("POST", address("profile:open", "child", undone.detail, undone), why, kept=True).status_code == 302
    assert statuses(asker, undone.detail) == [200] * 4
    assert undone.detail.words in all_pages(asker, undone.detail)
    assert statuses(Asker(undone, "investigator"), undone.detail) == [302, 302, 200, 200], "for who broke it, and nobody else"


def test_what_one_wrote_is_theirs_to_correct_and_a_hand_over_its_addressee_s_to_take(undone: World) -> None:
    ordinary = undone.ordinary
    for role, opens in ("call_handler", 200), ("dispatcher", 404):
        assert Asker(undone, role).ask("GET", address("profile:correct", "child entry", ordinary, undone)).status_code == opens
    for role, answer in ("supervisor", 403), ("fim", 302):
        sent = {"key": new_key(), "subject": ordinary.refs["incident"]}
        assert Asker(undone, role).ask("POST", "/hand-overs/take/", sent).status_code == answer


@pytest.mark.requirement("XX-007", part="an officer without need sees no trail")
def test_the_trail_of_a_record_is_for_who_may_see_the_record(undone: World) -> None:
    trail = [address("profile:tab", "child tab", record, undone).replace("/incidents/", "/trail/") for record in undone.kinds]
    asker = Asker(undone, "sergeant")
    answers = []
    for record, path in zip(undone.kinds, trail, strict=True):
        asker.say_purpose(record)
        answers.append(asker.ask("GET", path))
    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert "Priya Nair" in body(answers[0]), "who acted is in the trail of an ordinary record"
    assert "Priya Nair" not in body(answers[1]), "of one whose detail is kept there is no trail, only the minimum"
    assert not [word for answer in answers for word in (undone.detail.words, *undone.existence.printed, undone.existence.words) if word in body(answer)]


@pytest.mark.requirement("XX-007", part="an alert carries no name")
def test_no_alert_that_leaves_the_house_names_anybody(undone: World) -> None:
    sent = list(Message.objects.values_list("subject", "body"))
    assert sent
    said = " ".join(f"{subject} {text}" for subject, text in sent)
    assert not [word for record in undone.kinds for word in (*record.printed, record.words) if word in said]


def of_officer(username: str) -> Client:
    """The API as somebody with a token of their own sees it."""
    token = accounts.give_token(Account.objects.get(username=username).pk)
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.mark.requirement("XX-007", part="the API answers as the pages do")
def test_the_api_tells_a_feed_nothing_of_a_hidden_record_and_no_detail_of_a_closed_one(undone: World) -> None:
    api = Asker(undone, "feed")
    found = {record.how: api.ask("GET", "/api/v1/duties", {"subject": record.refs["episode"]}) for record in undone.kinds}
    assert found["ordinary"].json()["duties"]
    assert found["detail"].json()["duties"], "that something is owed may be known"
    assert found["existence"].json()["duties"] == []
    everything = body(api.ask("GET", "/api/v1/duties", {"limit": 200}))
    assert undone.ordinary.refs["episode"] in everything
    for said in (*map(body, found.values()), everything):
        assert undone.detail.words not in said
        assert undone.existence.words not in said
        assert not [ref for ref in undone.existence.refs.values() if ref in said]


def test_the_api_tells_an_officer_of_no_alert_about_a_hidden_record(undone: World) -> None:
    officer = undone.viewer("hale").ref
    assert Alert.objects.filter(officer=officer, about__contains=[undone.existence.refs["child"]]).exists(), "told before it was restricted"
    said = body(of_officer("hale").get("/api/v1/alerts"))
    assert undone.ordinary.refs["episode"] in said or undone.ordinary.refs["incident"] in said
    assert not [word for word in (*undone.existence.printed, undone.existence.words, *undone.existence.refs.values()) if word in said]
    assert undone.detail.words not in said


def test_a_token_opens_no_page(undone: World) -> None:
    holder = of_officer("okonkwo")
    assert [holder.get(path).status_code for path in ("/", "/room/", address("profile:person", "child", undone.ordinary, undone))] == [403] * 3


def test_an_address_that_leads_to_nothing_says_the_same_as_one_that_is_hidden(undone: World) -> None:
    asker = Asker(undone, "detective_inspector")
    nothing = Known("nothing", "", "", keys=dict.fromkeys(undone.existence.keys, undone.ordinary.keys["request"]))
    for route, about in PAGES:
        hidden = body(asker.ask("GET", address(route, about, undone.existence, undone)))
        absent = body(asker.ask("GET", address(route, about, nothing, undone)))
        assert _without_ids(hidden) == _without_ids(absent)


@pytest.mark.parametrize(
    "about", ["glass", "restriction", "lock-out", "duty act", "duty request", "incident act", "episode act", "child marker", "child entry"],
)
def test_a_form_about_what_is_not_there_says_so(undone: World, about: str) -> None:
    asker = Asker(undone, "superintendent")
    nothing = Known("nothing", "", "", keys=dict.fromkeys(undone.ordinary.keys, ids.new()))
    for row in [row for row in TABLE if row.about == about and row.cells["superintendent"] == "may"]:
        answer = asker.ask("POST", address(row.route, about, nothing, undone), fields(about, nothing))
        assert (row.route, answer.status_code) in {(row.route, 404), (row.route, 405)}


def _without_ids(page: str) -> str:
    """A page without what every answer has of its own."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|nonce=\"[^\"]*\"|csrf[^>]*>|data-[a-z-]*=\"[^\"]*\"", "", page)
