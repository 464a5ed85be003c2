"""What was sent to whoever goes, as it was sent; and on the incident, whether they have read it."""

from __future__ import annotations

from datetime import datetime

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Badge, Line
from tutela.foundations.design.times import near_time
from tutela.foundations.design.words import words
from tutela.practice.contact.operations.briefing import may_read
from tutela.record.enquiries.engine import names_of
from tutela.record.holdings.queries import Pack, packs_of


def briefing_lines(viewer: Viewer, incident: str, at: datetime) -> tuple[Line, ...]:
    """The pack that was sent last, line by line, for whom it is; for anybody else only that it was sent and whether it was read."""
    last = next(iter(packs_of(incident)), None)
    if last is None:
        return (Line(text=words("contact.briefing.none")),)
    head = briefing_line(incident, at, last)
    if not may_read(viewer, last):
        return (head, Line(text=words("contact.briefing.of-another")))
    return (head, *(
        Line(text=text, detail=words(f"contact.briefing.section.{section['section']}"))
        for section in last.content for text in (section["lines"] or [words("contact.briefing.none-known")])
    ))


def briefing_line(incident: str, at: datetime, pack: Pack | None = None) -> Line:
    """To whom it was sent and when, whether it was read, and that somebody arrived without."""
    last = pack or next(iter(packs_of(incident)), None)
    if last is None:
        return Line(text=words("contact.briefing.none"))
    who = names_of([last.to]).get(last.to) or last.resource or words("contact.briefing.unit")
    if last.unread_on_arrival:
        badge = Badge(words("contact.briefing.arrived-unread"), "red")
    elif last.read_at is not None:
        badge = Badge(words("contact.briefing.read", at=near_time(last.read_at, at)), "green")
    else:
        badge = Badge(words("contact.briefing.unread"), "yellow")
    return Line(text=words("contact.briefing.sent", number=last.number, who=who), at=last.at, badges=(badge,))
