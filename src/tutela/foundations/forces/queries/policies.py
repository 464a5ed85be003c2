"""The force's own policy as it was put into force, and who of a team has said that they know a version of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection

from tutela.foundations.forces.cards import PolicyRow
from tutela.foundations.forces.models import PolicyChange
from tutela.foundations.kit import refs


def policy_changes() -> tuple[PolicyRow, ...]:
    """Every change that was put into force: what is laid over the law's numbers, each from its day."""
    rows = PolicyChange.objects.filter(activated_at__isnull=False).order_by("valid_from", "id")
    found = rows.values_list("parameter", "value", "valid_from", "ended_on", "cites", "decided_in")
    return tuple(
        PolicyRow(parameter=parameter, value=value, since=since, until=until, cites=cites, decided_in=decided_in)
        for parameter, value, since, until, cites, decided_in in found
    )


_HOLDERS: Final = """
    SELECT p.role || '@' || p.area, o.id, o.name, p.since FROM forces_post p JOIN forces_officer o ON o.id = p.officer_id AND o.active
    WHERE p.since <= %(at)s AND (p.until IS NULL OR p.until > %(at)s) AND (%(addresses)s::text[] IS NULL OR p.role || '@' || p.area = ANY(%(addresses)s))
    AND NOT EXISTS (SELECT 1 FROM forces_absence a WHERE a.officer_id = o.id AND a.since <= %(at)s AND (a.until IS NULL OR a.until > %(at)s))
    ORDER BY 1, o.name, o.id
"""


class Holder(NamedTuple):
    """Somebody in a post, and since when."""

    name: str
    since: datetime


def holders(at: datetime, addresses: Iterable[str] | None = None) -> dict[str, dict[str, Holder]]:
    """Who holds each post of the force, or of some, and is not away, by their reference. A post of nobody is left out."""
    found: dict[str, dict[str, Holder]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, {"at": at, "addresses": None if addresses is None else list(addresses)})
        for address, key, name, since in cursor.fetchall():
            found.setdefault(address, {})[refs.make("officer", key)] = Holder(name, since)
    return found
