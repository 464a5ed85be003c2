"""The invented days are lived through operations, and the rows that they leave are those that the law gives."""

from __future__ import annotations

import pytest

from tutela.demo import days, seed
from tutela.foundations.kit import clock
from tutela.record.duties.engine import proving
from tutela.record.duties.models import Alert, Duty
from tutela.record.occurrences.models import Episode, Incident


@pytest.mark.django_db
def test_the_days_end_with_two_children_missing_and_people_told() -> None:
    said: list[str] = []
    seed.run(said.append)
    assert Episode.objects.filter(closed_at=None).count() == 2
    assert Incident.objects.count() == 5
    assert Duty.objects.filter(settled_at=None).exists()
    assert Alert.objects.filter(acknowledged_at=None, priority=1).exists()
    assert proving.differences(clock.now()) == []
    assert len(days.CHAPTERS) <= len(said)
