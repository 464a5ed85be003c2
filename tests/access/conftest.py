"""One world for all of the table: real rows in a clone of its own, which no cell changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.database import databases, pointed_at

if TYPE_CHECKING:
    from tests.access.world import World


@pytest.fixture(scope="module")
def world(_the_cluster_is_let_go: None, django_db_blocker: Any) -> Iterator[World]:
    """The force and its three records, at nine on a Monday."""
    from tests.access import world as made
    from tutela.foundations.kit import clock

    clone = databases.clone()
    with pytest.MonkeyPatch.context() as patched, django_db_blocker.unblock(), pointed_at(clone.name):
        patched.setattr(clock, "_source", lambda: made.AT)
        yield _in_one_transaction(made)
    databases.drop(clone)


def _in_one_transaction(made: Any) -> World:
    """The setting-up writes rows that ask for a transaction, and acts that ask to be outermost."""
    from django.db import transaction

    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # as Django's own tests do
    with whole:
        found: World = made.World()
    return found
