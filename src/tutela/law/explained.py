"""What is owed on some facts, and why, in plain sentences: for a safeguarding lead who reads no Python.

Of what rests on a restricted fact that the reader may not see it is said that there is something, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, Literal

import msgspec

from tutela.facts import Fact
from tutela.foundations.design.pictures.local import length, moment
from tutela.law.handbook import amount, describe, happened, role_words, sentences, source
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.deriving import Owed, legal
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.replay import Alert, ledger, replay, standing
from tutela.law.kernel.subjects import Subject
from tutela.law.kernel.telling import Telling
from tutela.law.messages import words
from tutela.law.overlays import OURS, Names

AHEAD: Final = timedelta(days=400)
"""How far ahead it is looked for who will be told if nothing is done."""
_LATE: Final = ("overdue", "breached")
_KINDS: Final = {
    "person": "the person", "child": "the child", "episode": "the missing episode", "occurrence": "the occurrence", "incident": "the incident",
    "detention": "the detention", "protection": "the use of police protection", "unit": "the team", "force": "the force",
}
_HIDDEN: Final = "What rests on facts that this reader may not see"
_DECIDED: Final = "Or somebody decides that it is not needed, with a reason, and another person approves that."


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A fact on which something stands, in words."""

    id: str
    when: str
    what: str
    by: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was told, or will be."""

    at: datetime
    to: tuple[str, ...]
    how: str
    again: int = 0
    """The how manieth time that the top of the ladder is told again; 0: the first time."""


class Owing(msgspec.Struct, frozen=True, kw_only=True):
    """One duty that is owed, one act below a standard, or one thing noticed: in words."""

    kind: Literal["duty", "standard", "pattern", "hidden"]
    code: str
    title: str
    state: str
    about: str
    since: datetime
    owed_by: str = ""
    due: datetime | None = None
    legal: bool = False
    """Is ``due`` a legal deadline?"""
    why: str = ""
    """What the rule is for."""
    because: tuple[str, ...] = ()
    facts: tuple[Ground, ...] = ()
    source: str = ""
    told: tuple[Step, ...] = ()
    to_be_told: tuple[Step, ...] = ()
    """Who will be told, and when, while nothing is done; the last of them, or who is told again next, again and again."""
    again: str = ""
    """How often the last is told again."""
    ended_by: tuple[str, ...] = ()


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """A duty that is owed no more."""

    code: str
    title: str
    state: str
    about: str
    at: datetime | None


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """What is owed on the facts of one case, as at a moment."""

    case: str
    at: datetime
    facts: int
    owed: tuple[Owing, ...]
    """Late first, then by when it is due."""
    flagged: tuple[Owing, ...]
    settled: tuple[Settled, ...]


def explain_facts(facts: Iterable[Fact], laws: Catalogue, lawbook: Lawbook, at: datetime, *, case: str, may_see: frozenset[str] = frozenset()) -> Explained:
    """Judge facts as at a moment, and say what is owed on them and why.

    :param may_see: of which restrictions the reader may see facts
    """
    known = [fact for fact in facts if fact.occurred.earliest <= at]
    judge = replay(known, laws, lawbook, at)
    judge.advance(at)
    owed, gone = list(standing(judge)), [o for rows in judge.owed.values() for o in rows if o.state.settled]
    flags = [_flag(alert, judge, laws, may_see) for alert in ledger(judge) if alert.kind != "duty"]
    legals = {id(o): legal(o.duty, o.term, judge.world) for o in owed}
    judge.advance(at + AHEAD)
    later = {o.identity: o.tellings for rows in judge.owed.values() for o in rows}
    said = [_owing(o, legals[id(o)], [t for t in later.get(o.identity, ()) if t.at > at], at, laws, may_see) for o in owed]
    return Explained(
        case=case, at=at, facts=len(known), flagged=tuple(flags),
        owed=tuple(sorted(said, key=lambda o: (o.state not in _LATE, o.due is None, o.due or o.since, o.code))),
        settled=tuple(_settled(o, may_see) for o in sorted(gone, key=lambda o: (o.settled_at or o.opened_at, o.duty.code))),
    )


def _owing(owed: Owed, is_legal: bool, ahead: Sequence[Telling], at: datetime, laws: Catalogue, may_see: frozenset[str]) -> Owing:
    duty, seen = owed.duty, _seen(owed)
    if not _visible(seen, may_see):
        return _hidden("duty", owed.opened_at)
    rungs = next((n for n, telling in enumerate(ahead) if telling.again), len(ahead))
    return Owing(
        kind="duty", code=duty.code, title=duty.title, state=owed.state.value, about=_about(owed.subject, owed.opened_by), since=owed.opened_at,
        owed_by=owed.term.owed_by, due=owed.due_at, legal=is_legal, why=duty.why or "", because=_reasons(owed.findings), facts=_grounds(seen),
        source=source(duty), told=tuple(_step(t) for t in owed.tellings if t.at <= at), to_be_told=tuple(_step(t) for t in ahead[:rungs or 1]),
        again=amount(owed.term.ladder.repeat, laws), ended_by=(*sentences(duty.discharged_by), *sentences(duty.ends), _DECIDED),
    )


def _flag(alert: Alert, judge: Judge, laws: Catalogue, may_see: frozenset[str]) -> Owing:
    """An act that did not meet a standard, or something noticed."""
    rule, fact = laws.by_code[alert.code], judge.world.facts[alert.opening]
    seen = [fact, *(judge.world.facts[id] for reason in alert.because for id in reason["saw"])]
    if not _visible(seen, may_see):
        return _hidden(alert.kind, alert.at)
    first = alert.about[0]
    asked = (str(describe(rule, laws)["met_when"]),) if alert.kind == "standard" else ()  # of a sign nothing is asked: what it opens is owed
    return Owing(
        kind=alert.kind, code=rule.code, title=rule.title, state=alert.state, about=_about(Subject(first["kind"], first["ref"]), fact), since=alert.at,
        why=rule.why or "", because=tuple(dict.fromkeys(words(reason["message"], reason["with"]) for reason in alert.because)), facts=_grounds(seen),
        source=source(rule), told=(Step(at=alert.at, to=alert.to, how="when it happened"),), ended_by=asked,
    )


def _hidden(kind: str, at: datetime) -> Owing:
    return Owing(kind="hidden", code="", title=f"{_HIDDEN} ({kind})", state="", about="", since=at)


def _settled(owed: Owed, may_see: frozenset[str]) -> Settled:
    if not _visible([*_seen(owed), *((owed.settled_by,) if owed.settled_by else ())], may_see):
        return Settled(code="", title=_HIDDEN, state="", about="", at=None)
    return Settled(code=owed.duty.code, title=owed.duty.title, state=owed.state.value, about=_about(owed.subject, owed.opened_by), at=owed.settled_at)


def _seen(owed: Owed) -> list[Fact]:
    """The facts on which a duty stands: what opened it and what its reasons saw."""
    return [owed.opened_by, *(fact for finding in owed.findings for fact in finding.seen)]


def _visible(seen: Iterable[Fact], may_see: frozenset[str]) -> bool:
    return {fact.sensitivity for fact in seen} - {"none"} <= may_see


def _grounds(seen: Iterable[Fact]) -> tuple[Ground, ...]:
    facts = sorted({fact.id: fact for fact in seen}.values(), key=lambda fact: (fact.occurred.earliest, fact.id))
    return tuple(_ground(fact) for fact in facts)


def _ground(fact: Fact) -> Ground:
    told = happened(fact)
    return Ground(id=fact.id, when=told.when, what="; ".join((told.what, *told.details)).rstrip("."), by=told.by)


def _reasons(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(f.because, dict(f.having)) for f in findings))


def _about(subject: Subject, fact: Fact) -> str:
    """The record that it is about, and who else the fact names, in what part."""
    own = next((a.kind for a in fact.about if a.ref == subject.ref), subject.family)
    others = [_called(a.kind, a.ref, a.as_) for a in fact.about if a.ref != subject.ref]
    beside = " and ".join(filter(None, (", ".join(others[:-1]), *others[-1:])))
    return _called(own, subject.ref) + (f" (with {beside})" if beside else "")


def _called(kind: str, ref: str, part: str | None = None) -> str:
    named = f"{_KINDS.get(kind, f'the {kind}')} {ref}"
    return f"{named} as {part.replace('_', ' ')}" if part else named


def _step(telling: Telling) -> Step:
    how = "as it opened" if not telling.rung else f"step {telling.rung} of {len(telling.term.ladder.rungs)}"
    return Step(at=telling.at, to=telling.to, how=how, again=telling.again)


def told(explained: Explained, names: Names = OURS) -> str:
    """The whole in plain sentences; whoever owes and is told in a force's own words where it has them."""
    late = sum(o.state in _LATE for o in explained.owed)
    lines = [
        f"{explained.case}: what is owed on {_many(explained.facts, 'fact')}, as at {moment(explained.at, year=True)} (UK local time)", "",
        f"{_many(len(explained.owed), 'duty', 'duties')} {'is' if len(explained.owed) == 1 else 'are'} owed, {late} of them late. "
        f"{_many(len(explained.flagged), 'act or sign', 'acts or signs')} {'was' if len(explained.flagged) == 1 else 'were'} flagged. "
        f"{_many(len(explained.settled), 'duty', 'duties')} {'is' if len(explained.settled) == 1 else 'are'} settled.",
    ]
    for number, owing in enumerate(explained.owed, 1):
        lines += ["", f"{number}. {_headline(owing)}", *(f"   {line}" for line in _duty(owing, explained.at, names))]
    if explained.flagged:
        lines += ["", "Flagged:"]
    for owing in explained.flagged:
        lines += ["", f"* {_headline(owing)}", *(f"   {line}" for line in _flagged(owing, names))]
    if explained.settled:
        lines += ["", "Settled:", *map(_ended, explained.settled)]
    return "\n".join(lines) + "\n"


