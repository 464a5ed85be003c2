"""The report of a search that is over: when what came, where it drifted and to whom that went up, what was done, who was told, what the return brought."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_returns import record, report
from tests.practice.signing import browser
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.design.times import local_time
from tutela.foundations.kit import clock, refs
from tutela.practice.missing import operations as team
from tutela.record.duties import jobs
from tutela.record.duties.models import Alert, Duty
from tutela.record.enquiries.models import Action
from tutela.record.enquiries.operations import Asked
from tutela.record.occurrences.models import Episode
from tutela.record.sharing import operations as sharing

pytestmark = pytest.mark.django_db


def of(staff: Staff, episode: str, key: str = "cii") -> str:
    return plain(browser(staff, key).get(reverse("missing:report", args=[refs.key_of(episode, "episode")])).content.decode())


@pytest.mark.requirement("AH-020")
def test_six_frozen_hours_go_to_owner_inspector_and_superintendent_and_the_report_adds_them_up(now_staff: Staff) -> None:
    now_staff.add("missing_superintendent", "Ivo Rask", "Superintendent", "superintendent@missing")
    made = report(now_staff, hours=6.05)
    episode, began = made["episode"], Episode.objects.get(pk=refs.key_of(made["episode"], "episode")).reported_at
    do(team.grade_risk, now_staff["fim"], began + timedelta(minutes=1), episode=episode, level="medium", rationale="With a friend, as before.")
    do(team.assign_to_cii, now_staff["fim"], began + timedelta(minutes=2), episode=episode, officer=now_staff["cii"].ref)
    do(team.accept_ownership, now_staff["cii"], began + timedelta(minutes=3), episode=episode)
    jobs.sweep(clock.now())
    drift = Duty.objects.get(code="missing.drift", ref=episode)
    told = {(a.officer, a.at - began) for a in Alert.objects.filter(duty=drift.pk)}
    assert (now_staff["cii"].ref, timedelta(hours=2)) in told, "the owner"
    assert (now_staff["fim"].ref, timedelta(hours=4)) in told, "the inspector of the force"
    assert (now_staff["missing_superintendent"].ref, timedelta(hours=6)) in told, "the superintendent"
    do(team.found, now_staff["constable"], began + timedelta(hours=6, minutes=3), episode=episode, found_by="police", safe=True, where="Pier")
    text = of(now_staff, episode)
    assert "Drift: 4 h 3 min in which nothing was done that finds the child." in text
    assert "Counted is what goes beyond 2 h" in text
    warned = text[text.index("Who was told that nothing was done"):text.index("What was decided")]
    places = [warned.index(said) for said in ("Ruth Farley", "Tom Ekers", "Ivo Rask")]
    assert places == sorted(places)


def test_the_drift_of_several_times_is_added_up_and_what_was_done_in_time_is_none(now_staff: Staff) -> None:
    made = report(now_staff, hours=9)
    episode, began = made["episode"], Episode.objects.get(pk=refs.key_of(made["episode"], "episode")).reported_at
    do(team.search, now_staff["constable"], began + timedelta(hours=1), episode=episode, what="room", result="A ticket.")
    do(team.enquire, now_staff["constable"], began + timedelta(hours=4), episode=episode, what="Rang her friend", result="Not there.")
    do(team.record_plan, now_staff["fim"], began + timedelta(hours=5), episode=episode, hypotheses=["With a friend."])
    do(team.enquire, now_staff["constable"], began + timedelta(hours=6, minutes=30), episode=episode, what="Rang the station", result="Seen.")
    do(team.returned, now_staff["fim"], began + timedelta(hours=8), episode=episode, returned_by="self")
    text = of(now_staff, episode)
    assert "Drift: 1 h 30 min" in text, "one hour, then half an hour: a plan without a line moves nothing"
    assert f"{local_time(began + timedelta(hours=1))} {local_time(began + timedelta(hours=4))} 1 h" in text
    quick = report(now_staff, "Ben Tallow", hours=3)["episode"]
    do(team.returned, now_staff["fim"], clock.now() - timedelta(hours=2), episode=quick, returned_by="self")
    assert "No drift: something was done in time, each time." in of(now_staff, quick)


def test_the_whole_search_stands_on_one_page(now_staff: Staff) -> None:
    made = report(now_staff, hours=3)
    episode, now = made["episode"], clock.now()
    do(team.grade_risk, now_staff["fim"], now - timedelta(minutes=170), episode=episode, level="medium", rationale="Never out this late before.")
    do(
        team.allocate, now_staff["fim"], now - timedelta(minutes=160), episode=episode, to="response_officer@response",
        direction="PC Kirby to the pier by ten.", actions=[Asked(what="Search the pier", who="PC Kirby", where="Pier", within=timedelta(hours=1))],
    )
    action = Action.objects.get(what="Search the pier")
    do(team.complete_action, now_staff["constable"], now - timedelta(minutes=120), action=str(action.pk), result="Her bag, under the steps.")
    do(
        sharing.tell, now_staff["coordinator"], now - timedelta(minutes=100), episode=episode, child=made["child"], incident=made["incident"],
        to="emergency_duty_team", matter="missing", person="Duty worker Okafor", how="call",
    )
    record(now_staff, made)
    text = of(now_staff, episode)
    for said in (
        "Report of the search", "Reported", "Risk first graded", "10 min", "Search the pier", "Her bag, under the steps.", "Never out this late before.",
        "Emergency duty team Duty worker Okafor That the child was missing", "Disused hotel, Harbour Row", "Marko, about 30", "Back",
    ):
        assert said in text, said
    client = browser(now_staff, "cii")
    assert reverse("missing:report", args=[refs.key_of(episode, "episode")]) in client.get(
        reverse("missing:episode", args=[refs.key_of(episode, "episode")]),
    ).content.decode()
    do(team.search, now_staff["constable"], clock.now(), episode=episode, what="other", result="Nothing.")
    with CaptureQueriesContext(connection) as few:
        of(now_staff, episode)
    for _ in range(5):
        do(team.enquire, now_staff["constable"], clock.now(), episode=episode, what="Rang again", result="Nothing.")
        do(team.search, now_staff["constable"], clock.now(), episode=episode, what="other", result="Nothing.")
    with CaptureQueriesContext(connection) as many:
        of(now_staff, episode)
    assert len(many) == len(few), "no query for each line"


def test_who_may_not_know_of_the_search_is_told_of_none(now_staff: Staff) -> None:
    made = report(now_staff)
    Restriction.objects.create(
        subject=made["episode"], level="existence", audience=["fim@contact"], why="covert", since=clock.now(), by=now_staff["fim"].ref,
    )
    address = reverse("missing:report", args=[refs.key_of(made["episode"], "episode")])
    assert browser(now_staff, "coordinator").get(address).status_code == 404
    assert browser(now_staff, "fim").get(address).status_code == 200
