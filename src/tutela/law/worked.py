"""The law's worked examples: ``law/<area>/examples/*.yaml``, each read into facts. The handbook shows them; the tests run every one through the law.

One example::

    - code: contact.attend
      name: A car is there within the hour
      facts:
        - {at: 2026-03-02T19:00, fact: missing.Reported, by: foster_carer, data: {missing_from: foster}}
        - {at: 2026-03-02T19:05, fact: missing.RiskGraded, by: call_handler o:1, data: {level: medium, rationale: "First time away."}}
        - {at: 2026-03-02T19:50, fact: contact.Arrived, by: response_officer}
      as_at: 2026-03-02T20:30
      state: done
      due: 2026-03-02T20:00
      owed_by: dispatcher@contact

* **Times** are UK local time where no offset is written. A fact has ``at``, or ``from`` and ``to`` (with ``precision``); ``known``,
  ``owner`` and ``recorded`` where they differ.
* ``by`` is a role, with the reference of the person where it matters: ``fim o:77``.
* ``about`` is left out where it is the usual child, episode and incident (``c1``, ``e1``, ``i1``, and ``o1``, ``v1``, ``s1`` for an
  offender, an investigation, a submission), as far as the type wants them; else ``[child c2 as missing, episode e2]``.
* ``id`` is ``f1``, ``f2`` ... in the order of the list, so that a fact can cite another.
* **A duty** says ``state``, ``due``, ``owed_by`` and, for its whole ladder up to ``as_at``, ``told``; or ``owed: none``. Of several it
  is the last occurrence of the one that ``of`` (its subject) or ``opening`` (its opening fact)
  names. **A standard** judges the last fact and says whether it was ``told``; so does
  **a pattern**, of all the facts.
* ``overlay`` lays an overlay over the numbers; ``law: 2026-11-01`` takes all numbers as they are on that day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

import msgspec
import yaml

from tutela.facts import Fact
from tutela.facts.reading import read_line
from tutela.facts.registry import TYPES
from tutela.foundations.design.pictures.local import moment as shown
from tutela.law.areas import AREAS
from tutela.law.kernel.parameters import LOCAL

USUAL: Final = {
    "warrant": "w1",
    "protection": "pp1", "detention": "dt1",
    "breach": "b1", "device": "d1", "account": "x1", "plan": "rp1", "unit": "u1",
    "document": "dc1", "officer": "of1", "recommendation": "rc1", "inspection": "in1",
    "child": "c1", "episode": "e1", "incident": "i1", "offender": "o1", "investigation": "v1", "submission": "s1", "place": "p1",
    "notice": "n1", "meeting": "m1", "request": "q1", "order": "r1", "action": "a1", "force": "f1",
}
Kind = Literal["met", "late", "not owed", "other", "told", "not told"]
_LATE: Final = frozenset({"done late", "failed", "overdue", "breached"})
_BARE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")


class Happened(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A fact in short form."""

    fact: str
    by: str
    at: str | None = None
    from_: str | None = None
    to: str | None = None
    precision: str = "day"
    known: str | None = None
    owner: str | None = None
    recorded: str | None = None
    about: tuple[str, ...] | None = None
    id: str | None = None
    supersedes: str | None = None
    sensitivity: str = "none"
    skills: tuple[str, ...] = ()
    data: dict[str, Any] = {}


class Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One telling of a ladder; rung 0 is the opening, ``again`` counts the repeats of the last."""

    at: str
    rung: int
    to: tuple[str, ...]
    again: int = 0


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One worked example of one rule."""

    code: str
    name: str
    facts: tuple[Happened, ...]
    as_at: str | None = None
    overlay: tuple[str, ...] = ()
    law: str | None = None
    of: str | None = None
    opening: str | None = None
    occurrence: int | None = None
    state: str | None = None
    due: str | None = None
    owed_by: str | None = None
    owed: Literal["none"] | None = None
    told: bool | tuple[Told, ...] | None = None
    to: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What it is an example of."""
        if isinstance(self.told, bool):
            return "told" if self.told else "not told"
        if self.owed == "none":
            return "not owed"
        return "met" if self.state == "done" else "late" if self.state in _LATE else "other"

    @property
    def id(self) -> str:
        """As it is called in the list of tests."""
        return f"{self.code}: {self.name}"


class _Plain(yaml.CSafeLoader):
    """YAML whose times stay text, so that a missing offset can be seen."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_examples(text: str) -> list[Example]:
    """The examples of one file."""
    return msgspec.convert(yaml.load(text, _Plain), list[Example])


def examples() -> tuple[Example, ...]:
    """Every example, in the order of areas and files."""
    return tuple(e for area in sorted(AREAS) for e in of_area(area))


@cache
def of_area(area: str) -> tuple[Example, ...]:
    """The examples of an area's rules, in the order of its files."""
    files = sorted(resources.files(__package__).joinpath(area, "examples").iterdir(), key=lambda file: file.name)
    return tuple(e for file in files if file.name.endswith(".yaml") for e in read_examples(file.read_text(encoding="utf-8")))


def moment(text: str) -> datetime:
    """A time in UTC; UK local time where no offset is written."""
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=LOCAL)).astimezone(UTC)


def local(at: str | datetime) -> str:
    """A time as it is read: ``Mon 2 Mar 2026 19:00``."""
    return shown(moment(at) if isinstance(at, str) else at, year=True)


def facts(told: Iterable[Happened]) -> list[Fact]:
    """The facts of an example, read through the published form."""
    return [one(happened, number) for number, happened in enumerate(told, 1)]


def one(happened: Happened, number: int) -> Fact:
    """One fact in short form, read through the published form; it is called ``f`` and its number where it has no id."""
    role, _, ref = happened.by.partition(" ")
    span = {"from": _iso(happened.from_), "to": _iso(happened.to), "precision": happened.precision}
    occurred = {"at": _iso(happened.at)} if happened.at else span
    line = {
        "v": 1, "id": happened.id or f"f{number}", "fact": happened.fact, "occurred": occurred,
        "by": {"role": role, "ref": ref or None, "skills": list(happened.skills)},
        "known": {"force": _iso(happened.known), "owner": _iso(happened.owner)}, "recorded_at": _iso(happened.recorded),
        "about": [_about(said) for said in happened.about or usual(happened.fact)], "supersedes": happened.supersedes,
        "sensitivity": happened.sensitivity, "data": _timed(happened.data),
    }
    read = read_line(json.dumps(line))
    assert isinstance(read, Fact)
    return read


def usual(type: str) -> tuple[str, ...]:
    """Whom a fact of this type is about, where nobody says otherwise."""
    wanted = {kind for alternatives in TYPES[type].ABOUT for kind in alternatives.split("|")[:1]}
    if not wanted or "episode" in wanted:
        wanted |= {"child", "episode", "incident"}
    if type.startswith("contact."):
        wanted.add("child")
    as_ = {"child": " as missing"} if "episode" in wanted else {}
    return tuple(f"{kind} {ref}{as_.get(kind, '')}" for kind, ref in USUAL.items() if kind in wanted)


def _about(said: str) -> dict[str, str | None]:
    kind, ref, *rest = said.split(" ")
    return {"kind": kind, "ref": ref, "as": rest[1] if rest else None}


def _iso(text: str | None) -> str | None:
    return moment(text).isoformat() if text else None


def _timed(value: Any) -> Any:
    """The same data with the offset on every bare local time."""
    if isinstance(value, dict):
        return {key: _timed(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_timed(held) for held in value]
    return _iso(value) if isinstance(value, str) and _BARE.fullmatch(value) else value