def _ended(settled: Settled) -> str:
    if not settled.code:
        return f"* {settled.title}."
    return f"* {settled.title} ({settled.about}): {settled.state}{f', {moment(settled.at, year=True)}' if settled.at else ''}."


def _headline(owing: Owing) -> str:
    return f"{owing.title}: {owing.state} ({owing.code})" if owing.kind != "hidden" else f"{owing.title}."


def _duty(owing: Owing, at: datetime, names: Names) -> Iterator[str]:
    if owing.kind == "hidden":
        return
    yield f"{role_words(owing.owed_by, names)} owes it, about {owing.about}, since {moment(owing.since, year=True)}."
    yield _due(owing, at)
    yield from _behind(owing)
    yield from _steps("Told so far", owing.told, names) if owing.told else ("Nobody has been told yet.",)
    if owing.to_be_told:
        yield from _steps("Will be told, while nothing is done", owing.to_be_told, names)
    yield f"Then again every {owing.again} while nothing changes."
    yield "What ends it:"
    yield from (f"  - {said}" for said in owing.ended_by)


def _due(owing: Owing, at: datetime) -> str:
    if owing.due is None:
        return "Due as soon as it can be done: no time is set for it."
    nature = "This is a legal deadline." if owing.legal else "This is not a legal deadline."
    gap = f"{length(at - owing.due)} ago" if owing.due < at else f"in {length(owing.due - at)}" if owing.due > at else "now"
    return f"{'It was due' if owing.due < at else 'Due'} {moment(owing.due, year=True)}, {gap}. {nature}"


