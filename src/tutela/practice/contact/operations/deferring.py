"""Putting off that somebody goes: an appointment, which one asks for and another approves; telephone resolution, which is no answer for a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.times import local_time
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.grading import ask
from tutela.practice.contact.operations.held import hold, noted, refused
from tutela.practice.contact.queries import deferring
from tutela.record.occurrences import engine

NOBODY: Final = "nobody"
"""The answer that no child lives there or is there, where none is named."""


@operation(Permission.INCIDENT_DISPATCH, may_be=("defers",), about=("incident",))
def assign_to_telephone(work: Work, *, incident: str, team: str = "", why: str = "") -> dict[str, Any]:
    """Give the incident to a team that resolves by telephone. Of a child's incident the law refuses it, and the attempt is kept."""
    work.words = {"why": why}
    held = hold(work, incident, Permission.INCIDENT_DISPATCH)
    return {"incident": incident, "fact": noted(work, held, contact.AssignedToTelephone(team=clean(team))).id}


@operation(Permission.INCIDENT_GRADE, may_be=("defers",), about=("incident",))
def ask_appointment(
    work: Work, *, incident: str, for_when: datetime, why: str, safe: Sequence[str] = (), how: str = "", expected: int | None = None,
) -> dict[str, Any]:
    """Ask for an appointment in place of attendance. The grade that stands stays live, and attendance owed, until another approves.

    :param safe: the children of whom it is known that they are safe until then
    :raises Refused: if the force makes no such appointments (the attempt is kept), it is too late or past, no higher grade stands, or it says no reason
    """
    work.words = {"why": why, "how": how}
    held = hold(work, incident, Permission.INCIDENT_GRADE, expected=expected)
    confirmed = bool(safe) and set(held.shape.children or (NOBODY,)) <= set(safe)
    if not deferring.appointments_offered(work.at):
        tried = noted(work, held, contact.AppointmentMade(for_when=for_when, children_safe=confirmed or None, why=clean(why)))
        raise refused(tried, "defers", "contact.no-appointment", "contact.appointments-off")
    if not clean(why) or not clean(how):
        raise Refused("contact.appointment-says-nothing")
    last = deferring.latest(held.row.reported_at)
    if not work.at < for_when <= last:
        raise Refused("contact.appointment-too-late", last=local_time(last))
    stands = engine.standing(held.shape, work.at).grade(incident)
    if not engine.lower_grade("scheduled", stands.value if stands else None):
        raise Refused("contact.appointment-needs-grade")
    noted(work, held, contact.AppointmentAsked(for_when=for_when, children_safe=confirmed or None, how=clean(how), why=clean(why)))
    ask(work, held, "scheduled", why)
    return {"incident": incident, "status": "pending", "children_safe": confirmed}
