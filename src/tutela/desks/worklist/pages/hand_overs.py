"""Hand-overs: what waits for me to take over, what I gave and nobody has taken, and the end of a shift, where nothing is left without an owner."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tutela.desks.worklist.forms import CaseAsked, Decline, Shift, Take
from tutela.desks.worklist.pages import bits
from tutela.desks.worklist.pages.home import OwedView, owed_view
from tutela.desks.worklist.queries import holding
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Choice
from tutela.foundations.design.parts import LATE, Badge, DutyClock
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.queries import OfficerCard
from tutela.record.duties.queries.cards import place
from tutela.record.enquiries.queries import HandOverSeen
from tutela.record.occurrences.queries.called import Named, called, name_of
from tutela.record.occurrences.queries.closed import closed_to


class HandOverView(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-over, with what is passed on."""

    subject: str
    name: str
    title: str
    """Its number, with whom it is about."""
    href: str | None
    cause: str
    giver: str
    receiver: str
    risks: str
    duties: tuple[tuple[str, datetime | None], ...]
    """Title and time of each duty that was open."""
    next_deadline: str
    """When the next of it is due, or by how long it is overdue."""
    offered_at: datetime
    first: bool
    take: Take | None = None
    decline: Decline | None = None


class LeftView(msgspec.Struct, frozen=True, kw_only=True):
    """One case whose owner went off duty, and that nobody has taken over."""

    subject: str
    name: str
    href: str | None
    owner: str
    owed: int
    overdue: int
    next_title: str
    next_clock: DutyClock | None
    offered: str
    """To whom it, or a search of it, is offered; nobody else takes it meanwhile."""
    take: Take


class HandOversPage(msgspec.Struct, frozen=True, kw_only=True):
    """What waits to be taken over, and what was given."""

    waiting: tuple[HandOverView, ...]
    left: tuple[LeftView, ...]
    left_count: int
    given: tuple[HandOverView, ...]
    may_hand_over: bool
    named: tuple[str, ...]


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
    """To whom it is offered already."""
    key: str
    """What its questions in the form are called by."""


class ShiftPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one holds, to hand to somebody who is on duty or comes on duty soon."""

    cases: tuple[CaseView, ...]
    duties: tuple[OwedView, ...]
    actions: tuple[tuple[str, str, datetime | None], ...]
    """What, about what, by when."""
    form: Shift
    nobody: bool
    """There is nobody who could take it, now or within hours."""
    named: tuple[str, ...]


def hand_overs(viewer: Viewer, *, at: datetime, answered: str = "", declined: Decline | None = None) -> HandOversPage:
    """What waits to be taken over, and what was given and waits.

    :param declined: what was sent about the hand-over of ``answered`` and could not be taken
    """
    closed = closed_to(viewer, at)
    waiting, given = holding.waiting(viewer, closed, at), holding.given(viewer, closed, at)
    left = holding.left(viewer, closed, at=at, but=[row.subject for row in waiting])
    children = holding.children_of({row.subject for row in (*waiting, *given)})
    named = called(viewer, {
        *(ref for subject, about in children.items() for ref in (subject, *about)), *(ref for h in left.cases for ref in h.card.shape.refs),
    }, at=at)
    people = {card.ref: card.name for card in forces.cards({
        *(ref for row in (*waiting, *given) for ref in (row.giver, row.receiver) if ref), *(h.card.owner.officer for h in left.cases),
    })}
    return HandOversPage(
        waiting=tuple(
            msgspec.structs.replace(
                _view(row, named, children, people, at), take=Take(initial={"subject": row.subject}),
                decline=_own(declined if declined and row.subject == answered else Decline(initial={"subject": row.subject}), row.id),
            )
            for row in waiting
        ),
        left=tuple(_left(h, named, people, at) for h in left.cases), left_count=left.count,
        given=tuple(_view(row, named, children, people, at) for row in given), may_hand_over=Permission.INCIDENT_HAND_OVER in viewer.permissions,
        named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def shift(viewer: Viewer, *, at: datetime, form: Shift | None = None) -> ShiftPage:
    """Everything that this officer holds, and who could take it."""
    held = _held(viewer, at)
    offers = _offered_to(held)
    named = called(viewer, {
        *(ref for h in held.cases for ref in h.card.shape.refs), *(ref for d in held.duties for ref in (d.subject, d.bundle)),
        *(a.subject for a in held.actions),
    }, at=at)
    form = form or Shift()
    if not form.is_bound:
        prepare(form, viewer, at=at, held=held, named=named)
    return ShiftPage(
        cases=tuple(_case(h, named, offers.get(h.card.ref, ""), at) for h in held.cases), duties=tuple(owed_view(viewer, d, named, at) for d in held.duties),
        actions=tuple((a.what, name_of(named, a.subject).text, a.by_when) for a in held.actions), form=form, nobody=not form.choices,
        named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def prepare(form: Shift, viewer: Viewer, *, at: datetime, held: holding.Holding | None = None, named: dict[str, Named] | None = None) -> holding.Holding:
    """Ask in the form about each case that this officer holds, and who could take it."""
    held = held or _held(viewer, at)
    named = called(viewer, {ref for h in held.cases for ref in h.card.shape.refs}, at=at) if named is None else named
    about = {ref for h in held.cases for ref in h.card.shape.refs}
    offers = _offered_to(held)
    form.offer(
        tuple(_choice(who, starts, at) for who, starts in holding.receivers(viewer, about, at=at)),
        tuple(CaseAsked(h.card.id, bits.case_name(h.card, named), offers.get(h.card.ref, "")) for h in held.cases),
    )
    return held


def words_of(form: Shift, held: holding.Holding) -> tuple[dict[str, str], list[str]]:
    """What was written of each case and its searches; and the cases whose earlier offer stands."""
    own = {ref: form.told(h.card.id) for h in held.cases for ref in h.refs}
    return own, [ref for h in held.cases if form.left(h.card.id) for ref in h.refs]


def _held(viewer: Viewer, at: datetime) -> holding.Holding:
    return holding.holding(viewer, closed_to(viewer, at), at=at)


def _offered_to(held: holding.Holding) -> dict[str, str]:
    """To whom the cases are offered already: by name, else by role."""
    offers = {h.card.ref: h.offered for h in held.cases if h.offered}
    people = {card.ref: card.name for card in forces.cards({o.receiver for o in offers.values() if o.receiver})}
    return {ref: people.get(offer.receiver) or place(offer.receiver_role) for ref, offer in offers.items()}


def _choice(who: OfficerCard, starts: datetime | None, at: datetime) -> Choice:
    """One who could take it; of one who is not on duty yet, when their shift begins."""
    said = words("worklist.officer", name=who.name, rank=who.rank, unit=who.unit)
    return Choice(who.ref, text=words("worklist.shift.starts", who=said, time=near_time(starts, at)) if starts else said)


def _own(form: Decline, id: str) -> Decline:
    """With ids of its own, where a page has several."""
    form.auto_id = f"{id}_%s"
    return form


def _view(
    row: HandOverSeen, named: dict[str, Named], children: dict[str, tuple[str, ...]], people: dict[str, str], at: datetime,
) -> HandOverView:
    name = name_of(named, row.subject)
    return HandOverView(
        subject=row.subject, name=name.text, title=bits.with_children(name.text, children[row.subject], named), href=name.href,
        cause=words(f"worklist.hand-over.cause.{row.cause}"),
        giver=people.get(row.giver) or place(row.giver_role), receiver=people.get(row.receiver) or place(row.receiver_role), risks=row.risks,
        duties=tuple((str(d.get("title", "")), _moment(d.get("due_at"))) for d in row.duties),
        next_deadline=bits.deadline(row.next_deadline, at) if row.next_deadline else "",
        offered_at=row.offered_at, first=row.first,
    )


def _left(held: holding.Held, named: dict[str, Named], people: dict[str, str], at: datetime) -> LeftView:
    first = held.duties[0] if held.duties else None
    offered = next((place(owner.offered_to) for owner in (held.card.owner, *(e.owner for e in held.card.episodes)) if owner.offered_to), "")
    return LeftView(
        subject=held.card.ref, name=bits.case_name(held.card, named), href=name_of(named, held.card.ref).href, owner=people.get(held.card.owner.officer, ""),
        owed=len(held.duties), overdue=sum(d.state in LATE for d in held.duties), next_title=first.title if first else "",
        next_clock=bits.clock_of(first, at) if first else None, offered=words("worklist.left.offered", role=offered) if offered else "",
        take=Take(initial={"subject": held.card.ref}),
    )


def _case(held: holding.Held, named: dict[str, Named], offered: str, at: datetime) -> CaseView:
    first = held.duties[0] if held.duties else None
    badges = [Badge(words(f"worklist.concern.{held.card.concern}"), "purple")]
    if any(e.live and (e.live.handled_as or e.live.value) == "high" for e in held.card.episodes):
        badges.append(Badge(words("worklist.level.high"), "red"))
    return CaseView(
        name=bits.case_name(held.card, named), href=name_of(named, held.card.ref).href, badges=tuple(badges), owed=len(held.duties),
        overdue=sum(d.state in LATE for d in held.duties),
        next_title=first.title if first else "", next_clock=bits.clock_of(first, at) if first else None,
        offered=words("worklist.shift.offered", name=offered) if offered else "", key=held.card.id,
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None
