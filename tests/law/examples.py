"""The law's worked examples: ``src/tutela/law/<area>/examples/*.yaml``, read into facts and run through the law.

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
from pathlib import Path
from typing import Any, Final, Literal
from zlib import crc32

import msgspec
import yaml

from tutela.facts import Fact
from tutela.facts.reading import read_line
from tutela.facts.registry import TYPES
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.deriving import Owed
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.gate import Weighed, weigh
from tutela.law.kernel.judging import Judge, owed
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.replay import Alert, ledger, replay
from tutela.law.kernel.rules import Duty, Rule, Standard
from tutela.law.kernel.situation import Rows, Situation, View
from tutela.law.kernel.subjects import Subject, family
from tutela.law.standing import grade, risk

LAW: Final = Path(__file__).parents[2] / "src/tutela/law"
USUAL: Final = {
    "warrant": "w1",
    "protection": "pp1", "detention": "dt1",
    "breach": "b1", "device": "d1", "account": "x1", "plan": "rp1", "unit": "u1",
    "document": "dc1", "officer": "of1", "recommendation": "rc1", "inspection": "in1",
    "child": "c1", "episode": "e1", "incident": "i1", "offender": "o1", "investigation": "v1", "submission": "s1", "place": "p1",
    "notice": "n1", "meeting": "m1", "request": "q1", "order": "r1", "action": "a1", "force": "f1",
}
ABSOLUTE: Final = frozenset({"contact.no-telephone", "missing.attempt"})
"""Standards that no such act meets: their example of *met* is what people do instead of the act."""

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


class _Plain(yaml.SafeLoader):
    """YAML whose times stay text, so that a missing offset can be seen."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_examples(text: str) -> list[Example]:
    """The examples of one file."""
    return msgspec.convert(yaml.load(text, _Plain), list[Example])


@cache
def examples() -> tuple[Example, ...]:
    """Every example, in the order of areas and files."""
    return tuple(e for path in sorted(LAW.glob("*/examples/*.yaml")) for e in read_examples(path.read_text(encoding="utf-8")))


def moment(text: str) -> datetime:
    """A time in UTC; UK local time where no offset is written."""
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=LOCAL)).astimezone(UTC)


def facts(told: Iterable[Happened]) -> list[Fact]:
    """The facts of an example, read through the published form."""
    return [_fact(happened, number) for number, happened in enumerate(told, 1)]


def fact(
    type: str, at: str, by: str, /, *, id: Any = None, about: Any = None, recorded: Any = None, supersedes: Any = None, **data: Any,
) -> Fact:
    """One fact in short form, for tests that are not written in YAML; every other word is its data."""
    return _fact(Happened(
        fact=type, at=at, by=by, about=about, recorded=recorded, supersedes=supersedes, data=data,
        id=id or f"{type} {at} {by} {crc32(repr((about, recorded, data)).encode()):08x}",
    ), 0)


def _fact(happened: Happened, number: int) -> Fact:
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


def forget() -> None:
    """Judge anew: what was judged rests on a catalogue that is no longer meant."""
    _book.cache_clear()
    _run.cache_clear()


@cache
def _laws(overlays: tuple[str, ...]) -> Catalogue:
    return catalogue(overlays)


@cache
def _book(overlays: tuple[str, ...], law: str | None) -> Lawbook:
    return lawbook(_laws(overlays), now=moment(law) if law else None)


