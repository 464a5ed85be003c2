"""The law's worked examples, and facts of tests, run through the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import msgspec

from tutela.facts import Fact
from tutela.law.catalogue import catalogue, lawbook
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.deriving import Owed
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.gate import Weighed, weigh
from tutela.law.kernel.judging import Judge, owed
from tutela.law.kernel.replay import Alert, ledger, replay
from tutela.law.kernel.rules import Duty, Rule, Standard
from tutela.law.kernel.situation import Rows, Situation, View
from tutela.law.kernel.subjects import Subject, family
from tutela.law.standing import grade, risk
from tutela.law.worked import Example, Happened, Kind, facts, moment
from tutela.law.worked import one as as_fact

LAW: Final = Path(__file__).parents[2] / "src/tutela/law"
ABSOLUTE: Final = frozenset({"contact.no-telephone", "missing.attempt"})
"""Standards that no such act meets: their example of *met* is what people do instead of the act."""


def fact(
    type: str, at: str, by: str, /, *, id: Any = None, about: Any = None, recorded: Any = None, supersedes: Any = None, **data: Any,
) -> Fact:
    """One fact in short form, for tests that are not written in YAML; every other word is its data."""
    return as_fact(Happened(
        fact=type, at=at, by=by, about=about, recorded=recorded, supersedes=supersedes, data=data,
        id=id or f"{type} {at} {by} {crc32(repr((about, recorded, data)).encode()):08x}",
    ), 0)


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
