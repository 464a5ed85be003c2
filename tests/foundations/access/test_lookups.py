"""Lists without what somebody may not know of: the same rows as Django's own words for it, with one value sent, however many are closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.foundations.access.world import AT
from tutela.foundations.access import lookups
from tutela.foundations.access.models import BreakGlass, Grant, Restriction

pytestmark = pytest.mark.django_db
ODD: Final = ('stormlike:"Quoted"', "stormlike:back\\slash", "stormlike:{a,b}", "stormlike:O'Neil", "stormlike:NULL", "NULL", "p:é")
MANY: Final = [f"p:{number}" for number in range(2 * lookups.FEW)]


def _about(*refs: str) -> str:
    row = Restriction.objects.create(subject=refs[0] if refs else "nobody", level="existence", audience=list(refs), why="An operation", since=AT, by="o:1")
    return str(row.pk)


def test_a_row_that_is_about_one_of_them_is_touched_and_no_other() -> None:
    one, both, none, empty = _about("p:1"), _about("p:2", "p:1"), _about("p:2"), _about()
    rows = Restriction.objects.values_list("pk", flat=True)

    assert {str(key) for key in rows.filter(audience__touches={"p:1", *MANY[3:]})} == {one, both}
    assert {str(key) for key in rows.exclude(audience__touches=frozenset({"p:1"}))} == {none, empty}
    assert {str(key) for key in rows.exclude(audience__touches=())} == {one, both, none, empty}
    assert not rows.filter(audience__touches=())


@pytest.mark.parametrize("odd", ODD)
def test_a_name_of_another_system_is_told_sign_by_sign(odd: str) -> None:
    odd_one, plain = _about(odd), _about("p:other")
    rows = Restriction.objects.values_list("pk", flat=True)

    assert [str(key) for key in rows.filter(audience__touches=[odd, *MANY])] == [odd_one]
    assert [str(key) for key in rows.filter(subject__in=[odd, *MANY])] == [odd_one]
    assert [str(key) for key in rows.exclude(subject__in=[odd, *MANY])] == [plain]


def test_many_values_go_as_one_and_few_as_before() -> None:
    _about("p:1")
    with CaptureQueriesContext(connection) as asked:
        assert Restriction.objects.filter(subject__in=[*MANY, None]).count() == 1
        assert Restriction.objects.filter(subject__in=MANY[: lookups.FEW]).count() == 1
    many, few = (query["sql"] for query in asked.captured_queries)
    assert "= ANY(" in many
    assert " IN (" in few


def test_keys_and_what_points_to_a_row_are_asked_so_too() -> None:
    grant = Grant.objects.create(officer="o:1", subject="p:1", kind="break_glass", since=AT, until=AT + timedelta(hours=1), why="At the door")
    BreakGlass.objects.create(grant=grant, review_due=AT)
    keys = [grant.pk, *(uuid4() for _ in MANY)]

    assert list(Grant.objects.filter(pk__in=keys)) == [grant]
    assert list(Grant.objects.filter(pk__in=[str(key) for key in keys])) == [grant]
    assert [row.grant_id for row in BreakGlass.objects.filter(grant__in=keys)] == [grant.pk]
    assert not BreakGlass.objects.exclude(grant__in=keys)
    assert not Grant.objects.filter(pk__in=keys[1:])


def test_of_no_records_nothing_is_asked() -> None:
    with pytest.raises(EmptyResultSet):
        str(Restriction.objects.filter(audience__touches=()).query)
