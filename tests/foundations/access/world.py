"""A small force of invented people for the tests of access, and an authenticator written anew from RFC 6238."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tutela.foundations.access import codes
from tutela.foundations.access.models import Account
from tutela.foundations.forces import rows
from tutela.foundations.forces.models import Deployment, Officer, Shift, Unit
from tutela.foundations.kit import clock, refs

AT: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONG_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)
PASSWORD: Final = "seven herons stand still"
SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def force(*, training: bool = False) -> Deployment:
    """A force whose database is for service, or for training."""
    return rows.set_up(name="Northshire Police", territory="england", training=training, at=LONG_AGO, by="system")


def officer(name: str, *posts: str, collar: str = "", person: str = "", skills: tuple[str, ...] = (), rank: str = "Constable") -> Officer:
    """An officer with posts since long ago."""
    unit = Unit.objects.filter(code="room").first() or rows.add_unit(code="room", name="Control room", area="contact")
    who = rows.add_officer(
        collar=collar or name.split(maxsplit=1)[0].upper(), name=name, rank=rank, unit=unit, at=LONG_AGO, by="system",
        email=f"{name.split()[0].lower()}@northshire.invalid", person_ref=person,
    )
    for address in posts:
        rows.add_post(who, address, since=LONG_AGO, at=LONG_AGO, by="system")
    for skill in skills:
        rows.add_skill(who, skill, since=LONG_AGO, at=LONG_AGO, by="system")
    return who


def account(who: Officer, *, password: str | None = PASSWORD, authenticator: bool = True, **more: Any) -> Account:
    """An officer's account, with an authenticator set up or none."""
    made = Account.objects.create_user(who.name.split()[0].lower(), email=who.email, password=password, officer=who, **more)
    if authenticator:
        codes.enrol(made, SECRET)
    return made


def on_duty(who: Officer, address: str, since: datetime, until: datetime) -> None:
    """Roster somebody."""
    role, _, area = address.partition("@")
    Shift.objects.create(officer=who, role=role, area=area, since=since, until=until, rostered_at=since, rostered_by="system")


def ref(who: Officer) -> str:
    """How the record names an officer."""
    return refs.make("officer", who.pk)


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    """What an authenticator shows now, or so many half minutes later."""
    counter = int((clock.wall() + timedelta(seconds=30 * steps)).timestamp()) // 30
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
