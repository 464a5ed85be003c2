"""Who searches: assigned, accepted or declined by name. High risk stays the force incident manager's whoever else works on it."""

from __future__ import annotations

from typing import Any

from tutela.facts import About, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.policy import Verdict, locked_out
from tutela.foundations.work.errors import Denied, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import Held, flag, hold, level_of, noted
from tutela.practice.missing.operations.rows import keep
from tutela.record.enquiries import operations as enquiries
from tutela.record.occurrences import queries


@operation(Permission.MISSING_OWN, may_be=("protects",), about=("episode",))
def assign_to_cii(
    work: Work, *, episode: str, officer: str = "", to: str = "cii@missing", risks: str = "", expected: int | None = None,
) -> dict[str, Any]:
    """Assign the search to the inspector of an area, or to another who may own it. It is theirs when they accept; until then it stays.

    At high risk it stays the force incident manager's even then: saved, flagged, and told to those who answer for it.

    :raises Refused: if the officer is linked to somebody in it, and so may not have it
    """
    work.words = {"risks": risks}
    held = hold(work, episode, Permission.MISSING_OWN, expected=expected)
    if officer and locked_out([officer], held.shape.refs, at=work.at):
        raise Refused("missing.officer-may-not-have-it")
    load = queries.open_loads([officer])[officer][0] if officer else 0
    level = level_of(work, held)
    named = [About("officer", officer)] if officer else []
    work.kept["risks"] = risks
    row = keep(work, held, noted(work, held, missing.OwnershipAssigned(to=to, ref=officer or None), also=named))
    if level == "high" and to.startswith("cii@"):
        flag(work, "missing.high-with-fim", "missing.high-stays-with-fim")
    return {"episode": episode, "to": to, "officer": officer, "open": load, "level": level, "hand_over": str(row.pk)}


@operation(Permission.MISSING_OWN, may_be=("protects",), about=("episode",))
def accept_ownership(work: Work, *, episode: str) -> dict[str, Any]:
    """Accept the search that was assigned to me.

    :raises Refused: if nothing was assigned
    :raises Denied: if it was assigned to somebody else
    """
    held, row = _assigned(work, episode)
    named = [About("officer", work.by.ref)]
    theirs = keep(work, held, noted(work, held, missing.OwnershipAccepted(role=row.receiver_role), also=named))
    if not theirs:
        flag(work, "missing.high-with-fim", "missing.works-beside-fim")
    return {"episode": episode, "owner": held.row.owner, "theirs": theirs}


@operation(Permission.MISSING_OWN, about=("episode",))
def decline_ownership(work: Work, *, episode: str, reason: str) -> dict[str, Any]:
    """Decline the search that was assigned to me, with the reason: the giver owns it, and is told.

    :raises Refused: if nothing was assigned, or no reason is given
    :raises Denied: if it was assigned to somebody else
    """
    work.words = {"reason": reason}
    held, _ = _assigned(work, episode)
    if not reason.strip():
        raise Refused("occurrences.declined-without-reason")
    keep(work, held, noted(work, held, missing.OwnershipDeclined(reason=reason.strip())))
    return {"episode": episode, "owner": held.row.owner}


def _assigned(work: Work, episode: str) -> tuple[Held, Any]:
    held = hold(work, episode, Permission.MISSING_OWN)
    row = enquiries.open_hand_over(episode, *enquiries.OWNING, of=work.by)
    if row is None and enquiries.open_hand_over(episode, *enquiries.OWNING) is not None:
        raise Denied(Verdict("none", "missing.assigned-to-another"), (episode,))
    if row is None:
        raise Refused("occurrences.nothing-offered")
    return held, row
