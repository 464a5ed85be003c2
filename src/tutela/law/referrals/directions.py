"""What a senior or supervisor directs at an incident with a child: each a record, with its owner and time, followed until it is done."""

from __future__ import annotations

from typing import Final

from tutela.facts import referrals
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Standard, Term, at_due, at_share, on
from tutela.law.kernel.situation import Row, View
from tutela.law.referrals import conditions as c
from tutela.law.referrals.ladders import (
    CASE_DI,
    CASE_SERGEANT,
    CASE_SUPERINTENDENT,
    DESK_DI,
    INSPECTOR,
    INVESTIGATOR,
    OFFICER,
    RESPONSE_SUPERINTENDENT,
    SERGEANT,
    climbing,
)
from tutela.law.standing.said import both, gives, moment_given

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION


def given_to(*roles: str) -> Condition:
    """It is theirs to do."""

    def is_theirs(view: View, row: Row) -> Finding:
        to = row.fact.data.to  # type: ignore[attr-defined]
        return (yes if to.partition("@")[0] in roles else no)("referrals.directed-to", row.fact, to=to or "nobody")

    is_theirs.__doc__ = f"It is given to {', '.join(roles)}."
    return is_theirs


asked_by: Final = moment_given("by_when", "By when it was to be done.")


def _terms(owner: str, sergeant: str, inspector: str, top: str, when: Condition | None = None) -> tuple[Term, Term]:
    ladder = climbing(at_share(0.75, owner), at_due(sergeant, inspector), top=top)
    dated = gives("by_when")
    return (
        Term(before("referrals.own_time", asked_by), owner, ladder, when=both(when, dated) if when else dated),
        Term(within("referrals.direction"), owner, ladder, when=when),
    )


DIRECTION: Final = Duty(
    "referrals.direction", "Do what was directed", "action", _EXPECTED, ("hmicfrs-ny-2022 p44", "hmicfrs-ny-2022 p69"), also=("IC-005", "IC-044"),
    opens=(on(referrals.DirectionGiven),), discharged_by=(on(referrals.DirectionDone, gives("result")),),
    ends=(on(referrals.DirectionDropped, c.approved_by_another),),
    terms=(
        *_terms(OFFICER, SERGEANT, INSPECTOR, RESPONSE_SUPERINTENDENT, given_to("response_officer")),
        *_terms(INVESTIGATOR, CASE_SERGEANT, CASE_DI, CASE_SUPERINTENDENT, given_to("investigator", "detective_inspector")),
        *_terms(SERGEANT, INSPECTOR, DESK_DI, RESPONSE_SUPERINTENDENT),
    ),
    why="Taken on is not done.",
)

DUTIES: Final = (DIRECTION,)

STANDARDS: Final = (
    Standard(
        "referrals.direction-dropped", "What was directed is dropped only with another's approval", "action", _EXPECTED, ("hmicfrs-ny-2022 p44",),
        also=("IC-005",), acts=(on(referrals.DirectionDropped),), met=c.approved_by_another, to=(INSPECTOR, DESK_DI), refuses=True,
    ),
    Standard(
        "referrals.options", "The ways to make a child safe now were considered, with the reason for the one chosen", "child", _EXPECTED,
        ("hmicfrs-nn-2019 p149",), also=("AH-083",), acts=(on(referrals.OptionsConsidered),), met=gives("considered", "chosen", "why"), to=(SERGEANT,),
    ),
)
