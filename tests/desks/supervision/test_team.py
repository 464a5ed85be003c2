"""A supervisor's team, and who may know of what: emergency openings reviewed by another, records restricted, the linked locked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desks.worklist import rows
from tests.desks.worklist.acts import go_on, report, restrict
from tutela.desks.supervision.queries import team
from tutela.foundations.access import grants
from tutela.foundations.access.models import BreakGlass, Grant, Lockout, Restriction
from tutela.foundations.forces.models import Officer
from tutela.foundations.kit import refs

As = Callable[[str], Any]


@pytest.fixture
def made(viewer: As, now: datetime) -> dict[str, Any]:
    """A missing child, reported to the late shift."""
    return report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")


def text(page: Any) -> str:
    """What a page says."""
    return str(page.content.decode())


@pytest.mark.usefixtures("made")
def test_the_team_shows_what_is_owed_who_owes_it_and_what_nobody_noted(as_: As, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on(now + timedelta(minutes=40), monkeypatch)
    page = text(as_("okonkwo").get("/team/"))
    assert "Review and grade the missing child" in page
    assert "Amira Brook" in page
    assert "Gill Tremlett, Inspector" in page.split("Alerts that your team has not noted")[1]
    late = text(as_("okonkwo").get("/team/?show=overdue"))
    assert "Review and grade the missing child" in late.split("Alerts that your team has not noted")[0]
    monkeypatch.setattr(team, "MOST", 1)   # whoever has so many needs no exact number
    assert "1 or more" in text(as_("okonkwo").get("/team/")).split("Alerts that your team has not noted")[1]


@pytest.mark.usefixtures("force")
def test_an_empty_team_says_so(as_: As) -> None:
    page = text(as_("okonkwo").get("/team/"))
    for said in ("Your team owes nothing now.", "Your team has noted every alert.", "Nobody owes anything."):
        assert said in page
    lists = {
        "requests": "No request waits.", "gaps": "somebody was on duty every time a role of your area had to be told.",
        "broken-glass": "Nothing waits for review.",
    }
    for address, said in ((f"/team/{name}/", said) for name, said in lists.items()):
        assert said in text(as_("okonkwo").get(address))


@pytest.mark.usefixtures("force")
@pytest.mark.parametrize("address", ["/team/", "/team/requests/", "/team/gaps/", "/team/broken-glass/", "/team/restrictions/"])
def test_who_supervises_nobody_has_no_team(as_: As, address: str) -> None:
    assert as_("osei").get(address).status_code == 403


def test_what_is_hidden_is_in_no_list_of_the_teams_nor_number(as_: As, made: dict[str, Any], now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on(now + timedelta(minutes=40), monkeypatch)
    restrict(str(made["child"]), now)
    page = text(as_("okonkwo").get("/team/"))
    for said in ("Amira Brook", "INC-2026-000001", "MIS-2026-000001"):
        assert said not in page
    assert "All (0)" in page
    assert "Overdue (0)" in page
    assert "Nobody owes anything." in page


@pytest.mark.usefixtures("force")
def test_as_many_queries_for_sixty_as_for_six(as_: As, viewer: As, now: datetime) -> None:
    browser = as_("okonkwo")
    counted: list[int] = []
    for count in (6, 54):
        rows.alerts(rows.duties([row.ref for row in rows.incidents(count, now)], now), viewer("tremlett").ref, now)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/team/").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_broken_glass_is_reviewed_by_another_and_shut_where_it_was_wrong(as_: As, viewer: As, made: dict[str, Any], now: datetime) -> None:
    review = grants.break_glass(viewer("ashworth").ref, str(made["child"]), "She is at the door.", at=now - timedelta(minutes=5))
    browser = as_("tremlett")
    page = text(browser.get("/team/broken-glass/"))
    assert "She is at the door." in page
    assert "Tom Ashworth" in page
    empty = browser.post(f"/team/broken-glass/{review}/", {"key": str(uuid4()), "outcome": "not_justified", "words": ""})
    assert empty.status_code == 422
    form = {"key": str(uuid4()), "outcome": "not_justified", "words": "He knows the family."}
    for _ in range(2):
        assert browser.post(f"/team/broken-glass/{review}/", form).status_code == 302
    row = BreakGlass.objects.get()
    assert (row.outcome, row.reviewed_by) == ("not_justified", viewer("tremlett").ref)
    assert Grant.objects.get().until == now, "shut at once"
    assert "Nothing waits for review." in text(browser.get("/team/broken-glass/"))


def test_nobody_reviews_their_own(as_: As, viewer: As, made: dict[str, Any], now: datetime) -> None:
    review = grants.break_glass(viewer("tremlett").ref, str(made["child"]), "She is at the door.", at=now - timedelta(minutes=5))
    assert "Another person must." in text(as_("tremlett").get("/team/broken-glass/"))
    answer = as_("tremlett").post(f"/team/broken-glass/{review}/", {"key": str(uuid4()), "outcome": "justified", "words": "It was right."})
    assert answer.status_code == 422
    assert BreakGlass.objects.get().reviewed_at is None


def test_a_record_is_restricted_seen_by_its_audience_and_opened_again(as_: As, viewer: As, made: dict[str, Any]) -> None:
    browser = as_("voss")
    said = {"level": "existence", "audience": "detective_inspector@missing", "why": "Her father is an officer."}
    form = {"key": str(uuid4()), "reference": "mis-2026-000001", **said}
    for _ in range(2):
        assert browser.post("/team/restrictions/add/", form).status_code == 302
    row = Restriction.objects.get()
    assert (row.subject, row.level) == (made["episode"], "existence")
    assert viewer("voss").ref in row.audience, "who restricts is of the audience"
    assert "INC-2026-000001" not in text(as_("pickersgill").get("/room/"))
    assert "Her father is an officer." in text(browser.get("/team/restrictions/"))
    assert "Her father is an officer." not in text(as_("whitlock").get("/team/restrictions/")), "nor does another restrictor learn of it"
    assert as_("whitlock").post(f"/team/restrictions/{row.pk}/end/", {"key": str(uuid4()), "why": "x"}).status_code == 404
    assert browser.post(f"/team/restrictions/{row.pk}/end/", {"key": str(uuid4()), "why": ""}).status_code == 422
    assert browser.post(f"/team/restrictions/{row.pk}/end/", {"key": str(uuid4()), "why": "He has left the force."}).status_code == 302
    assert "INC-2026-000001" in text(as_("pickersgill").get("/room/"))


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("reference", ["PER-2026-999999", "rubbish", "INC-2026-999999"])
def test_what_is_not_there_cannot_be_restricted_and_the_words_come_back(as_: As, reference: str) -> None:
    form = {"key": str(uuid4()), "reference": reference, "level": "detail", "audience": "detective_inspector@missing", "why": "Her father is an officer."}
    answer = as_("voss").post("/team/restrictions/add/", form)
    assert answer.status_code == 422
    assert "There is no such record" in text(answer)
    assert "Her father is an officer." in text(answer)
    assert not Restriction.objects.exists()


def test_who_is_linked_is_locked_out_and_let_in_again(as_: As, viewer: As, made: dict[str, Any]) -> None:
    browser, officer = as_("voss"), viewer("pickersgill").ref
    collar = Officer.objects.get(pk=refs.key_of(officer, "officer")).collar
    form = {"key": str(uuid4()), "reference": "INC-2026-000001", "collar": collar.lower(), "why": "The suspect is her brother."}
    assert browser.post("/team/lock-outs/add/", {**form, "collar": "nobody"}).status_code == 422
    assert browser.post("/team/lock-outs/add/", {**form, "key": str(uuid4())}).status_code == 302
    assert "INC-2026-000001" not in text(as_("pickersgill").get("/room/"))
    row = Lockout.objects.get()
    assert row.subject == made["incident"]
    assert "The suspect is her brother." in text(browser.get("/team/restrictions/"))
    assert browser.post(f"/team/lock-outs/{row.pk}/end/", {"key": str(uuid4()), "why": "Another of that name."}).status_code == 302
    assert "INC-2026-000001" in text(as_("pickersgill").get("/room/"))


@pytest.mark.usefixtures("made")
def test_a_sergeant_of_a_team_restricts_nothing(as_: As) -> None:
    assert as_("rees").post("/team/restrictions/add/", {"key": str(uuid4())}).status_code == 403
