"""Who may know of what: emergency openings to review, records that are restricted, officers who are locked out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec
from django.urls import reverse

from tutela.desks.supervision import forms
from tutela.desks.supervision.pages.team import Tab, sections
from tutela.desks.supervision.queries import closing, deciding
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Choice, Form
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.record.duties.queries.cards import place
from tutela.record.occurrences.queries.called import called, name_of

F = TypeVar("F", bound=Form)


class OpeningView(msgspec.Struct, frozen=True, kw_only=True):
    """One emergency opening that waits for review."""

    id: str
    name: str
    href: str | None
    officer: str
    why: str
    broken_at: datetime
    review_due: datetime
    late: bool
    cannot: str
    form: Form
    action: str


class GlassPage(msgspec.Struct, frozen=True, kw_only=True):
    """Emergency openings to review."""

    sections: tuple[Tab, ...]
    openings: tuple[OpeningView, ...]
    named: tuple[str, ...]


class ClosedView(msgspec.Struct, frozen=True, kw_only=True):
    """One restriction or lock-out that stands, and the form that ends it."""

    id: str
    name: str
    href: str | None
    who: str
    what: str
    why: str
    by: str
    since: datetime
    form: Form
    action: str


class RestrictionsPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is restricted, who is locked out, and the forms for both."""

    sections: tuple[Tab, ...]
    restrictions: tuple[ClosedView, ...]
    lock_outs: tuple[ClosedView, ...]
    restrict: forms.Restrict
    may_end: bool
    lock_out: forms.LockOut
    open: str
    named: tuple[str, ...]


def glass(viewer: Viewer, *, at: datetime, sent: tuple[str, Form] | None = None) -> GlassPage:
    """Emergency openings that wait for review, the longest first.

    :param sent: the review that was sent and could not be taken
    """
    rows = closing.openings(viewer, at=at)
    named = called(viewer, {r.subject for r in rows}, at=at)
    who = _people(r.officer for r in rows)
    views = []
    for row in rows:
        name, cannot = name_of(named, row.subject), deciding.cannot_approve(viewer, row.officer)
        form = sent[1] if sent and sent[0] == str(row.id) else forms.ReviewGlass()
        form.auto_id = f"review_{row.id}_%s"
        views.append(OpeningView(
            id=str(row.id), name=name.text, href=name.href, officer=who.get(row.officer, ""), why=row.why, broken_at=row.broken_at,
            review_due=row.review_due, late=row.review_due < at, cannot=words(cannot) if cannot else "", form=form,
            action=reverse("supervision:review-glass", args=[row.id]),
        ))
    return GlassPage(
        sections=sections(viewer, "broken-glass"), openings=tuple(views), named=tuple(sorted(ref for ref, n in named.items() if n.person)),
    )


def restrictions(viewer: Viewer, *, at: datetime, sent: tuple[str, Form] | None = None) -> RestrictionsPage:
    """What is restricted and who is locked out, of records that the viewer may know of.

    :param sent: the form that was sent and could not be taken, by its name or by what it would end
    """
    held, out = closing.restrictions(viewer, at=at), closing.lock_outs(viewer, at=at)
    named = called(viewer, {*(r.subject for r in held), *(r.subject for r in out)}, at=at)
    who = _people((*(r.by for r in held), *(r.by for r in out), *(r.officer for r in out), *(a for r in held for a in r.audience)))
    restrict, lock_out = _form("restrict", sent, forms.Restrict), _form("lock-out", sent, forms.LockOut)
    restrict.offer(audiences(at))

    def view(row: closing.RestrictionSeen | closing.LockoutSeen, whom: str, what: str, url: str) -> ClosedView:
        name, form = name_of(named, row.subject), _form(row.id, sent, forms.EndRestriction)
        return ClosedView(
            id=row.id, name=name.text, href=name.href, who=whom, what=what, why=row.why, by=who.get(row.by, row.by), since=row.since, form=form,
            action=reverse(url, args=[row.id]),
        )

    return RestrictionsPage(
        may_end=policy.may_visit(viewer, Permission.RESTRICT_END),
        sections=sections(viewer, "restrictions"), restrict=restrict, lock_out=lock_out, open=sent[0] if sent else "",
        restrictions=tuple(
            view(r, "; ".join(who.get(a) or place(a) for a in r.audience), words(f"supervision.restrict.levels.{r.level}"), "supervision:end-restriction")
            for r in held
        ),
        lock_outs=tuple(view(r, who.get(r.officer, r.officer), words("supervision.lock-out.what"), "supervision:end-lock-out") for r in out),
        named=tuple(sorted(ref for ref, n in named.items() if n.person)),
    )


def audiences(at: datetime) -> tuple[Choice, ...]:
    """Who may be of an audience, as answers."""
    return tuple(Choice(address, text=place(address)) for address in closing.audiences(at))


def _form(name: str, sent: tuple[str, Form] | None, made: type[F]) -> F:
    form = sent[1] if sent and sent[0] == name and isinstance(sent[1], made) else made()
    form.auto_id = f"{name}_%s"
    return form


def _people(named: Iterable[str]) -> dict[str, str]:
    return {card.ref: words("supervision.person", name=card.name, rank=card.rank) for card in forces.cards({ref for ref in named if refs.is_ours(ref)})}
