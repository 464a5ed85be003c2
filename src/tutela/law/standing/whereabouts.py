"""Whether the child, or every child of an incident, is back or found."""

from __future__ import annotations

from typing import Final

from tutela.facts import missing
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import On, Reads, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.steps import INCIDENT_EPISODES

BACK: Final = (missing.Found, missing.Returned)
BACK_READS: Final[Reads] = reads(*BACK, missing.Reported, through=INCIDENT_EPISODES)


def everyone_back(view: View, act: Row) -> Finding:
    """Is every child who was reported on this incident found or back, with this one?"""
    reported = {ref for row in view.of(missing.Reported) for ref in row.fact.refs("episode")}
    back = {ref for row in view.of(*BACK) for ref in row.fact.refs("episode")}
    missing_still = reported - back
    return no("whereabouts.some-still-missing", act.fact, count=len(missing_still)) if missing_still else yes("whereabouts.everyone-back", act.fact)


ENDS_SEARCH: Final[tuple[On, ...]] = (on(missing.Found), on(missing.Returned, beforehand="episode"))
"""The search for one child ends; for a child who was back before the report was entered, there is none."""
ENDS_INCIDENT: Final[tuple[On, ...]] = (on(missing.Found, everyone_back), on(missing.Returned, everyone_back, beforehand="episode"))
"""The search of an incident ends when every child of it is back."""
