"""A manager's month of call reviews: which calls the lot drew, what was found, what is owed; and the month of every manager, for who heads the room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, DutyClock, EmptyState, Row, Table, Tone
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit.periods import month_after, month_of
from tutela.practice.contact.forms import Draw
from tutela.practice.contact.pages import bits
from tutela.practice.contact.queries import calls
from tutela.record.duties import queries as duties
from tutela.record.duties.engine.band import clock_of
from tutela.record.enquiries.engine import names_of
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries.closed import kept_from

_TONES: Final[dict[str, Tone]] = {"good": "green", "partly": "yellow", "poor": "red", "not_applicable": "grey"}
_COLUMNS: Final = ("call", "marks", "said", "feedback")


class CallsPage(msgspec.Struct, frozen=True, kw_only=True):
    """One manager's month."""

    title: str
    summary: str
    clock: DutyClock | None
    table: Table
    form: Draw | None
    """Where calls are still to be drawn, and the viewer may."""
    draw_at: str
    before: str
    later: str
    named: tuple[str, ...]


class ManagersPage(msgspec.Struct, frozen=True):
    """How the month of every manager stands."""

    title: str
    table: Table


def calls_page(viewer: Viewer, manager: str, *, at: datetime, month: date | None = None, form: Draw | None = None) -> CallsPage:
    """One manager's calls of a month, this one where none is named: of a call that is kept from the viewer only that it was drawn."""
    now, quota = month_of(at), calls.quota(at)
    shown = month or now
    found, stands = calls.drawn(manager, shown), calls.months(shown, [manager])[0]
    hidden = kept_from(viewer, [call.subject for call in found], at)
    printed = occurrences.printed([call.subject for call in found if call.subject not in hidden])
    names = names_of([manager, *(call.author for call in found)])
    owed, children = stands.owes(quota)
    waiting = [call for call in found if call.reviewed_at is None and call.subject not in hidden]
    short = owed > len(waiting) or children > sum(call.child for call in waiting)
    clock = next((clock_of(d, at) for d in duties.for_subjects(viewer, [manager], at=at, settled=True) if _is_of(d, manager, shown)), None)
    path = reverse("contact:calls", args=[manager.partition(":")[2]])
    after = month_after(shown)
    return CallsPage(
        title=words("contact.calls.title", who=names.get(manager, ""), month=f"{shown:%B %Y}"), clock=clock,
        summary=words(f"contact.calls.{'owed' if owed else 'whole'}", **_numbers(stands, quota), owed=owed, short=children),
        table=Table(
            caption=words("contact.calls.caption"), hide_caption=True, columns=tuple(words(f"contact.calls.column.{c}") for c in _COLUMNS),
            rows=tuple(_row(call, printed, names, mine=viewer.ref == manager) for call in found), empty=EmptyState(words("contact.calls.none")),
        ),
        form=(form or Draw()) if shown == now and short else None, draw_at=reverse("contact:calls-draw", args=[manager.partition(":")[2]]),
        before=f"{path}?month={shown - timedelta(days=1):%Y-%m}", later=f"{path}?month={after:%Y-%m}" if after <= now else "",
        named=tuple(call.subject for call in found if call.subject not in hidden),
    )


def managers_page(viewer: Viewer, *, at: datetime) -> ManagersPage:
    """Every manager's month that this viewer may see, those who owe most first."""
    month, quota = month_of(at), calls.quota(at)
    holders = forces.holders(at, [calls.MANAGER]).get(calls.MANAGER, {})
    seen = sorted(ref for ref in holders if may_see(viewer, ref))
    found = sorted(calls.months(month, seen), key=lambda m: (-sum(m.owes(quota)), holders[m.manager].name, m.manager))
    return ManagersPage(words("contact.calls.everybody", month=f"{month:%B %Y}"), Table(
        caption=words("contact.calls.everybody", month=f"{month:%B %Y}"), hide_caption=True,
        columns=tuple(words(f"contact.calls.column.{c}") for c in ("who", "done", "children", "owed")),
        rows=tuple(_manager(m, holders[m.manager].name, quota) for m in found), empty=EmptyState(words("contact.calls.no-managers")),
    ))


def may_see(viewer: Viewer, manager: str) -> bool:
    """A manager sees their own month; who answers for reviewers sees everybody's."""
    return viewer.ref == manager or policy.may_visit(viewer, Permission.REPORTS_REVIEWERS)


def _is_of(card: duties.DutyCard, manager: str, month: date) -> bool:
    return card.code == "governance.call-reviews" and calls.plan_ref(manager, month) in card.about


def _numbers(stands: calls.Month, quota: calls.Quota) -> dict[str, int]:
    return {"done": stands.done, "all": quota.all, "children": stands.children, "least": quota.children}


def _row(call: calls.Call, printed: Mapping[str, str], names: Mapping[str, str], *, mine: bool) -> Row:
    """One call: named where the viewer may read it, with the way to its review where it is theirs to make."""
    name = printed.get(call.subject)
    badges = (Badge(words("contact.calls.child"), "purple"),) if call.child else ()
    if name is None:
        return Row((Cell(text=words("contact.calls.hidden"), badges=badges), Cell(), Cell(), Cell()))
    log = Cell(text=name, href=link_to(call.subject), badges=badges)
    if call.reviewed_at is None:
        do = Cell(text=words("contact.calls.review", log=name), href=bits.act_url("review-call", call.subject.partition(":")[2])) if mine else Cell(
            text=words("contact.calls.waits"),
        )
        return Row((log, do, Cell(), Cell()), urgent=mine)
    marks = tuple(
        Badge(f"{words(f'contact.review-call.{name}')}: {words(f'contact.review-call.mark.{said}')}", _TONES[said])
        for name in calls.MARKS for said in (call.marks[name],)
    )
    right = call.marks.get("graded_right")
    grade = Badge(words(f"contact.calls.grade-{'right' if right else 'wrong'}"), "green" if right else "red")
    noted = words(f"contact.calls.{'noted' if call.noted_at else 'not-noted' if call.author else 'nobody'}", who=names.get(call.author, ""))
    return Row((
        log, Cell(text=words("contact.feedback.scored", score=call.quality), badges=(*marks, grade)), Cell(text=call.words, at=call.reviewed_at),
        Cell(text=noted, at=call.noted_at),
    ))


def _manager(stands: calls.Month, name: str, quota: calls.Quota) -> Row:
    owed, children = stands.owes(quota)
    said = words("contact.calls.owes", owed=owed, short=children) if owed else words("contact.calls.owes-none")
    return Row(
        (
            Cell(text=name, href=reverse("contact:calls", args=[stands.manager.partition(":")[2]])),
            Cell(text=words("contact.calls.of", done=stands.done, all=quota.all)),
            Cell(text=words("contact.calls.of", done=stands.children, all=quota.children)), Cell(text=said),
        ),
        urgent=bool(owed),
    )
