"""Duties as a viewer may see them: redacted, with their state as of now, a page at a time and in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count, Q, QuerySet

from tutela.facts.roles import ROLES
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import SYSTEM, Viewer
from tutela.foundations.design.parts import LATE
from tutela.foundations.kit import refs
from tutela.law.kernel.findings import RESTRICTED
from tutela.law.messages import words
from tutela.record.duties.models import SETTLED, Duty
from tutela.record.duties.queries.law import laws, names
from tutela.record.occurrences import queries as occurrences


class Reason(msgspec.Struct, frozen=True):
    """Why, in words, and the facts that were seen; of what the viewer may not know, only that there is a reason."""

    words: str
    saw: tuple[str, ...] = ()
    redacted: bool = False


class DutyCard(msgspec.Struct, frozen=True, kw_only=True):
    """One duty as one viewer sees it at one moment."""

    ref: str
    code: str
    title: str
    state: str
    """open · due soon · overdue · breached · in question · inherited · done · done late · not needed · failed."""
    settled: bool
    due_at: datetime | None
    opened_at: datetime
    settled_at: datetime | None
    promised_at: datetime | None
    owed_by: str
    owed_by_words: str
    officer: str
    supervisor: str
    supervisor_words: str
    priority: int
    rung: int
    asks: str
    legal: bool
    basis: str
    cites: tuple[str, ...]
    certainty: str
    extent: str
    why: str
    reasons: tuple[Reason, ...]
    numbers: dict[str, Any]
    law: str
    subject: str
    about: tuple[str, ...]
    bundle: str
    occurrence: int
    recurs: bool
    opening: str
    settled_by: str
    version: int


class Page(msgspec.Struct, frozen=True):
    """A page of duties, and where the next begins (none: the last)."""

    rows: tuple[DutyCard, ...]
    after: str | None = None


def for_subjects(viewer: Viewer, subjects: Iterable[str], *, at: datetime, settled: bool = False, codes: Sequence[str] = ()) -> list[DutyCard]:
    """The duties about some records, the most pressing first; settled ones too where asked; of some rules alone where these are named."""
    rows = Duty.objects.filter(Q(ref__in=list(subjects)))
    if codes:
        rows = rows.filter(code__in=list(codes))
    if not settled:
        rows = rows.filter(settled_at=None)
    return cards(viewer, rows.order_by("due_at", "id")[:500], at=at)


def late_counts(subjects: Iterable[str], *, at: datetime) -> dict[str, int]:
    """How much is late, by the record to which it belongs: for lists whose rows their viewer may know of."""
    late = Duty.objects.filter(ref__in=sorted(set(subjects)), settled_at=None, late_after__lt=at)
    return dict(late.order_by("ref").values_list("ref").annotate(late=Count("id")))


def mine(viewer: Viewer, *, at: datetime, after: str | None = None, limit: int = 25) -> Page:
    """What is owed by this officer: given to them by name, or to a role that they hold now; by due time."""
    rows = Duty.objects.filter(Q(officer=viewer.ref) | Q(officer="", owed_by__in=sorted(viewer.roles)), settled_at=None)
    return _page(viewer, rows, at=at, after=after, limit=limit)


def of_team(viewer: Viewer, *, at: datetime, after: str | None = None, limit: int = 25, only: str = "") -> Page:
    """What others owe for whom this officer is told first, in the areas of their roles.

    :param only: ``overdue``, or nothing for all
    """
    areas = {role.partition("@")[2] for role in viewer.roles}
    addresses = [f"{role}@{area}" for area in areas for role in ROLES]
    rows = Duty.objects.filter(Q(supervisor__in=sorted(viewer.roles)) | Q(owed_by__in=addresses), settled_at=None)
    if only == "overdue":
        rows = rows.filter(late_after__lt=at)
    return _page(viewer, rows, at=at, after=after, limit=limit)


def all_open(viewer: Viewer, *, at: datetime, after: str | None = None, limit: int = 50) -> Page:
    """Every open duty of which the viewer may know, by due time."""
    return _page(viewer, Duty.objects.filter(settled_at=None), at=at, after=after, limit=limit)


def known_as(subjects: Iterable[str]) -> list[str]:
    """References as this system has them: one of another system is that of the record which was made for it."""
    given = list(subjects)
    ours = occurrences.of_source([ref for ref in given if not refs.is_ours(ref)])
    return [ours.get(ref, ref) for ref in given]


def by_code(viewer: Viewer, codes: Sequence[str], *, at: datetime, after: str | None = None, limit: int = 25) -> Page:
    """Open duties of some rules, by due time: what a registered queue shows."""
    return _page(viewer, Duty.objects.filter(code__in=list(codes), settled_at=None), at=at, after=after, limit=limit)


def one(viewer: Viewer, ref: str, *, at: datetime) -> DutyCard | None:
    """One duty; ``None`` where there is none of which this viewer may know."""
    try:
        key = refs.key_of(ref, "duty")
    except refs.NotOurs:
        return None
    found = cards(viewer, Duty.objects.filter(pk=key), at=at)
    return found[0] if found else None


def cards(viewer: Viewer, rows: Iterable[Duty], *, at: datetime) -> list[DutyCard]:
    """Rows as cards, without those of which the viewer may not know: one look at the policy for all."""
    held = list(rows)
    access = policy.accesses(viewer, {ref for d in held for ref in d.about}, at=at)
    knows = may_see(viewer)
    return [_card(d, access, knows, at) for d in held if all(access.get(ref) != "none" for ref in d.about)]


def visible(viewer: Viewer, rows: Iterable[Any], *, at: datetime) -> list[Any]:
    """Those duties, or what was read of them with what they are about, of which the viewer may know: one look at the policy for all."""
    held = list(rows)
    known = policy.visible(viewer, {ref for d in held for ref in d.about}, at=at)
    return [d for d in held if known.issuperset(d.about)]


def state_now(duty: Duty, at: datetime) -> str:
    """Where it stands at a moment: derived, never stored."""
    if duty.state in SETTLED or duty.state in {"in question", "inherited"}:
        return str(duty.state)
    if duty.due_at is None or duty.late_after is None:
        return "open"
    if at > duty.late_after:
        return "breached" if duty.legal else "overdue"
    return "due soon" if duty.soon_at is not None and at >= duty.soon_at else "open"


def place(address: str) -> str:
    """A ``role@area``, or a bare role, in words: the force's own, where its overlay has them."""
    return names().address(address, brackets=False)


