"""Changes of the force's own policy: the list, one with who knows it, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from tutela.desks.administration.queries.policies import Change, Team
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Pager, Row, Table, Tone
from tutela.foundations.design.times import local_date, local_time
from tutela.foundations.design.words import words
from tutela.law.governance.policies import CHIEFS
from tutela.record.duties.queries.cards import place

_TONES: Final[dict[str, Tone]] = {
    "proposed": "blue", "communicating": "red", "known": "green", "to-come": "green", "in-force": "green", "superseded": "grey", "ended": "grey",
    "withdrawn": "grey",
}


class Act(msgspec.Struct, frozen=True):
    """Something that this viewer may do about a version."""

    text: str
    href: str
    primary: bool = False


class ChangesPage(msgspec.Struct, frozen=True, kw_only=True):
    """The list."""

    table: Table
    pager: Pager


class ChangePage(msgspec.Struct, frozen=True, kw_only=True):
    """One version."""

    title: str
    caption: str
    badges: tuple[Badge, ...]
    said: str
    facts: tuple[tuple[str, str], ...]
    teams: Table
    acts: tuple[Act, ...]
    number: str
    trial: str | None
    """Where its value is tried on the record of the last days."""


def changes_page(changes: Sequence[Change], next_: str) -> ChangesPage:
    """The list of versions."""
    here = reverse("administration:policy-changes")
    return ChangesPage(table=changes_table(changes), pager=Pager(next=f"{here}?after={next_}" if next_ else None))


def changes_table(changes: Sequence[Change], *, of_one: bool = False) -> Table:
    """Versions of policies; of one number only, each is called by its version."""
    return Table(
        caption=words("administration.change.history" if of_one else "administration.change.all"),
        columns=tuple(words(f"administration.change.head.{name}") for name in ("what", "was", "value", "from", "state", "owner", "decided", "review")),
        rows=tuple(_row(change, of_one=of_one) for change in changes),
        empty=EmptyState(words("administration.change.none-of-one" if of_one else "administration.change.none")),
    )


def change_page(change: Change, viewer: Viewer) -> ChangePage:
    """One version: old and new, who decided it, who knows it, and what may be done."""
    facts = [
        ("was", change.was or words("administration.number.none")), ("value", change.value or words("administration.number.none")),
        ("direction", words(f"administration.change.direction.{change.direction}")), ("from", local_date(change.valid_from)),
        ("why", change.reason), ("decided", change.decided_in), ("owner", place(change.owner)),
        ("review", local_date(change.review_on) if change.review_on else words("administration.change.no-review")),
        ("proposed", _by(change.proposed)), ("approved", _by(change.approved)), ("activated", _by(change.activated)), ("emergency", change.emergency),
        ("withdrawn", _by(change.withdrawn)), ("withdrawn-why", change.withdrawn_why), ("ended", local_date(change.ended_on) if change.ended_on else ""),
    ]
    tries = Permission.REPLAY_SEE in viewer.permissions and change.state in ("proposed", "communicating", "known")
    return ChangePage(
        title=change.title, caption=words("administration.change.caption", number=change.number), badges=badges(change), said=_state_said(change),
        facts=tuple((words(f"administration.change.fact.{name}"), text) for name, text in facts if text), teams=_teams(change), acts=_acts(change, viewer),
        number=reverse("administration:number", args=[change.parameter]), trial=urlencode({"key": change.parameter, "value": change.typed}) if tries else None,
    )


def badges(change: Change) -> tuple[Badge, ...]:
    """Where a version stands, in words and colour."""
    found = [Badge(words(f"administration.change.state.{change.state}"), _TONES[change.state])]
    if change.published and not change.communicated and change.state in ("in-force", "to-come"):
        found.append(Badge(words("administration.change.state.communicating"), "red"))
    if change.published and change.communicated and change.state in ("in-force", "to-come"):
        found.append(Badge(words("administration.change.state.communicated"), "green"))
    if change.review_late:
        found.append(Badge(words("administration.change.review-late"), "red"))
    if change.direction == "looser":
        found.append(Badge(words("administration.policy.loosened"), "orange"))
    return tuple(found)


def _row(change: Change, *, of_one: bool) -> Row:
    name = words("administration.change.version-of", number=change.number)
    return Row((
        Cell(
            text=name if of_one else change.title, detail="" if of_one else name, href=reverse("administration:policy-change", args=[change.key]),
        ),
        Cell(text=change.was or words("administration.number.none")), Cell(text=change.value or words("administration.number.none")),
        Cell(text=local_date(change.valid_from)), Cell(badges=badges(change)), Cell(text=place(change.owner)), Cell(text=change.decided_in),
        Cell(text=local_date(change.review_on) if change.review_on else words("administration.change.no-review")),
    ), urgent=change.review_late or (change.published and not change.communicated and change.state not in ("superseded", "ended", "withdrawn")))


def _teams(change: Change) -> Table:
    return Table(
        caption=words("administration.change.teams"), columns=tuple(words(f"administration.change.head.{name}") for name in ("team", "knows", "not")),
        rows=tuple(_team(team, published=change.published) for team in change.teams),
    )


def _team(team: Team, *, published: bool) -> Row:
    said = "; ".join(words("administration.change.known-at", name=name, at=local_time(at)) for name, at in team.known)
    later = (words("administration.change.came-later", name=name) for name in team.came_later)
    waiting = words("administration.change.nobody-there") if team.empty else ", ".join((*team.waiting, *later))
    if not published:
        tone, state = "grey", "not-told"
    else:
        tone, state = ("green", "knows") if team.knows else ("red", "waits")
    mark = Badge(words(f"administration.change.team.{state}"), tone)  # type: ignore[arg-type]  # three tones
    return Row((Cell(text=place(team.address), badges=(mark,)), Cell(text=said), Cell(text=waiting)), urgent=published and not team.knows)


def _acts(change: Change, viewer: Viewer) -> tuple[Act, ...]:
    found: list[tuple[str, bool]] = []
    approves = Permission.POLICY_APPROVE in viewer.permissions
    mine = {name for team in change.teams if team.address in viewer.roles for name in (*team.waiting, *team.came_later)}
    ended = change.state in ("withdrawn", "ended", "superseded")
    if change.published and not ended and viewer.name in mine:
        found.append(("know", True))
    if approves and change.state == "proposed":
        found.append(("approve", True))
    if approves and change.state == "known":
        found.append(("into-force", True))
    if approves and change.state == "communicating" and viewer.role in CHIEFS:
        found.append(("emergency", False))
    if approves and not ended:
        found.append(("withdraw", False))
    return tuple(
        Act(words(f"administration.change.act.{what}.link"), reverse("administration:policy-act", args=[change.key, what]), primary) for what, primary in found
    )


def _state_said(change: Change) -> str:
    waiting = sum(len(team.waiting) for team in change.teams)
    if change.state == "communicating" or (change.published and not change.communicated and change.state in ("to-come", "in-force")):
        return words("administration.change.said.communicating", count=waiting)
    return words(f"administration.change.said.{change.state}", day=local_date(change.valid_from))


def _by(who: tuple[datetime, str] | None) -> str:
    return words("administration.change.by", at=local_time(who[0]), name=who[1]) if who else ""
