"""The specialist team's list: every time missing of the last day, reviewed or not; one that nobody reviewed by the next morning is an alert."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desks.worklist.acts import go_on, key, report, restrict
from tutela.foundations.kit import clock
from tutela.practice.missing import operations as missing

As = Callable[[str], Any]
LIST = "/briefing/review/"


def text(answer: Any) -> str:
    """What a page says."""
    return str(answer.content.decode())


def on_list(page: str) -> list[str]:
    """The times missing on the list, in their order, each as the page says it."""
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)) for part in re.findall(r'<section aria-labelledby="e-.*?</section>', page, re.DOTALL)]


@pytest.fixture
def morning(now: datetime) -> datetime:
    """Seven the next morning."""
    return now + timedelta(hours=11)


@pytest.fixture
def seven(viewer: As, now: datetime) -> list[dict[str, Any]]:
    """Yesterday's seven times missing, one of them back and one from the day before that is on no list."""
    report(viewer("ashworth"), now - timedelta(hours=20), child_name="Long Ago")
    made = [report(viewer("ashworth"), now - timedelta(hours=n), child_name=f"Child {'ABCDEFG'[n]}") for n in range(7)]
    missing.returned(by=viewer("ashworth"), key=str(uuid4()), at=now, episode=made[0]["episode"], returned_by="self")
    return made


@pytest.mark.requirement("AH-037")
def test_yesterdays_seven_are_all_on_the_list_and_one_that_nobody_reviewed_is_an_alert_the_next_morning(
    as_: As, viewer: As, seven: list[dict[str, Any]], morning: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tutela.desks.briefing.jobs import morning as at_seven
    from tutela.record.duties.models import Alert, Duty

    go_on(morning, monkeypatch)
    assert at_seven(morning) is not None
    team = as_("lindqvist")
    listed = on_list(text(team.get(LIST)))
    assert [re.findall(r"Child [A-G]", one)[0] for one in listed] == [f"Child {letter}" for letter in "GFEDCBA"]
    assert all("Not reviewed yet" in one for one in listed)
    assert Duty.objects.filter(code="missing.specialist-review", due_at=morning + timedelta(hours=24)).count() == 7

    for made in seven[:6]:
        there = reverse("missing:specialist", args=[made["episode"].partition(":")[2]])
        assert there in text(team.get(LIST))
        form = text(team.get(there))
        team.post(there, {"key": key(form), "found": "Third time from the same flat."})
    listed = on_list(text(team.get(LIST)))
    assert sum("Third time from the same flat." in one for one in listed) == 6
    assert "Not reviewed yet" in listed[0]

    about = f"?about={seven[1]['episode']}&from=review"
    form = text(team.get(f"/briefing/pack/2026-03-05/say/{about}"))
    assert team.post(f"/briefing/pack/2026-03-05/say/{about}", {"key": key(form), "text": "Social care: no contact since Monday."}).url == LIST
    form = text(team.get(f"/briefing/pack/2026-03-05/decide/{about}"))
    said = {"key": key(form), "text": "Ask the school for her friends", "owner": "coordinator@missing", "within": "480"}
    team.post(f"/briefing/pack/2026-03-05/decide/{about}", said)
    form = text(team.get("/briefing/pack/2026-03-05/attend/?about=review"))
    who = {"key": key(form), "who": "T. Okafor", "agency": "Northshire Council", "state": "came"}
    page = text(team.post("/briefing/pack/2026-03-05/attend/?about=review", who, follow=True))
    of_b = next(one for one in on_list(page) if "Child B" in one)
    assert "Social care: no contact since Monday." in of_b
    assert "Ask the school for her friends" in of_b
    assert "T. Okafor" in page
    assert page.count("Ask the school for her friends") == 1, "an action stands with its own child"

    go_on(morning + timedelta(hours=24, minutes=1), monkeypatch)
    left = Duty.objects.get(code="missing.specialist-review", settled_at=None)
    assert left.ref == seven[6]["episode"]
    told = set(Alert.objects.filter(duty=left.pk, at=morning + timedelta(hours=24)).values_list("officer", flat=True))
    assert {viewer("lindqvist").ref, viewer("rees").ref, viewer("voss").ref} <= told
    late = on_list(text(team.get(LIST)))
    assert len(late) == 1, "what was reviewed is a day old; what was not stays"
    assert "Not reviewed: late" in late[0]


def test_a_child_who_may_not_be_known_of_is_not_on_the_list_and_no_word_of_them(as_: As, viewer: As, seven: list[dict[str, Any]], now: datetime) -> None:
    team = as_("lindqvist")
    about = f"?about={seven[2]['episode']}&from=review"
    form = text(team.get(f"/briefing/pack/2026-03-04/say/{about}"))
    team.post(f"/briefing/pack/2026-03-04/say/{about}", {"key": key(form), "text": "Her aunt rang."})
    missing.review_as_specialist(by=viewer("lindqvist"), key=str(uuid4()), at=now, episode=seven[3]["episode"], found="The grey car again.")
    page = text(team.get(LIST))
    assert "Her aunt rang." in page
    assert "The grey car again." in page
    restrict(seven[2]["child"], now)
    restrict(seven[3]["child"], now, level="detail")
    page = text(team.get(LIST))
    for leak in ("Her aunt rang.", "The grey car again.", "Child C", "Child D"):
        assert leak not in page, leak
    assert len(on_list(page)) == 7, "the last day, of which one is not there for them and one says nothing"
    assert "A restricted record" in page


def test_a_review_that_says_nothing_is_not_taken_and_the_list_is_walked_in_as_many_queries(
    as_: As, viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    team = as_("lindqvist")

    def queries() -> int:
        team.get(LIST)
        with CaptureQueriesContext(connection) as found:
            assert team.get(LIST).status_code == 200
        return len(found)

    assert "No child was reported missing in the last 24 hours" in text(team.get(LIST))
    made = [report(viewer("ashworth"), now, child_name=f"Child {n}") for n in range(2)]
    there = reverse("missing:specialist", args=[made[0]["episode"].partition(":")[2]])
    answer = team.post(there, {"key": key(text(team.get(there))), "found": " "})
    assert answer.status_code == 422
    assert "Write what you found" in text(answer)
    few = queries()
    for n in range(28):
        report(viewer("ashworth"), now, child_name=f"More {n}")
    monkeypatch.setattr(clock, "_source", lambda: now + timedelta(minutes=1))
    assert queries() == few
    page = text(team.get(LIST))
    more = re.search(r'href="(/briefing/review/\?after=[^"]+)"', page)
    assert more
    assert (len(on_list(page)), len(on_list(text(team.get(more[1].replace("&amp;", "&")))))) == (25, 5)
