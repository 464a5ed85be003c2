"""Who is sent summaries of a child, and what became of each: sent, arrived, told, come back, withheld; with every try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Form
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Line, PersonBanner, Row, Table, Tone
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.practice.missing.forms import SUMMARY_ACTS
from tutela.practice.missing.pages import bits
from tutela.practice.missing.pages.acts import ActPage
from tutela.record.enquiries.engine import names_of
from tutela.record.sharing import queries as shared
from tutela.record.sharing.queries import Receives, Shared

_COLOURS: Final[dict[str, Tone]] = {"not_delivered": "red", "prepared": "red", "queued": "yellow", "withheld": "grey", "told": "green"}


class SummariesPage(msgspec.Struct, frozen=True, kw_only=True):
    """A child's summaries for one viewer."""

    person: PersonBanner | None
    gap: str
    """What nobody is sent though somebody may think so; empty where nothing is missing."""
    acts: tuple[bits.Link, ...]
    recipients: Table
    dispatches: Table


def summaries_page(viewer: Viewer, child: str, *, at: datetime) -> SummariesPage:
    """The page as one viewer may see it, who may see the child's detail."""
    recipients = shared.summary_recipients(child)
    return SummariesPage(
        person=bits.child_banner(viewer, child, at), gap=_gap(recipients), acts=_acts(viewer, child, recipients), recipients=_recipients(recipients),
        dispatches=dispatches_table(shared.summaries(viewer, child, at)),
    )


def summaries_act_page(viewer: Viewer, slug: str, form: Form, child: str, *, at: datetime) -> ActPage:
    """The page of one act about who is sent summaries."""
    return ActPage(
        title=words(f"missing.{slug}.title"), lead=words(f"missing.{slug}.lead"), button=words(f"missing.{slug}.button"), form=form,
        back=summaries_url(child), back_text=words("missing.summaries.back-link"), person=bits.child_banner(viewer, child, at),
    )


def summaries_line(viewer: Viewer, child: str, episode: str, at: datetime) -> Line:
    """What became of the summaries of one episode, in a line, with the way to all of them."""
    sent = shared.summaries(viewer, child, at, episode=episode)
    failed = sum(1 for one in sent if one.state in ("not_delivered", "prepared"))
    badges = (Badge(words("missing.summaries.failed", count=failed), "red"),) if failed else ()
    if not sent:
        return Line(text=words("missing.summaries.none-yet"), href=summaries_url(child))
    said = [words("missing.summaries.said", agency=one.agency, state=words(f"missing.summaries.state.{one.state}"), tries=_tries(one)) for one in sent[:_SHOWN]]
    return Line(text="; ".join(said), badges=badges, href=summaries_url(child))


def dispatches_table(rows: Sequence[Shared]) -> Table:
    """Each recipient's own row, the latest first."""
    return Table(
        caption=words("missing.summaries.dispatches"), columns=tuple(words(f"missing.summaries.column.{c}") for c in ("who", "what", "state", "tries")),
        rows=tuple(_dispatch(one) for one in rows), empty=EmptyState(words("missing.summaries.nothing-sent")),
    )


def summaries_url(child: str) -> str:
    """The address of a child's summaries."""
    return reverse("missing:summaries", args=[refs.key_of(child, "person")])


def _dispatch(one: Shared) -> Row:
    episode = next((ref for kind, ref in one.about if kind == "episode"), "")
    detail = words("missing.summaries.told", person=one.told_person) if one.told_at else one.withheld_why or one.failed_why
    when = one.told_at or one.failed_at or one.withheld_at or one.delivered_at or one.sent_at or one.queued_at or one.prepared_at
    return Row(
        (
            Cell(text=", ".join(filter(None, (one.agency, one.name))), detail=words(f"missing.summaries.to-is.{one.to}")),
            Cell(text=words(f"missing.summaries.matter.{one.matter}"), href=link_to(episode) if episode else None, detail=local_time(one.prepared_at)),
            Cell(text=words(f"missing.summaries.state.{one.state}"), badges=_badge(one), detail=", ".join(filter(None, (local_time(when), detail)))),
            Cell(text=_tries(one), detail=_next(one)),
        ),
        urgent=one.state in ("not_delivered", "prepared"),
    )


def _badge(one: Shared) -> tuple[Badge, ...]:
    return (Badge(words(f"missing.summaries.badge.{one.state}"), _COLOURS[one.state]),) if one.state in _COLOURS else ()


def _tries(one: Shared) -> str:
    return words("missing.summaries.tries", count=one.tries) if one.tries else words("missing.summaries.no-try")


def _next(one: Shared) -> str:
    if one.next_try_at is not None and one.tries:
        return words("missing.summaries.next", at=local_time(one.next_try_at), said=one.said)
    return ""


def _gap(recipients: Sequence[Receives]) -> str:
    live = [r for r in recipients if r.ended_at is None]
    waiting = [r.agency for r in live if r.waits]
    if waiting:
        return words("missing.summaries.gap-waits", who=waiting)
    return "" if live else words("missing.summaries.gap-nobody")


def _recipients(rows: Sequence[Receives]) -> Table:
    named = names_of(who for r in rows for who in (r.by, r.confirmed_by, r.ended_by))
    return Table(
        caption=words("missing.summaries.recipients"), columns=tuple(words(f"missing.summaries.column.{c}") for c in ("who", "where", "kinds", "stands")),
        rows=tuple(
            Row((
                Cell(text=", ".join(filter(None, (r.agency, r.name))), detail=words(f"missing.summaries.to-is.{r.to}")), Cell(text=r.email),
                Cell(text=", ".join(words(f"missing.summaries.kind-is.{kind}") for kind in ("returns", "episodes") if getattr(r, kind))),
                _stands(r, named),
            ))
            for r in rows
        ),
        empty=EmptyState(words("missing.summaries.nobody-set"), hint=words("missing.summaries.nobody-set-hint")),
    )


def _stands(r: Receives, named: dict[str, str]) -> Cell:
    if r.ended_at is not None:
        detail = words("missing.summaries.ended", by=named.get(r.ended_by, ""), at=local_time(r.ended_at), why=r.ended_why)
        return Cell(text=words("missing.summaries.is.ended"), detail=detail)
    if r.waits:
        detail = words("missing.summaries.set-by", by=named.get(r.by, ""), at=local_time(r.since))
        return Cell(text=words("missing.summaries.is.waits"), badges=(Badge(words("missing.summaries.sends-nothing"), "yellow"),), detail=detail)
    if r.confirmed_at is not None:
        detail = words("missing.summaries.confirmed", by=named.get(r.confirmed_by, ""), at=local_time(r.confirmed_at), why=r.confirmed_why)
    else:
        detail = words("missing.summaries.set-by", by=named.get(r.by, ""), at=local_time(r.since))
    return Cell(text=words("missing.summaries.is.sends"), detail=detail)


def _acts(viewer: Viewer, child: str, recipients: Sequence[Receives]) -> tuple[bits.Link, ...]:
    live = [r for r in recipients if r.ended_at is None]
    offered = {
        "summaries-add": True, "summaries-confirm": any(r.waits and r.by != viewer.ref for r in live), "summaries-end": bool(live),
    }
    key = refs.key_of(child, "person")
    return tuple(
        bits.Link(words(f"missing.{slug}.link"), reverse(f"missing:{slug}", args=[key]), slug == "summaries-confirm")
        for slug, form in SUMMARY_ACTS.items() if offered[slug] and policy.may_visit(viewer, form.operation.permission)
    )


_SHOWN: Final = 6
