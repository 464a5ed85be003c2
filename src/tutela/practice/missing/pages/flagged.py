"""Children who are flagged because they go missing again and again, by the rule or by hand; one without a live trigger plan is a gap, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import AsAt, Badge, Cell, EmptyState, Pager, Row, Table
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import words
from tutela.foundations.kit.marks import place_mark, start_after
from tutela.foundations.kit.periods import in_words, local
from tutela.practice.missing.operations.flagging import FLAG
from tutela.practice.missing.pages.planning import MEETING, OWED, plan_line
from tutela.record.duties import queries as duties
from tutela.record.duties.queries import DutyCard
from tutela.record.duties.queries.law import book
from tutela.record.enquiries.engine import names_of
from tutela.record.occurrences import queries
from tutela.record.occurrences.queries import Repeated, TriggerPlanSeen
from tutela.record.occurrences.queries.closed import closed_to
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown

_PAGE: Final = 25


class FlaggedPage(msgspec.Struct, frozen=True, kw_only=True):
    """The flagged children, for one viewer."""

    as_at: AsAt
    gap: str
    """How many of them have no live trigger plan: what should be none."""
    urgent: bool
    rule: str
    """What the rule is, in words."""
    table: Table
    pager: Pager
    touched: tuple[str, ...]


class _Flagged(msgspec.Struct, frozen=True, kw_only=True):
    """One child: flagged by the rule, by hand, or both."""

    child: str
    rule: Repeated | None
    hand: MarkerShown | None

    @property
    def place(self) -> tuple[int, int, float, str]:
        """Where they stand in the list: whom the rule flags by how often they were missing, then the rest as they were flagged, the latest first."""
        if self.rule is not None:
            return 0, -self.rule.times, -self.rule.last.timestamp(), self.child
        return 1, 0, -self.hand.recorded_at.timestamp() if self.hand else 0.0, self.child


def flagged_page(viewer: Viewer, *, at: datetime, after: str | None = None) -> FlaggedPage:
    """The list as one viewer may see it, in a fixed number of queries, however many are flagged."""
    times, days = int(book().book.number("missing.repeat_episodes", at)), int(book().book.number("missing.repeat_window", at))
    found = _flagged(viewer, at, times, days)
    plans = queries.trigger_plans(each.child for each in found)
    without = sum(1 for each in found if each.child not in plans or plans[each.child].live is None)
    start = start_after([each.place for each in found], after)
    shown = found[start:start + _PAGE]
    owed = _owed(viewer, shown, at)
    access = policy.accesses(viewer, [each.child for each in shown], at=at)
    may = policy.may_visit(viewer, Permission.PERSON_SEE)
    names = people.displays([ref for ref, how in access.items() if how == "full"]) if may else {}
    officers = names_of(filter(None, _officers(shown, plans, owed)))
    path, title = reverse("missing:flagged"), words("missing.flagged.table", count=len(found))
    return FlaggedPage(
        as_at=AsAt(at=at, href=path), gap=_gap(without, len(found)), urgent=without > 0, rule=words("missing.flagged.rule", times=times, days=days),
        table=Table(
            caption=title, columns=tuple(words(f"missing.flagged.column.{c}") for c in ("who", "why", "review", "until", "plan")),
            rows=tuple(_row(each, plans.get(each.child), owed.get(each.child, {}), names.get(each.child), officers, days, at) for each in shown),
            empty=EmptyState(words("missing.flagged.none"), hint=words("missing.flagged.rule", times=times, days=days)),
        ),
        pager=Pager(
            next=f"{path}?after={place_mark(shown[-1].place)}" if start + _PAGE < len(found) else None, previous=path if after else None, label=title,
        ),
        touched=tuple(each.child for each in shown),
    )


def _flagged(viewer: Viewer, at: datetime, times: int, days: int) -> list[_Flagged]:
    """Everybody who is flagged and of whom the viewer may know: who was missing most often first, then who was flagged by hand alone."""
    hidden = closed_to(viewer, at)
    rule = {row.child: row for row in queries.repeated(at, times=times, days=days, hidden=hidden)}
    marked = [ref for ref in people.marked(FLAG) if ref not in hidden]
    by_hand = dict(_by_hand(marked, viewer, at))
    found = (_Flagged(child=child, rule=rule.get(child), hand=by_hand.get(child)) for child in rule.keys() | by_hand.keys())
    return sorted(found, key=lambda each: each.place)


def _by_hand(marked: list[str], viewer: Viewer, at: datetime) -> Iterable[tuple[str, MarkerShown]]:
    kept = people.kept_of(marked)
    for ref, held in people.markers(marked, viewer, at).items():
        flag = next((m for m in held if m.marker == FLAG), None)
        if flag is not None:
            yield kept.get(ref, ref), flag


def _owed(viewer: Viewer, shown: Iterable[_Flagged], at: datetime) -> dict[str, dict[str, DutyCard]]:
    found: dict[str, dict[str, DutyCard]] = {}
    for card in duties.for_subjects(viewer, [each.child for each in shown], at=at, codes=(OWED, MEETING)):
        found.setdefault(card.subject, {})[card.code] = card
    return found


def _officers(shown: Iterable[_Flagged], plans: Mapping[str, TriggerPlanSeen], owed: Mapping[str, Mapping[str, DutyCard]]) -> Iterable[str]:
    for each in shown:
        yield each.hand.recorded_by if each.hand else ""
        plan = plans.get(each.child)
        if plan is not None:
            yield from (plan.author, plan.draft.by if plan.draft else "")
        yield from (card.officer for card in owed.get(each.child, {}).values())


def _gap(without: int, of: int) -> str:
    if not of:
        return words("missing.flagged.gap-nobody")
    return words("missing.flagged.gap", count=without, of=of) if without else words("missing.flagged.gap-none", count=of)


def _row(
    each: _Flagged, plan: TriggerPlanSeen | None, owed: Mapping[str, DutyCard], name: str | None, officers: dict[str, str], days: int, at: datetime,
) -> Row:
    plan = plan or TriggerPlanSeen(child=each.child, version=0)
    line = plan_line(plan, [owed[OWED]] if OWED in owed else [], at, named=officers)
    hidden = name is None   # that they are flagged may be known; why, and what their plan says of them, may not
    text, detail = _why(each, officers, days, at)
    review, until = _days(each, owed.get(MEETING))
    return Row(
        (
            Cell(text=name or words("enquiries.band.restricted"), href=link_to(each.child)),
            Cell(text="" if hidden else text, detail="" if hidden else detail),
            Cell(text=local_date(review), badges=_past(review, "look", at)), Cell(text=local_date(until), badges=_past(until, "decide", at)),
            Cell(text="" if hidden else line.text, href=None if hidden else line.href, badges=line.badges, detail="" if hidden else line.detail),
        ),
        urgent=plan.live is None,
    )


def _why(each: _Flagged, officers: Mapping[str, str], days: int, at: datetime) -> tuple[str, str]:
    hand = each.hand
    by = words("missing.flagged.by", who=officers.get(hand.recorded_by, ""), day=local_date(hand.recorded_at)) if hand else ""
    if each.rule is None:
        return (hand.evidence or hand.shown if hand else ""), by
    last = words("missing.flagged.by-rule", since=in_words(at - each.rule.last))
    also = f"{by}: {hand.evidence or hand.shown}" if hand else ""
    return words("missing.flagged.times", count=each.rule.times, days=days), ". ".join(filter(None, (last, also)))


def _days(each: _Flagged, meeting: DutyCard | None) -> tuple[date, date]:
    """By when somebody looks again, and until when the flag is meant: by hand as it was said, by the rule as it follows from the times missing.

    What the rule flags is looked at when the meeting about it is decided on, and falls out of the rule by itself.
    """
    lapses = local(each.rule.lapses).date() if each.rule else None
    until = max(filter(None, (lapses, each.hand.until if each.hand else None)), default=lapses)
    review = each.hand.review_by if each.hand and each.hand.review_by else local(meeting.due_at).date() if meeting and meeting.due_at else lapses
    assert review is not None  # flagged by the rule, which has its day, or by a marker, which has its review
    return review, until or review


def _past(day: date, what: str, at: datetime) -> tuple[Badge, ...]:
    return (Badge(words(f"missing.flagged.past.{what}"), "red"),) if day < local(at).date() else ()
