"""Companion mode: what another system says was shared leaves the rows that our own telling would have left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.record.people.acts import AT, fact, finish, work
from tutela.facts import About, Payload, sharing
from tutela.record.sharing import operations, queries
from tutela.record.sharing.queries import Contact, Shared

pytestmark = pytest.mark.django_db
ABOUT = (About("episode", "e1"), About("child", "c1", "missing"))


def bring(payload: Payload, minutes: int = 0) -> str:
    """A fact from outside; gives our reference for its child."""
    act = work(AT + timedelta(minutes=minutes))
    known = operations.receive(act, fact(payload, *ABOUT, at=AT + timedelta(minutes=minutes)))
    assert finish(act) == []  # the door notes what came, in its own words
    return known.refs("child")[0]


def states(ref: str) -> Shared:
    """The one notice about a child."""
    (shared,) = queries.of([ref])
    return shared


def test_sent_elsewhere_then_delivered_then_told_is_one_notice() -> None:
    given: dict[str, Any] = {"matter": "missing", "to": "local_authority", "message": "m-7"}
    ref = bring(sharing.Sent(channel="secure_email", basis="Children Act 2004 s11", **given))
    assert (states(ref).state, states(ref).basis) == ("sent", "Children Act 2004 s11")
    bring(sharing.Delivered(**given), 1)
    assert states(ref).state == "delivered"
    bring(sharing.Told(person="Okafor", **given), 9)
    bring(sharing.Told(person="Somebody else", **given), 20)
    assert (states(ref).state, states(ref).told_person, states(ref).told_at) == ("told", "Okafor", AT + timedelta(minutes=9))


def test_a_call_logged_elsewhere_is_the_row_of_a_call_logged_here() -> None:
    theirs = states(bring(sharing.Told(matter="missing", to="emergency_duty_team", person="Okafor", how="call")))
    act = work()
    about = [About("episode", "e:0192f000-0000-7000-8000-0000000000e1")]
    share = operations.prepare(
        act, matter="missing", to="emergency_duty_team", channel="telephone", contact=Contact(agency="emergency_duty_team"), about=about,
    )
    operations.told(act, share.ref, "Okafor", "call")
    ours = queries.of([about[0].ref])[0]
    same = ("matter", "to", "channel", "basis", "state", "sent_at", "told_at", "told_person", "told_how", "content_version")
    assert [getattr(ours, name) for name in same] == [getattr(theirs, name) for name in same]


def test_attempts_and_a_bounce_are_kept_and_tell_nobody() -> None:
    ref = bring(sharing.CallAttempted(matter="missing", to="school"))
    bring(sharing.CallAttempted(matter="missing", to="school"), 5)
    assert (states(ref).state, len(states(ref).calls)) == ("prepared", 2)
    bring(sharing.Sent(matter="missing", to="school"), 6)
    bring(sharing.NotDelivered(matter="missing", to="school", why="Mailbox full"), 7)
    assert (states(ref).state, states(ref).failed_why) == ("not_delivered", "Mailbox full")
    bring(sharing.Told(matter="missing", to="school", person="A Head"), 8)
    bring(sharing.Told(matter="missing", to="school", person="A Head"), 60)
    assert [s.content_version for s in queries.of([ref])] == [2, 1]  # told again later is told again


def test_a_decision_not_to_share_and_what_is_of_no_notice() -> None:
    ref = bring(sharing.Withheld(matter="domestic_abuse", to="school", why="The head is his sister."))
    assert (states(ref).state, states(ref).withheld_why) == ("withheld", "The head is his sister.")
    bring(sharing.Received(matter="concern", origin="school"))
    assert len(queries.of([ref])) == 1


def test_the_answer_to_our_own_notice_is_said_on_it() -> None:
    act = work()
    ref = bring(sharing.Received(matter="concern", origin="school"))
    about = [About("child", ref)]
    share = operations.prepare(act, matter="concern", to="school", channel="gateway", contact=Contact(agency="Hill School"), about=about)
    operations.send(act, share.ref)
    operations.receive(work(), fact(sharing.Told(matter="concern", to="school", person="A Head", message=share.ref), About("child", ref)))
    assert states(ref).state == "told"
