"""The nine areas of practice that the law is written by, and what each keeps beside its rules: numbers, words, sources, replies."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

import msgspec.yaml

AREAS: Final = (
    "contact", "missing", "referrals", "exploitation", "investigation", "forensics", "protection", "offenders", "custody", "governance", "information",
)
"""In the order in which they are shown; ``forensics`` and ``information`` stand by themselves though a desk may serve them with another."""


def kept(name: str) -> Iterator[tuple[str, Any]]:
    """What each area keeps under a name (``messages`` for ``law/<area>/messages.yaml``), of those that keep it."""
    for area in AREAS:
        file = resources.files(__package__).joinpath(area, f"{name}.yaml")
        if file.is_file():
            yield area, msgspec.yaml.decode(file.read_text(encoding="utf-8"))


def merged(first: dict[str, Any], name: str) -> dict[str, Any]:
    """What is common, with what each area keeps under a name.

    :raises ValueError: if two say the same thing
    """
    found = dict(first)
    for area, own in kept(name):
        twice = found.keys() & own.keys()
        if twice:
            raise ValueError(f"law/{area}/{name}.yaml: {', '.join(sorted(twice))} is there already")
        found |= own
    return found
