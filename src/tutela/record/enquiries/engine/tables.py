"""What pages of every area show alike of an occurrence: its grades or levels, who was sent, reviews, actions, hand-overs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from tutela.foundations.design.parts import Badge, Cell, EmptyState, Row, Table, Tone
from tutela.foundations.design.words import known, words
from tutela.record.enquiries.engine.entries import level_words, names_of, role_words
from tutela.record.enquiries.queries import ActionSeen, HandOverSeen, ReviewSeen
from tutela.record.occurrences.engine import Stands
from tutela.record.occurrences.queries import ResourceSeen, VersionSeen

_TONES: Final[dict[str, Tone]] = {"live": "green", "pending": "yellow", "declined": "grey", "withdrawn": "grey", "replaced": "grey", "kept": "orange"}


def versions(rows: Iterable[VersionSeen], caption: str, *, suggestions: bool = False, stands: Stands | None = None) -> Table:
    """Grades or levels as people gave and asked for them, the latest first: who, when, why, and who decided.

    :param suggestions: also what had been suggested: for somebody who has graded
    :param stands: the grade that stands, which a high risk may have raised above the one that was given
    """
    held = list(rows)
    named = names_of([v.by for v in held] + [v.decided_by for v in held])
    return _table("versions", ("value", "by", "why", "decided"), [_version(v, named, suggestions, stands) for v in held], caption=caption)


def sent(steps: Sequence[ResourceSeen]) -> Table:
    """Who was sent, and when nobody could be."""
    named = names_of(r.by for r in steps)
    rows = [
        Row(
            (Cell(text=_step(r)), Cell(at=r.at), Cell(text=named.get(r.by, r.by)), Cell(text=r.words, at=r.by_when)),
            urgent=r.state == "no_resource" and r is steps[0],
        )
        for r in steps
    ]
    return _table("sent", ("what", "when", "by", "words"), rows)


def reviews(rows: Iterable[ReviewSeen]) -> Table:
    """Every review; one that does not count says so, and why."""
    held = list(rows)
    named = names_of(r.by for r in held)
    return _table("reviews", ("number", "decision", "by", "words"), [_review(r, named) for r in held])


def actions(rows: Iterable[ActionSeen], at: datetime, link: Callable[[str], str] | None = None) -> Table:
    """Who does what by when, and what came of it.

    :param link: where what came of an open action is written, for who may
    """
    return _table("actions", ("what", "who", "when", "result"), [_action(a, at, link) for a in rows])


def hand_overs(rows: Iterable[HandOverSeen]) -> Table:
    """Every hand-over: from whom, to whom, the answer, and what went with it."""
    held = list(rows)
    named = names_of([r.giver for r in held] + [r.receiver for r in held] + [r.accepted_by for r in held])
    return _table("hand-overs", ("from", "to", "answer", "risks"), [_hand_over(r, named) for r in held])


def why_not(reasons: Iterable[dict[str, Any]]) -> str:
    """Why a review does not count, in words."""
    return " ".join(words(r["because"], **r["having"]) if known(r["because"]) else r["because"] for r in reasons)


def _table(name: str, columns: Sequence[str], rows: list[Row], *, caption: str = "") -> Table:
    return Table(
        caption=caption or words(f"enquiries.{name}.caption"), columns=tuple(words(f"enquiries.{name}.{column}") for column in columns), rows=tuple(rows),
        empty=EmptyState(words(f"enquiries.{name}.none")), hide_caption=True,
    )


def _version(row: VersionSeen, named: dict[str, str], suggestions: bool, stands: Stands | None) -> Row:
    badges = [Badge(words(f"enquiries.versions.status.{row.status}"), _TONES[row.status])]
    if row.provisional:
        badges.append(Badge(words("enquiries.band.provisional"), "yellow"))
    if row.status == "live" and stands is not None and stands.because_high and stands.value != row.value:
        badges = [Badge(words("enquiries.versions.raised", value=level_words(stands.value)), "red"), *badges[1:]]
    notes = []
    if row.handled_as and row.handled_as != row.value:
        notes.append(words("enquiries.versions.handled-as", value=level_words(row.handled_as)))
    if row.suggested and suggestions:
        notes.append(words("enquiries.versions.suggested", value=level_words(row.suggested)))
    if row.override:
        notes.append(words("enquiries.versions.override", reason=row.override))
    return Row((
        Cell(text=level_words(row.value), badges=tuple(badges)), Cell(text=named.get(row.by, row.by), at=row.at),
        Cell(text=row.rationale, detail=" ".join(notes)),
        Cell(text=named.get(row.decided_by, row.decided_by), at=row.decided_at if row.decided_by else None, detail=row.decided_why),
    ))


def _step(row: ResourceSeen) -> str:
    if row.state == "decided":
        return words("enquiries.band.decided", decision=level_words(row.decision))
    return words(f"enquiries.resource.{row.state}", resource=row.resource or words("enquiries.band.a-unit"))


def _review(row: ReviewSeen, named: dict[str, str]) -> Row:
    badge = Badge(words("enquiries.reviews.counts"), "green") if row.counts else Badge(words("enquiries.reviews.not"), "orange")
    quality = words("enquiries.reviews.quality", quality=row.quality) if row.quality else ""
    decision = level_words(row.decision) if row.decision not in ("", "none") else words("enquiries.reviews.nothing")
    return Row(
        (
            Cell(text=str(row.number), badges=(badge,)), Cell(text=decision, at=row.by_when, detail=why_not(row.why_not)),
            Cell(text=named.get(row.by) or role_words(row.role), at=row.at, detail=quality), Cell(text=row.words),
        ),
        urgent=not row.counts,
    )


def _action(row: ActionSeen, at: datetime, link: Callable[[str], str] | None) -> Row:
    late = (Badge(words("enquiries.actions.late"), "red"),) if row.late(at) else ()
    left = (Badge(words("enquiries.actions.left"), "grey"),) if row.not_done_why else (Badge(words("enquiries.actions.open"), "yellow"),)
    state = () if row.done_at else left
    return Row(
        (
            Cell(text=row.what, href=link(row.id) if link and not row.done_at else None, detail=row.where),
            Cell(text=row.who or (role_words(row.owner) if row.owner else words("enquiries.actions.nobody"))), Cell(at=row.by_when, badges=late),
            Cell(text=row.result or row.not_done_why, at=row.done_at, badges=state),
        ),
        urgent=row.late(at),
    )


def _hand_over(row: HandOverSeen, named: dict[str, str]) -> Row:
    state = "waits" if row.waits else "accepted" if row.accepted_at else "declined"
    badge = Badge(words(f"enquiries.hand-overs.state.{state}"), "yellow" if row.waits else "grey")
    return Row((
        Cell(text=named.get(row.giver) or role_words(row.giver_role), at=row.offered_at),
        Cell(text=named.get(row.accepted_by) or named.get(row.receiver) or role_words(row.receiver_role)),
        Cell(text=row.declined_why, at=row.accepted_at or row.declined_at, badges=(badge,)),
        Cell(text=row.risks, detail=words("enquiries.hand-overs.owed", count=len(row.duties))),
    ))
