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
_SEATS: Final = tuple((post, seat) for post in POSTS for seat in range(1, post.people + 1))
_NAMES: Final = (
    "Cath Bowyer", "Abi Thorne", "Rafi Malik", "Jess Cole", "Owen Pryce", "Nell Harker", "Sol Vickers", "Tariq Aziz", "Sian Probert", "Luke Denby",
    "Carys Vaughan", "Hugh Mercer", "Zoe Linden", "Amir Shah", "Wes Norton", "Beth Rowan", "Una Kerrigan", "Col Mackie", "Vik Anand", "Roz Thirkell",
    "Dina Frost", "Bram Ellis", "Lou Pettifer", "Evan Pike", "Fay Okoro", "Gwen Tully", "Haris Khan", "Ivy Marlowe", "Joel Spence", "Kim Adler", "Liam Orr",
    "Maya Singh", "Ned Garrick", "Ola Bright", "Tilly Moss", "Pia Hansen", "Rory Flint", "Suki Tan",
)
"""Who sits at each seat of each post in turn, where nobody does otherwise."""


def staff(at: datetime) -> int:
    """Let everybody come to work who works on a day that begins now: each post as full as :data:`POSTS` says, for the day and a while after.

    :returns: how many came beside those whose post it is otherwise
    """
    there = forces.on_duty_many([post.address for post in POSTS], at)
    units = {unit.code: unit for unit in Unit.objects.filter(code__in={post.unit for post in POSTS})}
    known = {account.username: account.officer for account in Account.objects.filter(username__startswith=_COLLEAGUE).select_related("officer")}
    colleagues = {officer.ref for officer in known.values() if officer is not None}
    until = dict(Shift.objects.filter(officer__in=[o for o in known.values() if o], until__gt=at).order_by("until").values_list("officer", "until"))
    lines = []
    for number, ((post, seat), name) in enumerate(zip(_SEATS, _NAMES, strict=True)):
        if seat <= sum(who.ref not in colleagues for who in there[post.address]):
            continue
        username = f"{_COLLEAGUE}{post.address.partition('@')[0]}-{seat}"
        officer = known.get(username) or _colleague(post, username, name, str(5001 + number), units[post.unit], at)
        lines.append((officer, post.address, until.get(officer.pk, at), at + LENGTH + _STAYS))
    return rows.roster_shifts(lines, at=at, by=_BY)


def _colleague(post: Post, username: str, name: str, collar: str, unit: Unit, at: datetime) -> Officer:
    email = f"{username}@northshire.invalid"
    officer = rows.add_officer(collar=collar, name=name, rank=post.rank, unit=unit, at=at, by=_BY, email=email)
    rows.add_post(officer, post.address, since=at, at=at, by=_BY)
    for skill in post.skills:
        rows.add_skill(officer, skill, since=at, at=at, by=_BY)
    Account.objects.create_user(username, email=email, officer=officer)
    return officer
