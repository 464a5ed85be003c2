"""The roster: who is on duty in which role of which area, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tutela.desks.administration.operations.officers import changed, in_order, officer_of, once
from tutela.foundations.access.permissions import Permission
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces import rows
from tutela.foundations.work.errors import Flag, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work


@operation(Permission.ROSTER_KEEP, about=("officer",))
def roster_shift(work: Work, *, officer: str, address: str, since: datetime, until: datetime) -> dict[str, Any]:
    """Put somebody on duty, or on call, in a role that they hold. A skill that lapses or an absence is said, and stops nothing.

    :raises Refused: if they hold no such post then, or the shift ends before it begins
    :raises AlreadyDone: if they are rostered in it at that time
    """
    row = officer_of(officer)
    in_order(since, until)
    role, _, area = address.partition("@")
    if (role, area) not in forces.roles_of(officer, since):
        raise Refused("administration.post-not-held", post=address)
    standing = forces.standing(officer, since)
    if role in standing.lapsed:
        work.flags.append(Flag("administration.skill-lapsed", "administration.skill-lapsed", {"name": row.name, "role": role}))
    if standing.absent:
        work.flags.append(Flag("administration.away", "administration.away", {"name": row.name}))
    with once("administration.rostered-already", address=address):
        rows.roster_shift(row, address, since=since, until=until, at=work.at, by=work.by.ref)
    changed(work, officer, {"shift": address, "since": since, "until": until})
    return {"officer": officer, "shift": address}
