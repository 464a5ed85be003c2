"""Whose an action is that a meeting gave: as the meeting named them, where that is somebody of the force who can be told."""

from __future__ import annotations

from typing import Final

from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View

OWNERS: Final = (
    "inspector@response", "sergeant@response", "response_officer@response", "investigator@investigation", "detective_inspector@investigation",
    "offender_manager@offenders", "fim@contact", "cii@missing", "sergeant@missing", "detective_inspector@missing", "coordinator@missing",
)
"""To whom meetings give work; any other owner is seen to by the desk or team that enters the meeting."""


def given_to(field: str, address: str) -> Condition:
    """The meeting gave it to this role."""

    def this_role(view: View, row: Row) -> Finding:
        said = getattr(row.fact.data, field)
        return (yes if said == address else no)("said.says", row.fact, field=field, value=said or "nobody")

    this_role.__doc__ = f"The meeting gave it to: {address.replace('_', ' ').replace('@', ', ')}."
    return this_role
