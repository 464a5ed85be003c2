"""The list that the force works jointly with a local authority, for the missing team and for the authority's own people: who is missing, who is back and
whether their interview is in time, the notes and actions of both. What is shown is what either side may read of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to, place
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Line, Pager, Row, Table
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import in_words
from tutela.foundations.kit.text import clip
from tutela.practice.missing.pages.bits import act_url
from tutela.practice.missing.pages.interviews import interview_line
from tutela.practice.missing.pages.listing import Part
from tutela.record.people import queries as people
from tutela.record.people.queries import Card
from tutela.record.sharing.queries import joint
from tutela.record.sharing.queries.joint import Doing, Note, OnList

_SHORT: Final = 120
Address = Callable[[OnList], str]


class JointPage(msgspec.Struct, frozen=True, kw_only=True):
    """The list, as one side sees it."""

    as_at: AsAt
    parts: tuple[Part, ...]
    actions: Table
    touched: tuple[str, ...]
    meeting: str | None = None
    """Where the force's daily meeting with its partners is held."""


class JointChildPage(msgspec.Struct, frozen=True, kw_only=True):
    """One child on the list."""

    title: str
    reference: str
    state: tuple[Line, ...]
    notes: tuple[Line, ...]
    actions: Table
    acts: tuple[Line, ...]
    back: str
    touched: tuple[str, ...]
    told: tuple[Line, ...] = ()
    returned: tuple[Line, ...] = ()


def joint_page(viewer: Viewer, *, at: datetime, after: Mapping[str, str | None], path: str, address: Address, done: Callable[[Doing], str]) -> JointPage:
    """The list for one side, in a fixed number of queries.

    :param path: the address of the list; ``address`` and ``done``: those of a child on it, and of saying that an action was done
    """
    pages = {part: joint.listed(viewer, part, at, after=after.get(part)) for part in joint.PARTS}
    entries = [entry for page in pages.values() for entry in page.rows]
    doing = joint.own_actions(viewer, at)
    everybody = [*entries, *(entry for _, entry in doing)]
    cards = shown(viewer, everybody, at)
    notes, actions = joint.notes(viewer, [e.ref for e in entries]), joint.actions(viewer, [e.ref for e in entries])
    parts = tuple(
        _part(part, [_row(e, cards, notes.get(e.ref, []), actions.get(e.ref, []), at, address) for e in page.rows], page.after, after.get(part), path)
        for part, page in pages.items()
    )
    return JointPage(
        as_at=AsAt(at=at, href=path), parts=parts, actions=own_table(doing, cards, at, address, done), meeting=None if viewer.body else place("review-list"),
        touched=tuple(dict.fromkeys(ref for entry in everybody for ref in entry.about)),
    )


def joint_child_page(viewer: Viewer, entry: OnList, *, at: datetime, done: Callable[[Doing], str]) -> JointChildPage:
    """One child for the force's side."""
    key = str(entry.key)
    acts = tuple(Line(text=words(f"missing.{slug}.link"), href=act_url(slug, key)) for slug in ("joint-note", "joint-action"))
    search = link_to(entry.ref)
    return child_page(
        viewer, entry, at=at, back=reverse("missing:joint"), done=done,
        acts=(*acts, *((Line(text=words("missing.joint.search", reference=entry.reference), href=search),) if search else ())),
    )


def child_page(viewer: Viewer, entry: OnList, *, at: datetime, back: str, acts: tuple[Line, ...], done: Callable[[Doing], str], **more: Any) -> JointChildPage:
    """One child as either side sees them."""
    card = shown(viewer, [entry], at).get(entry.child)
    interview = interview_line(entry.interview, at)
    doing = joint.actions(viewer, [entry.ref]).get(entry.ref, [])
    state = Line(text=since_words(entry, at), detail=words("missing.joint.reported", at=near_time(entry.reported_at, at)))
    return JointChildPage(
        title=name_words(card), reference=entry.reference, state=(state, *((interview,) if interview else ())),
        notes=tuple(_note_line(note) for note in joint.notes(viewer, [entry.ref]).get(entry.ref, [])), acts=acts, back=back, touched=entry.about,
        actions=Table(
            caption=words("missing.joint.actions"), hide_caption=True,
            columns=tuple(words(f"missing.joint.column.{c}") for c in ("what", "whose", "due", "done")),
            rows=tuple(_action_row(viewer, one, at, done) for one in doing), empty=EmptyState(words("missing.joint.no-actions")),
        ),
        **more,
    )


def shown(viewer: Viewer, entries: Sequence[OnList], at: datetime) -> dict[str, Card]:
    """The children whose names this viewer may read, as they are called."""
    access = policy.accesses(viewer, {ref for entry in entries for ref in entry.about}, at=at)
    full = [entry.child for entry in entries if all(access[ref] == "full" for ref in entry.about)]
    return people.cards(full, at) if viewer.body or policy.may_visit(viewer, Permission.PERSON_SEE) else {}


