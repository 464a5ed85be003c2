"""The page of one act about a search: what is asked, and what one must have in view while answering."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Form
from tutela.foundations.design.parts import Badge, Line, PersonBanner, Table
from tutela.foundations.design.words import known, words
from tutela.practice.missing import queries
from tutela.practice.missing.forms import Act, Opening
from tutela.practice.missing.pages import bits
from tutela.practice.missing.pages.entering import OfBacklog, entered_lines, of_backlog
from tutela.practice.missing.pages.grading import grading_facts
from tutela.practice.missing.pages.interviews import brought_lines
from tutela.practice.missing.pages.questionnaire import photo_line, progress
from tutela.practice.missing.pages.returning import return_facts, return_lines
from tutela.record.duties import queries as duties
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import banner, concern_words, information_line, level_words, names_of, returned, role_words, tables, warnings_about
from tutela.record.occurrences.engine import standing
from tutela.record.occurrences.queries import EpisodeHeld
from tutela.record.people import queries as people
from tutela.record.sharing.queries.joint import Doing, OnList

_PLANNED: Final = frozenset({"plan", "review"})
"""Acts that one does with the whole child in view."""


class ActPage(msgspec.Struct, frozen=True, kw_only=True):
    """One act's page."""

    title: str
    lead: str
    button: str
    form: Form
    back: str
    back_text: str
    person: PersonBanner | None = None
    facts: tuple[Line, ...] = ()
    owed: Table | None = None
    warning: bool = False
    """Is it an act that the law may refuse?"""
    hidden: tuple[tuple[str, str], ...] = ()
    backlog: OfBacklog | None = None
    """Of an act that is one of many alike: how many are left, and the next."""


def act_page(viewer: Viewer, slug: str, form: Act, held: EpisodeHeld, *, at: datetime) -> ActPage:
    """The page of one act about one search."""
    card = held.card
    return ActPage(
        title=words(f"missing.{slug}.title"), lead=words(f"missing.{slug}.lead") if known(f"missing.{slug}.lead") else "",
        button=words(f"missing.{slug}.button"), form=form, back=reverse("missing:episode", args=[card.id]),
        back_text=words("missing.episode.back", reference=card.reference), person=banner(viewer, card.child, at, reported_at=card.reported_at),
        facts=(*_facts(viewer, slug, held, at), *grading_facts(viewer, slug, held, at), *_known(viewer, slug, held, at)),
        warning=slug in ("decide-lowering", "close"), backlog=of_backlog(viewer, card.ref, at) if slug == "enter-interview" else None,
        owed=bits.owed_table(viewer, duties.for_subjects(viewer, held.shape.refs, at=at), at) if slug in ("assign", "take", "review") else None,
    )


def why_not(reasons: Iterable[dict[str, Any]]) -> str:
    """Why a review that was saved does not count, in words."""
    return tables.why_not(reasons)


def complete_page(form: Form, action: enquiries.ActionSeen, held: EpisodeHeld) -> ActPage:
    """The page on which somebody says what came of an action."""
    return ActPage(
        title=words("missing.complete.title"), lead=action.what, button=words("missing.complete.button"), form=form,
        back=reverse("missing:episode", args=[held.card.id]), back_text=words("missing.episode.back", reference=held.card.reference),
        facts=(Line(text=action.who or role_words(action.owner), detail=action.where, at=action.by_when),) if action.who or action.owner else (),
    )


def joint_done_page(form: Form, action: Doing, entry: OnList) -> ActPage:
    """The page on which somebody says that an action of the joint list was done."""
    return ActPage(
        title=words("missing.joint-done.title"), lead=action.what, button=words("missing.joint-done.button"), form=form,
        back=reverse("missing:joint-child", args=[entry.key]), back_text=words("missing.joint.title"),
        facts=(Line(text=words("missing.joint.set-by", who=action.by), at=action.due_at),),
    )


def open_page(viewer: Viewer, form: Opening, *, at: datetime, incident: str = "", child: str = "") -> ActPage:
    """The page on which a search is opened."""
    hidden = tuple((name, value) for name, value in (("incident", incident), ("child", child)) if value)
    return ActPage(
        title=words("missing.open.title"), lead=words("missing.open.lead"), button=words("missing.open.button"), form=form, back=reverse("missing:list"),
        back_text=words("missing.list.return"), person=banner(viewer, child, at, reported_at=at) if child else None, hidden=hidden,
    )


def _known(viewer: Viewer, slug: str, held: EpisodeHeld, at: datetime) -> tuple[Line, ...]:
    """Beside the plan: the warnings, what was told last, and the plan that stands, else that of the last time that the child was missing."""
    card = held.card
    if slug not in _PLANNED or policy.may(viewer, Permission.PERSON_SEE, [card.child], at=at).access != "full":
        return ()
    lines = warnings_about(viewer, card.child, people.profile(card.child, at), card, at)
    latest = information_line(viewer, enquiries.heard(card.incident, card.ref).information, at=at)
    lines += [latest] if latest else []
    reference, plan = queries.last_plan(viewer, held, at)
    said = [what for what, _, _ in (*plan.hypotheses, *plan.lines)]
    which = words("missing.plan.last" if reference else "missing.plan.stands", reference=reference)
    return (*lines, *([Line(text="; ".join(said), detail=which)] if said else ()))


def _facts(viewer: Viewer, slug: str, held: EpisodeHeld, at: datetime) -> tuple[Line, ...]:
    """What one must have in view while answering. What is suggested is not: nobody grades by it."""
    card, lines = held.card, []
    if slug in ("grade", "lower", "decide-lowering", "assign", "take", "review", "override", "second-line"):
        stands = standing(held.shape, at).risk(card.ref)
        if stands is not None:
            by = names_of([stands.by]).get(stands.by) or role_words(stands.role)
            lines.append(Line(text=words("enquiries.band.risk", value=level_words(stands.value)), by=by, at=stands.at, detail=stands.reasons))
        else:
            lines.append(Line(text=words("enquiries.band.risk-none")))
        if slug in ("assign", "take") and stands is not None and stands.value == "high":
            lines.append(Line(text=words("missing.high-stays-with-fim"), badges=(Badge(level_words("high"), "red"),)))
    if slug == "sign":
        lines += return_lines(viewer, held, at)
    if slug == "return":
        lines += return_facts(viewer, held, at)
    if slug == "grade":
        lines += [Line(text=concern_words(name), badges=(Badge(words("missing.grade.known"), "orange"),)) for name in queries.concerns(held, at)]
        why = queries.why_missing(viewer, card.child, at)
        lines += [returned.why_line(why)] if why else []
    if slug == "questionnaire":
        lines.append(progress(enquiries.heard(card.incident, card.ref), card))
        lines += photo_line(viewer, card.child, at)
    if slug == "enter-interview":
        lines += [*entered_lines(viewer, card.ref, at), *brought_lines(viewer, card.ref, at)]
    if slug == "tell":
        lines += [Line(text=c.name, detail=c.agency, telephone=c.telephone) for c in queries.authority_answers(at)]
    if slug == "decide-lowering" and card.pending:
        asked = card.pending
        by = names_of([asked.by]).get(asked.by, asked.by)
        lines.append(Line(text=words("missing.decide-lowering.asked", level=level_words(asked.value)), by=by, at=asked.at, detail=asked.rationale))
    return tuple(lines)
