"""Reading things: what they are called on a page, which one a key or another system's reference names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import msgspec
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from tutela.foundations.design.words import words
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import folded
from tutela.record.things.models import Account, Device, Phone, Place, SourceThing, Vehicle

MODELS: Final[dict[str, Any]] = {"place": Place, "phone": Phone, "vehicle": Vehicle, "device": Device, "account": Account}
_LETTERS: Final = re.compile(r"[^a-z0-9]+")


class PlaceCard(msgspec.Struct, frozen=True, kw_only=True):
    """One place as a page shows it."""

    ref: str
    reference: str
    display: str
    lines: tuple[str, ...]
    postcode: str
    kind: str
    version: int


def displays(named: Iterable[str]) -> dict[str, str]:
    """What each of these things is called, one query a kind; other references are left out."""
    by_kind: dict[str, dict[UUID, str]] = defaultdict(dict)
    for ref in named:
        if refs.is_ours(ref):
            kind, key = refs.split(ref)
            if kind in MODELS:
                by_kind[kind][key] = ref
    return {wanted[row.pk]: _display(row) for kind, wanted in by_kind.items() for row in MODELS[kind].objects.filter(pk__in=wanted)}


def places(named: Iterable[str]) -> dict[str, PlaceCard]:
    """These places, in one query."""
    keys = [key for ref in named if refs.is_ours(ref) for kind, key in (refs.split(ref),) if kind == "place"]
    return {row.ref: _card(row) for row in Place.objects.filter(pk__in=keys)}


def exists(ref: str) -> bool:
    """Is there such a thing?"""
    kind, key = refs.split(ref)
    return kind in MODELS and MODELS[kind].objects.filter(pk=key).exists()


def by_source(system: str, kind: str, ref: str) -> str | None:
    """The thing that another system calls so, if we know it."""
    return SourceThing.objects.filter(system=system, kind=kind, ref=ref).values_list("thing", flat=True).first()


def sources(ref: str) -> list[tuple[str, str]]:
    """What other systems call a thing."""
    return list(SourceThing.objects.filter(thing=ref).order_by("system", "ref").values_list("system", "ref"))


def look_up_places(text: str, *, limit: int = 20) -> list[str]:
    """References of places whose address or postcode begins so; then of those with all these words in their address, as a street is said over the radio.

    The caller asks the policy before it counts or shows any.
    """
    key = place_key([text])
    if len(key) < 2:
        return []
    found = list(Place.objects.filter(folded__startswith=key).order_by("folded").values_list("pk", flat=True)[:limit])
    found += list(with_words(key).order_by("folded").values_list("pk", flat=True)[:limit])
    if postcode(text):
        found += list(Place.objects.filter(postcode__startswith=postcode(text)).order_by("postcode", "folded").values_list("pk", flat=True)[:limit])
    return [refs.make("place", key) for key in dict.fromkeys(found)][:limit]


def with_words(key: str) -> QuerySet[Place]:
    """Places in whose address words begin with all of these, wherever they stand in it.

    :param key: folded, as ``place_key`` makes it: letters and figures alone
    """
    said = SearchQuery(" & ".join(f"{word}:*" for word in key.split()), search_type="raw", config="simple")
    return Place.objects.annotate(words=SearchVector("folded", config="simple")).filter(words=said)


def place_key(lines: Iterable[str], code: str = "") -> str:
    """An address as it is compared: letters and figures of its lines, then the postcode."""
    words_ = " ".join(_LETTERS.sub(" ", folded(line)).strip() for line in lines if line.strip())
    return f"{words_} {postcode(code).lower()}".strip()[:400]


def postcode(text: str) -> str:
    """A postcode as it is kept: capitals, no space; empty where it cannot be one."""
    plain = re.sub(r"\s+", "", text).upper()
    return plain if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?(\d[A-Z]{2})?", plain) else ""


def phone_key(number: str) -> str:
    """A telephone number in international form where it is a British one, else its figures as given."""
    figures = re.sub(r"[^\d+]", "", number)
    if figures.startswith("00"):
        figures = "+" + figures[2:]
    if figures.startswith("0") and 10 <= len(figures) <= 11:
        figures = "+44" + figures[1:]
    return figures[:24]


def _display(row: Any) -> str:
    if isinstance(row, Place):
        return ", ".join([*row.lines, _spaced(row.postcode)] if row.postcode else row.lines) or words("things.unknown-place", reference=row.reference)
    if isinstance(row, Phone):
        return row.number
    if isinstance(row, Vehicle):
        return f"{row.plate} ({row.description})" if row.description else row.plate
    if isinstance(row, Device):
        return f"{row.description} ({row.mark})" if row.description else row.mark
    return f"{row.handle} ({row.platform})"


def _spaced(code: str) -> str:
    return f"{code[:-3]} {code[-3:]}" if len(code) > 4 else code


def _card(row: Place) -> PlaceCard:
    return PlaceCard(
        ref=row.ref, reference=row.reference, display=_display(row), lines=tuple(row.lines), postcode=_spaced(row.postcode), kind=row.kind, version=row.version,
    )
