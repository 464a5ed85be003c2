"""References: how one part of the house names a row of another, without a foreign key: ``p:0192…`` is a person.

They are the ``ref`` of facts' ``about`` and of the audit. A reference that came from another system keeps that system's
name (``stormlike:INC-1``) until its receiver has found or made the row.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from uuid import UUID

PREFIXES: Final[dict[str, str]] = {
    "person": "p", "officer": "o", "incident": "i", "episode": "e", "crime": "c", "place": "pl", "phone": "ph", "vehicle": "v", "account": "a",
    "device": "d", "document": "doc", "unit": "u", "duty": "du", "message": "m", "meeting": "mt", "enquiry": "q", "plan": "tp", "detention": "dt",
    "protection": "pp", "force": "f", "partner": "pt", "entry": "en", "marker": "mk", "restriction": "rs",
    "action": "ac", "recipient": "rc",
}
_KINDS: Final = {prefix: kind for kind, prefix in PREFIXES.items()}


class NotOurs(ValueError):
    """The reference is of another system, or of none."""


def make(kind: str, key: UUID | str) -> str:
    """Name a row of ours.

    :raises KeyError: if no row of ours is of that kind
    """
    return f"{PREFIXES[kind]}:{key}"


@lru_cache(1 << 16)
def split(ref: str) -> tuple[str, UUID]:
    """The kind and key of a reference of ours.

    :raises NotOurs: if it is not one
    """
    prefix, _, key = ref.partition(":")
    try:
        return _KINDS[prefix], UUID(key)
    except (KeyError, ValueError):
        raise NotOurs(f"{ref!r} is not a reference of this system") from None


def key_of(ref: str, kind: str) -> UUID:
    """The key of a reference of one kind.

    :raises NotOurs: if it is not one of that kind
    """
    found, key = split(ref)
    if found != kind:
        raise NotOurs(f"{ref!r} is a {found}, not a {kind}")
    return key


def is_ours(ref: str) -> bool:
    """Does the reference name a row of this system?"""
    try:
        split(ref)
    except NotOurs:
        return False
    return True
