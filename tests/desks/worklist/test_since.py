"""What came of a case stands where its next act is owed: new information reaches who sends the car, a decision who carries it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.desks.worklist.acts import go_on, report, restrict
from tutela.practice.contact import operations as contact
from tutela.record.duties import operations as duties
from tutela.record.duties.models import Duty

As = Callable[[str], Any]
VAN = "A girl in a grey van near the bus station"


@pytest.fixture
def told(viewer: As, now: datetime) -> dict[str, Any]:
    """A missing child, reported to the late shift; somebody rings again."""
    made = report(viewer("ashworth"), now, child_name="Amira Brook", child_ages=(13, 15), grade="prompt", rationale="Fourteen.")
    contact.write_log(by=viewer("ashworth"), key=str(uuid4()), at=now, incident=made["incident"], kind="information", what="second_call", text=VAN)
    return made


def plain(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.usefixtures("told")
def test_new_information_stands_on_the_list_of_who_sends(as_: As) -> None:
    page = plain(as_("brand").get("/"))
    assert f"Last information, 20:00 today: {VAN} (Tom Ashworth)" in page
    assert page.count(VAN) <= 3, "once a case and section, not once a duty"


def test_what_was_written_of_a_closed_record_is_not_there(as_: As, told: dict[str, Any], now: datetime) -> None:
    restrict(told["child"], now, level="detail")
    assert VAN not in plain(as_("brand").get("/"))


def test_a_decision_stands_on_the_lists_of_those_who_carry_it_out(
    as_: As, told: dict[str, Any], viewer: As, now: datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told
    late = now + timedelta(hours=2)
    go_on(late, monkeypatch)
    duty = Duty.objects.get(code="contact.attend")
    duties.decide_risk(by=viewer("okonkwo"), key=str(uuid4()), at=late, duty=duty.printed, decision="Two cars from Dales", why="Nobody nearer.")
    for who in ("brand", "tremlett"):
        assert "Superintendent Ruth Okonkwo decided at 22:00 today: Two cars from Dales" in plain(as_(who).get("/")), who
