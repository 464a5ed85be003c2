"""A child's trigger plan: owed since a day and by somebody, written, approved by another, reviewed, ended; and the list of those who go missing most."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do, outside
from tutela.facts import About, missing
from tutela.facts.missing import PlannedAction
from tutela.facts.writing import write_line
from tutela.foundations.access.models import Restriction
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.times import local_time
from tutela.foundations.forces import rows
from tutela.foundations.kit import clock, ids, refs
from tutela.foundations.work.errors import Conflict, Denied, Refused
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as team
from tutela.record.chronology.operations import receive_fact
from tutela.record.duties.models import Alert, Duty
from tutela.record.occurrences import queries
from tutela.record.occurrences.models import Episode, TriggerPlan, TriggerPlanVersion
from tutela.record.occurrences.operations import PlanSaid
from tutela.record.people.models import Person

pytestmark = pytest.mark.django_db

FEED = Viewer(ref="feed:stormlike", name="Stormlike", roles=frozenset({"feed@force"}), acting="feed@force")
SAID = PlanSaid(
    actions=tuple(PlannedAction(what=f"Action {n}", who="response_officer@response", within=30) for n in range(1, 7)),
    addresses=("4 Quay Street, an older friend's flat",), associates=("Marko, about 30",), phones=("07700 900 112, hers",), transport=("Bus 14",),
    call=("Her keyworker, 07700 900 113",), also_sees_child="carer",
)


def gone(staff: Staff, times: int = 1, name: str = "Amira Brook", **more: Any) -> str:
    """A child who went missing so many times, a week apart, the last an hour ago, and came back each time; the child's reference."""
    child = ""
    for n in range(times, 0, -1):
        at = clock.now() - timedelta(days=7 * (n - 1), hours=1)
        given = {"child": child} if child else {"child_name": name, **more}
        made = do(contact.take_report, staff["handler"], at, who=name, where="Harbour Row", why_worried="Late.", concern="missing_child", **given).result
        do(team.returned, staff["fim"], at + timedelta(minutes=20), episode=made["episode"], returned_by="self")
        child = made["child"]
    return child


def live(staff: Staff, child: str, said: PlanSaid = SAID) -> None:
    """A plan that the coordinator wrote and an inspector approved."""
    do(team.write_trigger_plan, staff["coordinator"], clock.now(), child=child, said=said)
    do(team.approve_trigger_plan, staff["cii"], clock.now(), child=child)


def page(staff: Staff, child: str, key: str = "coordinator") -> str:
    return plain(browser(staff, key).get(reverse("missing:trigger-plan", args=[refs.key_of(child, "person")])).content.decode())


def the_list(staff: Staff, key: str = "coordinator", **asked: Any) -> str:
    return plain(browser(staff, key).get(reverse("missing:frequent"), asked).content.decode())


def more_children(number: int, *, times: int = 3, days: float = 1) -> list[str]:
    """So many more children who went missing so often, as rows: what the ranking is measured by."""
    like, now, found = Episode.objects.order_by("pk")[0], clock.now(), []
    for n in range(number):
        person = Person.objects.create(
            pk=ids.new(), reference=f"PER-{times}-{days}-{n}", status="known", known_why="Reported missing", retention="child_protection",
            created_at=now, created_by="test",
        )
        found.append(person.ref)
        for k in range(times):
            at = now - timedelta(days=days, minutes=n + 60 * k)
            Episode.objects.create(
                pk=ids.new(), reference=f"MIS-{times}-{days}-{n}-{k}", incident=like.incident, child=person.ref, reported_at=at, returned_at=at, closed_at=at,
                closed_by="o:1", owner=like.owner, supervisor=like.supervisor, retention=like.retention, created_at=at, created_by="test",
            )
    return found


