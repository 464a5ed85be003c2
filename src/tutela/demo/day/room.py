"""Who else works on the synthetic day: a room that takes four hundred incidents has more than one person at a post (decision 12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from tutela.demo.day.world import LENGTH
from tutela.foundations.access.models import Account
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Officer, Shift, Unit

_BY: Final = "system"
_COLLEAGUE: Final = "day-"
"""What the name begins with under which such a colleague has an account."""
_STAYS: Final = timedelta(hours=12)
"""So long after the day is over its people are still there, for what it left."""


class Post(NamedTuple):
    """A post, how many people sit at it, and what they are."""

    address: str
    people: int
    rank: str
    unit: str
    skills: tuple[str, ...] = ()


POSTS: Final = (
    Post("dispatcher@contact", 6, "Staff", "room"), Post("call_handler@contact", 8, "Staff", "room"), Post("supervisor@contact", 2, "Sergeant", "room"),
    Post("coordinator@missing", 2, "Staff", "missing"), Post("cii@missing", 3, "Inspector", "harbour", ("incident_command",)),
    Post("response_officer@response", 14, "Constable", "response"), Post("sergeant@response", 3, "Sergeant", "response"),
)
_NAMES: Final = (
    "Abi Thorne", "Rafi Malik", "Jess Cole", "Owen Pryce", "Nell Harker", "Tariq Aziz", "Sian Probert", "Luke Denby", "Carys Vaughan", "Hugh Mercer",
    "Zoe Linden", "Amir Shah", "Beth Rowan", "Col Mackie", "Dina Frost", "Evan Pike", "Fay Okoro", "Gwen Tully", "Haris Khan", "Ivy Marlowe",
    "Joel Spence", "Kim Adler", "Liam Orr", "Maya Singh", "Ned Garrick", "Ola Bright", "Pia Hansen", "Rory Flint", "Suki Tan", "Theo Marsden",
)


def staff(at: datetime) -> int:
    """Let everybody come to work who works on a day that begins now: each post as full as :data:`POSTS` says, for the day and a while after.

    :returns: how many came beside those whose post it is otherwise
    """
    there = forces.on_duty_many([post.address for post in POSTS], at)
    units = {unit.code: unit for unit in Unit.objects.filter(code__in={post.unit for post in POSTS})}
    known = {account.username: account.officer for account in Account.objects.filter(username__startswith=_COLLEAGUE).select_related("officer")}
    refs = {officer.ref for officer in known.values() if officer is not None}
    lines, names = [], iter(_NAMES)
    for post in POSTS:
        others = sum(who.ref not in refs for who in there[post.address])
        for number in range(others + 1, post.people + 1):
            username = f"{_COLLEAGUE}{post.address.partition('@')[0]}-{number}"
            officer = known.get(username) or _colleague(post, username, next(names), units[post.unit], at)
            last = Shift.objects.filter(officer=officer, until__gt=at).order_by("-until").values_list("until", flat=True).first()
            lines.append((officer, post.address, last or at, at + LENGTH + _STAYS))
    return rows.roster_shifts(lines, at=at, by=_BY)


def _colleague(post: Post, username: str, name: str, unit: Unit, at: datetime) -> Officer:
    email = f"{username}@northshire.invalid"
    collar = str(5000 + Officer.objects.count())
    officer = rows.add_officer(collar=collar, name=name, rank=post.rank, unit=unit, at=at, by=_BY, email=email)
    rows.add_post(officer, post.address, since=at, at=at, by=_BY)
    for skill in post.skills:
        rows.add_skill(officer, skill, since=at, at=at, by=_BY)
    Account.objects.create_user(username, email=email, officer=officer)
    return officer
