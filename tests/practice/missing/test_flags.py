"""The flag of a child who goes missing again and again: by the rule, or by hand with author, reason, review and end; without a live plan it is a gap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_trigger_plans import gone, live, more_children, on_duty_again, page
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.design.times import local_date
from tutela.foundations.kit import clock, refs
from tutela.foundations.kit.periods import local
from tutela.foundations.work.errors import Refused
from tutela.practice.missing import operations as team
from tutela.record.chronology.models import Entry
from tutela.record.duties.models import Duty
from tutela.record.occurrences.models import Episode
from tutela.record.people import queries as people
from tutela.record.people.models import Marker

pytestmark = pytest.mark.django_db


def flagged(staff: Staff, key: str = "coordinator", **asked: str) -> str:
    return plain(browser(staff, key).get(reverse("missing:flagged"), asked).content.decode())


def days(number: int) -> timedelta:
    return timedelta(days=number)


def until(day: date) -> dict[str, str]:
    """The day as the form asks for it."""
    return {f"until_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def by_hand(staff: Staff, child: str) -> None:
    today = local(clock.now()).date()
    given: dict[str, Any] = {"reason": "Twice, each time to one flat", "review_by": today + days(20), "until": today + days(60)}
    do(team.flag_child, staff["coordinator"], clock.now(), child=child, **given)


@pytest.mark.requirement("IC-053")
def test_five_are_flagged_the_list_matches_the_rule_and_one_without_a_plan_is_a_red_gap_that_somebody_owns(now_staff: Staff) -> None:
    children = {name: gone(now_staff, times=3, name=name) for name in ("Ada Voll", "Bea Lund", "Cai Moss", "Dee Hart")}
    twice = gone(now_staff, times=2, name="Eli Frost")
    for child in list(children.values())[1:]:
        live(now_staff, child)
    by_hand(now_staff, twice)
    live(now_staff, twice)
    noticed = set(Entry.objects.filter(type="missing.RepeatNoticed").values_list("pk", flat=True))
    assert len(noticed) == 4, "the rule noticed each of the four, and not the fifth"
    never = gone(now_staff, times=2, name="Fay Wren")
    text = flagged(now_staff)
    assert "5 flagged children" in text
    for name in children:
        assert f"{name} 3 times in 90 days By the rule; last reported" in text
    assert people.displays([never])[never] not in text
    assert f"Eli Frost Twice, each time to one flat Flagged by Nia Goddard, {local_date(clock.now())}" in text
    today = local(clock.now()).date()
    assert f"{local_date(today + days(20))} {local_date(today + days(60))}" in text, "looked at again, and meant until"
    first = Episode.objects.filter(child=children["Bea Lund"]).order_by("reported_at")[0].reported_at
    assert local_date(first + days(90)) in text, "the day on which the rule lets go"
    assert "1 of 5 flagged without a live trigger plan" in text
    gap = Duty.objects.get(code="missing.trigger-plan", ref=children["Ada Voll"])
    assert (gap.state, gap.owed_by) == ("open", "coordinator@missing")
    html = browser(now_staff, "coordinator").get(reverse("missing:flagged")).content.decode()
    assert html.count("None live") == 1
    assert "govuk-tag--red" in html
    row = text[text.index("Ada Voll"):]
    assert "owed since" in row[:400]


def test_whom_the_rule_flags_falls_out_of_it_by_time_and_whom_a_person_flagged_does_not(now_staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    ruled, chosen = gone(now_staff, times=3, name="Ada Voll"), gone(now_staff, name="Eli Frost")
    by_hand(now_staff, chosen)
    later = clock.now() + days(91)
    monkeypatch.setattr(clock, "now", lambda: later)
    on_duty_again(now_staff, later)
    text = flagged(now_staff)
    assert "Ada Voll" not in text, ruled
    assert "Eli Frost" in text
    assert "Ended: decide" in text


@pytest.mark.requirement("IC-053", part="a flag by hand owes a trigger plan and a review, and is taken off by a person with the reason")
def test_a_flag_by_hand_owes_a_plan_and_a_review_and_is_taken_off_with_the_reason(now_staff: Staff) -> None:
    child = gone(now_staff)
    key = refs.key_of(child, "person")
    client, address = browser(now_staff, "coordinator"), reverse("missing:flag", args=[key])
    opened = form_of(client.get(address))
    today = local(clock.now()).date()
    early, late = (until(today + days(number)) for number in (5, 60))
    review_by = {name.replace("until", "review_by"): value for name, value in until(today + days(28)).items()}
    answer = client.post(address, {**opened, "reason": "Twice, to an adult's flat", **review_by, **early})
    assert answer.status_code == 422
    assert "Choose a last day that is not before" in plain(answer.content.decode())
    answer = client.post(address, {**form_of(answer), "reason": "Twice, to an adult's flat", **review_by, **late})
    assert answer.status_code == 302, plain(answer.content.decode())
    assert Duty.objects.get(code="missing.trigger-plan", ref=child).state == "open"
    review = Duty.objects.get(code="missing.flag-review", ref=child)
    assert review.due_at is not None
    assert local(review.due_at).date() == today + days(28)
    text = page(now_staff, child)
    assert "Flagged as often missing: Twice, to an adult" in text
    assert f"meant until {local_date(today + days(60))}" in text
    by_hand(now_staff, child)
    review.refresh_from_db()
    assert Marker.objects.filter(ended_at=None).count() == 1, "renewed, not twice"
    with pytest.raises(Refused, match=r"say-why"):
        do(team.unflag_child, now_staff["coordinator"], clock.now(), child=child, why=" ")
    do(team.unflag_child, now_staff["coordinator"], clock.now(), child=child, why="Settled in her new home.")
    assert not Duty.objects.filter(code="missing.flag-review", ref=child, state__in=("open", "overdue")).exists()
    assert "Eli" not in flagged(now_staff)
    with pytest.raises(Refused, match=r"none-stands"):
        do(team.unflag_child, now_staff["coordinator"], clock.now(), child=child, why="Again.")


def test_who_may_not_know_of_a_child_counts_and_sees_them_not_and_the_queries_are_few(now_staff: Staff) -> None:
    gone(now_staff, times=3, name="Bea Lund")
    ada = gone(now_staff, times=3, name="Ada Voll")
    Restriction.objects.create(subject=ada, level="existence", audience=["fim@contact"], why="covert", since=clock.now(), by=now_staff["fim"].ref)
    assert "One flagged child" in flagged(now_staff)
    assert "Ada Voll" not in flagged(now_staff)
    assert "Ada Voll" in flagged(now_staff, "fim")
    with CaptureQueriesContext(connection) as few:
        flagged(now_staff)
    more_children(40)
    with CaptureQueriesContext(connection) as many:
        text = flagged(now_staff)
    assert "41 flagged children" in text
    assert len(many) <= len(few) + 2, "no query for each child"


def test_nobody_flagged_says_so(now_staff: Staff) -> None:
    assert "Nobody is flagged" in flagged(now_staff)