@pytest.mark.requirement("AH-008")
def test_owed_from_the_third_time_cleared_by_a_live_plan_amber_past_its_review(now_staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    child = gone(now_staff, times=3)
    third = Episode.objects.order_by("-reported_at")[0].reported_at
    before = page(now_staff, child)
    assert "None live" in before
    assert f"owed since {local_time(third)}" in before
    gap = Duty.objects.get(code="missing.trigger-plan", ref=child)
    assert gap.opened_at == third
    assert Alert.objects.filter(duty=gap.pk, at=third).exists(), "dated the day of the third time"
    last = Episode.objects.order_by("-reported_at")[0].incident_id
    assert "Write the trigger plan" in plain(browser(now_staff, "handler").get(reverse("contact:incident", args=[last])).content.decode())
    live(now_staff, child, msgspec.structs.replace(SAID, review_by=clock.now().date() + timedelta(days=10)))
    after = page(now_staff, child)
    lists = (*SAID.addresses, *SAID.associates, *SAID.phones, *SAID.transport, *SAID.call)
    for said in ("Action 1", "Action 6", "within 30 minutes", "The child's carer", *lists):
        assert said in after
    assert "Live Approved 0 min ago" in after
    assert "owed since" not in after
    later = clock.now() + timedelta(days=12)
    monkeypatch.setattr(clock, "now", lambda: later)
    on_duty_again(now_staff, later)
    assert "Review overdue by" in page(now_staff, child)


def on_duty_again(staff: Staff, at: datetime) -> None:
    """The same people, on duty at another moment too."""
    for key, officer in staff.officers.items():
        post = next(iter(staff.viewer(key, staff.at).roles))
        rows.roster_shift(officer, post, since=at - timedelta(hours=2), until=at + timedelta(hours=6), at=staff.at, by="test")


def test_a_draft_settles_nothing_and_whoever_wrote_it_does_not_approve_it(now_staff: Staff) -> None:
    child = gone(now_staff, times=3)
    do(team.write_trigger_plan, now_staff["cii"], clock.now(), child=child, said=SAID)
    text = page(now_staff, child)
    assert "not approved" in text
    assert "owed since" in text
    with pytest.raises(Refused, match=r"approver-is-author"):
        do(team.approve_trigger_plan, now_staff["cii"], clock.now(), child=child)
    with pytest.raises(Denied):
        do(team.approve_trigger_plan, now_staff["coordinator"], clock.now(), child=child)
    do(team.approve_trigger_plan, now_staff["missing_di"], clock.now(), child=child)
    assert "owed since" not in page(now_staff, child)


def test_a_change_is_another_version_and_a_conflict_overwrites_nothing(now_staff: Staff) -> None:
    child = gone(now_staff)
    client, address = browser(now_staff, "coordinator"), reverse("missing:trigger-plan-write", args=[refs.key_of(child, "person")])
    opened = form_of(client.get(address))
    live(now_staff, child)
    answer = client.post(address, {**opened, "addresses": "9 Mill Road"})
    text = plain(answer.content.decode())
    assert answer.status_code == 409
    assert "4 Quay Street" in text, "what the other wrote"
    assert "9 Mill Road" in text, "what this one wrote"
    assert [v.status for v in TriggerPlanVersion.objects.order_by("number")] == ["live"]
    again = form_of(answer)
    assert client.post(address, {**again, "addresses": "9 Mill Road"}).status_code == 302
    assert [(v.number, v.status) for v in TriggerPlanVersion.objects.order_by("number")] == [(1, "live"), (2, "draft")]
    do(team.approve_trigger_plan, now_staff["cii"], clock.now(), child=child)
    assert [(v.number, v.status) for v in TriggerPlanVersion.objects.order_by("number")] == [(1, "replaced"), (2, "live")]
    assert TriggerPlanVersion.objects.get(number=1).addresses == list(SAID.addresses), "what was approved is not written over"


def test_whoever_approves_approves_what_they_read(now_staff: Staff) -> None:
    child = gone(now_staff)
    do(team.write_trigger_plan, now_staff["coordinator"], clock.now(), child=child, said=SAID)
    seen = queries.trigger_plan(child).version
    do(team.write_trigger_plan, now_staff["coordinator"], clock.now(), child=child, said=msgspec.structs.replace(SAID, call=("Nobody",)))
    with pytest.raises(Conflict):
        do(team.approve_trigger_plan, now_staff["cii"], clock.now(), child=child, expected=seen)
    assert queries.trigger_plan(child).live is None


def test_a_named_author_stands_beside_the_gap(now_staff: Staff) -> None:
    child = gone(now_staff, times=3)
    do(team.assign_trigger_plan, now_staff["cii"], clock.now(), child=child, author=now_staff["coordinator"].ref)
    assert "To be written by Nia Goddard" in page(now_staff, child)
    assert "by Nia Goddard, due" in the_list(now_staff)


def test_reviewed_and_ended_with_the_reason(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    do(team.review_trigger_plan, now_staff["coordinator"], clock.now(), child=child, changed=False, text="Both numbers answer.")
    assert "Reviewed by Nia Goddard" in page(now_staff, child)
    with pytest.raises(Refused, match=r"say-why"):
        do(team.end_trigger_plan, now_staff["cii"], clock.now(), child=child, reason="  ")
    do(team.end_trigger_plan, now_staff["cii"], clock.now(), child=child, reason="Moved to another force.")
    assert "Moved to another force." in page(now_staff, child)
    with pytest.raises(Refused, match=r"no-live"):
        do(team.review_trigger_plan, now_staff["coordinator"], clock.now(), child=child, changed=False)


def test_an_empty_form_and_an_action_without_who_say_so_beside_the_field(now_staff: Staff) -> None:
    child = gone(now_staff)
    client, address = browser(now_staff, "coordinator"), reverse("missing:trigger-plan-write", args=[refs.key_of(child, "person")])
    answer = client.post(address, {**form_of(client.get(address)), "addresses": " "})
    assert "Write at least one action, address, person" in plain(answer.content.decode())
    answer = client.post(address, {**form_of(client.get(address)), "what_2": "Search the bus station"})
    assert "Choose who does action 2" in plain(answer.content.decode())
    assert not TriggerPlan.objects.exists()


def come(payload: Any, child: str, at: datetime) -> None:
    do(receive_fact, FEED, at, line=write_line(outside(payload, About("child", child), at=at, role="coordinator@missing")).decode())


def test_a_plan_from_another_system_leaves_the_rows_that_the_button_leaves(now_staff: Staff) -> None:
    by_button, by_door = gone(now_staff), gone(now_staff, name="Ada Voll")
    now = clock.now()
    author = now_staff["coordinator"].ref
    do(team.assign_trigger_plan, now_staff["cii"], now, child=by_button, author=author)
    live(now_staff, by_button)
    do(team.review_trigger_plan, now_staff["coordinator"], clock.now(), child=by_button, changed=True)
    do(team.end_trigger_plan, now_staff["cii"], clock.now(), child=by_button, reason="Moved.")
    come(missing.TriggerPlanAssigned(author=author), by_door, now)
    come(missing.TriggerPlanApproved(
        also_sees_child="carer", author=author, actions=SAID.actions, addresses=SAID.addresses, associates=SAID.associates, phones=SAID.phones,
        transport=SAID.transport, call=SAID.call,
    ), by_door, clock.now())
    come(missing.TriggerPlanReviewed(changed=True), by_door, clock.now())
    come(missing.TriggerPlanEnded(reason="Moved."), by_door, clock.now())
    kept = [
        {name: getattr(row, name) for name in (
            "number", "status", "actions", "addresses", "associates", "phones", "transport", "call", "review_by", "also_sees_child", "by", "ended_why",
        )} for row in TriggerPlanVersion.objects.order_by("plan__created_at")
    ]
    assert len(kept) == 2
    assert kept[0] == kept[1]
    assert {plan.author for plan in TriggerPlan.objects.all()} == {author}


def test_one_that_was_approved_before_what_is_live_only_joins_the_versions(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    come(missing.TriggerPlanApproved(addresses=("An old address",), review_by=date(2020, 1, 1)), child, clock.now() - timedelta(days=3))
    assert [(v.number, v.status) for v in TriggerPlanVersion.objects.order_by("number")] == [(1, "live"), (2, "replaced")]


@pytest.mark.requirement("AH-010")
def test_two_plans_are_live_and_none_of_them_for_the_first_five(now_staff: Staff) -> None:
    seldom = [gone(now_staff, times=2, name=name) for name in ("Amira Brook", "Ada Voll")]
    for child in seldom:
        live(now_staff, child)
    first = more_children(5, times=4, days=2)
    for days in (90, 365):
        text = the_list(now_staff, days=str(days))
        assert "5 of the first 5 without a live trigger plan" in text
        assert "Amira Brook" in text
        assert "Approved 0 min ago" in text
    ranked = queries.most_missing(clock.now(), 90)
    assert {row.child for row in ranked.first} == set(first)
    assert {row.child for row in ranked.rows[5:]} == set(seldom)
    live(now_staff, first[0])
    assert "4 of the first 5 without a live trigger plan" in the_list(now_staff)


def test_each_window_has_its_own_order_and_what_is_older_is_not_counted(now_staff: Staff) -> None:
    gone(now_staff, times=2)
    (long_ago,) = more_children(1, times=5, days=200)
    more_children(1, times=6, days=400)
    ranked = {days: queries.most_missing(clock.now(), days) for days in queries.WINDOWS}
    assert [(row.in_90, row.in_365) for row in ranked[90].rows] == [(2, 2), (0, 5)]
    assert ranked[365].rows[0].child == long_ago


def test_who_is_known_as_an_adult_is_not_on_the_list(now_staff: Staff) -> None:
    gone(now_staff, times=2, name="Rae Holt", child_born=date(1990, 1, 1))
    assert queries.most_missing(clock.now(), 90).total == 0


def test_each_stands_on_one_page_and_no_page_asks_more_of_the_database(now_staff: Staff) -> None:
    gone(now_staff, times=2)
    client, counts = browser(now_staff, "coordinator"), []
    for number in (3, 60):
        for child in more_children(number, days=number)[:2]:
            live(now_staff, child)
        with CaptureQueriesContext(connection) as told:
            client.get(reverse("missing:frequent"))
        counts.append(len(told))
    assert counts[0] == counts[1]
    seen: list[str] = []
    after, pages = None, 0
    while pages == 0 or after:
        ranked = queries.most_missing(clock.now(), 90, after=after)
        seen += [row.child for row in ranked.rows]
        after, pages = ranked.after, pages + 1
    assert (len(seen), len(set(seen)), pages) == (64, 64, 3)


def test_whom_one_may_not_know_of_is_neither_shown_nor_counted(now_staff: Staff) -> None:
    child = gone(now_staff, times=3)
    assert "The one child on the list is without a live trigger plan" in the_list(now_staff)
    since = clock.now() - timedelta(days=1)
    Restriction.objects.create(subject=child, level="existence", audience=["detective_inspector@missing"], why="Witness", since=since, by="test")
    text = the_list(now_staff)
    assert "Amira" not in text
    assert "No child went missing more than once" in text
    assert "Nobody is on the list" in text
    answer = browser(now_staff, "coordinator").get(reverse("missing:trigger-plan", args=[refs.key_of(child, "person")]))
    assert answer.status_code == 404
    with pytest.raises(Denied):
        do(team.write_trigger_plan, now_staff["coordinator"], clock.now(), child=child, said=SAID)


def test_of_whom_one_may_know_only_that_they_are_there_the_plan_is_not_said(now_staff: Staff) -> None:
    child = gone(now_staff, times=3)
    do(team.write_trigger_plan, now_staff["cii"], clock.now(), child=child, said=SAID)
    since = clock.now() - timedelta(days=1)
    Restriction.objects.create(subject=child, level="detail", audience=["detective_inspector@missing"], why="Witness", since=since, by="test")
    text = the_list(now_staff)
    assert "Amira" not in text
    assert "not approved" not in text
    assert "The one child on the list is without a live trigger plan" in text
    assert "Quay Street" not in page(now_staff, child)


def test_the_child_s_pages_lead_to_the_plan(now_staff: Staff) -> None:
    child = gone(now_staff)
    client, there = browser(now_staff, "coordinator"), reverse("missing:trigger-plan", args=[refs.key_of(child, "person")])
    session = client.session
    session["purposes"] = {child: "Looking for her."}
    session.save()
    episode = Episode.objects.get()
    for address in (reverse("missing:episode", args=[episode.pk]), reverse("profile:person", args=[refs.key_of(child, "person")])):
        assert f'href="{there}"' in client.get(address).content.decode()
