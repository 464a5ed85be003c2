"""Every measure, in the order in which the page lists them. A new one is a value and its statement, named here."""

from __future__ import annotations

from typing import Final

from tutela.desks.reports.queries.advised import ADVISED
from tutela.desks.reports.queries.children import CHILDREN
from tutela.desks.reports.queries.consistent import CONSISTENT
from tutela.desks.reports.queries.feedback import FEEDBACK
from tutela.desks.reports.queries.first_sent import FIRST_SENT
from tutela.desks.reports.queries.interviewed import FOUND, INTERVIEWS, OFTEN
from tutela.desks.reports.queries.judged import OVERRIDES, REFUSED, SECOND
from tutela.desks.reports.queries.measures import Measure
from tutela.desks.reports.queries.owed import PLANS_OWED, REASONS, TO_ACCEPTED, TO_ASSESSED, TO_PLAN, TOLD_BACK, TOLD_MISSING, VISITS
from tutela.desks.reports.queries.quality import QUALITY
from tutela.desks.reports.queries.results import RESULTS
from tutela.desks.reports.queries.reviewed import REVIEWS
from tutela.desks.reports.queries.thrive import THRIVE
from tutela.desks.reports.queries.worded import SCORES, WORDS

PARTS: Final[dict[str, tuple[Measure, ...]]] = {
    "contact": (FIRST_SENT, THRIVE, TO_ASSESSED, REASONS, QUALITY, ADVISED, FEEDBACK), "search": (CONSISTENT, TO_ACCEPTED, TO_PLAN, REVIEWS, TOLD_MISSING),
    "back": (VISITS, INTERVIEWS, TOLD_BACK, OFTEN, PLANS_OWED, FOUND), "deciding": (RESULTS, WORDS, SCORES, OVERRIDES, REFUSED, SECOND), "lists": (CHILDREN,),
}
"""By what they are about, as the page of measures groups them."""
MEASURES: Final[tuple[Measure, ...]] = tuple(measure for part in PARTS.values() for measure in part)
BY_KEY: Final[dict[str, Measure]] = {measure.key: measure for measure in MEASURES}
