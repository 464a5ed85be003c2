"""The officers' acts, beside the logs that they kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desks.reports.acts import Acts


@pytest.fixture
def acts(viewer: Callable[[str], Any], now: datetime) -> Acts:
    """Northshire's officers, ready to act."""
    from tests.desks.reports.acts import Acts

    return Acts(viewer, now)