class World:
    """An example's facts, judged."""

    def __init__(self, told: Iterable[Fact], until: datetime, *, overlays: tuple[str, ...] = (), law: str | None = None) -> None:
        self.facts, self.until = list(told), until
        self.laws, self.book = _laws(overlays), _book(overlays, law)
        self.judge: Judge = replay(self.facts, self.laws, self.book, until)
        self.alerts: list[Alert] = ledger(self.judge)

    def rule(self, code: str) -> Rule:
        """A rule of the catalogue."""
        return self.laws.by_code[code]

    def owed(self, code: str, of: str | None = None) -> list[Owed]:
        """What is owed under a code, by replay; ``owed`` from scratch says the same, or this fails."""
        rule = self.rule(code)
        found: list[Owed] = []
        everything = self.judge.world
        for subject in sorted({s for f in everything.facts.values() for s in everything.subjects(f) if s.family == rule.family}):
            if of and subject != _subject(of):
                continue
            rows = self.judge.owed.get((code, subject), [])
            situation = Situation(subject=subject, facts=tuple(self.facts), as_at=self.until)
            scratch = [o for o in owed(situation, self.laws, self.book) if o.duty.code == code]
            assert [o.key() for o in rows] == [o.key() for o in scratch], f"{code}: replay and owed() differ on {subject}"
            found += rows
        return found

    def told(self, code: str) -> list[Alert]:
        """What was told under a code."""
        return [alert for alert in self.alerts if alert.code == code]

    def one(self, code: str, of: str | None = None) -> Owed:
        """The only duty, or the last occurrence of the only recurring one, that is owed under a code."""
        rows = self.owed(code, of)
        assert len({o.identity for o in rows}) == 1, f"{code}: {len(rows)} are owed"
        return rows[-1]

    def codes(self, family: str = "episode") -> set[str]:
        """The codes of the duties that are owed, or were, about subjects of a kind."""
        return {code for (code, subject), rows in self.judge.owed.items() if rows and subject.family == family}

    def level(self, at: str, of: str = "episode e1") -> str | None:
        """The level of risk that stands at a moment."""
        return risk.level(self._view("missing.lowering-grounds", of, at))[0]

    def suggested(self, at: str, of: str = "episode e1") -> Finding:
        """The level that the indicators suggest."""
        return risk.suggested(self._view("missing.below-suggestion", of, at))

    def grade(self, at: str, of: str = "incident i1") -> str | None:
        """The response grade that stands at a moment."""
        return grade.grade(self._view("contact.attend", of, at))[0]

    def weigh(self, act: Fact) -> Weighed:
        """What the gate says of an act, as if it were done now."""
        return weigh(self.facts, act, self.laws, self.book)

    def _view(self, code: str, of: str, at: str) -> View:
        return View(Rows(self.judge.world, self.rule(code), _subject(of)), moment(at))


def judged(*told: Fact, until: str, overlay: tuple[str, ...] = ()) -> World:
    """Facts judged up to a moment."""
    return World(told, moment(until), overlays=overlay)


def _subject(said: str) -> Subject:
    kind, ref = said.split(" ")
    return Subject(family(kind), ref)


def run(example: Example) -> World:
    """An example's facts through the law of its day, or of the day that it names."""
    return _run(msgspec.json.encode(example))


@cache
def _run(encoded: bytes) -> World:
    example = msgspec.json.decode(encoded, type=Example)
    told = facts(example.facts)
    until = moment(example.as_at) if example.as_at else max(f.shown_from for f in told)
    return World(told, until, overlays=example.overlay, law=example.law)


def last_owed(example: Example) -> Owed:
    """The one duty that an example is about: the occurrence that it names, or the last.

    :raises AssertionError: if there is none, or more than one that it could be
    """
    rows = [o for o in run(example).owed(example.code, example.of) if example.opening in (None, o.opening)]
    assert rows, f"{example.code} is not owed"
    assert len({o.identity for o in rows}) == 1, f"say 'of': {[o.identity for o in rows]}"
    return next(o for o in reversed(rows) if example.occurrence in (None, o.occurrence))


def kinds_needed(rule: Rule) -> frozenset[Kind]:
    """The kinds of example that a rule of this sort needs."""
    return frozenset({"met", "late", "not owed"} if isinstance(rule, Duty) else {"told", "not told"})


def lacking(rules: Iterable[Rule], given: Iterable[Example]) -> dict[str, set[Kind]]:
    """The rules that lack a kind of example, and which."""
    have: dict[str, set[Kind]] = {}
    for example in given:
        have.setdefault(example.code, set()).add(example.kind)
    gaps = {rule.code: set(kinds_needed(rule)) - have.get(rule.code, set()) for rule in rules}
    return {code: gap for code, gap in gaps.items() if gap}


def is_vacuous(example: Example, rule: Rule) -> bool:
    """Does *not told* prove nothing, because the last fact is none that the rule looks at?"""
    absolute = isinstance(rule, Standard) and rule.code in ABSOLUTE
    return example.told is False and example.facts[-1].fact not in rule.open_types and not absolute