def _behind(owing: Owing) -> Iterator[str]:
    if owing.why:
        yield owing.why
    if owing.because:
        yield f"Why here: {' '.join(owing.because)}"
    yield "It stands on:"
    yield from (f"  - {fact.when}: {fact.what}. By {fact.by}. [{fact.id}]" for fact in owing.facts)
    yield owing.source


def _flagged(owing: Owing, names: Names) -> Iterator[str]:
    if owing.kind == "hidden":
        return
    yield f"{moment(owing.since, year=True)}, about {owing.about}."
    yield from _behind(owing)
    yield f"Told to {', '.join(role_words(to, names) for step in owing.told for to in step.to)}."
    yield from (f"What is asked of it: {said}" for said in owing.ended_by)


def _steps(before: str, steps: Sequence[Step], names: Names) -> Iterator[str]:
    """A line a telling; of those to the same people again and again the first, and how many with the last."""
    yield f"{before}:"
    for _, alike in groupby(enumerate(steps), key=lambda item: (item[1].to, item[1].again > 0 or item[0])):
        first, *more = [step for _, step in alike]
        times = f", {len(more) + 1} times to {moment(more[-1].at, year=True)}" if more else ""
        yield f"  - {moment(first.at, year=True)}: {', '.join(role_words(to, names) for to in first.to)}, {first.how}{', again' if first.again else ''}{times}"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