def name_words(card: Card | None) -> str:
    """A child as the list names them."""
    if card is None:
        return words("enquiries.band.restricted")
    return card.display if card.age.years is None else words("missing.joint.aged", name=card.display, age=card.age.years)


def since_words(entry: OnList, at: datetime) -> str:
    """Missing since, or back since."""
    if entry.back_at is not None:
        return words("missing.joint.back-since", since=in_words(at - entry.back_at))
    return words("missing.joint.missing-since", since=in_words(at - (entry.missing_since or entry.reported_at)))


def side_words(body: str) -> str:
    """Whose a note or an action is."""
    return body or words("missing.joint.police")


def own_table(doing: Sequence[tuple[Doing, OnList]], cards: Mapping[str, Card], at: datetime, address: Address, done: Callable[[Doing], str]) -> Table:
    """What one's own side has still to do."""
    rows = []
    for one, entry in doing:
        full, late = entry.child in cards, one.due_at < at
        rows.append(Row((
            Cell(text=one.what if full else words("enquiries.band.restricted"), detail=words("missing.joint.set-by", who=one.by)),
            Cell(text=name_words(cards.get(entry.child)), href=address(entry) if full else None, detail=entry.reference),
            Cell(text=near_time(one.due_at, at), badges=_late(one, at)),
            Cell(text=words("missing.joint.say-done", what=clip(one.what, 60)), href=done(one)) if full else Cell(),
        ), urgent=late, id=f"a-{one.id}"))
    return Table(
        caption=words("missing.joint.own"), hide_caption=True, columns=tuple(words(f"missing.joint.column.{c}") for c in ("what", "who", "due", "done")),
        rows=tuple(rows), empty=EmptyState(words("missing.joint.nothing-to-do")),
    )


def _row(entry: OnList, cards: Mapping[str, Card], notes: Sequence[Note], actions: Sequence[Doing], at: datetime, address: Address) -> Row:
    card = cards.get(entry.child)
    interview = interview_line(entry.interview, at)
    if card is None:   # what was written of a child is not for who may know only that there is one
        notes, actions = (), ()
    waiting = [one for one in actions if one.done_at is None]
    said = [side_words(one.body) + ": " + one.what for one in waiting]
    note = notes[0] if notes else None
    return Row((
        Cell(text=name_words(card), href=address(entry) if card else None, detail=entry.reference),
        Cell(text=since_words(entry, at)),
        Cell(text=interview.text, badges=interview.badges, detail=interview.detail) if interview else Cell(text=words("missing.joint.not-back")),
        Cell(text=clip("; ".join(said), _SHORT * 2), badges=tuple(b for one in waiting for b in _late(one, at))[:1]),
        Cell(text=clip(note.text, _SHORT), detail=f"{side_words(note.body)}, {near_time(note.at, at)}") if note else Cell(),
    ), urgent=bool(interview and interview.badges), id=f"j-{entry.key}")


def _action_row(viewer: Viewer, one: Doing, at: datetime, done: Callable[[Doing], str]) -> Row:
    mine = one.body == viewer.body and one.done_at is None
    ended = Cell(text=words("missing.joint.done", at=near_time(one.done_at, at)), detail=f"{one.outcome} {one.done_by}".strip()) if one.done_at else Cell(
        text=words("missing.joint.say-done", what=clip(one.what, 60)) if mine else words("missing.joint.open"), href=done(one) if mine else None,
    )
    return Row((
        Cell(text=one.what, detail=words("missing.joint.set-by", who=one.by)), Cell(text=side_words(one.body)),
        Cell(text=near_time(one.due_at, at), badges=_late(one, at)), ended,
    ), urgent=bool(_late(one, at)), id=f"a-{one.id}")


def _late(one: Doing, at: datetime) -> tuple[Badge, ...]:
    over = one.done_at is None and one.due_at < at
    return (Badge(words("missing.return-interviews.late", since=in_words(at - one.due_at)), "red"),) if over else ()


def _note_line(note: Note) -> Line:
    own = (Badge(words("missing.joint.own-note"), "grey"),) if note.own else ()
    return Line(text=note.text, detail=side_words(note.body), by=note.by, at=note.at, badges=own)


def _part(part: str, rows: list[Row], mark: str | None, after: str | None, path: str) -> Part:
    title = words(f"missing.joint.{part}.title")
    return Part(
        part, title, words(f"missing.joint.{part}.lead"),
        Table(
            caption=title, hide_caption=True, columns=tuple(words(f"missing.joint.column.{c}") for c in ("who", "since", "interview", "actions", "note")),
            rows=tuple(rows), empty=EmptyState(words(f"missing.joint.{part}.none")),
        ),
        Pager(next=f"{path}?{part}={mark}#{part}" if mark else None, previous=f"{path}#{part}" if after else None, label=title),
    )
