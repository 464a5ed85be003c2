"""The business's clock can be given another source; the machine's cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tutela.foundations.kit import clock

BST = timezone(timedelta(hours=1))


@pytest.fixture(autouse=True)
def given_back() -> Iterator[None]:
    yield
    clock.read_from(clock.wall)


def test_the_business_goes_by_the_machine_until_told_otherwise() -> None:
    assert clock.wall() <= clock.now() <= clock.wall()
    assert clock.now().tzinfo is UTC


def test_a_training_day_moves_now_and_never_the_wall() -> None:
    clock.read_from(lambda: datetime(2019, 2, 3, 19, 0, tzinfo=BST))

    assert clock.now() == datetime(2019, 2, 3, 18, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    assert clock.wall().year > 2019


def test_a_time_without_offset_is_refused() -> None:
    clock.read_from(lambda: datetime(2019, 2, 3, 19, 0))  # noqa: DTZ001 the fault on purpose

    with pytest.raises(ValueError, match="without offset"):
        clock.now()
