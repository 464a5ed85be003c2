"""The page of one act, and of taking a report: what is asked, and what one must have in view while answering."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

import msgspec
from django.urls import reverse

from tutela.facts import contact
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Form
from tutela.foundations.design.links import place
from tutela.foundations.design.parts import Line, PersonBanner, Table
from tutela.foundations.design.words import known, words
from tutela.practice.contact.forms import THRIVE, Act, Report
from tutela.practice.contact.pages import bits, deferring, feedback
from tutela.practice.contact.pages.briefing import briefing_lines
from tutela.practice.contact.pages.evidence import evidence_lines
from tutela.record.duties import queries as duties
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import banner, level_words, names_of, news, role_words, tables
from tutela.record.occurrences.engine import standing
from tutela.record.occurrences.queries import IncidentHeld


class ActPage(msgspec.Struct, frozen=True, kw_only=True):
    """One act's page."""

    title: str
    lead: str
    button: str
    form: Form
    back: str
    back_text: str
    people: tuple[PersonBanner, ...] = ()
    """Whom it is about, for who may see them."""
    facts: tuple[Line, ...] = ()
    owed: Table | None = None
    warning: bool = False
    """Is it an act that the law may refuse?"""


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page on which a report is taken."""

    form: Report
    child: str = ""
    person: PersonBanner | None = None
    linked: str = ""
    """Whom the report is about, in words, where they were chosen beneath the name; empty where they came with the address, or nobody was."""
    finder: str = ""
    """Where is asked who may be meant by the name; empty for who may not look people up."""
    thrive: tuple[str, ...] = THRIVE
    grades: tuple[tuple[str, str], ...] = ()
    """Each response grade, and what it means."""
    opened: tuple[str, ...] = ()
    """The parts that stand open because they hold an answer or an error."""


def act_page(viewer: Viewer, slug: str, form: Act, held: IncidentHeld, *, at: datetime) -> ActPage:
    """The page of one act about one incident."""
    card = held.card
    return ActPage(
        title=words(f"contact.{slug}.title"), lead=words(f"contact.{slug}.lead") if known(f"contact.{slug}.lead") else "",
        button=words(f"contact.{slug}.button"), form=form,
        back=reverse("contact:incident", args=[card.id]), back_text=words("contact.incident.back", reference=card.reference),
        people=people_of(viewer, held, at),
        facts=(*briefing_lines(viewer, card.ref, at), *evidence_lines(card)) if slug == "briefing" else _facts(viewer, slug, held, at),
        warning=slug in ("decide-lowering", "close", "appointment", "telephone"),
        owed=bits.owed_table(viewer, duties.for_subjects(viewer, card.shape.refs, at=at), at) if slug in ("hand-over", "take", "review") else None,
    )


def people_of(viewer: Viewer, held: IncidentHeld, at: datetime) -> tuple[PersonBanner, ...]:
    """Whom an incident is about, for who may see them: nobody writes on the wrong child's log."""
    found = (banner(viewer, child, at, reported_at=held.card.reported_at) for child in held.card.children)
    return tuple(person for person in found if person)


def why_not(reasons: Iterable[dict[str, Any]]) -> str:
    """Why a review that was saved does not count, in words."""
    return tables.why_not(reasons)


def complete_page(viewer: Viewer, form: Form, action: enquiries.ActionSeen, held: IncidentHeld, *, at: datetime) -> ActPage:
    """The page on which somebody says what came of an action."""
    return ActPage(
        title=words("contact.complete.title"), lead=action.what, button=words("contact.complete.button"), form=form,
        back=reverse("contact:incident", args=[held.card.id]), back_text=words("contact.incident.back", reference=held.card.reference),
        people=people_of(viewer, held, at),
        facts=(Line(text=action.who or role_words(action.owner), detail=action.where, at=action.by_when),) if action.who or action.owner else (),
    )


def report_page(viewer: Viewer, form: Report, *, at: datetime, child: str = "") -> ReportPage:
    """The page on which a report is taken."""
    parts = {
        "back": ("back_at", "back_by", "back_to"),
        "child": ("child_oldest", "child_born", "missing_since", "missing_from", "out_of_character", "concerns"),
        "caller": ("caller_name", "caller_phone", "caller_role", "safe_contact"), "grade": ("grade", "rationale", *THRIVE),
    }
    answered = {name for name, value in form.answers().items() if value and value != {} and form.is_bound}
    opened = tuple(part for part, names in parts.items() if form.errors.keys() & set(names) or _said(form, answered & set(names)))
    grades = tuple((level_words(grade), words(f"contact.grade-says.{grade}")) for grade in get_args(contact.Grade))
    person = banner(viewer, child, at, reported_at=at)
    named = person is not None and form.is_bound and bool(form["child_name"].value())
    linked = words("contact.report.linked", name=person.name, reference=person.reference) if person and named else ""
    asks = place("look-up") if policy.may_visit(viewer, Permission.PERSON_SEARCH) else None
    return ReportPage(
        form=form, child=child, person=person, linked=linked, finder=f"{asks}?for=report" if asks else "", opened=opened, grades=grades,
    )


def _said(form: Report, names: set[str]) -> bool:
    """Is any of these answered in fact, and not an empty date?"""
    for name in names:
        value = form[name].value()
        if any(value.values()) if isinstance(value, dict) else value:
            return True
    return False


def _facts(viewer: Viewer, slug: str, held: IncidentHeld, at: datetime) -> tuple[Line, ...]:
    """What one must have in view while answering."""
    card = held.card
    lines: list[Line] = []
    if slug == "answer":
        lines += news(viewer, enquiries.heard(card.ref, next((e.ref for e in card.episodes), "")), at=at)
    if slug in ("grade", "lower", "decide-lowering", "review", "send"):
        stands = standing(card.shape, at).grade(card.ref)
        if stands is not None:
            by = names_of([stands.by]).get(stands.by) or role_words(stands.role)
            lines.append(Line(text=words("enquiries.band.grade", value=level_words(stands.value)), by=by, at=stands.at, detail=stands.reasons))
        else:
            lines.append(Line(text=words("enquiries.band.grade-none")))
    if slug == "decide-lowering" and card.pending:
        asked = card.pending
        by, grade = names_of([asked.by]).get(asked.by, asked.by), level_words(asked.value)
        lines.append(Line(text=words("contact.decide-lowering.asked", grade=grade), by=by, at=asked.at, detail=asked.rationale))
    if slug == "note-feedback":
        lines += [feedback.said_line(seen) for seen in enquiries.to_note(viewer.ref, card.ref)]
    if slug in ("decide-lowering", "appointment"):
        lines += deferring.appointment_lines(slug, card)
    if slug in ("advice", "send-advice"):
        lines += [Line(text=held.caller.safe_contact, detail=words("enquiries.band.safe-contact"))] if held.caller.safe_contact else []
        lines += evidence_lines(card)
    if slug in ("send", "arrived", "no-resource", "resource"):
        lines.append(Line(text=card.where or words("enquiries.gap.where"), detail=words("enquiries.band.where")))
        lines += [Line(text=held.caller.safe_contact, detail=words("enquiries.band.safe-contact"))] if held.caller.safe_contact else []
    return tuple(lines)
