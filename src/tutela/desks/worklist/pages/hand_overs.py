"""Hand-overs: what waits for me to take over, what I gave and nobody has taken, and the end of a shift, where nothing is left without an owner."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tutela.desks.worklist.forms import Decline, Shift, Take
from tutela.desks.worklist.pages import bits
from tutela.desks.worklist.pages.home import OwedView, owed_view
from tutela.desks.worklist.queries import holding
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Choice
from tutela.foundations.design.parts import Badge, DutyClock
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.record.duties.queries.cards import place
from tutela.record.enquiries.queries import HandOverSeen
from tutela.record.occurrences.queries.called import Named, called, name_of
from tutela.record.occurrences.queries.closed import closed_to, kept_from


class HandOverView(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-over, with what is passed on."""

    subject: str
    name: str
    href: str | None
    cause: str
    giver: str
    receiver: str
    risks: str
    duties: tuple[tuple[str, datetime | None], ...]
    """Title and time of each duty that was open."""
    next_deadline: datetime | None
    offered_at: datetime
    first: bool
    take: Take | None = None
    decline: Decline | None = None


class HandOversPage(msgspec.Struct, frozen=True, kw_only=True):
    """What waits to be taken over, and what was given."""

    waiting: tuple[HandOverView, ...]
    given: tuple[HandOverView, ...]
    may_hand_over: bool


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """One case that is held."""

    name: str
    href: str | None
    badges: tuple[Badge, ...]
    owed: int
    overdue: int
    next_title: str
    next_clock: DutyClock | None
    offered: str


class ShiftPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one holds, to hand to somebody on duty."""

    cases: tuple[CaseView, ...]
    duties: tuple[OwedView, ...]
    actions: tuple[tuple[str, str, datetime | None], ...]
    """What, about what, by when."""
    form: Shift
    nobody: bool
    """There is nobody on duty who could take it."""
    named: tuple[str, ...]


def hand_overs(viewer: Viewer, *, at: datetime, answered: str = "", declined: Decline | None = None) -> HandOversPage:
    """What waits to be taken over, and what was given and waits.

    :param declined: what was sent about the hand-over of ``answered`` and could not be taken
    """
    closed, kept = closed_to(viewer, at), kept_from(viewer, at)
    waiting, given = holding.waiting(viewer, closed, kept), holding.given(viewer, closed, kept)
    named = called(viewer, {row.subject for row in (*waiting, *given)}, at=at)
    people = {card.ref: card.name for card in forces.cards({ref for row in (*waiting, *given) for ref in (row.giver, row.receiver) if ref})}
    return HandOversPage(
        waiting=tuple(
            msgspec.structs.replace(
                _view(row, named, people), take=Take(initial={"subject": row.subject}),
                decline=_own(declined if declined and row.subject == answered else Decline(initial={"subject": row.subject}), row.id),
            )
            for row in waiting
        ),
        given=tuple(_view(row, named, people) for row in given), may_hand_over=Permission.INCIDENT_HAND_OVER in viewer.permissions,
    )


def shift(viewer: Viewer, *, at: datetime, form: Shift | None = None) -> ShiftPage:
    """Everything that this officer holds, and who could take it."""
    closed = closed_to(viewer, at)
    held = holding.holding(viewer, closed, at=at)
    named = called(viewer, {
        *(h.card.ref for h in held.cases), *(d.subject for d in held.duties), *(d.bundle for d in held.duties), *(a.subject for a in held.actions),
    }, at=at)
    choices = receivers(viewer, at=at)
    form = form or Shift()
    form.offer(choices)
    return ShiftPage(
        cases=tuple(_case(h, named, at) for h in held.cases), duties=tuple(owed_view(viewer, d, named, at) for d in held.duties),
        actions=tuple((a.what, name_of(named, a.subject).text, a.by_when) for a in held.actions), form=form, nobody=not choices,
        named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def receivers(viewer: Viewer, *, at: datetime) -> tuple[Choice, ...]:
    """Who could take over all that this officer holds, as answers."""
    held = holding.holding(viewer, closed_to(viewer, at), at=at)
    about = {ref for h in held.cases for ref in h.card.shape.refs}
    return tuple(
        Choice(who.ref, text=words("worklist.officer", name=who.name, rank=who.rank, unit=who.unit)) for who in holding.receivers(viewer, about, at=at)
    )


def _own(form: Decline, id: str) -> Decline:
    """With ids of its own, where a page has several."""
    form.auto_id = f"{id}_%s"
    return form


def _view(row: HandOverSeen, named: dict[str, Named], people: dict[str, str]) -> HandOverView:
    name = name_of(named, row.subject)
    return HandOverView(
        subject=row.subject, name=name.text, href=name.href, cause=words(f"worklist.hand-over.cause.{row.cause}"),
        giver=people.get(row.giver) or place(row.giver_role), receiver=people.get(row.receiver) or place(row.receiver_role), risks=row.risks,
        duties=tuple((str(d.get("title", "")), _moment(d.get("due_at"))) for d in row.duties), next_deadline=row.next_deadline, offered_at=row.offered_at,
        first=row.first,
    )


def _case(held: holding.Held, named: dict[str, Named], at: datetime) -> CaseView:
    name, first = name_of(named, held.card.ref), held.duties[0] if held.duties else None
    badges = [Badge(words(f"worklist.concern.{held.card.concern}"), "purple")]
    if any(e.live and (e.live.handled_as or e.live.value) == "high" for e in held.card.episodes):
        badges.append(Badge(words("worklist.level.high"), "red"))
    return CaseView(
        name=name.text, href=name.href, badges=tuple(badges), owed=len(held.duties), overdue=sum(d.state in ("overdue", "breached") for d in held.duties),
        next_title=first.title if first else "", next_clock=bits.clock_of(first, at) if first else None,
        offered=words("worklist.hand-over.offered-to", role=place(held.offered.receiver_role)) if held.offered else "",
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None
