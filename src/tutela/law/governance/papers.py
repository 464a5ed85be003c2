"""Profiles, strategies, briefings: what they say has a day until which it holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import ANALYST, LEAD, to_gold
from tutela.law.governance.recommendations import end_of
from tutela.law.kernel.arithmetic import months_after
from tutela.law.kernel.clocks import before
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Term, on
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import says


def holds_until(view: View, row: Row) -> datetime:
    """So many months after the day of its information, not of its printing."""
    data: Any = row.fact.data
    begins = end_of(data.as_at) if data.as_at else row.fact.held_from
    return months_after(begins, data.valid_months or int(view.number("governance.profile")))


def confirmed_until(view: View, row: Row) -> datetime:
    """Until its own day of review, else so many days after somebody said that it holds."""
    data: Any = row.fact.data
    as_at = getattr(data, "as_at", None) or row.fact.held_from
    return end_of(data.review_by) if data.review_by else as_at + view.lawbook.span("governance.briefing", row.at)


DUTIES: Final = (
    Duty(
        "governance.profile", "Renew the profile or strategy before it holds no longer", "document", Basis.LOCAL_TARGET, ("hmicfrs-ny-2022 p93",),
        also=("C49", "PROBLEM_PROFILE", "AH-050", "XX-011", "GO-007"), once_per=Once.EACH, opens=(on(governance.ProfilePublished),),
        discharged_by=(on(governance.ProfilePublished),), ends=(on(governance.PolicyWithdrawn),),
        terms=(
            Term(before("governance.strategy", holds_until), LEAD, to_gold(LEAD), when=says("kind", "strategy"), also=("AH-106",)),
            Term(before("governance.profile.own", holds_until), ANALYST, to_gold(ANALYST)),
        ),
        why="Twenty-seven months old, it answers nothing that a leader asks today.",
    ),
    Duty(
        "governance.briefing", "Say that the briefing still holds, or take it back", "document", Basis.LOCAL_TARGET, ("hmicfrs-nn-2019 p140",),
        also=("C82", "IC-056", "XX-011"), once_per=Once.EACH, opens=(on(governance.BriefingIssued), on(governance.BriefingConfirmed)),
        discharged_by=(on(governance.BriefingConfirmed),),
        ends=(on(governance.BriefingEnded),), terms=(Term(before("governance.briefing.own", confirmed_until), ANALYST, to_gold(ANALYST)),),
    ),
)
