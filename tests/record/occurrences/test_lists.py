"""Lists: a page at a time, in as many queries for one row as for many, without what the viewer may not know of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.practice.staff import AT, Staff, do
from tutela.foundations.access.models import Lockout, Restriction
from tutela.practice.contact import operations as contact
from tutela.record.occurrences import engine, queries


@pytest.fixture
def staff(db: None) -> Staff:  # noqa: ARG001  # asks for the database
    return Staff()


def report(staff: Staff, number: int, **more: Any) -> dict[str, Any]:
    given = {"who": "A child", "where": "Quay", "why_worried": "Late.", "concern": "missing_child", "child_name": f"Child {'ABCDEFGHIJKL'[number]}", **more}
    return do(contact.take_report, staff["handler"], AT + timedelta(minutes=number), **given).result


def test_as_many_queries_for_one_row_as_for_many(staff: Staff) -> None:
    counts = []
    for number in range(8):
        report(staff, number, grade="prompt")
        if number in (0, 7):
            with CaptureQueriesContext(connection) as asked:
                rows = queries.open_incidents(staff["fim"]).rows
                answers = engine.Standing([row.shape for row in rows], AT + timedelta(hours=1))
                assert [answers.grade(row.ref) is not None for row in rows] == [True] * len(rows)
            counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_pages_walk_by_key_and_hold_each_row_once(staff: Staff) -> None:
    made = [report(staff, number)["incident"] for number in range(7)]
    found: list[str] = []
    after = None
    for _ in range(10):
        page = queries.open_incidents(staff["fim"], after=after, limit=3)
        found += [row.ref for row in page.rows]
        after = page.after
        if after is None:
            break
    assert found == made
    assert [row.ref for row in queries.open_incidents(staff["fim"], newest=True, limit=2).rows] == made[:-3:-1]


def test_what_may_not_be_known_is_not_there_and_the_page_is_full(staff: Staff) -> None:
    made = [report(staff, number) for number in range(6)]
    secret = made[0]["child"]
    Restriction.objects.create(subject=secret, level="existence", audience=["detective_inspector@missing"], why="Witness", since=AT, by="test")
    Lockout.objects.create(officer=staff["fim"].ref, subject=made[1]["child"], why="Her uncle", since=AT, by="test")
    page = queries.open_incidents(staff["fim"], limit=3)
    assert [row.ref for row in page.rows] == [m["incident"] for m in made[2:5]]
    assert [row.ref for row in queries.open_episodes(staff["fim"], newest=False).rows] == [m["episode"] for m in made[2:]]
    assert len(queries.open_incidents(staff["missing_di"]).rows) == 6


def test_the_open_search_of_a_person_is_found_under_any_reference_of_theirs(staff: Staff) -> None:
    from tests.record.people.acts import work
    from tutela.record.people import operations as people

    made = report(staff, 0)
    other = people.add_person(work(), name="Amira B", known_why="Also known as")[0].ref
    people.merge(work(), other, made["child"], "Same school")
    found = queries.open_episode_of(other)
    assert found is not None
    assert found.ref == made["episode"]
