"""Things are found or made, each once. These helpers take the :class:`~tutela.foundations.work.unit.Work` of an operation.

``receive`` is the door for facts about persons that name things too (an address): people stand below, and cannot know places.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar

import msgspec

from tutela.facts import About, Fact
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean, clip
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.roots import Root
from tutela.foundations.work.unit import Work
from tutela.record.people import operations as people
from tutela.record.people.operations.notes import alone
from tutela.record.things.models import Account, Device, Phone, Place, SourceThing, Vehicle
from tutela.record.things.queries import MODELS, by_source, exists, phone_key, place_key, postcode

R = TypeVar("R", bound=Root)
_RETENTION: Final = "child_protection"


def find_or_add_place(
    work: Work, lines: Iterable[str], code: str = "", *, uprn: str = "", kind: str = "other", easting: int | None = None, northing: int | None = None,
) -> Place:
    """The place of this address, found by its unique property reference, else by its words.

    :raises Refused: if there is nothing in it
    """
    said = [clip(clean(line), 120) for line in lines if clean(line)]
    key = place_key(said, code)
    if not key:
        raise Refused("things.say-something")
    alone("place", key)
    row = (Place.objects.filter(uprn=uprn).first() if uprn else None) or Place.objects.filter(folded=key).first()
    if row is None:
        row = Place(
            **work.root("PLC"), retention=_RETENTION, lines=said, postcode=postcode(code), uprn=uprn, kind=kind, folded=key, easting=easting, northing=northing,
        )
        work.add(row, shown=("lines", "postcode", "kind"))
        return row
    better: dict[str, Any] = {}
    if kind != "other" and row.kind == "other":
        better["kind"] = kind
    if uprn and not row.uprn:
        better["uprn"] = uprn
    if better:
        work.change(row, **better)
    return row


def place_stub(work: Work, system: str, ref: str, *, kind: str = "other") -> str:
    """The place that another system calls so; where we know none, one of which no more is known yet."""
    return find_or_add_from_source(work, system, "place", ref, place_kind=kind)


def describe_place(work: Work, ref: str, lines: Iterable[str], code: str = "", *, kind: str = "", expected: int | None = None) -> Place:
    """Say the address of a place of which only another system's reference was known, or correct it.

    :raises Refused: if there is nothing in it
    """
    said = [clip(clean(line), 120) for line in lines if clean(line)]
    key = place_key(said, code)
    if not key:
        raise Refused("things.say-something")
    row = work.lock(Place, refs.key_of(ref, "place"), expected=expected)
    taken = Place.objects.filter(folded=key).exclude(pk=row.pk).exists()
    work.change(row, lines=said, postcode=postcode(code), folded="" if taken else key, kind=kind or row.kind)
    return row


def find_or_add_phone(work: Work, number: str) -> Phone:
    """The telephone of this number.

    :raises Refused: if it has no figures
    """
    key = phone_key(number)
    if not key.strip("+"):
        raise Refused("things.number-says-nothing")
    return _one(work, Phone, "PHN", number=key)


def find_or_add_vehicle(work: Work, plate: str, description: str = "") -> Vehicle:
    """The vehicle with this number plate."""
    return _one(work, Vehicle, "VEH", more={"description": clip(clean(description), 200)}, plate=_needed("".join(clean(plate).upper().split())[:16]))


def find_or_add_device(work: Work, mark: str, description: str = "") -> Device:
    """The device with this serial number, IMEI or exhibit mark."""
    return _one(work, Device, "DEV", more={"description": clip(clean(description), 200)}, mark=_needed(clip(clean(mark), 80)))


def find_or_add_account(work: Work, platform: str, handle: str) -> Account:
    """The account of this handle on a platform."""
    return _one(work, Account, "ACC", platform=_needed(clip(clean(platform).lower(), 60)), handle=_needed(clip(clean(handle), 120)))


def find_or_add_from_source(work: Work, system: str, kind: str, ref: str, *, place_kind: str = "other") -> str:
    """The thing that another system calls so; where we know none, one that is called as it is there."""
    alone(kind, system, ref)
    known = by_source(system, kind, ref)
    if known is not None:
        return known
    row = _stub(work, system, kind, ref, place_kind)
    work.add(SourceThing(system=system, ref=ref, kind=kind, thing=row.ref, at=work.at))
    work.note_change(row.ref, {}, {"known_to": f"{system}:{ref}"})
    return row.ref


def ours(work: Work, about: About, fact: Fact) -> About:
    """A person or thing that a fact from outside names, under our reference, found or made; anything else stays as it is.

    :raises Refused: where it says that the reference is ours and it is not
    """
    if about.kind not in MODELS:
        return people.ours(work, about, fact)
    if refs.is_ours(about.ref):
        if not exists(about.ref):
            raise Refused("things.no-such-thing", ref=about.ref)
        return about
    system, ref = people.outside(about.ref, fact)
    return msgspec.structs.replace(about, ref=find_or_add_from_source(work, system, about.kind, ref))


def receive(work: Work, fact: Fact) -> Fact:
    """Take a fact about persons from outside, with the things that it names: see :func:`tutela.record.people.operations.receive`."""
    return people.receive(work, msgspec.structs.replace(fact, about=tuple(ours(work, about, fact) for about in fact.about)))


def _stub(work: Work, system: str, kind: str, ref: str, place_kind: str) -> Root:
    """What is known of it is only what one system calls it; a telephone's reference may be its number."""
    if kind == "place":
        row = Place(**work.root("PLC"), retention=_RETENTION, kind=place_kind)
        work.add(row, shown=("kind",))
        return row
    called = f"{system}:{ref}"
    if kind == "phone":
        return find_or_add_phone(work, ref) if len(phone_key(ref)) >= 10 else _one(work, Phone, "PHN", number=called[:24])
    if kind == "vehicle":
        return _one(work, Vehicle, "VEH", plate=called[:16])
    if kind == "device":
        return _one(work, Device, "DEV", mark=called[:80])
    return _one(work, Account, "ACC", platform=system, handle=ref)


def _one(work: Work, model: type[R], prefix: str, *, more: dict[str, str] | None = None, **key: str) -> R:
    """The row of this key, made where there is none; two who look at once make one."""
    alone(model.KIND, *key.values())
    row: R | None = model._base_manager.filter(**key).first()
    if row is None:
        row = model(**work.root(prefix), retention=_RETENTION, **key, **(more or {}))
        work.add(row, shown=tuple(key))
    return row


def _needed(value: str) -> str:
    if not value:
        raise Refused("things.say-something")
    return value
