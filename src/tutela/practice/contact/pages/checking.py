"""The pages of what we know: an incident's systems checks with what each source answered, and the lists of what was not looked at in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Line, Pager, PersonBanner, Row, Table, Tone
from tutela.foundations.design.times import local_time, near_time
from tutela.foundations.design.words import known, words
from tutela.foundations.kit.marks import mark
from tutela.practice.contact.operations.reading import hit_words, known_waiting, names_of, readable
from tutela.practice.contact.pages.acts import people_of
from tutela.practice.contact.pages.bits import Link, act_url
from tutela.practice.contact.pages.briefing import briefing_line
from tutela.record.chronology import queries as chronology
from tutela.record.duties import queries as duties
from tutela.record.enquiries.engine import names_of as officers
from tutela.record.enquiries.engine import role_words
from tutela.record.holdings import queries as holdings
from tutela.record.holdings.queries import Answer, Check, Graded
from tutela.record.holdings.queries import Line as Looked
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries import IncidentCard, IncidentHeld

LATE: Final = "contact.known-not-used"
MOST: Final = 25
PACE: Final = timedelta(days=28)
_TONES: Final[dict[str, Tone]] = {"hit": "orange", "no_hit": "green", "not_available": "red", "not_checked": "red"}


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What an incident's page says of its checks: which was the last, what waits, and what was known and not used."""

    said: str
    badges: tuple[Badge, ...] = ()
    provisional: str = ""
    late: tuple[Line, ...] = ()
    briefing: Line | None = None
    """What was sent to whoever goes, and whether they have read it."""
    links: tuple[Link, ...] = ()


