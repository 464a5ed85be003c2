"""Where the rows of queues come from: duties of the law, hand-overs, alerts, requests, broken glass, missing children."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import Count, Min, Q, QuerySet

from tutela.desks.worklist.queries import places
from tutela.desks.worklist.queries.registry import WEEK, Flow, Look, Order, Slice, Waiting
from tutela.foundations.access.models import BreakGlass
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.record.duties.models import Alert, Duty, Request, Unmet
from tutela.record.duties.queries.cards import cards, place
from tutela.record.duties.queries.law import laws
from tutela.record.enquiries.models import HandOver

_PRESSING: Final = ("overdue", "breached")


class Duties:
    """Open duties of some rules; where a state is named, only those in it, whatever their rule."""

    def __init__(self, *codes: str, state: str = "") -> None:
        self.codes, self.state = codes, state

    def slice(self, look: Look, order: Order, after: str | None, limit: int) -> Slice:
        """A page of them: by risk and then age, or by age alone."""
        fields = ("priority", "opened_at", "pk") if order == "risk" else ("opened_at", "pk")
        at = places.read(after, (int, places.moment, places.KEY) if order == "risk" else (places.moment, places.KEY))
        shown, following = _cut(self._rows(look).filter(places.beyond(fields, at)).order_by(*fields), fields, limit)
        names = {card.ref: card.name for card in forces.cards({d.officer for d in shown if d.officer})}
        return Slice(tuple(
            Waiting(
                ref=c.ref, title=c.title, subject=c.subject, since=c.opened_at, due_at=c.due_at, state=c.state, legal=c.legal,
                whose=names.get(c.officer, c.owed_by_words), urgent=c.state in _PRESSING,
            )
            for c in cards(look.viewer, shown, at=look.at)
        ), following)

    def flow(self, look: Look) -> Flow:
        """How they stand."""
        if self.state:
            rows = self._rows(look).aggregate(n=Count("id"), oldest=Min("opened_at"), came=Count("id", filter=Q(opened_at__gte=look.at - WEEK)))
            return Flow(waiting=rows["n"], oldest=rows["oldest"], came=rows["came"], went=0)
        found = [row for code, row in _flows(look).items() if code in self.codes]
        oldest = [row["oldest"] for row in found if row["oldest"] is not None]
        return Flow(
            waiting=sum(r["n"] for r in found), oldest=min(oldest, default=None), came=sum(r["came"] for r in found), went=sum(r["went"] for r in found),
        )

    def _rows(self, look: Look) -> QuerySet[Duty]:
        rows = Duty.objects.filter(settled_at=None).exclude(about__touches=look.hidden)
        return rows.filter(state=self.state) if self.state else rows.filter(code__in=self.codes)


def _flows(look: Look) -> dict[str, dict[str, Any]]:
    """How the duties of each rule stand: one query for all queues."""
    if "flows" not in look.kept:
        since = look.at - WEEK
        waits = Q(settled_at=None)
        rows = Duty.objects.filter(waits | Q(settled_at__gte=since)).exclude(about__touches=look.hidden).order_by().values("code").annotate(
            n=Count("id", filter=waits), oldest=Min("opened_at", filter=waits), came=Count("id", filter=Q(opened_at__gte=since)),
            went=Count("id", filter=Q(settled_at__gte=since)),
        )
        look.kept["flows"] = {row["code"]: row for row in rows}
    found: Any = look.kept["flows"]
    return dict(found)


class HandOvers:
    """Hand-overs that nobody has answered: the giver owns them until then."""

    def slice(self, look: Look, order: Order, after: str | None, limit: int) -> Slice:  # noqa: ARG002 - those without a resource first, then by age
        """A page of them."""
        fields = ("offered_at", "pk")
        rows = self._rows(look).filter(accepted_at=None, declined_at=None)
        shown, following = _cut(rows.filter(places.beyond(fields, places.read(after, (places.moment, places.KEY)))).order_by(*fields), fields, limit)
        names = _names(look, [ref for row in shown for ref in (row.giver, row.receiver) if ref])
        return Slice(tuple(
            Waiting(
                ref=row.subject, title=words(f"worklist.hand-over.cause.{row.cause}"), subject=row.subject, since=row.offered_at, due_at=row.next_deadline,
                whose=names.get(row.receiver) or place(row.receiver_role), urgent=row.first,
                detail=words("worklist.hand-over.from", name=names.get(row.giver) or place(row.giver_role)),
            )
            for row in shown
        ), following)

    def flow(self, look: Look) -> Flow:
        """How they stand."""
        since, waits = look.at - WEEK, Q(accepted_at=None, declined_at=None)
        return _flow(self._rows(look), "offered_at", waits, Q(accepted_at__gte=since) | Q(declined_at__gte=since), look)

    def _rows(self, look: Look) -> QuerySet[HandOver]:
        return HandOver.objects.filter(withdrawn_at=None).exclude(subject__in=sorted(look.hidden))


class Alerts:
    """Alerts that ask for a decision and that nobody has taken note of."""

    def slice(self, look: Look, order: Order, after: str | None, limit: int) -> Slice:  # noqa: ARG002 - all are of the first priority: by age
        """A page of them."""
        fields = ("told_at", "pk")
        rows = self._rows(look).filter(acknowledged_at=None)
        shown, following = _cut(rows.filter(places.beyond(fields, places.read(after, (places.moment, places.KEY)))).order_by(*fields), fields, limit)
        duties = {d.pk: d for d in Duty.objects.filter(pk__in=[a.duty for a in shown if a.duty])}
        lacking = {u.pk: u for u in Unmet.objects.filter(pk__in=[a.unmet for a in shown if a.unmet])}
        names = _names(look, [a.officer for a in shown])
        found = []
        for alert in shown:
            of = duties.get(alert.duty) if alert.duty else lacking.get(alert.unmet) if alert.unmet else None
            if of is not None:
                found.append(Waiting(
                    ref=of.printed if isinstance(of, Duty) else of.ref, title=title_of(of.code), subject=of.ref, since=alert.told_at, urgent=alert.rung > 0,
                    due_at=of.due_at if isinstance(of, Duty) else None, whose=names.get(alert.officer, place(alert.address)),
                    detail=words("worklist.rung", rung=alert.rung) if alert.rung else "",
                ))
        return Slice(tuple(found), following)

    def flow(self, look: Look) -> Flow:
        """How they stand."""
        since = look.at - WEEK
        rows = self._rows(look).filter(Q(acknowledged_at=None) | Q(acknowledged_at__gte=since))
        return _flow(rows, "told_at", Q(acknowledged_at=None), Q(acknowledged_at__gte=since), look)

    def _rows(self, look: Look) -> QuerySet[Alert]:
        return Alert.objects.filter(priority=1).exclude(about__touches=look.hidden)


class Requests:
    """Requests that a duty be not needed: until another decides, it runs on."""

    def slice(self, look: Look, order: Order, after: str | None, limit: int) -> Slice:  # noqa: ARG002 - the longest waiting first
        """A page of them."""
        fields = ("asked_at", "pk")
        rows = self._rows(look).filter(decided_at=None).select_related("duty")
        shown, following = _cut(rows.filter(places.beyond(fields, places.read(after, (places.moment, places.KEY)))).order_by(*fields), fields, limit)
        names = _names(look, [row.asked_by for row in shown])
        known = {c.ref: c for c in cards(look.viewer, [row.duty for row in shown], at=look.at)}
        return Slice(tuple(
            Waiting(
                ref=c.ref, title=c.title, subject=c.subject, since=row.asked_at, due_at=c.due_at, state=c.state, legal=c.legal,
                whose=c.supervisor_words, detail=words("worklist.asked-by", name=names.get(row.asked_by, "")), urgent=c.state in _PRESSING,
            )
            for row in shown if (c := known.get(row.duty.printed))
        ), following)

    def flow(self, look: Look) -> Flow:
        """How they stand."""
        return _flow(self._rows(look), "asked_at", Q(decided_at=None), Q(decided_at__gte=look.at - WEEK), look)

    def _rows(self, look: Look) -> QuerySet[Request]:
        return Request.objects.exclude(duty__about__touches=look.hidden)


class Glass:
    """Records that were opened in an emergency and whose opening nobody has reviewed."""

    def slice(self, look: Look, order: Order, after: str | None, limit: int) -> Slice:  # noqa: ARG002 - by when the review is owed
        """A page of them."""
        fields = ("review_due", "pk")
        rows = self._rows(look).filter(reviewed_at=None).select_related("grant")
        shown, following = _cut(rows.filter(places.beyond(fields, places.read(after, (places.moment, places.KEY)))).order_by(*fields), fields, limit)
        names = _names(look, [row.grant.officer for row in shown])
        return Slice(tuple(
            Waiting(
                ref=row.grant.subject, title=words("worklist.glass"), subject=row.grant.subject, since=row.grant.since, due_at=row.review_due,
                state="overdue" if row.review_due < look.at else "open", whose=words("worklist.glass-whose"),
                detail=words("worklist.glass-by", name=names.get(row.grant.officer, "")), urgent=row.review_due < look.at,
            )
            for row in shown
        ), following)

    def flow(self, look: Look) -> Flow:
        """How they stand."""
        return _flow(self._rows(look), "grant__since", Q(reviewed_at=None), Q(reviewed_at__gte=look.at - WEEK), look)

    def _rows(self, look: Look) -> QuerySet[BreakGlass]:
        return BreakGlass.objects.exclude(grant__subject__in=sorted(look.hidden))


def title_of(code: str) -> str:
    """What a rule is called."""
    rule = laws().by_code.get(code)
    return rule.title if rule else code


def _flow(rows: QuerySet[Any], since: str, waits: Q, went: Q, look: Look) -> Flow:
    """How a queue stands, in one query."""
    found = rows.aggregate(
        waiting=Count("pk", filter=waits), oldest=Min(since, filter=waits), came=Count("pk", filter=Q(**{f"{since}__gte": look.at - WEEK})),
        went=Count("pk", filter=went),
    )
    return Flow(**found)


def _cut(rows: QuerySet[Any], fields: Sequence[str], limit: int) -> tuple[list[Any], str | None]:
    """A page of rows, and the place where the next begins."""
    batch = list(rows[: limit + 1])
    shown = batch[:limit]
    if len(batch) <= limit:
        return shown, None
    return shown, places.write(*(getattr(shown[-1], field) for field in fields))


def _names(look: Look, officers: Iterable[str]) -> dict[str, str]:  # noqa: ARG001 - officers' names are no secret in a force
    """What officers are called."""
    return {card.ref: card.name for card in forces.cards({ref for ref in officers if refs.is_ours(ref)})}

