"""Changes of the force's own policy: where each stands, who knows it, whom a change concerns, and from which day it may hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from django.db.models import Max, Q
from django.http import HttpRequest
from django.urls import reverse

from tutela.desks.administration.queries.register import keys_of, said
from tutela.foundations.design.chrome import Banner
from tutela.foundations.design.words import words
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import PolicyChange, PolicyKnown
from tutela.foundations.kit.marks import mark, read_mark
from tutela.foundations.kit.periods import local
from tutela.law.governance.policies import TEAMS
from tutela.law.handbook import role_words
from tutela.law.kernel.parameters import Parameter, Value
from tutela.law.kernel.rules import Duty, Rule
from tutela.record.duties.queries.law import ask_again, laws, names

_MARGIN: Final = timedelta(minutes=5)
"""So long before midnight the next day is no longer one that nobody has judged by."""
_LEAD: Final = "assurance_lead@assurance"
State = Literal["proposed", "communicating", "known", "to-come", "in-force", "superseded", "ended", "withdrawn"]


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """A team that must know a version: who said so and when, and who has not."""

    address: str
    known: tuple[tuple[str, datetime], ...]
    waiting: tuple[str, ...]
    came_later: tuple[str, ...] = ()
    """Who came to the team when it was in force already, and has not said so yet."""
    empty: bool = False
    """Does nobody hold the post now who is not away?"""

    @property
    def knows(self) -> bool:
        """Has everybody in it who is not away said so?"""
        return not self.waiting and not self.empty


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a number's policy, whole."""

    key: UUID
    parameter: str
    title: str
    number: int
    was: str
    value: str
    typed: str
    """The value as it is typed, to be tried."""
    direction: str
    reason: str
    decided_in: str
    owner: str
    valid_from: date
    review_on: date | None
    review_late: bool
    state: State
    proposed: tuple[datetime, str]
    approved: tuple[datetime, str] | None
    activated: tuple[datetime, str] | None
    emergency: str
    withdrawn: tuple[datetime, str] | None
    withdrawn_why: str
    ended_on: date | None
    teams: tuple[Team, ...]

    @property
    def communicated(self) -> bool:
        """Does every team know it?"""
        return all(team.knows for team in self.teams)

    @property
    def published(self) -> bool:
        """Is it, or was it, owed to be known?"""
        return self.approved is not None


def earliest(at: datetime) -> date:
    """The first day from which a change that is made now may hold: one that has not begun."""
    return local(at + _MARGIN).date() + timedelta(days=1)


def last_number(parameter: str) -> int:
    """The last version of a number's policy; 0 is what is shipped."""
    return PolicyChange.objects.filter(parameter=parameter).aggregate(last=Max("number"))["last"] or 0


def owner_of(parameter: str) -> str:
    """Who answers for a number that nobody has changed: who sees that the teams of its area know its policy."""
    return TEAMS.get(parameter.partition(".")[0], _LEAD)


def called(addresses: Iterable[str]) -> list[str]:
    """Posts in the force's words."""
    return [role_words(address, names()) for address in addresses]


def concerned(parameter: str, at: datetime) -> tuple[str, ...]:
    """Whom a change of a number concerns: who owes, or is told, by the rules that use it (where conditions read it, by those of its area), and every
    post of its area, whose screens show what comes of it. Posts that nobody is in are left out.
    """
    area = parameter.partition(".")[0]
    using = [rule for rule in laws().rules if parameter in keys_of(rule)] or [rule for rule in laws().rules if rule.code.partition(".")[0] == area]
    wanted = dict.fromkeys(address for rule in using for address in _told(rule))
    there = forces.holders(at)
    return tuple(address for address in there if address in wanted or address.endswith(f"@{area}"))


def posts(at: datetime) -> tuple[str, ...]:
    """Every post that somebody holds and is not away from."""
    return tuple(forces.holders(at))


def known_teams(row: PolicyChange, at: datetime) -> list[str]:
    """The teams of a version in which everybody who is not away has said that they know it."""
    know = set(PolicyKnown.objects.filter(change=row).values_list("officer", flat=True))
    there = forces.holders(at, row.teams)
    return [team for team in row.teams if there.get(team) and know.issuperset(there[team])]


def changes(at: datetime, *, after: str = "", limit: int = 25) -> tuple[list[Change], str]:
    """Versions of policies, the latest proposal first, with where the next page begins; a fixed number of queries."""
    rows = PolicyChange.objects.order_by("-proposed_at", "-id")
    if place := read_mark(after):
        rows = rows.filter(Q(proposed_at__lt=place[0]) | Q(proposed_at=place[0], id__lt=place[1]))
    found = list(rows[: limit + 1])
    next_ = mark(found[limit - 1].proposed_at, found[limit - 1].pk) if len(found) > limit else ""
    return _read(found[:limit], at), next_


def of_parameter(parameter: str, at: datetime) -> list[Change]:
    """Every version of one number's policy, the latest first."""
    return _read(list(PolicyChange.objects.filter(parameter=parameter).order_by("-number")), at)


def one(key: UUID, at: datetime) -> Change | None:
    """One version; ``None`` where there is none."""
    return next(iter(_read(list(PolicyChange.objects.filter(pk=key)), at)), None)


