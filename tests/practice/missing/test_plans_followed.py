"""The next time: what a child's trigger plan asks for stands in the new search, each action with its owner and time; one that is left has its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.practice.missing import closing
from tests.practice.missing.test_found import plain
from tests.practice.missing.test_trigger_plans import FEED, SAID, gone, live
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do, outside
from tutela.facts import About, missing
from tutela.facts.writing import write_line
from tutela.foundations.kit import clock, refs
from tutela.foundations.work.errors import Refused
from tutela.law.missing.back import QUESTIONS
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as team
from tutela.record.chronology.models import Entry
from tutela.record.chronology.operations import receive_fact
from tutela.record.enquiries.models import Action, Line
from tutela.record.occurrences.models import Episode

pytestmark = pytest.mark.django_db


def again(staff: Staff, child: str) -> str:
    """The child is reported missing again, now; the episode."""
    given = {"child": child, "who": "Amira Brook", "where": "Harbour Row", "why_worried": "Late again.", "concern": "missing_child"}
    return str(do(contact.take_report, staff["handler"], clock.now(), **given).result["episode"])


def close(staff: Staff, episode: str, **more: Any) -> None:
    do(team.returned, staff["fim"], clock.now(), episode=episode, returned_by="self")
    do(team.verified, staff["constable"], clock.now(), episode=episode, verified_by="police", how="Seen alone at home.")
    closing.close(staff, episode, **more)


@pytest.mark.requirement("AH-009")
def test_six_actions_of_the_plan_are_six_of_the_search_and_two_left_undone_need_their_reasons(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    episode = again(now_staff, child)
    reported = Episode.objects.get(pk=refs.key_of(episode, "episode")).reported_at
    actions = list(Action.objects.order_by("at"))
    assert [(a.what, a.owner, a.by_when) for a in actions] == [
        (f"Action {n}", "response_officer@response", reported + timedelta(minutes=30)) for n in range(1, 7)
    ]
    assert Line.objects.count() == 6
    assert all(a.line is not None for a in actions)
    for action in actions[:4]:
        do(team.complete_action, now_staff["constable"], clock.now(), action=str(action.pk), result="Done, nothing found.")
    left = [str(action.pk) for action in actions[4:]]
    with pytest.raises(Refused) as refused:
        close(now_staff, episode, not_done={left[0]: "She came home before."})
    assert [flag.rule for flag in refused.value.flags] == ["missing.plan-followed"]
    assert Entry.objects.filter(type="attempts.ClosingRefused").exists(), "the attempt is kept"
    client, address = browser(now_staff, "cii"), reverse("missing:close", args=[refs.key_of(episode, "episode")])
    form = client.get(address)
    assert "Trigger plan, not done: “Action 5”. Why?" in plain(form.content.decode())
    lacks = client.post(address, {**form_of(form), "reason": "Home and seen.", f"not_done_{left[0]}": "She came home before."})
    assert "Write why this action of the trigger plan was not done" in plain(lacks.content.decode())
    told = {f"not_done_{key}": "She came home before." for key in left} | {
        "cannot": [name for name in QUESTIONS if name != "found_by"], "cannot_why": "Nobody asked on the night.", "still_found_by": "self",
        "still_notice": "The plan covers it.", "still_interview": "The authority is rung in the morning.",
    }
    done = client.post(address, {**form_of(lacks), "reason": "Home and seen.", **told})
    assert done.status_code == 302, plain(done.content.decode())
    assert Episode.objects.get(pk=refs.key_of(episode, "episode")).state == "closed"
    assert {a.not_done_why for a in Action.objects.filter(pk__in=left)} == {"She came home before."}
    assert not Action.objects.filter(pk__in=left, done_at__isnull=False).exists(), "what was left is never called done"
    page = plain(client.get(reverse("missing:episode", args=[refs.key_of(episode, "episode")])).content.decode())
    assert "She came home before." in page


def test_a_report_that_comes_from_another_system_gets_the_same_actions_once(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    fact = outside(missing.Reported(), About("episode", "stormlike:MIS-9"), About("child", child, "missing"), at=clock.now())
    for told in (fact, outside(missing.Reported(), About("episode", "stormlike:MIS-9"), About("child", child, "missing"), at=clock.now())):
        do(receive_fact, FEED, clock.now(), line=write_line(told).decode())
    assert [a.what for a in Action.objects.order_by("at")] == [action.what for action in SAID.actions]


def test_a_search_opened_by_the_team_gets_them_too(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    do(team.open_episode, now_staff["fim"], clock.now(), child=child, circumstances="Not back from school.")
    assert Action.objects.count() == 6


def test_a_draft_and_a_plan_that_has_ended_give_nothing(now_staff: Staff) -> None:
    child = gone(now_staff)
    do(team.write_trigger_plan, now_staff["coordinator"], clock.now(), child=child, said=SAID)
    close(now_staff, again(now_staff, child))
    do(team.approve_trigger_plan, now_staff["cii"], clock.now(), child=child)
    do(team.end_trigger_plan, now_staff["cii"], clock.now(), child=child, reason="Moved.")
    close(now_staff, again(now_staff, child))
    assert not Action.objects.exists()


def test_a_report_of_a_time_before_the_plan_was_approved_is_not_touched(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    before = clock.now() - timedelta(days=30)
    told = outside(missing.Reported(), About("episode", "stormlike:MIS-8"), About("child", child, "missing"), at=before)
    do(receive_fact, FEED, clock.now(), line=write_line(told).decode())
    assert not Action.objects.exists()