def may_see(viewer: Viewer) -> frozenset[str]:
    """The sensitivities of facts on which a reason may rest that this viewer reads."""
    detail = viewer is SYSTEM or Permission.RESTRICTED_DETAIL in viewer.permissions
    some = detail or Permission.REASONS_RESTRICTED in viewer.permissions
    return frozenset({"restricted"} if some else ()) | frozenset({"confidential", "secret"} if detail else ())


def reasons(findings: Iterable[dict[str, Any]], access: dict[str, policy.Access], *, may_see: frozenset[str]) -> tuple[Reason, ...]:
    """Findings in words for one viewer: what rests on what they may not know is left without reason and facts."""
    found = []
    for finding in findings:
        hidden = not may_see.issuperset(finding["carries"]) or any(access.get(ref, "full") != "full" for ref in finding.get("about", ()))
        if hidden:
            found.append(Reason(words(RESTRICTED, {}), redacted=True))
        else:
            found.append(Reason(words(finding["message"], finding["with"]), tuple(finding["saw"])))
    return tuple(found)


def _page(viewer: Viewer, rows: QuerySet[Duty], *, at: datetime, after: str | None, limit: int) -> Page:
    """A page by due time: what the viewer may not know of is passed over before anything is counted."""
    ordered = rows.order_by("due_at", "id")
    found: list[DutyCard] = []
    while True:
        batch = list(_from(ordered, after)[: limit + 1])
        found += cards(viewer, batch[:limit], at=at)
        more = len(batch) > limit
        if batch:
            after = mark(batch[:limit][-1])
        if len(found) >= limit or not more:
            return Page(tuple(found), after if more else None)


def mark(duty: Duty) -> str:
    """A place in a list by due time."""
    return f"{duty.due_at.isoformat() if duty.due_at else ''}~{duty.pk}"


def _from(rows: QuerySet[Duty], after: str | None) -> QuerySet[Duty]:
    """From a place on; rows without a due time come last, as PostgreSQL orders them."""
    if not after:
        return rows
    due, _, key = after.partition("~")
    try:
        pk = UUID(key)
        at = datetime.fromisoformat(due) if due else None
    except ValueError:
        return rows
    if at is None:
        return rows.filter(due_at=None, pk__gt=pk)
    return rows.filter(Q(due_at__gt=at) | Q(due_at=at, pk__gt=pk) | Q(due_at=None))


def pressing(found: Iterable[DutyCard]) -> list[DutyCard]:
    """What cannot wait first, what is late of it before the rest, then by when it is due: to see a child comes before yesterday's paper."""
    return sorted(found, key=lambda d: (d.priority, d.state not in LATE, d.due_at is None, d.due_at or d.opened_at))


def _card(duty: Duty, access: dict[str, policy.Access], knows: frozenset[str], at: datetime) -> DutyCard:
    rule = laws().by_code.get(duty.code)
    return DutyCard(
        ref=duty.printed, code=duty.code, title=rule.title if rule else duty.code, state=state_now(duty, at), settled=duty.settled_at is not None,
        due_at=duty.due_at, opened_at=duty.opened_at, settled_at=duty.settled_at, promised_at=duty.promised_at, owed_by=duty.owed_by,
        owed_by_words=place(duty.owed_by), officer=duty.officer, supervisor=duty.supervisor, supervisor_words=place(duty.supervisor),
        priority=duty.priority, rung=duty.rung, asks=words(duty.asks, {}) if duty.asks else "", legal=duty.legal,
        basis=rule.basis.words if rule else "", cites=rule.cites if rule else (), certainty=rule.certainty if rule else "",
        extent=rule.extent if rule else "", why=rule.why if rule else "", reasons=reasons(duty.findings, access, may_see=knows), numbers=duty.numbers,
        law=duty.law, subject=duty.ref, about=tuple(duty.about), bundle=duty.bundle, occurrence=duty.occurrence,
        recurs=bool(getattr(rule, "recurs", None)), opening=duty.opening, settled_by=duty.settled_by, version=duty.version,
    )


