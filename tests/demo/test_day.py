"""The synthetic day lives by itself, through operations; it can be stopped at any moment, and a person can take a seat in it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from tests.officers import ROSTERED
from tutela.demo import jobs, operations, seed
from tutela.demo.day import room, world
from tutela.demo.day.living import Living
from tutela.demo.models import TrainingDay
from tutela.demo.seed import officer_of
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Deployment, Officer
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import Refused
from tutela.record.chronology.models import Entry
from tutela.record.duties.engine import proving
from tutela.record.duties.models import Duty
from tutela.record.occurrences.models import Episode, Incident

BEGUN = datetime(2026, 3, 3, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def small(incidents: int = 24, missing: int = 3) -> TrainingDay:
    """A smaller day on the whole force."""
    seed.force(BEGUN, rostered=ROSTERED)
    return TrainingDay.objects.create(begun=BEGUN, lived=BEGUN, ticked_at=clock.wall(), incidents=incidents, missing=missing)


def kerr() -> Viewer:
    """Whoever runs the training day."""
    return viewer_for(Account.objects.get(username="kerr"), at=clock.now(), session="test", device="test")


def test_the_script_is_a_whole_day_and_always_the_same() -> None:
    turns = world.script(BEGUN)
    reports = [turn for turn in turns if turn.kind == "report"]
    assert len(reports) == world.INCIDENTS
    assert sum(turn.said["concern"] == "missing_child" for turn in reports) == world.MISSING
    assert all(timedelta(0) < turn.after < world.LENGTH for turn in reports)
    assert {(BEGUN + turn.after).hour // 8 for turn in reports} == {0, 1, 2}, "in each of the three shifts"
    assert turns == world.script(BEGUN)
    assert turns != world.script(BEGUN, seed=2)


@pytest.mark.django_db
def test_a_day_is_lived_by_its_people_and_what_they_leave_is_what_the_law_gives() -> None:
    day = small()
    Living(day).to(BEGUN + 10 * HOUR)
    again = TrainingDay.objects.get()
    Living(again).to(BEGUN + world.LENGTH)   # stopped in the middle, and gone on with from what the record says
    assert again.over
    assert Incident.objects.count() == day.incidents
    assert Episode.objects.count() == day.missing
    states = Counter(Duty.objects.values_list("state", flat=True))
    assert states["done"] > states["done late"] + states["failed"], "most is done, and in time"
    roles = {role for (role,) in Entry.objects.values_list("role").distinct()}
    assert roles >= {"call_handler", "dispatcher", "supervisor", "fim", "response_officer", "coordinator"}
    assert Incident.objects.filter(closed_at=None).count() < day.incidents / 2
    assert proving.differences(again.lived) == []


@pytest.mark.django_db
def test_the_room_is_staffed_for_the_day_and_its_people_share_the_work() -> None:
    day = small()
    came = room.staff(BEGUN)
    there = forces.on_duty_many([post.address for post in room.POSTS], BEGUN + HOUR)
    assert {address: len(people) for address, people in there.items()} == {post.address: post.people for post in room.POSTS}
    Living(day).to(BEGUN + 8 * HOUR)
    senders = set(Entry.objects.filter(role="dispatcher").values_list("by", flat=True))
    takers = set(Entry.objects.filter(type="contact.Reported").values_list("by", flat=True))
    assert len(senders) > 1
    assert len(takers) > 1
    again = BEGUN + 5 * world.LENGTH
    officers = Officer.objects.count()
    assert room.staff(again) == came
    assert Officer.objects.count() == officers, "the same people come again"
    rows.take_off_roster(officer_of("brand"), "dispatcher@contact", at=again)
    room.staff(again + 2 * world.LENGTH)   # somebody else is away: their seat has one of its own
    names = list(Officer.objects.values_list("name", flat=True))
    assert len(names) == officers + 1 == len(set(names))


@pytest.mark.django_db
def test_nobody_acts_in_the_name_of_whoever_has_taken_their_seat() -> None:
    day = small(incidents=3, missing=3)
    day.seats = [officer_of("brand").ref]   # the one who sends
    day.save()
    first = min(turn.after for turn in world.script(BEGUN, incidents=3, missing=3))
    Living(day).to(BEGUN + first + timedelta(minutes=50))
    assert not Entry.objects.filter(role="dispatcher").exists()
    waits = Duty.objects.filter(code="contact.attend", settled_at=None)
    assert waits.exists(), "it waits for the person in the seat, and goes up its ladder"


@pytest.mark.django_db
def test_a_stretch_goes_as_far_as_time_has_passed_times_the_speed_and_the_clock_with_it() -> None:
    day = small(incidents=6, missing=1)
    Deployment.objects.update(clock_moved=BEGUN - clock.wall())
    clock.read_from(lambda: clock.wall() + Deployment.objects.get().clock_moved)
    try:
        operations.run_day(by=kerr(), key="begin", at=clock.now(), running=True, speed=300)
        TrainingDay.objects.update(ticked_at=clock.wall() - timedelta(seconds=12))
        jobs.live.func()
        lived = TrainingDay.objects.get().lived
        assert HOUR <= lived - BEGUN < 2 * HOUR
        assert abs(clock.now() - lived) < timedelta(minutes=1)
        operations.run_day(by=kerr(), key="pause", at=clock.now(), running=False)
        jobs.live.func()
        assert TrainingDay.objects.get().lived == lived, "it is paused"
    finally:
        clock.read_from(clock.wall)
    assert day.pk == 1


@pytest.mark.django_db
def test_a_day_is_only_of_a_training_database_and_a_seat_only_of_a_day() -> None:
    seed.force(BEGUN, rostered=ROSTERED)
    with pytest.raises(Refused, match=r"demo\.no-day"):
        operations.take_seat(by=kerr(), key="sit", at=clock.now(), taken=True)
    with pytest.raises(Refused, match=r"demo\.no-such-speed"):
        operations.run_day(by=kerr(), key="fast", at=clock.now(), speed=7)
