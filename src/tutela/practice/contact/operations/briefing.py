"""What whoever is sent is to know: put together as they are sent, within what they may know, kept as sent, and read before they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from tutela.facts import contact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.access.viewers import viewer_of
from tutela.foundations.design.words import known, words
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.contact.operations.held import Held, hold, noted
from tutela.practice.contact.operations.looking import About, about
from tutela.practice.contact.operations.rows import keep
from tutela.record.holdings import queries as holdings
from tutela.record.occurrences import queries
from tutela.record.people import queries as people
from tutela.record.people.queries import MarkerShown

_RESPONSE: Final = "response_officer@response"
"""As whom a call sign without a name is told."""
_PLAN: Final = frozenset({"child_protection_plan", "child_in_need", "looked_after"})
_OFFENDER: Final = frozenset({"registered_sex_offender", "person_posing_risk"})
_WEAPONS: Final = frozenset({"firearms", "weapons", "violence"})


def send_briefing(work: Work, held: Held, resource: str, officer: str) -> None:
    """Put together and keep what whoever goes is to know; of an incident about no child and at no known place there is nothing to tell."""
    card = queries.incident(held.row.ref)
    if card is None or not (card.card.children or card.card.place):
        return
    reader = _reader(officer, work.at)
    content = compose(reader, about(reader, card.card, work.at), card.caller.safe_contact, work.at)
    fact = noted(work, held, contact.BriefingSent(to=officer, resource=resource, items=sum(len(section["lines"]) for section in content)))
    work.kept["briefing"] = content
    keep(work, held, fact)


def compose(reader: Viewer, of: About, safe_contact: str, at: datetime) -> list[dict[str, Any]]:
    """The pack for one reader: sections in a fixed order, each with its lines; one of which nothing is known says so when it is shown."""
    everybody = [*of.people, *of.residents]
    markers, names = people.markers(everybody, reader, at), people.displays(everybody)
    ages = people.ages_at(everybody, at)
    children = [ref for ref in everybody if ref in ages and ages[ref].treated_as_child]
    near = [ref for ref in everybody if ref not in of.children]
    return [
        {"section": name, "lines": lines} for name, lines in (
            ("contact", [safe_contact] if safe_contact else []),
            ("markers", _lines(of.people, markers, names, lambda m: m.marker not in _PLAN)),
            ("children", [_child(ref, names, ages[ref].years) for ref in children]),
            ("plan", _lines(children, markers, names, lambda m: m.marker in _PLAN)),
            ("offender", _lines(near, markers, names, lambda m: m.marker in _OFFENDER)),
            ("weapons", _lines(everybody, markers, names, lambda m: m.marker in _WEAPONS)),
        )
    ]


@operation(Permission.INCIDENT_LOG, about=("incident",))
def read_briefing(work: Work, *, incident: str) -> dict[str, Any]:
    """Say that one has read the briefing that was sent last. It can be said late, and counts as late then.

    :raises Refused: if none was sent, or it was sent to another
    """
    held = hold(work, incident, Permission.INCIDENT_LOG, open_only=False)
    last = next(iter(holdings.packs_of(incident)), None)
    if last is None:
        raise Refused("contact.no-briefing")
    if last.to and last.to != work.by.ref:
        raise Refused("contact.briefing-of-another")
    fact = noted(work, held, contact.BriefingRead(sent=last.fact))
    keep(work, held, fact)
    return {"incident": incident, "fact": fact.id, "number": last.number}


def may_read(viewer: Viewer, pack: holdings.Pack) -> bool:
    """Is the pack for this viewer: sent to them, or to a call sign of which anybody may be?"""
    return not pack.to or pack.to == viewer.ref


def _reader(officer: str, at: datetime) -> Viewer:
    """Who goes, for the policy: within what they may know is all that is in the pack."""
    if not officer:
        return Viewer(ref="", name="", roles=frozenset({_RESPONSE}), acting=_RESPONSE)
    return viewer_of(officer, at=at)


def _lines(refs: Sequence[str], markers: dict[str, tuple[MarkerShown, ...]], names: dict[str, str], wanted: Any) -> list[str]:
    return [f"{names.get(ref, '')}: {said}" for ref in refs for said in _shown(m for m in markers.get(ref, ()) if wanted(m))]


def _shown(markers: Iterable[MarkerShown]) -> list[str]:
    """The minimal words of each, with how grave it is where it says: never the detail."""
    return list(dict.fromkeys(f"{m.shown} ({words(f'enquiries.value.{m.level}')})" if known(f"enquiries.value.{m.level}") else m.shown for m in markers))


def _child(ref: str, names: dict[str, str], years: int | None) -> str:
    return f"{names.get(ref, '')}, {years}" if years is not None else names.get(ref, "")
