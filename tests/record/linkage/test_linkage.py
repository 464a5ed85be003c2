"""What shares a place or phone is fetched for the law's finders; what they noticed is recorded once, whoever notices it again."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.record.people.acts import AT, child, finish, work
from tutela.facts import About, Actor, Fact, Span, missing
from tutela.facts import people as facts
from tutela.facts.registry import NAMES
from tutela.law.kernel.subjects import Subject
from tutela.record.chronology import queries as chronology
from tutela.record.chronology.models import Entry, EntryAbout, FactKey
from tutela.record.chronology.operations import note
from tutela.record.linkage import operations
from tutela.record.linkage.queries import candidates
from tutela.record.people import operations as people

pytestmark = pytest.mark.django_db
PLACE, PHONE, ELSEWHERE = (f"{kind}:0192f000-0000-7000-8000-00000000000{n}" for n, kind in ((1, "pl"), (2, "ph"), (3, "pl")))


def seen_at(ref: str, *things: About, at: datetime = AT) -> Fact:
    """A person was at a place or had a phone."""
    act = work(at)
    what = facts.AddressRecorded(use="frequents") if any(thing.kind == "place" for thing in things) else facts.CareRecorded(status="unknown")
    made = note(act, what, about=[About("child", ref), *things], occurred=at)
    finish(act)
    return made


def test_who_shares_a_place_or_phone_with_what_a_fact_is_about() -> None:
    one, two, three, far = (child(name=name) for name in ("A Brook", "B Rowe", "C Vale", "D Lake"))
    seen_at(two, About("place", PLACE), at=AT - timedelta(days=2))
    seen_at(two, About("place", PLACE), at=AT - timedelta(days=1))
    seen_at(three, About("phone", PHONE), at=AT - timedelta(days=3))
    seen_at(far, About("place", ELSEWHERE))
    last = seen_at(one, About("place", PLACE), About("phone", PHONE))
    with CaptureQueriesContext(connection) as seen:
        found = candidates(last)
    assert [(c.ref, c.through_family, c.through, c.facts) for c in found] == [(two, "place", PLACE, 2), (three, "phone", PHONE, 1)]
    assert found[0].last == AT - timedelta(days=1)
    assert len(seen) == 2


def test_it_looks_back_from_the_fact_as_far_as_the_window_and_never_ahead() -> None:
    one, two = child(name="A Brook"), child(name="B Rowe")
    seen_at(two, About("place", PLACE), at=AT - timedelta(days=400))
    seen_at(two, About("place", PLACE), at=AT + timedelta(days=1))
    last = seen_at(one, About("place", PLACE))
    assert candidates(last) == []
    assert [c.ref for c in candidates(last, window=timedelta(days=500))] == [two]
    assert candidates(seen_at(one)) == []


def test_a_persons_own_other_references_are_no_candidates() -> None:
    one, two = child(name="A Brook"), child(name="A Brook again")
    seen_at(two, About("place", PLACE), at=AT - timedelta(days=1))
    last = seen_at(one, About("place", PLACE))
    assert [c.ref for c in candidates(last)] == [two]
    people.merge(work(), one, two, "Same prints")
    assert candidates(last) == []


def test_candidates_come_by_the_index_and_not_by_reading_everything() -> None:
    one = child()
    for n in range(30):
        seen_at(one, About("place", ELSEWHERE), at=AT - timedelta(days=n))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT entry FROM chronology_entryabout WHERE ref = ANY(%s) AND occurred_from > %s", [[PLACE], AT])
        assert "ref_occurred" in str(cursor.fetchall())


def noticed(ref: str) -> Fact:
    """A third episode, as a finder notices it."""
    payload = missing.RepeatNoticed(count=3, window_days=90, saw=("f:1", "f:2", "f:3"))
    return Fact(
        id="noticed:abc", type=NAMES[type(payload)], data=payload, occurred=Span(AT, AT), by=Actor(role="system"), about=(About("child", ref),),
        recorded_at=AT, sensitivity="restricted",
    )


def test_what_was_noticed_is_recorded_once_and_is_no_ground_for_noticing_again() -> None:
    ref = child()
    for _ in range(2):
        act = work()
        act.kept["noticed"] = [noticed(ref)]
        operations.notice(act)
    entry = Entry.objects.get(fact="noticed:abc")
    assert (entry.noticed, entry.by, entry.role, entry.sensitivity) == (True, "", "system", "restricted")
    assert FactKey.objects.filter(pk="noticed:abc").count() == 1
    assert EntryAbout.objects.filter(ref=ref, entry=entry.pk).count() == 1
    (shown,) = chronology.timeline([ref])
    assert shown.noticed
    assert chronology.facts_about([Subject("person", ref)]) == []
    assert msgspec.structs.replace(shown.fact, case=None).data == noticed(ref).data


def test_an_act_in_which_nothing_was_noticed_records_nothing() -> None:
    act = work()
    operations.notice(act)
    act.kept["noticed"] = []
    operations.notice(act)
    assert Entry.objects.count() == 0
