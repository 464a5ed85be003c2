"""My worklist: what asks for a decision first, then what waits to be taken over, what I owe by due time, and what I need only note."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from math import inf
from typing import Final

import msgspec
from django.urls import reverse

from tutela.desks.worklist.forms import Acknowledge
from tutela.desks.worklist.pages import bits
from tutela.desks.worklist.queries import holding, mine
from tutela.desks.worklist.queries.kinds import Kind, kinds
from tutela.desks.worklist.queries.since import NOTHING, Said, Since, since
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design import links
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, AsAt, DutyClock, EmptyState, Pager
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.text import clip
from tutela.record.duties.queries.answering import Decision
from tutela.record.duties.queries.cards import DutyCard, place
from tutela.record.duties.queries.carried import Carried, by_colleagues
from tutela.record.duties.queries.doing import where
from tutela.record.duties.queries.told import Bundle, ToldLine
from tutela.record.enquiries.queries import HandOverSeen
from tutela.record.occurrences.queries import missing_now
from tutela.record.occurrences.queries.called import Named, called, name_of
from tutela.record.occurrences.queries.closed import closed_to

_SETTLED: Final = frozenset({"done", "done late", "not needed", "failed"})
_CAME: Final = 120
FILTERS: Final[tuple[mine.Only, ...]] = ("", "overdue", "soon")
FIRST: Final = 25
"""Of so many children what asks for a decision is drawn at once, the most urgent; how many more there are is said, and all are one click away."""


class LineView(msgspec.Struct, frozen=True, kw_only=True):
    """One telling."""

    title: str
    href: str | None
    asks: str
    why: str
    clock: DutyClock | None
    told_at: datetime
    again: str
    """Which time of asking, and in whose stead, where that is worth saying."""
    noted_at: datetime | None
    decided: str = ""
    """What was decided since they were told, by the viewer or somebody else, and when."""
    short: bool = False
    """It stands above among what is to do: its clock and reasons are not said twice."""


class BundleView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything told about one child or subject: one box to tick."""

    name: str
    what: str
    """What it is about: which kind of incident; and who, as it was said, where nobody is named."""
    href: str | None
    alerts: str
    """The alerts that wait to be noted, as the form sends them."""
    lines: tuple[LineView, ...]
    id: str
    came: str = ""
    """The last information about the case."""


