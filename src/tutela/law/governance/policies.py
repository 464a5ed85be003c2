"""A policy is known by each team that it concerns before it is put into force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tutela.facts import governance
from tutela.facts.roles import split
from tutela.law.governance.ladders import LATER, LEAD, SUPERINTENDENT, at_end
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Standard, Term, after_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View

TEAMS: Final[Mapping[str, str]] = {
    "contact": "supervisor@contact", "missing": "coordinator@missing", "response": "sergeant@response", "referrals": "detective_inspector@referrals",
    "exploitation": "detective_inspector@exploitation", "investigation": "detective_inspector@investigation",
    "forensics": "head_of_digital_forensics@forensics", "offenders": "detective_inspector@offenders", "custody": "inspector@custody",
}
"""Of each area, who sees that its teams know: the law tells a post, and cannot read it out of the policy."""


def teams_of(row: Row, area: str | None = None) -> tuple[str, ...]:
    """The teams that a policy names, of one area or all."""
    named: tuple[str, ...] = row.fact.data.teams  # type: ignore[attr-defined]
    return tuple(team for team in named if area is None or split(team)[1] == area)


def waiting(view: View, published: Row, area: str | None = None) -> tuple[str, ...]:
    """Who has not said that they know this version."""
    version: str = published.fact.data.version  # type: ignore[attr-defined]
    said: set[Any] = {r.fact.data.team for r in view.of(governance.PolicyAcknowledged) if r.fact.data.version in ("", version)}  # type: ignore[attr-defined]
    return tuple(team for team in teams_of(published, area) if team not in said)


def _concerns(area: str) -> Condition:
    def concerns_a_team(view: View, row: Row) -> Finding:
        teams = teams_of(row, area)
        return (yes if teams else no)("governance.policy-concerns", row.fact, teams=teams or ("nobody here",))

    concerns_a_team.__doc__ = f"It names a team of {area}."
    return concerns_a_team


def _known(area: str) -> Condition:
    def each_team_knows(view: View, row: Row) -> Finding:
        published = view.last(governance.PolicyPublished)
        wait = waiting(view, published, area) if published else ()
        return (no if wait or published is None else yes)("governance.policy-waits", row.fact, teams=wait or ("nobody",))

    each_team_knows.__doc__ = f"Each team of {area} has said that it knows."
    return each_team_knows


def _policy(area: str, owner: str) -> Duty:
    return Duty(
        f"governance.policy-known-{area}", "Make the policy known to your teams, and have each say that it knows", "document", Basis.INSPECTORATE_EXPECTATION,
        ("hmicfrs-nn-2019 p280",), also=("AH-005", "IC-012", "IN-047"), once_per=Once.EACH, opens=(on(governance.PolicyPublished, _concerns(area)),),
        reads=(reads(governance.PolicyPublished, governance.PolicyAcknowledged),), discharged_by=(on(governance.PolicyAcknowledged, _known(area)),),
        ends=(on(governance.PolicyWithdrawn),),
        terms=(Term(within("governance.policy"), owner, Ladder((
            at_share(0.5, owner), at_end(owner, LEAD), after_due(within("governance.gold"), SUPERINTENDENT, asks="ask.governance", priority=LATER),
        ), within("governance.repeat"))),),
    )


DUTIES: Final = tuple(_policy(area, owner) for area, owner in TEAMS.items())


CHIEFS: Final = frozenset({"chief_constable", "assistant_chief_constable"})


def everybody_knows(view: View, row: Row) -> Finding:
    """Every team that the policy names has said that it knows it, or a chief officer said what emergency does not wait for them."""
    emergency: str = row.fact.data.emergency  # type: ignore[attr-defined]
    if emergency.strip() and row.fact.by.role in CHIEFS:
        return yes("governance.policy-emergency", row.fact, why=emergency)
    published = view.last(governance.PolicyPublished)
    wait = waiting(view, published) if published else ("every team",)
    return (no if wait else yes)("governance.policy-waits", row.fact, *((published.fact,) if published else ()), teams=wait or ("nobody",))


STANDARDS: Final = (
    Standard(
        "governance.policy-active", "A policy is put into force when every team that it names knows it", "document", Basis.INSPECTORATE_EXPECTATION,
        ("hmicfrs-nn-2019 p280",), also=("AH-005", "IC-012", "XX-021"), acts=(on(governance.PolicyActivated),), met=everybody_knows,
        reads=(reads(governance.PolicyPublished, governance.PolicyAcknowledged),), to=(SUPERINTENDENT, LEAD), refuses=True,
    ),
)