def banner(request: HttpRequest) -> list[Banner]:
    """Says on every page of who has not said so that a version of a policy is to be known; it stops nothing."""
    viewer: Any = getattr(request, "viewer", None)
    if viewer is None or not viewer.signed_in or not viewer.roles:
        return []
    ask_again()
    rows = PolicyChange.objects.filter(approved_at__isnull=False, withdrawn_at=None, teams__overlap=sorted(viewer.roles))
    row = rows.exclude(pk__in=PolicyKnown.objects.filter(officer=viewer.ref).values("change")).order_by("approved_at").first()
    if row is None:
        return []
    number = laws().parameters.get(row.parameter)
    text = words("administration.change.banner", title=number.title if number else row.parameter, value=_said(number, row.value))
    return [Banner(
        kind="warning", title=words("administration.change.banner-title"), text=text, href=reverse("administration:policy-change", args=[row.pk]),
        link=words("administration.change.banner-link"),
    )]


def _read(rows: Sequence[PolicyChange], at: datetime) -> list[Change]:
    there = forces.holders(at, {team for row in rows for team in row.teams})
    known: dict[UUID, dict[str, datetime]] = {}
    for change, officer, when in PolicyKnown.objects.filter(change__in=[row.pk for row in rows]).values_list("change", "officer", "at"):
        known.setdefault(change, {})[officer] = when
    people = {ref for row in rows for ref in (row.proposed_by, row.approved_by, row.activated_by, row.withdrawn_by, *known.get(row.pk, ())) if ref}
    called_ = {card.ref: card.name for card in forces.cards(people, at)}
    day = local(at).date()
    last: dict[str, tuple[date, UUID]] = {}
    holding = PolicyChange.objects.filter(parameter__in={row.parameter for row in rows}, activated_at__isnull=False, ended_on=None, valid_from__lte=day)
    for parameter, since, key in holding.order_by("valid_from").values_list("parameter", "valid_from", "pk"):
        last[parameter] = (since, key)
    return [_change(row, there, known.get(row.pk, {}), called_, day, last.get(row.parameter)) for row in rows]


def _change(
    row: PolicyChange, there: dict[str, dict[str, forces.Holder]], known: dict[str, datetime], names_: dict[str, str], day: date,
    last: tuple[date, UUID] | None,
) -> Change:
    number = laws().parameters.get(row.parameter)
    teams = tuple(_team(team, there.get(team, {}), known, row.activated_at) for team in row.teams)

    def by(at: datetime | None, ref: str) -> tuple[datetime, str] | None:
        return (at, names_.get(ref, ref)) if at is not None else None

    state = _state(row, day, last, known=all(team.knows for team in teams))
    return Change(
        key=row.pk, parameter=row.parameter, title=number.title if number else row.parameter, number=row.number, was=_said(number, row.was),
        value=_said(number, row.value), typed=_typed(row.value), direction=row.direction, reason=row.reason, decided_in=row.decided_in, owner=row.owner,
        valid_from=row.valid_from, review_on=row.review_on,
        review_late=state == "in-force" and row.review_on is not None and row.review_on < day, state=state,
        proposed=(row.proposed_at, names_.get(row.proposed_by, row.proposed_by)), approved=by(row.approved_at, row.approved_by),
        activated=by(row.activated_at, row.activated_by), emergency=row.emergency, withdrawn=by(row.withdrawn_at, row.withdrawn_by),
        withdrawn_why=row.withdrawn_why, ended_on=row.ended_on, teams=teams,
    )


def _state(row: PolicyChange, day: date, last: tuple[date, UUID] | None, *, known: bool) -> State:
    if row.activated_at is None:
        waiting: State = "proposed" if row.approved_at is None else "known" if known else "communicating"
        return "withdrawn" if row.withdrawn_at is not None else waiting
    if row.ended_on is not None and row.ended_on <= day:
        return "ended"
    if row.valid_from > day:
        return "to-come"
    return "superseded" if last is not None and last[1] != row.pk and last[0] > row.valid_from else "in-force"


def _team(address: str, there: dict[str, forces.Holder], known: dict[str, datetime], in_force_since: datetime | None) -> Team:
    """Who knows it. Who came to the team when it was in force already is asked too, and does not make it uncommunicated."""
    return Team(
        address=address, known=tuple(sorted(((who.name, known[ref]) for ref, who in there.items() if ref in known), key=lambda pair: pair[1])),
        waiting=tuple(who.name for ref, who in there.items() if ref not in known and (in_force_since is None or who.since <= in_force_since)),
        came_later=tuple(who.name for ref, who in there.items() if ref not in known and in_force_since is not None and who.since > in_force_since),
        empty=not there and in_force_since is None,
    )


def _said(number: Parameter | None, value: Any) -> str:
    held: Value = tuple(value) if isinstance(value, list) else value
    return said(held, number.unit) if number else str(value)


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _told(rule: Rule) -> list[str]:
    if isinstance(rule, Duty):
        return [address for term in rule.terms for address in (term.owed_by, *(to for rung in term.ladder.rungs for to in rung.to))]
    return list(getattr(rule, "to", ()))
