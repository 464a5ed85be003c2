"""Every measure, in the order in which the page lists them. A new one is a value and its statement, named here."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.first_sent import FIRST_SENT
from tutela.desks.reports.queries.measures import Measure

MEASURES: Final[tuple[Measure, ...]] = (FIRST_SENT,)
BY_KEY: Final[dict[str, Measure]] = {measure.key: measure for measure in MEASURES}
