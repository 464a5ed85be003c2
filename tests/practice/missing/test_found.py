"""A child who is found is not yet home: where, with whom and whether they are safe stand on every page, and what nobody knows is said."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.signing import browser
from tests.practice.staff import Staff, do
from tutela.foundations.kit import clock, refs
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing

WITH = "A man of about 30, grey car"


@pytest.fixture
def made(now_staff: Staff) -> dict[str, Any]:
    given = {"who": "Amira Brook", "where": "Harbour Row", "why_worried": "Late.", "concern": "missing_child", "child_name": "Amira Brook"}
    return dict(do(contact.take_report, now_staff["handler"], clock.now() - timedelta(hours=2), **given).result)


def pages(staff: Staff, made: dict[str, Any], key: str = "fim") -> dict[str, str]:
    """What the child's page, the search and the incident say, without markup."""
    client = browser(staff, key)
    addresses = {
        "profile": reverse("profile:person", args=[refs.key_of(made["child"], "person")]),
        "search": reverse("missing:episode", args=[refs.key_of(made["episode"], "episode")]),
        "incident": reverse("contact:incident", args=[refs.key_of(made["incident"], "incident")]),
    }
    return {name: plain(client.get(address).content.decode()) for name, address in addresses.items()}


def plain(page: str) -> str:
    body = re.sub(r"<head>.*?</head>|<script.*?</script>", " ", page, flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


def answer(page: str, begins: str, ends: str) -> str:
    return page.partition(begins)[2].partition(ends)[0]


def happening(page: str) -> str:
    return answer(page, "What is happening?", "What must I do next")


def gaps(page: str) -> str:
    return answer(page, "how fresh is it?", "This page as at")


def found(staff: Staff, made: dict[str, Any], **more: Any) -> None:
    given = {"found_by": "public", "where": "Bus station, stand 4", "with_whom": WITH, **more}
    do(missing.found, staff["fim"], clock.now(), episode=made["episode"], **given)


def test_where_with_whom_and_whether_safe_stand_on_all_three_pages(now_staff: Staff, made: dict[str, Any]) -> None:
    found(now_staff, made)
    for name, page in pages(now_staff, made).items():
        for said in ("Safety not known", "not yet home", "where: Bus station, stand 4", f"with: {WITH}"):
            assert said in happening(page), (name, said)
        for said in ("Nobody has said whether the child is safe", "No police officer has seen the child yet", "Nobody has graded the risk"):
            assert said in gaps(page), (name, said)
        for said in ("Nobody has assessed it (THRIVE)", "Questionnaire not begun"):
            assert said in gaps(page), (name, said)
        assert "No gap is recorded" not in page


@pytest.mark.parametrize(("safe", "said"), [(True, "Safe "), (False, "Not safe")])
def test_whoever_found_them_said_whether_they_are_safe(now_staff: Staff, made: dict[str, Any], safe: bool, said: str) -> None:
    found(now_staff, made, safe=safe, found_by="police")
    for name, page in pages(now_staff, made).items():
        assert said in happening(page), name
        assert "whether the child is safe" not in gaps(page)
        assert "No police officer has seen" not in gaps(page), "an officer found them"


def test_the_log_says_each_answer_with_its_label_also_that_it_is_not_known(now_staff: Staff, made: dict[str, Any]) -> None:
    found(now_staff, made, with_whom="")
    page = pages(now_staff, made)
    for name in ("search", "incident"):
        for said in ("Safe? Safety not known", "Found by: somebody else", "Where: Bus station, stand 4", "With: not known"):
            assert said in page[name], (name, said)
    for said in ("Safe: not known", "Where: Bus station, stand 4"):
        assert said in page["profile"], said


def test_who_is_back_is_not_called_found_and_who_was_seen_is_not_asked_about(now_staff: Staff, made: dict[str, Any]) -> None:
    found(now_staff, made)
    do(missing.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="public", to="foster")
    back = pages(now_staff, made)["search"]
    assert "not yet closed" in happening(back)
    assert "not yet home" not in happening(back)
    assert "Nobody has said whether the child is safe" in gaps(back)
    do(missing.verified, now_staff["constable"], clock.now(), episode=made["episode"], verified_by="police", how="Seen and spoken to alone.")
    seen = pages(now_staff, made)["search"]
    assert "Safety not known" not in happening(seen)
    assert "No police officer has seen" not in gaps(seen)
    assert "whether the child is safe" not in gaps(seen)


def test_the_place_of_the_report_is_not_given_as_where_the_child_is(now_staff: Staff, made: dict[str, Any]) -> None:
    assert "Harbour Row: Late. reported" in happening(pages(now_staff, made)["search"])
    found(now_staff, made)
    for page in pages(now_staff, made).values():
        assert "Harbour Row" not in happening(page)


def test_what_was_left_undone_the_last_time_is_said_while_they_are_missing_again(now_staff: Staff, made: dict[str, Any]) -> None:
    from tutela.facts.missing import Action

    lines = (Action(what="Visit 12 Quay Street", who="PC Osei"),)
    do(missing.record_plan, now_staff["fim"], clock.now(), episode=made["episode"], hypotheses=("With a man",), lines=lines)
    found(now_staff, made)
    do(missing.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="police")
    given = {"who": "Amira Brook", "where": "Harbour Row", "why_worried": "Gone again.", "concern": "missing_child", "child": made["child"]}
    again = dict(do(contact.take_report, now_staff["handler"], clock.now() + timedelta(minutes=5), **given).result)
    for page in pages(now_staff, again).values():
        plan = answer(page, "What plan is there?", "What do we not know")
        assert re.search(r"None for this search Not done of MIS-[-0-9]+( \(“[^”]+”\))?: Visit 12 Quay Street \(PC Osei\)", plan), plan


def test_where_a_child_was_found_the_last_time_is_said_while_they_are_missing_again(now_staff: Staff, made: dict[str, Any]) -> None:
    found(now_staff, made)
    do(missing.returned, now_staff["fim"], clock.now(), episode=made["episode"], returned_by="police")
    given = {"who": "Amira Brook", "where": "Harbour Row", "why_worried": "Gone again.", "concern": "missing_child", "child": made["child"]}
    again = dict(do(contact.take_report, now_staff["handler"], clock.now() + timedelta(minutes=5), **given).result)
    for page in pages(now_staff, again).values():
        assert f"Last time found: Bus station, stand 4; with: {WITH}" in answer(page, "What must I know before I go?", "Who else is working")
