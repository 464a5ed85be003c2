"""The card: each item by its name, in a fixed order; one of which nothing is recorded says so, and never stays blank."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutela.desks.briefing.queries import HEALTH, Away, FindThisChild
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Line, PersonBanner
from tutela.foundations.design.times import local_date, near_time
from tutela.foundations.design.words import known, words
from tutela.record.enquiries.engine import banner, level_badge, level_words, question_words


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the card."""

    name: str
    title: str
    lines: tuple[Line, ...]


class CardPage(msgspec.Struct, frozen=True, kw_only=True):
    """The card as one viewer may see it."""

    name: str
    person: PersonBanner | None
    items: tuple[Item, ...]
    back: str
    back_text: str
    as_at: datetime


def card_page(viewer: Viewer, card: FindThisChild, *, at: datetime, back: str, back_text: str) -> CardPage:
    """The card of one child."""
    found = {
        "photo": [Line(text=photo.title, detail=photo.reference) for photo in card.photos],
        "plan": _plan(card), "away": [_away(one, at) for one in card.away], "told": _told(card), "associates": _associates(card),
        "phones": [*_texts(card.plan.phones if card.plan else (), "planned"), *_beside(card.phones, at), *_answer(card, "phone")],
        "addresses": [*_near(card), *_texts(card.plan.addresses if card.plan else (), "planned"), *_answer(card, "places")],
        "vehicles": [*_beside(card.vehicles, at), *_texts(card.plan.transport if card.plan else (), "planned")],
        "markers": [Line(text=m.shown, detail=m.title if m.title != m.shown else "", badges=level_badge(m)) for m in card.markers],
        "social-worker": _professionals(card, ("social_worker",)), "school": _professionals(card, ("school",)),
        "health": [*(Line(text=m.shown, badges=level_badge(m)) for m in card.markers if m.marker in HEALTH), *_answer(card, "medication")],
    }
    return CardPage(
        name=card.profile.card.display, person=banner(viewer, card.ref, at, reported_at=at), back=back, back_text=back_text, as_at=at,
        items=tuple(
            Item(name=name, title=words(f"briefing.card.{name}"), lines=tuple(lines) or (Line(text=words("briefing.card.none")),))
            for name, lines in found.items()
        ),
    )


def _plan(card: FindThisChild) -> list[Line]:
    if card.plan is None:
        return []
    lines = [
        Line(text=action.what, detail=" ".join(filter(None, (action.who, words("briefing.card.within", count=action.within) if action.within else ""))))
        for action in card.plan.actions
    ]
    if card.plan.review_by is not None:
        lines.append(Line(text=words("briefing.card.review-by", day=local_date(card.plan.review_by))))
    return lines + _texts(card.plan.call, "call")


def _away(one: Away, at: datetime) -> Line:
    """When the child went, and where they were found and with whom: that nobody recorded it is said."""
    when = near_time(one.card.reported_at, at)
    if one.found is None:
        said = words("briefing.card.still-away") if one.card.found_at is None and one.card.returned_at is None else words("briefing.card.where-none")
        return Line(text=words("briefing.card.away-since", when=when), detail=said, href=link_to(one.card.ref))
    where = getattr(one.found.data, "where", "") or words("briefing.card.none-short")
    whom = getattr(one.found.data, "with_whom", "") or words("briefing.card.none-short")
    return Line(text=words("briefing.card.away-since", when=when), detail=words("briefing.card.found", where=where, whom=whom), href=link_to(one.card.ref))


def _told(card: FindThisChild) -> list[Line]:
    return [
        Line(text="; ".join(said), detail=words(f"briefing.card.told-{name}"), at=one.at)
        for one in card.told for name in ("places", "people", "reasons", "risk", "wishes") if (said := getattr(one, name))
    ]


def _associates(card: FindThisChild) -> list[Line]:
    lines = []
    for near in card.near:
        if near.kind == "person":
            how = ", ".join(dict.fromkeys(level_words(how) for _, how in near.how))
            lines.append(Line(text=near.name, detail=how, href=link_to(near.ref), badges=tuple(Badge(m.title, "red") for m in near.markers[:2])))
    lines += _texts(card.plan.associates if card.plan else (), "planned")
    return lines + _answer(card, "friends")


def _near(card: FindThisChild) -> list[Line]:
    return [
        Line(text=near.name, detail=", ".join(dict.fromkeys(level_words(how) for _, how in near.how)), href=link_to(near.ref))
        for near in card.near if near.kind == "place"
    ]


def _texts(said: Iterable[str], source: str) -> list[Line]:
    return [Line(text=text, detail=words(f"briefing.card.from-{source}")) for text in said]


def _beside(rows: Iterable[tuple[str, datetime]], at: datetime) -> list[Line]:
    return [Line(text=name, detail=words("briefing.card.last-seen", when=near_time(when, at))) for name, when in rows]


def _answer(card: FindThisChild, question: str) -> list[Line]:
    said = card.answers.get(question, "")
    return [Line(text=said, detail=words("briefing.card.from-caller", question=question_words(question)))] if said else []


def _professionals(card: FindThisChild, professions: tuple[str, ...]) -> list[Line]:
    return [
        Line(text=p.name or p.agency, detail=", ".join(filter(None, (_profession(p.profession), p.agency if p.name else ""))), telephone=p.telephone)
        for p in card.profile.professionals if p.profession in professions
    ]


def _profession(name: str) -> str:
    return words(f"people.profession.{name}") if known(f"people.profession.{name}") else name.replace("_", " ").capitalize()
