"""A place in a ranking is a place in its order: whoever leaves it meanwhile moves nobody out of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.http import QueryDict

from tutela.foundations.kit.marks import mark, place_mark, read_mark, start_after

RANKED = [(-3, -2.5, "p:a"), (-3, -1.0, "p:b~c"), (-2, -9.0, "p:d")]


@pytest.mark.parametrize(("number", "begins"), [(0, 1), (1, 2), (2, 3)])
def test_the_next_page_begins_after_a_place(number: int, begins: int) -> None:
    assert start_after(RANKED, place_mark(RANKED[number])) == begins


def test_who_left_the_ranking_moves_nobody_out_of_it() -> None:
    assert start_after([RANKED[0], RANKED[2]], place_mark(RANKED[1])) == 1


@pytest.mark.parametrize("mark", [None, "", "p:a", "x~y~z", "-3~-2.5"])
def test_what_cannot_be_read_is_the_beginning(mark: str | None) -> None:
    assert start_after(RANKED, mark) == 0
    assert start_after([], mark) == 0


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=1))])
def test_an_address_carries_a_place_as_it_is(zone: timezone) -> None:
    """A plus sign in it would be read as a space, and whoever asks for the second page would have the first one again, and again."""
    at, key = datetime(2026, 3, 1, 18, 58, 0, 7, tzinfo=zone), UUID(int=7)
    assert read_mark(QueryDict(f"to_enter={mark(at, key)}")["to_enter"]) == (at, key)


@pytest.mark.parametrize("text", ["", "x", "2026-03-01T18:58:00~00000000-0000-0000-0000-000000000007", "2026-03-01T18:58:00Z~x"])
def test_a_place_that_cannot_be_read_or_says_no_zone_is_the_beginning(text: str) -> None:
    assert read_mark(text) is None
