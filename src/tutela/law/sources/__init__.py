"""Instruments and provisions: title, address, extent, commencement, how sure we are. The only place where a citation is spelled."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

import msgspec
import msgspec.yaml

from tutela.law.areas import merged


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """One source of law, guidance or expectation."""

    key: str
    title: str
    kind: str
    extent: str
    url: str
    certainty: str
    commenced: date | None = None
    seen: str = ""


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument, by key: those that several areas cite, and each area's own."""
    text = resources.files(__name__).joinpath("instruments.yaml").read_text(encoding="utf-8")
    return {key: Instrument(key=key, **entry) for key, entry in merged(msgspec.yaml.decode(text), "instruments").items()}


def cited(reference: str) -> tuple[Instrument, str]:
    """The instrument and the provision of a citation such as ``soa-2003 s83(1)``.

    :raises KeyError: if no instrument has that key
    """
    key, _, provision = reference.partition(" ")
    return instruments()[key], provision
