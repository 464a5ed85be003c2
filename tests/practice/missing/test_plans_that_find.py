"""Whether trigger plans find children: which action did, when the plan was used and reviewed last, and a plan that is not used is read again."""

from __future__ import annotations

import msgspec
import pytest
from django.urls import reverse

from tests.practice.missing.test_found import plain
from tests.practice.missing.test_plans_followed import again, close
from tests.practice.missing.test_trigger_plans import SAID, gone, live, page
from tests.practice.signing import browser, form_of
from tests.practice.staff import Staff, do
from tutela.foundations.access.models import Restriction
from tutela.foundations.design.times import local_date
from tutela.foundations.kit import clock, refs
from tutela.law.kernel.subjects import Subject
from tutela.practice.missing import operations as team
from tutela.practice.missing.operations.returning import Told
from tutela.record.chronology.queries import facts_about
from tutela.record.duties.models import Duty
from tutela.record.enquiries.models import Action

pytestmark = pytest.mark.django_db
UNUSED = "missing.trigger-plan-unused"


def left(episode: str) -> dict[str, str]:
    """Why what is left of the plan was not done."""
    rows = Action.objects.filter(enquiry__subject=episode, origin="trigger_plan", done_at=None)
    return {str(row.pk): "She came home before." for row in rows}


def ended(staff: Staff, child: str) -> str:
    """A search that ends and in which nothing of the plan was done."""
    episode = again(staff, child)
    close(staff, episode, not_done=left(episode))
    return episode


@pytest.mark.requirement("AH-108")
def test_a_find_by_action_two_counts_for_it_and_a_plan_that_was_twice_unused_is_read_again(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    ended(now_staff, child)
    assert not Duty.objects.filter(code=UNUSED).exists(), "once is no pattern"
    episode = again(now_staff, child)
    second = Action.objects.get(enquiry__subject=episode, what="Action 2")
    client, address = browser(now_staff, "constable"), reverse("missing:found", args=[refs.key_of(episode, "episode")])
    asked = client.get(address)
    assert "2. Action 2" in plain(asked.content.decode())
    answer = client.post(address, {**form_of(asked), "found_by": "police", "safe": "yes", "by_action": str(second.pk)})
    assert answer.status_code == 302, plain(answer.content.decode())
    found = facts_about([Subject("episode", episode)], types=["missing.Found"])[0]
    assert found.data.by_action == "Action 2"  # type: ignore[attr-defined]
    second.refresh_from_db()
    assert (second.found_at, second.result) == (found.occurred.earliest, "It found the child.")
    text = page(now_staff, child)
    assert "In 2 searches since it was first made: something of it was done in 1, and it found the child in 1." in text
    assert f"last used {local_date(clock.now())}, never reviewed" in text
    assert f"2 Action 2 Response officer, response teams within 30 minutes 1 of 2 last used {local_date(clock.now())} 1" in text
    assert "3 Action 3 Response officer, response teams within 30 minutes 0 of 2 0" in text
    close(now_staff, episode, not_done=left(episode))
    ended(now_staff, child)
    assert not Duty.objects.filter(code=UNUSED).exists(), "it found her in between"
    ended(now_staff, child)
    owed = Duty.objects.get(code=UNUSED)
    assert (owed.ref, owed.owed_by, owed.state) == (child, "coordinator@missing", "open")
    text = page(now_staff, child)
    assert "Read the trigger plan again: it was not used" in text
    assert reverse("missing:trigger-plan-review", args=[refs.key_of(child, "person")]) in browser(now_staff, "coordinator").get(
        reverse("missing:trigger-plan", args=[refs.key_of(child, "person")]),
    ).content.decode()
    do(team.review_trigger_plan, now_staff["coordinator"], clock.now(), child=child, changed=True, text="Nobody rings the keyworker first.")
    assert Duty.objects.get(code=UNUSED).state == "done"
    assert f"last reviewed {local_date(clock.now())}" in page(now_staff, child)
    ended(now_staff, child)
    assert Duty.objects.filter(code=UNUSED).count() == 1, "it is counted anew from the review"


def test_the_return_form_says_it_too_the_last_answer_stands_and_nobody_has_to_answer(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child)
    episode = again(now_staff, child)
    address = reverse("missing:return", args=[refs.key_of(episode, "episode")])
    client = browser(now_staff, "constable")
    first = Action.objects.get(enquiry__subject=episode, what="Action 1")
    sent = {**form_of(client.get(address)), "seen": "seen", "seen_by": "police", "now_at": "home", "words": "I was at the flat.", "by_action": str(first.pk)}
    assert client.post(address, sent).status_code == 302
    first.refresh_from_db()
    assert first.found_at is not None
    do(team.record_return, now_staff["constable"], clock.now(), episode=episode, told=Told(by_action="Action 4"), seen="not_now")
    assert [a.what for a in Action.objects.exclude(found_at=None)] == ["Action 4"]
    do(team.record_return, now_staff["constable"], clock.now(), episode=episode, told=Told(phone="Off"), seen="not_now")
    assert [a.what for a in Action.objects.exclude(found_at=None)] == ["Action 4"], "who says nothing of it changes nothing"
    do(team.record_return, now_staff["constable"], clock.now(), episode=episode, told=Told(by_action=""), seen="not_now")
    assert not Action.objects.exclude(found_at=None).exists(), "none of them did"


def test_nothing_is_asked_where_no_plan_was_in_the_search(now_staff: Staff) -> None:
    episode = again(now_staff, gone(now_staff))
    for slug in ("found", "return"):
        form = browser(now_staff, "constable").get(reverse(f"missing:{slug}", args=[refs.key_of(episode, "episode")]))
        assert "trigger plan find them" not in plain(form.content.decode())


def test_a_search_that_the_reader_may_not_know_of_is_not_counted_for_them(now_staff: Staff) -> None:
    child = gone(now_staff)
    live(now_staff, child, msgspec.structs.replace(SAID, actions=SAID.actions[:1]))
    hidden = ended(now_staff, child)
    ended(now_staff, child)
    Restriction.objects.create(
        subject=hidden, level="existence", audience=["fim@contact"], why="covert", since=clock.now(), by=now_staff["fim"].ref,
    )
    assert "In one search since" in page(now_staff, child)
    assert "In 2 searches" in page(now_staff, child, "fim")
