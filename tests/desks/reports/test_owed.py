"""The law's clocks as distributions: to assessment, acceptance, plan, with the reasons of the late ones (AH-012, AH-023); visits in time (AH-027)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts

As = Callable[[str], Any]


def a_late_assessment(acts: Acts) -> dict[str, Any]:
    """Reported 300 minutes ago; nobody looks for 95 minutes, and then somebody says why."""
    from tutela.record.duties import jobs
    from tutela.record.duties import operations as duties
    from tutela.record.duties.models import Duty

    made = acts.missing(-300)
    for minutes in (-284, -269, -205):
        jobs.sweep(acts.now + timedelta(minutes=minutes))
    duty = Duty.objects.get(code="contact.fim-review", ref=made["incident"])
    acts.do(duties.give_reason, "tremlett", -205, duty=duty.printed, reason="Two other critical incidents.", cause="other_incidents")
    return made


@pytest.mark.requirement("AH-012")
def test_an_assessment_95_minutes_late_is_told_at_30_explained_and_in_the_distribution(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.practice.missing import operations as missing
    from tutela.record.duties.models import Alert, Duty
    from tutela.record.enquiries.operations import Asked

    made = a_late_assessment(acts)
    duty = Duty.objects.get(code="contact.fim-review", ref=made["incident"])
    told = Alert.objects.filter(duty=duty.pk, officer=acts.viewer("okonkwo").ref).order_by("at").first()
    assert told is not None
    assert told.at == acts.now - timedelta(minutes=270)
    acts.do(missing.grade_risk, "tremlett", -205, episode=made["episode"], level="medium", rationale="With a friend.")
    quick = acts.missing(-200)
    acts.do(missing.grade_risk, "tremlett", -180, episode=quick["episode"], level="medium", rationale="With a friend.")
    acts.do(missing.accept_ownership, "siddiqui", -190, episode=made["episode"])
    acts.do(missing.accept_ownership, "siddiqui", -130, episode=quick["episode"])
    lines = [Asked(what="Search her room", who="PC Osei", where="home", within=timedelta(hours=1))]
    acts.do(missing.record_plan, "siddiqui", -170, episode=made["episode"], hypotheses=["With a friend."], lines=lines)
    client = as_("okonkwo")
    page = said(client.get("/reports/measures/to-assessed/"))
    assert "Assessed in time: 1 of 2 (50%)" in page
    assert "All 2 57 min 1 h 27 min 1 h 35 min" in page   # of 20 and 95 minutes: half 57.5, nine in ten 87.5, the longest 95
    assert "Force incident manager's review of a missing child's report: 30 minutes" in page
    assert "Two other critical incidents." in said(client.get("/reports/measures/to-assessed/records/?which=late"))
    # a medium level offers it to the area's inspector: 15 and 50 minutes
    assert "All 2 32 min 46 min 50 min" in said(client.get("/reports/measures/to-accepted/"))
    planned = said(client.get("/reports/measures/to-plan/"))
    assert "Planned in time In time 1" not in planned
    assert "Planned in time: 1 of 2 (50%)" in planned
    assert "No plan, and late Not as it should be 1 (50%) 2 h 10 min" in planned


@pytest.mark.requirement("AH-023", part="reasons are given with a kind, and counted by unit, hour and kind")
def test_reasons_are_counted_by_team_hour_and_kind(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import said
    from tutela.record.duties import operations as duties
    from tutela.record.duties.models import Duty

    a_late_assessment(acts)
    for minutes, cause in ((-60, "no_officers"), (-50, "no_officers"), (-40, "")):
        made = acts.missing(-260)
        duty = Duty.objects.get(code="contact.fim-review", ref=made["incident"])
        acts.do(duties.give_reason, "brand", minutes, duty=duty.printed, reason="Nobody free before 19:30.", cause=cause)
    page = said(as_("okonkwo").get("/reports/measures/late-reasons/"))
    assert "4 in these days" in page
    assert "No officers available 2 (50%)" in page
    assert "Kind not said 1 (25%)" in page
    assert "16:00 to 16:59 1 0 1 (100%)" in page
    assert "19:00 to 19:59 3 2 (67%)" in page
    assert "Kelly Brand 3 2 (67%)" in page
    assert "Nobody free before 19:30." in said(as_("okonkwo").get("/reports/measures/late-reasons/records/?which=no_officers"))


@pytest.mark.requirement("AH-027", part="the report: what share is visited in time")
def test_what_share_of_children_who_came_back_was_visited_in_time(acts: Acts, as_: As) -> None:
    from tests.desks.reports.acts import listed, said
    from tutela.practice.missing import operations as missing

    made = [acts.missing(-60 * 40 + n) for n in range(3)]
    for each in made:
        acts.do(missing.returned, "ashworth", -60 * 30, episode=each["episode"], returned_by="self")
    for each, hours in ((made[0], -20), (made[1], -2)):
        acts.do(
            missing.prevention_interview, "osei", hours * 60, episode=each["episode"], mode="in_person", alone=True,
        )
    page = said(as_("okonkwo").get("/reports/measures/return-visits/"))
    assert "Visited in time: 1 of 3 (33%)" in page
    assert listed(as_("okonkwo"), "return-visits", which="overdue") == {made[2]["episode_reference"]}
