"""Children who go missing most, each beside the state of their trigger plan; at the head, how many of the first have none that is live."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import AsAt, Cell, EmptyState, Pager, Row, Table
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import words
from tutela.foundations.kit.periods import in_words
from tutela.practice.missing.pages import bits
from tutela.practice.missing.pages.planning import OWED, plan_line
from tutela.record.duties import queries as duties
from tutela.record.duties.queries import DutyCard
from tutela.record.enquiries.engine import names_of
from tutela.record.occurrences import queries
from tutela.record.occurrences.queries import Frequent, TriggerPlanSeen, Window
from tutela.record.occurrences.queries.closed import closed_to
from tutela.record.people import queries as people


class FrequentPage(msgspec.Struct, frozen=True, kw_only=True):
    """The children who go missing most, for one viewer."""

    as_at: AsAt
    gap: str
    """How many of the first have no live plan: what should be none."""
    urgent: bool
    windows: tuple[bits.Link, ...]
    """The other order of the list; the one in force first, and marked."""
    table: Table
    pager: Pager
    touched: tuple[str, ...]


def frequent_page(viewer: Viewer, *, at: datetime, window: Window, after: str | None = None) -> FrequentPage:
    """The list as one viewer may see it, in a fixed number of queries, however many children there are."""
    ranking = queries.most_missing(at, window, hidden=closed_to(viewer, at), after=after)
    children = list(dict.fromkeys(row.child for row in (*ranking.first, *ranking.rows)))
    plans = queries.trigger_plans(children)
    without = sum(1 for row in ranking.first if row.child not in plans or plans[row.child].live is None)
    owed = {card.subject: card for card in duties.for_subjects(viewer, [row.child for row in ranking.rows], at=at, codes=(OWED,))}
    access = policy.accesses(viewer, children, at=at)
    may = policy.may_visit(viewer, Permission.PERSON_SEE)
    names = people.displays([ref for ref, how in access.items() if how == "full"]) if may else {}
    seen: list[TriggerPlanSeen | DutyCard] = [*plans.values(), *owed.values()]
    officers = names_of(who for each in seen for who in _officers(each))
    rows = [
        _row(number, row, plans.get(row.child), owed.get(row.child), names.get(row.child), officers, at)
        for number, row in enumerate(ranking.rows, ranking.before + 1)
    ]
    path = reverse("missing:frequent")
    title = words("missing.frequent.table", count=ranking.total, days=window)
    return FrequentPage(
        as_at=AsAt(at=at, href=path), gap=_gap(without, len(ranking.first)), urgent=without > 0,
        windows=tuple(bits.Link(words("missing.frequent.window", days=days), f"{path}?days={days}", days == window) for days in queries.WINDOWS),
        table=Table(
            caption=title, columns=tuple(words(f"missing.frequent.column.{c}") for c in ("rank", "who", "d90", "d365", "plan")), rows=tuple(rows),
            empty=EmptyState(words("missing.frequent.none"), hint=words("missing.frequent.none-hint", count=queries.OFTEN)),
        ),
        pager=Pager(
            next=f"{path}?days={window}&after={ranking.after}" if ranking.after else None, previous=f"{path}?days={window}" if after else None, label=title,
        ),
        touched=tuple(row.child for row in ranking.rows),
    )


def _gap(without: int, of: int) -> str:
    if not of:
        return words("missing.frequent.gap-nobody")
    if without == of == 1:
        return words("missing.frequent.gap-one")
    return words("missing.frequent.gap", count=without, of=of) if without else words("missing.frequent.gap-none", count=of)


def _officers(each: TriggerPlanSeen | DutyCard) -> tuple[str, ...]:
    if isinstance(each, DutyCard):
        return (each.officer,)
    return (each.author, each.draft.by if each.draft else "")


def _row(
    number: int, row: Frequent, plan: TriggerPlanSeen | None, duty: DutyCard | None, name: str | None, officers: dict[str, str], at: datetime,
) -> Row:
    plan = plan or TriggerPlanSeen(child=row.child, version=0)
    line = plan_line(plan, [duty] if duty else [], at, named=officers)
    hidden = name is None   # that they are on the list may be known; what their plan says of them may not
    last = words("missing.frequent.last", since=in_words(at - row.last), day=local_date(row.last))
    return Row(
        (
            Cell(text=str(number)), Cell(text=name or words("enquiries.band.restricted"), href=link_to(row.child), detail=last), Cell(text=str(row.in_90)),
            Cell(text=str(row.in_365)),
            Cell(text="" if hidden else line.text, href=None if hidden else line.href, badges=line.badges, detail="" if hidden else line.detail),
        ),
        urgent=plan.live is None,
    )