class ChecksPage(msgspec.Struct, frozen=True, kw_only=True):
    """One incident's checks: one of them whole, the others by number."""

    reference: str
    back: str
    people: tuple[PersonBanner, ...]
    known: Known
    title: str
    by: str
    table: Table | None
    others: tuple[Link, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One list of incidents."""

    name: str
    title: str
    lead: str
    table: Table
    pager: Pager


class ListsPage(msgspec.Struct, frozen=True, kw_only=True):
    """What waits to be verified, what was graded without a complete check, what was known and not used."""

    parts: tuple[Section, ...]
    arrivals: str
    """Of the last days: how many arrived, and how many of them had not read what they were sent."""
    touched: tuple[str, ...]


def known_of(viewer: Viewer, card: IncidentCard, at: datetime) -> Known:
    """What was looked up for an incident, for its page: in a fixed number of queries."""
    last, waits = holdings.last_check(card.ref), known_waiting(viewer, card.ref, at)
    graded = card.live is not None or any(episode.live is not None for episode in card.episodes)
    slugs = [slug for slug in ("hits", "check") if (slug == "hits" and waits) or (slug == "check" and card.open)]
    links = [Link(words(f"contact.{slug}.{'again' if slug == 'check' and last else 'link'}"), act_url(slug, card.id)) for slug in slugs]
    if not policy.may_visit(viewer, Permission.INCIDENT_LOG):
        links = []
    if last is not None:
        links.append(Link(words("contact.checks.all"), reverse("contact:checks", args=[card.id])))
    return Known(
        said=_by(last, at) if last else words("contact.checks.none"), badges=_badges(last) if last else (),
        provisional=words(f"contact.checks.{'provisional' if graded else 'waiting'}", count=len(waits)) if waits else "",
        late=_late(viewer, card.ref, at), briefing=briefing_line(card.ref, at) if card.sent else None, links=tuple(links),
    )


def checks_page(viewer: Viewer, held: IncidentHeld, *, at: datetime, number: int | None = None) -> ChecksPage:
    """One check with what each source answered, as far as this viewer may know; the latest where none is named."""
    card = held.card
    checks = holdings.checks_of(card.ref)
    shown = next((check for check in checks if check.number == number), None) or (checks[0] if checks else None)
    return ChecksPage(
        reference=card.reference, back=reverse("contact:incident", args=[card.id]), people=people_of(viewer, held, at), known=known_of(viewer, card, at),
        title=words("contact.checks.number", number=shown.number) if shown else "", by=_by(shown, at) if shown else "",
        table=_table(viewer, card, shown, at) if shown else None,
        others=tuple(
            Link(words("contact.checks.other", number=check.number, at=near_time(check.at, at)), f"?number={check.number}")
            for check in checks if shown and check.number != shown.number
        ),
    )


def lists_page(viewer: Viewer, *, at: datetime, after: dict[str, str | None]) -> ListsPage:
    """The three lists as one viewer may see them, each a page at a time."""
    path = reverse("contact:checks-list")
    waits = holdings.unverified(after=after.get("verify"), limit=MOST + 1)
    graded = holdings.graded_incomplete(after=after.get("graded"), limit=MOST + 1)
    late = duties.noticed(LATE, after=after.get("known"), limit=MOST + 1)
    cards = _cards(viewer, [*(c.subject for c in waits), *(g.incident for g in graded), *(n.ref for n in late)], at)
    named = officers(check.by for check in waits)
    rows = {
        "verify": [_unverified(check, cards, named) for check in waits[:MOST] if check.subject in cards],
        "graded": [_graded(one, cards) for one in graded[:MOST] if one.incident in cards],
        "known": [_noticed(one, cards) for one, _ in _allowed(viewer, late[:MOST], at) if one.ref in cards],
    }
    marks = {
        "verify": mark(waits[MOST - 1].at, waits[MOST - 1].id) if len(waits) > MOST else None,
        "graded": mark(graded[MOST - 1].at, graded[MOST - 1].id) if len(graded) > MOST else None,
        "known": mark(late[MOST - 1].at, late[MOST - 1].id) if len(late) > MOST else None,
    }
    told = holdings.arrivals(at - PACE, at)
    return ListsPage(
        arrivals=words("contact.checks.arrivals", unread=told.unread, all=told.all, days=PACE.days),
        parts=tuple(_section(name, rows[name], marks[name], after.get(name), path) for name in rows),
        touched=tuple(cards),
    )


def _by(check: Check, at: datetime) -> str:
    name = officers([check.by]).get(check.by) or role_words(check.by_role)
    return words("contact.checks.by", number=check.number, name=name, role=role_words(check.by_role), at=near_time(check.at, at))


def _badges(check: Check) -> tuple[Badge, ...]:
    """Whether a lowering may rest on it, and whether a source was left out."""
    if check.specialist:
        found = [Badge(words("contact.checks.specialist"), "green")]
    elif check.verified_by is not None:
        found = [Badge(words("contact.checks.verified", number=check.verified_by), "green")]
    else:
        found = [Badge(words("contact.checks.unverified"), "orange")]
    return (*found, *(() if check.complete else (Badge(words("contact.checks.incomplete"), "yellow"),)))


def _late(viewer: Viewer, incident: str, at: datetime) -> tuple[Line, ...]:
    """What the force held when it graded and used only afterwards; nothing of what rests on something of which the viewer may not know."""
    found = _allowed(viewer, duties.noticed_of(LATE, [incident]), at)
    if not found:
        return ()
    lines = readable(viewer, holdings.lines_of(incident, *(check.number for check in holdings.checks_of(incident))), at)
    names = names_of(lines)
    return tuple(
        Line(
            text=words("contact.checks.late"), at=one.at, badges=(Badge(words("contact.checks.late-badge"), "red"),),
            detail="; ".join(dict.fromkeys(hit_words(line, at, names) for line in lines if line.hit in saw)),
        )
        for one, saw in found
    )


def _allowed(viewer: Viewer, found: Sequence[duties.Noticed], at: datetime) -> list[tuple[duties.Noticed, frozenset[str]]]:
    """What was noticed, with the facts that it saw: only where the viewer may know of every one of them."""
    if not found:
        return []
    noticed = chronology.by_id(one.act for one in found)
    saw = {key: frozenset(getattr(fact.data, "saw", ())) for key, fact in noticed.items()}
    facts = chronology.by_id(key for seen in saw.values() for key in seen)
    access = chronology.readable(viewer, facts.values(), at=at)
    return [(one, saw[one.act]) for one in found if one.act in saw and all(access.get(key) != "none" for key in saw[one.act])]


def _table(viewer: Viewer, card: IncidentCard, check: Check, at: datetime) -> Table:
    lines = readable(viewer, holdings.lines_of(card.ref, check.number), at)
    answers, names = holdings.answers_to(card.ref), names_of(lines)
    named = officers(answer.by for answer in answers.values())
    return Table(
        caption=words("contact.checks.number", number=check.number), hide_caption=True,
        columns=tuple(words(f"contact.checks.column.{name}") for name in ("source", "answer", "as-at", "means")),
        rows=tuple(_row(line, answers.get(line.hit), names, named, at) for line in lines),
        empty=EmptyState(words("contact.checks.hidden")),
    )


def _row(line: Looked, answer: Answer | None, names: dict[str, str], named: dict[str, str], at: datetime) -> Row:
    source = words(f"contact.source.{line.source}") if known(f"contact.source.{line.source}") else line.source
    said = hit_words(line, at, names).partition(": ")[2] if line.state == "hit" else line.why or _because(line, source)
    waits = line.state == "hit" and answer is None
    badges = (Badge(words(f"contact.checks.state.{line.state}"), _TONES[line.state]),)
    means = ""
    if answer is not None:
        means = words("contact.checks.answered", used=words(f"contact.hits.used-is.{'yes' if answer.used else 'no'}"), why=answer.because)
    return Row(
        (
            Cell(text=source), Cell(text=said, href=link_to(line.whose) if line.state == "hit" and line.whose else None, badges=badges),
            Cell(text=local_time(line.as_at) if line.as_at else words("contact.checks.never")),
            Cell(
                text=means, detail=named.get(answer.by, "") if answer else "",
                badges=(Badge(words("contact.checks.unanswered"), "red"),) if waits else (),
            ),
        ),
        urgent=waits,
    )


def _because(line: Looked, source: str) -> str:
    """Why a source gives no answer, in words."""
    if not line.because:
        return ""
    when = local_time(line.as_at) if line.as_at else words("contact.checks.never")
    return words(line.because, source=source, heard=when, since=when) if known(line.because) else line.because


def _cards(viewer: Viewer, refs: Iterable[str], at: datetime) -> dict[str, IncidentCard]:
    """The incidents of which this viewer may know, whole: a list says nothing of one whose detail is kept from them."""
    found = occurrences.incidents_of(dict.fromkeys(refs))
    access = policy.accesses(viewer, {ref for card in found for ref in card.shape.refs}, at=at)
    return {card.ref: card for card in found if all(access[ref] == "full" for ref in card.shape.refs)}


def _unverified(check: Check, cards: dict[str, IncidentCard], named: dict[str, str]) -> Row:
    card = cards[check.subject]
    return Row((
        _incident(card), Cell(text=named.get(check.by) or role_words(check.by_role), at=check.at),
        Cell(text=words("contact.checks.lowering-waits") if card.pending else "", badges=(Badge(words("contact.checks.unverified"), "orange"),)),
        Cell(text=words("contact.checks.verify-link", reference=card.reference), href=act_url("check", card.id) if card.open else None),
    ), urgent=card.pending is not None)


def _graded(one: Graded, cards: dict[str, IncidentCard]) -> Row:
    relied = one.relied
    why = words("contact.checks.lacks-check") if relied.number is None else (
        words("contact.checks.lacks-answers", number=relied.number, count=relied.unanswered) if relied.unanswered
        else words("contact.checks.lacks-sources", number=relied.number)
    )
    card = cards[one.incident]
    return Row((_incident(card), Cell(at=one.at), Cell(text=why), Cell(text=words("contact.checks.open"), href=reverse("contact:checks", args=[card.id]))))


def _noticed(one: duties.Noticed, cards: dict[str, IncidentCard]) -> Row:
    card = cards[one.ref]
    return Row((
        _incident(card), Cell(at=one.at), Cell(text=words("contact.checks.late")),
        Cell(text=words("contact.checks.open"), href=reverse("contact:checks", args=[card.id])),
    ))


def _incident(card: IncidentCard) -> Cell:
    return Cell(text=card.reference, href=link_to(card.ref), detail=words(f"enquiries.concern.{card.concern}"))


def _section(name: str, rows: Sequence[Row], place: str | None, after: str | None, path: str) -> Section:
    title = words(f"contact.checks.{name}.title")
    return Section(
        name=name, title=title, lead=words(f"contact.checks.{name}.lead"),
        table=Table(
            caption=title, hide_caption=True, columns=tuple(words(f"contact.checks.{name}.{column}") for column in ("incident", "when", "what", "do")),
            rows=tuple(rows), empty=EmptyState(words(f"contact.checks.{name}.none")),
        ),
        pager=Pager(next=f"{path}?{name}={place}#{name}" if place else None, previous=f"{path}#{name}" if after else None, label=title),
    )
