"""The facts about one record of this force, for replay: read whole for judging, shown only as far as their viewer may read, identities left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec

from tutela.facts import Fact
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.kit import refs
from tutela.law import tracks
from tutela.law.kernel.findings import RESTRICTED
from tutela.law.kernel.replay import Alert, ledger
from tutela.law.kernel.subjects import PERSON, Subject, subjects_of
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.duties.engine.scope import WIDE
from tutela.record.duties.queries.law import book, laws
from tutela.record.occurrences import queries as occurrences
from tutela.record.people import queries as people

KINDS: Final = ("person", "episode", "incident")
"""Of which kinds of record a replay is asked for."""
DRIVEN: Final = 250
"""Up to so many facts the driven track is made at once: each act that it makes is judged anew."""
_NAMES: Final = frozenset({"people.NameRecorded"})


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One track: what happened and what was told of it, redacted for one viewer."""

    track: tracks.Track
    facts: tuple[Fact, ...]
    alerts: tuple[Alert, ...]


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """A record's replay for one viewer."""

    ref: str
    kind: str
    reference: str
    """As it is printed; a person's too, never a name."""
    until: datetime
    tracks: tuple[Track, ...]
    withheld: frozenset[str]
    """Facts that this viewer may know of and whose detail they may not."""
    left_out: bool
    """Is there something about this record that the viewer may not know of? Said, never what."""
    too_many: bool
    """Were there too many facts for the driven track?"""
    records: tuple[str, ...]
    """The records that the page shows, for the log of looks."""


def live(viewer: Viewer, ref: str, at: datetime) -> Live | None:
    """One record through the law, on its tracks; ``None`` where there is none of which this viewer may know."""
    if not refs.is_ours(ref) or (kind := refs.split(ref)[0]) not in KINDS:
        return None
    own = _own(ref, kind)
    if own is None or "none" in policy.accesses(viewer, _named(ref, own, kind), at=at).values():
        return None
    facts = _around(own, kind)
    if not facts:
        return None
    shown = frozenset(own) | _with(facts, own, kind)
    access = readable(viewer, facts, at=at)
    names = ("happened", "driven", "nobody") if len(facts) <= DRIVEN else ("happened", "nobody")
    found = tuple(_track(name, facts, at, shown, access) for name in tracks.TRACKS if name in names)
    return Live(
        ref=ref, kind=kind, reference=_printed(ref, kind, at), until=at, tracks=found, too_many="driven" not in names,
        withheld=frozenset(id for id, how in access.items() if how == "detail_hidden"), left_out="none" in access.values(),
        records=tuple(sorted(shown & {a.ref for track in found for fact in track.facts for a in fact.about} | {ref})),
    )


def _own(ref: str, kind: str) -> tuple[str, ...] | None:
    """Every reference of the record; ``None`` where there is none."""
    if kind == "person":
        return people.aliases([ref]).get(ref) if people.exists(ref) else None
    return (ref,) if occurrences.shape_of(ref) is not None else None


def _named(ref: str, own: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """Every record on which it hangs whether this one may be known of: an episode's incident and child too."""
    shape = None if kind == "person" else occurrences.shape_of(ref)
    return shape.refs if shape else own


def _printed(ref: str, kind: str, at: datetime) -> str:
    if kind == "person":
        card = people.cards([ref], at).get(ref)
        return card.reference if card else ref
    return occurrences.printed([ref]).get(ref, ref)


def _around(own: Iterable[str], kind: str) -> list[Fact]:
    """All facts that bear on the record: its own, and two declared steps on, as an act about it is judged."""
    held = {Subject(PERSON if kind == "person" else kind, ref) for ref in own}
    facts: list[Fact] = []
    for _ in range(3):
        facts = facts_about(held)
        joined = _joined(facts, held)
        if joined <= held:
            break
        held |= joined
    return sorted(facts, key=lambda fact: (fact.occurred.earliest, fact.id))


def _joined(facts: Iterable[Fact], subjects: set[Subject]) -> set[Subject]:
    steps = laws().steps_by_type
    found: set[Subject] = set()
    for fact in facts:
        for step in steps.get(fact.type, ()):
            for one, other in step.ends(fact):
                found |= {other} if one in subjects else set()
                found |= {one} if other in subjects else set()
    return {subject for subject in found if subject.family not in WIDE}


def _with(facts: Iterable[Fact], own: Iterable[str], kind: str) -> frozenset[str]:
    """What is shown with the record: an episode's or a child's incidents, an incident's or a child's episodes, and whom these are about."""
    mine, found = set(own), set[str]()
    for fact in facts:
        named = subjects_of(fact)
        if any(s.ref in mine for s in named):
            found |= {s.ref for s in named if s.family in ("incident", "episode")}
            found |= {s.ref for s in named if s.family == PERSON} if kind != "person" else set()
    return frozenset(found)


def _track(name: tracks.Track, facts: list[Fact], at: datetime, shown: frozenset[str], access: dict[str, policy.Access]) -> Track:
    lived, judge = tracks.run(name, facts, laws(), book(), at)
    alerts = [_redacted(alert, access) for alert in ledger(judge) if _about(alert, shown)]
    known = [f for f in lived if access.get(f.id, "full") != "none" and f.type not in _NAMES and _is_shown(f, shown)]
    hidden = {id for id, how in access.items() if how == "none"}
    return Track(track=name, facts=tuple(known), alerts=tuple(a for a in alerts if a.opening not in hidden))


def _is_shown(fact: Fact, shown: frozenset[str]) -> bool:
    """Is it about what the page shows, and about no other occurrence?"""
    named = subjects_of(fact)
    others = any(s.family in ("incident", "episode") and s.ref not in shown for s in named)
    return not others and any(s.ref in shown for s in named)


def _about(alert: Alert, shown: frozenset[str]) -> bool:
    first = alert.about[0]
    return first["ref"] in shown or any(a["ref"] in shown and a["kind"] in ("episode", "incident") for a in alert.about)


def _redacted(alert: Alert, access: dict[str, policy.Access]) -> Alert:
    """Without the reason, where it rests on what the viewer may not read; without what people wrote, which may name somebody."""
    because = tuple(
        {"message": RESTRICTED, "with": {}, "saw": []} if any(access.get(fact, "full") != "full" for fact in reason["saw"])
        else {**reason, "with": {name: "\N{HORIZONTAL ELLIPSIS}" if name == "words" else value for name, value in reason["with"].items()}}
        for reason in alert.because
    )
    return msgspec.structs.replace(alert, because=because)
