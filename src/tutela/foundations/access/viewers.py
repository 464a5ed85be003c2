"""Who somebody is at this moment, for the policy: from their account to their posts, shift, skills and absence."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from tutela.foundations.access import accounts
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import NOBODY, Viewer
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.models import Absence, PartnerPerson
from tutela.foundations.kit import refs

FEED: Final = "feed@force"


def viewer_for(account: Account, *, at: datetime, session: str = "", device: str = "", acting: str = "") -> Viewer:
    """Look up who the holder of an account is at a moment, in one query (two where they are absent).

    They act in the role that they chose, if they hold it; else in the one they are on duty in; else in the post held longest.
    """
    if account.feed:
        return Viewer(ref=f"feed:{account.feed}", name=account.feed, roles=frozenset({FEED}), acting=FEED, session=session, device=device)
    if account.partner is not None:
        return _of_partner(account.partner, at, session, device)
    key = account.officer_id
    if key is None:
        return NOBODY
    held = forces.standing(refs.make("officer", key), at)
    counts = held.active and not (held.absent and _suspended(key, at))
    roles = frozenset(f"{role}@{area}" for role, area in held.roles) if counts else frozenset[str]()
    return Viewer(
        ref=held.card.ref, name=held.card.name, roles=roles, acting=acting if acting in roles else held.acting if counts else "",
        rank=held.card.rank or None, unit=held.card.unit_code or None, skills=held.skills, lapsed=held.lapsed, absent=held.absent,
        person=held.person_ref or None, session=session, device=device,
    )


def _of_partner(held: PartnerPerson, at: datetime, session: str, device: str) -> Viewer:
    """Somebody at a partner, while they answer there."""
    if not answers(held, at):
        return NOBODY
    address = f"{held.role}@{held.area}"
    return Viewer(ref=held.ref, name=held.name, roles=frozenset({address}), acting=address, body=held.body, session=session, device=device)


def viewer_of(officer: str, *, at: datetime) -> Viewer:
    """Who an officer is at a moment, for the policy alone: what of a record they could be told, before they look."""
    held = forces.standing(officer, at)
    return Viewer(
        ref=held.card.ref, name=held.card.name, roles=frozenset(f"{role}@{area}" for role, area in held.roles), acting=held.acting,
        person=held.person_ref or None,
    )


def viewer_of_token(token: str, *, at: datetime) -> Viewer | None:
    """Look up whose token for the API this is; nobody's is None."""
    account = accounts.by_token(token)
    if account is None or not (account.feed or account.partner or (account.officer and account.officer.active)):
        return None
    return viewer_for(account, at=at, session="token")


def answers(held: PartnerPerson, at: datetime) -> bool:
    """Does somebody at a partner answer there at a moment?"""
    return held.since <= at and (held.until is None or held.until > at)


def _suspended(officer: UUID, at: datetime) -> bool:
    away = Absence.objects.filter(officer_id=officer, why="suspended", since__lte=at)
    return away.exclude(until__lte=at).exists()