class OwedView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is owed."""

    title: str
    name: str
    do: str | None
    """Where it is done."""
    why_href: str | None
    why: str
    clock: DutyClock
    promised_at: datetime | None
    asked_of: str
    decided: str = ""
    """What was decided about it, by the viewer or somebody else, and when: it stays owed."""
    came: str = ""
    """The last information about the case."""
    with_whom: str = ""
    """Which colleague at the same post was told of it first."""


class HandOverView(msgspec.Struct, frozen=True, kw_only=True):
    """Something that waits to be taken over."""

    name: str
    href: str | None
    cause: str
    giver: str
    risks: str
    duties: int
    next_deadline: str
    offered_at: datetime
    first: bool


class CountView(msgspec.Struct, frozen=True):
    """How much stands under one heading of the page, and where that is."""

    text: str
    href: str
    first_page: bool
    """Does it stand on the first page alone?"""


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """My worklist."""

    counts: tuple[CountView, ...]
    decisions: tuple[BundleView, ...]
    more_decisions: CountView | None
    """What asks for a decision and is not drawn: how much, and where all of it is."""
    undecided: tuple[OwedView, ...]
    decided: tuple[OwedView, ...]
    hand_overs: tuple[HandOverView, ...]
    left: int
    """So many cases are in the name of somebody who went off duty, and nobody has taken them over."""
    tabs: tuple[bits.Tab, ...]
    owed: tuple[OwedView, ...]
    owed_empty: EmptyState
    pager: Pager
    first_page: bool
    notes: tuple[BundleView, ...]
    more_told: bool
    as_at: AsAt
    summary: str
    decide_form: Acknowledge
    note_form: Acknowledge
    gaps: bool
    """May the viewer see where the roster had nobody, and who was told instead?"""
    named: tuple[str, ...]
    """The persons whose names this page shows: a look at them is logged."""


def home(viewer: Viewer, *, at: datetime, only: mine.Only = "", after: str | None = None, whole: bool = False) -> HomePage:
    """The worklist of one officer, in a fixed number of queries.

    :param whole: draw all that asks for a decision, however much
    """
    closed = closed_to(viewer, at)
    told = mine.told_and_waiting(viewer, closed, at=at)
    asked = mine.asked(viewer, closed, at=at)
    counts, owed = mine.owed(viewer, closed, at=at, only=only, after=after)
    first = _most_urgent([b for b in told if b.interrupts], None if whole else FIRST)
    drawn = {b.ref for b in first}
    bundles = [b for b in told if b.ref in drawn or not b.interrupts] if after is None else []   # what was told stands on the first page alone
    waiting = holding.waiting(viewer, closed, at)
    children = holding.children_of(h.subject for h in waiting) if waiting else {}
    named = called(viewer, {
        *records(bundles), *(ref for subject, about_ in children.items() for ref in (subject, *about_)),
        *(ref for d in (*asked.undecided, *(d for d, _ in asked.decided), *owed.rows) for ref in (d.subject, d.bundle)),
    }, at=at)
    givers = {card.ref: card.name for card in forces.cards({h.giver for h in waiting})} if waiting else {}
    path, above = reverse("worklist:home"), {*(d.ref for d, _ in asked.decided), *(d.ref for d in owed.rows)}
    shown, said = (*_missing(viewer, closed), *_counts(told, asked, counts)), about(bundles, named)
    new = since(viewer, {*records(bundles), *(ref for d in (*asked.undecided, *(d for d, _ in asked.decided), *owed.rows) for ref in d.about)}, at=at)
    carried = by_colleagues(viewer, owed.rows)
    here = {"show": only, "after": after, "decide": "all" if whole else ""}
    return HomePage(
        counts=shown, decisions=tuple(_asked_once(bundle(b, named, said, at, new=new)) for b in bundles if b.interrupts),
        more_decisions=_more(sum(b.interrupts for b in told), len(first), path, only, older=asked.older) if after is None else None,
        undecided=tuple(owed_view(viewer, d, named, at, new) for d in asked.undecided),
        decided=tuple(owed_view(viewer, d, named, at, new, decision) for d, decision in asked.decided),
        hand_overs=tuple(hand_over(h, named, children, givers, at) for h in waiting),
        left=holding.count_left(viewer, closed, at=at, but=[h.subject for h in waiting]),
        tabs=_tabs(path, only, counts), owed=tuple(owed_view(viewer, d, named, at, new, carried=carried.get(d.ref)) for d in owed.rows),
        owed_empty=EmptyState(words(f"worklist.home.owed-empty.{only or 'all'}")), first_page=after is None,
        pager=Pager(next=bits.address(path, show=only, after=owed.after) if owed.after else None, previous=bits.address(path, show=only) if after else None),
        notes=tuple(bundle(b, named, said, at, above=above, new=new) for b in bundles if not b.interrupts),
        more_told=sum(len(b.waiting) for b in told) >= mine.RECENT,
        as_at=AsAt(at=at, href=bits.address(path, **here), fragment=bits.address(reverse("worklist:home-fragment"), **here)),
        summary=" ".join(count.text for count in shown), decide_form=Acknowledge(),
        note_form=Acknowledge(), gaps=Permission.TEAM_SEE in viewer.permissions, named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )


def _most_urgent(asking: list[Bundle], most: int | None) -> list[Bundle]:
    """Of what asks for a decision: what is late before what is due, what is due sooner before what is due later, and the latest told of before the rest."""

    def key(bundle: Bundle) -> tuple[bool, float, float]:
        waits = [one for one in bundle.lines if one.waits]
        due = min((one.due_at.timestamp() for one in waits if one.due_at), default=inf)
        return (not any(one.state in LATE for one in waits), due, -bundle.latest.timestamp())

    return sorted(asking, key=key)[:most]


def _more(asking: int, drawn: int, path: str, only: mine.Only, *, older: bool) -> CountView | None:
    """How much asks for a decision and is not drawn, with the way to it; of more than a hundred questions to the latest hundred."""
    if asking == drawn:
        return None
    said = words(f"worklist.home.decide-more{'-older' if older else ''}", count=asking - drawn, all=asking)
    return CountView(said, bits.address(path, show=only, decide="all"), first_page=True)


def _missing(viewer: Viewer, closed: frozenset[str]) -> tuple[CountView, ...]:
    """How many children are missing now, for whoever may see their list: a worklist that owes nothing does not say that nothing is happening."""
    href = links.place("missing") if Permission.MISSING_SEE in viewer.permissions else None
    count = missing_now(closed) if href else 0
    return (CountView(words("worklist.home.count.missing", count=count), href, first_page=False),) if href and count else ()


def _counts(bundles: Iterable[Bundle], asked: mine.Asked, owed: mine.Counts) -> tuple[CountView, ...]:
    """How much stands under each heading, counted from what stands there; of each, what is overdue."""
    held = list(bundles)
    ask = [one.state in LATE for b in held if b.interrupts for one in b.lines if one.waits] + [d.state in LATE for d in asked.undecided]
    wait = [d.state in LATE for d, _ in asked.decided]
    note = [one.state in LATE for b in held if not b.interrupts for one in b.lines]
    counted = (
        ("decide", "decide-older" if asked.older else "decide", len(ask), sum(ask), True), ("decided", "decided", len(wait), sum(wait), True),
        ("owed", "owed", owed.owed, owed.overdue, False), ("note", "note", len(note), sum(note), True),
    )
    return tuple(
        CountView(words(f"worklist.home.count.{said}{'-late' if late else ''}", count=count, late=late), f"#{name}", first)
        for name, said, count, late, first in counted if count or name != "decided"
    )


def records(bundles: Iterable[Bundle]) -> set[str]:
    """The records that stand in what was told: each child or subject, and of what the lines are."""
    return {ref for b in bundles for ref in (b.ref, *(one.subject for one in b.lines)) if ref}


def about(bundles: Iterable[Bundle], named: Mapping[str, Named]) -> dict[str, Kind]:
    """What the records in what was told are about, of those that the viewer sees whole."""
    return kinds(ref for ref in records(bundles) if (name := named.get(ref)) and name.href)


def _what(told: Bundle, said: Mapping[str, Kind]) -> str:
    """Which kinds of incident it is about; and who, as it was said, where nobody of the record is named."""
    found = [said[ref] for ref in dict.fromkeys((told.ref, *(one.subject for one in told.lines))) if ref in said]
    kind = ", ".join(dict.fromkeys(words(f"worklist.concern.{one.concern}") for one in found))
    who = said[told.ref].who if told.ref in said else ""
    return f"{kind}: {who}" if kind and who else kind


def bundle(
    told: Bundle, named: dict[str, Named], said: Mapping[str, Kind], at: datetime, *, above: Collection[str] = (), new: Since = NOTHING,
) -> BundleView:
    """What was told of one child or subject, for a page.

    :param above: duties that stand on the page already, among what is to do
    :param new: what came since
    """
    name = name_of(named, told.ref)
    first = sorted(told.lines, key=lambda one: (one.state in _SETTLED, one.decided_at is not None, not one.asks, one.priority))
    return BundleView(
        name=name.text, what=_what(told, said), href=name.href, alerts=",".join(told.waiting),
        lines=tuple(line(one, at, short=one.duty in above, decision=new.decisions.get(one.duty or "")) for one in first), id=f"told-{told.lines[0].alert}",
        came=_came(new.of((told.ref, *(one.subject for one in told.lines))), at),
    )


def _asked_once(told: BundleView) -> BundleView:
    """Of several duties on which the same decision is asked, the first asks for it, and the rest stand beneath it: one act decides them all."""
    asked: dict[str, list[LineView]] = {}
    for number, one in enumerate(told.lines):
        asked.setdefault(one.asks or f"{number}", []).append(one)
    lines = (msgspec.structs.replace(one, asks="") if rest else one for group in asked.values() for rest, one in enumerate(group))
    return msgspec.structs.replace(told, lines=tuple(lines))


def line(told: ToldLine, at: datetime, *, short: bool = False, decision: Said | None = None) -> LineView:
    """One telling, for a page."""
    theirs = _by_another(decision, at) if decision and decision.at >= told.told_at and not told.settled else ""
    again = [words("worklist.told.again", rung=told.rung)] if told.rung > 1 else []
    again += [words("worklist.told.repeat", count=told.repeat)] if told.repeat else []
    again += [words("worklist.told.instead", role=told.instead_of)] if told.instead_of else []
    return LineView(
        title=told.title, href=link_to(told.duty) if told.duty else link_to(told.subject), asks="" if told.decided_at else told.asks, short=short,
        why="" if short else bits.in_a_line(told.reasons),
        clock=bits.clock(told.state, at, due_at=told.due_at) if told.duty and not short else None, told_at=told.told_at, again=" ".join(again),
        noted_at=told.acknowledged_at, decided="" if short else _decided(told.decided_at, told.decided, at) if told.decided_at else theirs,
    )


def owed_view(
    viewer: Viewer, card: DutyCard, named: dict[str, Named], at: datetime, new: Since = NOTHING, decision: Decision | None = None,
    carried: Carried | None = None,
) -> OwedView:
    """One thing that is owed, for a page: the child's name where it may be said, and the form that does it, else the record where it is done."""
    subject, child = name_of(named, card.subject), name_of(named, card.bundle)
    name = child.text if child.text == subject.text else f"{child.text}, {subject.text}"
    theirs = new.decisions.get(card.ref)
    return OwedView(
        title=card.title, name=name, do=where(viewer, card) or subject.href or child.href, why_href=link_to(card.ref),
        why=bits.in_a_line(card.reasons) or card.why, clock=bits.clock_of(card, at), promised_at=card.promised_at, asked_of=card.asks,
        decided=_decided(decision.at, decision.words, at) if decision else _by_another(theirs, at) if theirs else "", came=_came(new.of(card.about), at),
        with_whom=words("worklist.with-whom", name=carried.name, time=near_time(carried.told_at, at)) if carried else "",
    )


