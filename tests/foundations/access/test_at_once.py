"""Tries to sign in that are made at the same moment, on connections of their own."""

from __future__ import annotations

import threading

from tests.database import Clone
from tutela.foundations.access import attempts


def test_tries_made_at_once_do_not_slip_past_the_count(database_clone: Clone) -> None:
    barrier = threading.Barrier(12)

    def guess() -> str:
        barrier.wait()
        try:
            attempts.begin("iris", "192.0.2.1")
        except attempts.Shut:
            return "shut"
        return "tried"

    assert database_clone.together(*[guess] * 12).count("tried") <= attempts.OF_ONE_ACCOUNT

