"""Which children live where something happened: found in the record or asked, confirmed by a person, each of them in the incident from then on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from tutela.facts import About, contact, referrals
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit import refs
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import hold, noted
from tutela.record.chronology.operations import note
from tutela.record.occurrences import operations as occurrences

_PRESENT: Final = "Children are there."
"""What the log says when it is first known: new information, which asks for a fresh assessment."""


@operation(Permission.INCIDENT_LOG, about=("incident",))
def record_household(work: Work, *, incident: str, children_present: bool | None = None, children: Sequence[str] = (), place: str = "") -> dict[str, Any]:
    """Say whether children are there, and which children of the record live there. What each is owed follows.

    :param place: the place of ours that the address is, where one alone is meant
    :raises Refused: if one of them is no person of the record
    """
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    if any(not refs.is_ours(ref) or refs.split(ref)[0] != "person" for ref in children):
        raise Refused("contact.no-such-child")
    work.may(Permission.INCIDENT_LOG, *children)
    new = [ref for ref in dict.fromkeys(children) if ref not in held.shape.children]
    at_place = (About("place", place, "scene"),) if place else ()
    for child in new:
        occurrences.involve(work, incident, child, "subject")
        found = referrals.HouseholdChildFound(connection="lives_there", found_in="address_history")
        note(work, found, about=(About("incident", incident), About("child", child), *at_place))
    known = children_present if children_present is not None else held.row.children_present
    if known and not held.row.children_present:
        noted(work, held, contact.InformationReceived(what="log_entry", raises_concern=True, text=_PRESENT))
    work.change(held.row, children_present=known, place=held.row.place or place)
    return {"incident": incident, "children": new}