def _came(said: Said | None, at: datetime) -> str:
    return words("worklist.came", time=near_time(said.at, at), what=clip(said.text, _CAME), name=said.by) if said else ""


def _by_another(said: Said, at: datetime) -> str:
    return words("worklist.decided-by", name=said.by, time=near_time(said.at, at), what=clip(said.text, _CAME))


def _decided(when: datetime, what: str, at: datetime) -> str:
    return words("worklist.decided", time=near_time(when, at), what=what)


def hand_over(
    waiting: HandOverSeen, named: dict[str, Named], children: dict[str, tuple[str, ...]], givers: dict[str, str], at: datetime,
) -> HandOverView:
    """Something that waits to be taken over, for a page."""
    name = name_of(named, waiting.subject)
    return HandOverView(
        name=bits.with_children(name.text, children[waiting.subject], named), href=name.href, cause=words(f"worklist.hand-over.cause.{waiting.cause}"),
        giver=givers.get(waiting.giver) or place(waiting.giver_role), risks=waiting.risks, duties=len(waiting.duties),
        next_deadline=bits.deadline(waiting.next_deadline, at) if waiting.next_deadline else "", offered_at=waiting.offered_at, first=waiting.first,
    )


def _tabs(path: str, only: mine.Only, counts: mine.Counts) -> tuple[bits.Tab, ...]:
    held = {"": counts.owed, "overdue": counts.overdue, "soon": counts.soon}
    return tuple(
        bits.Tab(words(f"worklist.home.filter.{name or 'all'}", count=held[name]), bits.address(path, show=name), name == only) for name in FILTERS
    )
