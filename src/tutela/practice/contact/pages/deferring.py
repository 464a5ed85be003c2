"""What one must see before an appointment is asked for or approved; and who tried to put off that somebody goes to a child."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Line, Row, Table
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.practice.contact.queries import deferring
from tutela.record.enquiries.engine import names_of, role_words
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries.cards import IncidentCard
from tutela.record.occurrences.queries.closed import closed_to


class DeferralsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who tried what, and was refused."""

    lead: str
    table: Table
    named: tuple[str, ...]


def appointment_lines(slug: str, card: IncidentCard) -> list[Line]:
    """How late it may be; and of one that waits for approval, for when it is and whether each child is said to be safe."""
    if slug == "appointment":
        return [Line(text=words("contact.appointment.latest"), at=deferring.latest(card.reported_at))]
    asked = deferring.appointment_asked(card.ref, card.pending.at) if card.pending else None
    if asked is None:
        return []
    data: Any = asked.data
    safe = Badge(words("contact.appointment.all-safe"), "green") if data.children_safe else Badge(words("contact.appointment.not-all-safe"), "red")
    return [Line(text=words("contact.appointment.asked", when=local_time(data.for_when)), badges=(safe,), detail=data.how)]


def deferrals_page(viewer: Viewer, *, at: datetime) -> DeferralsPage:
    """Who tried to put off that somebody goes, in the last four weeks, as far as this viewer may know of the logs."""
    found = deferring.tried(at, closed_to(viewer, at))
    logs = [ref for one in found for ref in one.last.refs("incident")]
    access, printed = policy.accesses(viewer, logs, at=at), occurrences.printed(logs)
    officers = names_of(one.officer for one in found)
    return DeferralsPage(
        lead=words("contact.deferrals.lead", count=sum(sum(one.count.values()) for one in found), days=deferring.OVER.days),
        table=Table(
            caption=words("contact.deferrals.title"), hide_caption=True, columns=tuple(words(f"contact.deferrals.column.{c}") for c in _COLUMNS),
            rows=tuple(_row(one, officers, access, printed) for one in found), empty=EmptyState(words("contact.deferrals.none")),
        ),
        named=tuple(dict.fromkeys(ref for ref in logs if access.get(ref) == "full")),
    )


_COLUMNS = ("who", "telephone", "appointment", "last", "rule")


def _row(one: deferring.Tried, officers: dict[str, str], access: dict[str, policy.Access], printed: dict[str, str]) -> Row:
    log = next((ref for ref in one.last.refs("incident") if access.get(ref) == "full"), "")
    data: Any = one.last.data
    telephone, appointment = (one.count.get(act, 0) for act in deferring.ACTS)
    return Row((
        Cell(text=officers.get(one.officer) or role_words(one.role), detail=role_words(one.role)), Cell(text=str(telephone)), Cell(text=str(appointment)),
        Cell(text=printed.get(log, ""), href=link_to(log) if log else None, at=one.last.held_from), Cell(text=", ".join(data.standards)),
    ))
