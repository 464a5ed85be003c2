"""Missing reports by first deployment: the eight of which only one was allocated a resource (AH-097), and logs with zero deployment (AH-094)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]
PAGE = "/reports/measures/first-sent/"


def the_eight(acts: Acts) -> list[dict[str, Any]]:
    """Eight reports of a late shift: one was sent somebody after ten minutes; seven waited several hours, and their child was found or came back first."""
    from tutela.practice.contact import operations as contact
    from tutela.practice.missing import operations as missing

    made = [acts.missing(-295, grade="prompt", rationale="Fourteen.", concerns=("self_harm",))]
    acts.do(contact.dispatch, "brand", -285, incident=made[0]["incident"], resource="NS21")
    acts.do(contact.arrived, "brand", -270, incident=made[0]["incident"], resource="NS21")
    for number in range(7):
        each = acts.missing(-290 + number, concerns=("self_harm",) if number < 3 else ())
        if number < 5:
            acts.do(missing.returned, "ashworth", -60 + number, episode=each["episode"], returned_by="self")
        else:
            acts.do(missing.found, "ashworth", -30, episode=each["episode"], found_by="public", where="Bus station")
        made.append(each)
    return made


@pytest.mark.requirement("AH-097")
def test_of_eight_reports_one_was_allocated_and_seven_waited_until_the_child_was_back(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said

    made = the_eight(acts)
    client = as_("okonkwo")
    page = said(client.get(PAGE))
    assert "Somebody sent in time: 1 of 8 (12%)" in page
    assert "Nobody sent Not as it should be 7 (88%)" in page
    assert "Found or back before anybody came 7 (88%)" in page
    assert "Risk indicators present 4 (50%)" in page
    assert "Late, 15:00 to 23:00 8 1 (12%) 0 7 (88%) 0" in page
    assert "Gill Tremlett 8 1 (12%) 0 7 (88%) 0 3 h 50 min 4 h 15 min" in page
    refs = [each["reference"] for each in made]
    assert listed(client, "first-sent", which="never") == set(refs[1:])
    assert listed(client, "first-sent", which="in_time") == {refs[0]}
    behind = said(client.get(f"{PAGE}records/?which=never"))
    assert "3 h 50 min" in behind
    assert f"/incidents/{made[3]['incident'].partition(':')[2]}/" in client.get(f"{PAGE}records/?which=never").content.decode()


@pytest.mark.requirement("AH-094", part="the report lists the logs with zero deployment")
def test_a_log_that_was_closed_with_nobody_ever_sent_is_listed(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed

    made = the_eight(acts)
    assert listed(as_("okonkwo"), "first-sent", which="never") == {each["reference"] for each in made[1:]}


def test_somebody_sent_after_the_hour_is_late_though_the_grade_would_allow_days(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.practice.contact import operations as contact

    waits = acts.missing(-30)
    slow = acts.missing(-200, grade="scheduled", rationale="Often late.")
    acts.do(contact.dispatch, "brand", -100, incident=slow["incident"], resource="NS21")
    page = said(as_("okonkwo").get(PAGE))
    assert "Somebody sent in time: 0 of 1 (0%)" in page
    assert "Somebody sent late Not as it should be 1 (50%) 1 h 40 min" in page
    assert "Waiting, still in time Not yet to be judged 1 (50%)" in page
    assert waits["reference"] in said(as_("okonkwo").get(f"{PAGE}records/?which=waiting"))


def test_filters_by_shift_team_and_person_narrow_the_number_and_the_list_alike(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.record.occurrences.models import Incident

    the_eight(acts)
    early = acts.missing(-60 * 11, by_="nair")
    client, none = as_("okonkwo"), {"shift": "night"}
    raw = {r for r, at in Incident.objects.values_list("reference", "reported_at") if 7 <= at.hour < 15}
    assert listed(client, "first-sent", shift="early") == raw == {early["reference"]}
    assert "Nobody sent Not as it should be 1 (100%)" in said(client.get(PAGE, {"shift": "early"}))
    assert listed(client, "first-sent", **none) == set()
    assert "Nothing to judge in these days (0 counted)" in said(client.get(PAGE, none))
    assert len(listed(client, "first-sent", team="room")) == 9
    assert listed(client, "first-sent", team="missing") == set()
    person = acts.viewer("hale").ref
    page = said(client.get(PAGE, {"person": person}))
    assert "Marcus Hale ( show everybody )" in page
    assert listed(client, "first-sent", person=person) == {early["reference"]}


def test_what_is_hidden_is_not_counted_and_what_may_not_be_read_is_counted_and_not_listed(acts: Acts, as_: As, now: datetime) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.foundations.access import grants

    made = the_eight(acts)
    levels: tuple[tuple[int, Any], ...] = ((1, "existence"), (2, "detail"))
    for index, level in levels:
        grants.restrict(made[index]["child"], level=level, audience=["detective_inspector@exploitation"], why="Covert.", by="test", since=now)
    client = as_("okonkwo")
    assert "Somebody sent in time: 1 of 7 (14%)" in said(client.get(PAGE))
    page = said(client.get(f"{PAGE}records/?which=never"))
    assert "1 more that you may not see." in page
    assert listed(client, "first-sent", which="never") == {each["reference"] for each in made[3:]}
    assert made[1]["reference"] not in page
    assert made[2]["reference"] not in page
    assert "Somebody sent in time: 1 of 8 (12%)" in said(as_("brady").get(PAGE))


def test_who_may_open_no_incident_reads_numbers_alone(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said

    the_eight(acts)
    client = as_("novak")
    assert "Somebody sent in time: 1 of 8 (12%)" in said(client.get(PAGE))
    page = said(client.get(f"{PAGE}records/"))
    assert "8 more that you may not see." in page
    assert "INC-" not in page
    assert client.get(f"{PAGE}export/").status_code == 403


def test_the_number_and_the_list_take_as_many_queries_for_few_as_for_many(acts: Acts, as_: As) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counted = as_("okonkwo"), list[tuple[int, int]]()
    the_eight(acts)
    client.get(PAGE)
    for _ in range(2):
        asked = []
        for path in (PAGE, f"{PAGE}records/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            asked.append(len(queries))
        counted.append((asked[0], asked[1]))
        the_eight(acts)
    assert counted[0] == counted[1]


def test_days_that_cannot_be_read_are_said_and_the_usual_ones_stand(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said

    the_eight(acts)
    page = said(as_("okonkwo").get(PAGE, {"from": "2026-03-04", "to": "2026-03-01"}))
    assert "Enter two days, the first before the second" in page
    assert "1 of 8" in page
    assert "Nothing to judge" in said(as_("okonkwo").get(PAGE, {"from": "2026-01-01", "to": "2026-01-02"}))
