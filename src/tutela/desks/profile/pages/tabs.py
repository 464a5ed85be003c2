"""The tabs of a person's page as tables: incidents, episodes, duties, what was shared, what sources hold, relations, documents, the trail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from markupsafe import Markup

from tutela.desks.profile.queries.linked import Linked
from tutela.desks.profile.queries.network import Neighbour
from tutela.desks.profile.queries.tabs import Behind
from tutela.facts.roles import ROLES
from tutela.foundations.audit.queries import TrailLine
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import LATE, Badge, Cell, EmptyState, Figure, Pager, Row, Table
from tutela.foundations.design.pictures import network
from tutela.foundations.design.times import local_date
from tutela.foundations.design.words import known, words
from tutela.record.duties.engine.band import clock_of
from tutela.record.holdings.queries import Held
from tutela.record.people.queries import MarkerShown
from tutela.record.sharing.queries import Shared

_KEY: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TONES: dict[str, Any] = {"told": "green", "not_delivered": "red", "withheld": "grey", "hit": "orange", "no_hit": "grey", "not_available": "red"}


def incidents(linked: Linked) -> Table:
    """Every incident in which the person has a part."""
    parts: dict[str, list[str]] = {}
    for ref, part in linked.parts:
        parts.setdefault(ref, []).append(words(f"profile.part.{part}"))
    return _table("incidents", ("incident", "reported", "part", "grade", "state"), [
        Row((
            Cell(text=i.reference, href=link_to(i.ref), detail=words(f"profile.concern.{i.concern}")), Cell(at=i.reported_at),
            Cell(text=", ".join(parts.get(i.ref, [words("profile.part.missing")]))), Cell(text=i.live.value if i.live else words("profile.none")),
            Cell(text=words("profile.open" if i.open else "profile.closed")),
        ), urgent=i.open)
        for i in linked.incidents
    ])


def episodes(linked: Linked) -> Table:
    """Every period for which the person was missing."""
    return _table("episodes", ("episode", "reported", "level", "state", "back"), [
        Row((
            Cell(text=e.reference, href=link_to(e.ref), detail=words(f"profile.from.{e.missing_from}")), Cell(at=e.reported_at),
            Cell(text=words(f"profile.risk.level.{e.live.value}") if e.live else words("profile.none")), Cell(text=words(f"profile.episode.{e.state}")),
            Cell(at=e.returned_at or e.found_at) if e.returned_at or e.found_at else Cell(text=words("profile.none")),
        ), urgent=e.state == "missing")
        for e in linked.episodes
    ])


def duties(behind: Behind, now: datetime) -> Table:
    """What is owed about the person, what is late first, then what is done."""
    ordered = sorted(behind.owed, key=lambda d: (d.settled, d.state not in LATE, d.due_at is None, d.due_at or d.opened_at))
    return _table("duties", ("duty", "clock", "owed-by"), [
        Row((
            Cell(text=d.title, href=link_to("duty", d.ref), detail=d.basis), Cell(clock=clock_of(d, now)), Cell(text=d.owed_by_words),
        ), urgent=d.state in LATE)
        for d in ordered
    ])


def shared(behind: Behind, names: Mapping[str, str]) -> Table:
    """What was shared with whom: sent, delivered and told each for itself."""
    return _table("shared", ("notice", "to", "state", "sent", "told"), [_shared(s, names) for s in behind.shared])


def holdings(behind: Behind) -> Table:
    """What each source holds: a hit, none, or that nobody knows, as at when. Never its content."""
    return _table("holdings", ("source", "what", "answer", "as-at"), [_held(h) for h in behind.held])


def documents(behind: Behind) -> tuple[Table, ...]:
    """Documents and meetings."""
    return (
        _table("documents", ("document", "kind", "added"), [
            Row((
                Cell(text=d.title, href=link_to(d.ref), detail=d.reference), Cell(text=d.kind.replace("_", " ")),
                Cell(at=d.versions[0].at if d.versions else None, detail=words(f"profile.file.{d.versions[0].state}") if d.versions else ""),
            ))
            for d in behind.documents
        ]),
        _table("meetings", ("meeting", "planned", "decided"), [
            Row((
                Cell(text=m.title, href=link_to(m.ref), detail=m.reference), Cell(at=m.held_from or m.planned_at),
                Cell(text=words("profile.decisions", count=len(m.decisions))),
            ))
            for m in behind.meetings
        ]),
    )


def relations(linked: Linked, near: Sequence[Neighbour]) -> Figure:
    """Who and what is one step away, as a picture with a table beneath it."""
    names = {linked.ref: linked.profile.card.display, **{n.ref: n.name for n in near}}
    drawn = network.Network(
        title=words("profile.network.title", name=linked.profile.card.display), description=words("profile.network.description", count=len(near)),
        centre=linked.ref,
        nodes=[
            network.Node(linked.ref, linked.profile.card.display),
            *(network.Node(n.ref, n.name, "place" if n.kind == "place" else "person", _note(n, linked.ref), n.marker.title if n.marker else "") for n in near),
        ],
        links=[network.Link(n.ref, to, _how(how)) for n in near for to, how in n.how if to in names],
    )
    rows = [
        Row((
            Cell(text=n.name, href=link_to(n.ref), detail=n.marker.shown if n.marker else "", badges=(Badge(n.marker.title, "red"),) if n.marker else ()),
            Cell(text="; ".join(dict.fromkeys(_how(how) for _, how in n.how))),
            Cell(text="; ".join(dict.fromkeys(names[to] for to, _ in n.how if to in names))),
        ))
        for n in near
    ]
    return Figure(
        svg=Markup(network.draw(drawn, name="network")), narrow=Markup(network.draw(drawn, name="network-narrow", width=340)),
        caption=words("profile.network.caption"), table=_table("network", ("who", "how", "to"), rows),
    )


def trail(lines: Sequence[TrailLine], names: Mapping[str, str]) -> Table:
    """Who did and looked at what, when, why, with old and new values."""
    return _table("trail", ("when", "by", "act", "why", "values"), [
        Row((
            Cell(at=line.at), Cell(text=names.get(line.officer, line.officer), detail=_role(line.role)),
            Cell(text=words(f"profile.trail.{line.kind}"), detail=_act(line.action)), Cell(text=line.purpose or line.reason, detail=_outcome(line.outcome)),
            Cell(text=words("profile.trail.redacted") if line.redacted else _values(line)),
        ))
        for line in lines
    ])


def marker_table(markers: Sequence[MarkerShown], names: Mapping[str, str], links: Mapping[str, tuple[str, str]]) -> Table:
    """Markers with definition, evidence, review date, and the way to review them or take them off."""
    return _table("markers", ("marker", "words", "evidence", "review"), [
        Row((
            Cell(text=m.title, detail=m.means, href=links[m.ref][0] if m.ref in links else None), Cell(text=m.shown, detail=m.detail or ""),
            Cell(text=m.evidence or words("profile.withheld" if m.detail_hidden else "profile.none"), detail=names.get(m.recorded_by, ""), at=m.recorded_at),
            Cell(
                text=local_date(m.review_by) if m.review_by else words("profile.none"),
                badges=(Badge(words("profile.marker.to-review")),) if m.to_review else (),
            ),
        ))
        for m in markers
    ])


def pager(here: str, next_: str) -> Pager:
    """The way on."""
    return Pager(next=f"{here}?after={next_}" if next_ else None)


def _shared(s: Shared, names: Mapping[str, str]) -> Row:
    told = words("profile.shared.person", person=s.told_person, by=names.get(s.told_by, "")) if s.told_at else words("profile.shared.nobody")
    to = ", ".join(filter(None, (s.name, s.agency)))
    return Row((
        Cell(text=words(f"profile.matter.{s.matter}"), detail=s.reference, href=link_to(s.ref)), Cell(text=words(f"profile.recipient.{s.to}"), detail=to),
        Cell(badges=(Badge(words(f"profile.shared.{s.state}"), _TONES.get(s.state, "blue")),), detail=s.basis), Cell(at=s.sent_at) if s.sent_at else Cell(),
        Cell(text=told, at=s.told_at),
    ), urgent=not s.somebody_was_told and s.withheld_at is None)


def _held(h: Held) -> Row:
    area, silent = h.area.replace("_", " "), h.state == "not_available"
    why = words(f"profile.held.{h.because.rpartition('.')[2]}") if silent else ""
    return Row((
        Cell(text=h.source), Cell(text=f"{area}: {h.kind.replace('_', ' ')}" if h.kind else area),
        Cell(badges=(Badge(words(f"profile.held.{h.state}", count=h.count or 0), _TONES[h.state]),), text=why, detail=h.grading),
        Cell(at=h.as_at) if h.as_at else Cell(text=words("profile.none")),
    ), urgent=silent)


def _note(n: Neighbour, centre: str) -> str:
    return "; ".join(dict.fromkeys(_how(how) for to, how in n.how if to == centre))


def _how(how: str) -> str:
    message = f"profile.use.{how}"
    return words(message) if known(message) else how


def _role(role: str) -> str:
    return ROLES.get(role.partition("@")[0], role)


def _act(action: str) -> str:
    """An operation's name, or the part of a page's address that says what was looked at."""
    return _KEY.sub("", action).replace("//", "/").strip("/").replace("/", ", ") if action.startswith("/") else action


def _outcome(outcome: str) -> str:
    """How it ended, where that is not what one expects."""
    return "" if outcome in ("done", "shown") else words(outcome) if known(outcome) else outcome


def _values(line: TrailLine) -> str:
    """Old and new values, a line each."""
    old, new = line.old or {}, line.new or {}
    said: list[str] = []
    for ref in dict.fromkeys((*old, *new)):
        before, after = old.get(ref), new.get(ref)
        if isinstance(before, dict) or isinstance(after, dict):
            was, now = before if isinstance(before, dict) else {}, after if isinstance(after, dict) else {}
            said += [_change(name, was.get(name), now.get(name)) for name in dict.fromkeys((*was, *now)) if name != "version"]
        elif before is not None or after is not None:
            said.append(_change(ref, before, after))
    return "\n".join(said)


def _change(name: str, before: Any, after: Any) -> str:
    return words("profile.trail.change", name=name.replace("_", " "), before=_said(before), after=_said(after))


def _said(value: Any) -> str:
    return words("profile.none") if value in (None, "", [], {}) else str(value)


def _table(name: str, columns: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table(
        caption=words(f"profile.table.{name}"), columns=tuple(words(f"profile.head.{column}") for column in columns), rows=tuple(rows),
        empty=EmptyState(words(f"profile.empty.{name}")),
    )
