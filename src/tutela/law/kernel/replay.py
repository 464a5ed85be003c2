"""Replay: a case's facts through the law, and every telling in order: when, what, to whom, why.

The ledger up to a moment is the same however much is learnt later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal

import msgspec

from tutela.facts import Fact
from tutela.facts.roles import HOMES
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.deriving import Owed
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.judging import Judge, Noticed, Unmet
from tutela.law.kernel.rows import Lens
from tutela.law.kernel.rules import Rule, Standard
from tutela.law.kernel.subjects import Subject


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """One telling, as a line. It carries no name: references, roles and reasons."""

    case: str
    at: datetime
    kind: Literal["duty", "standard", "pattern"]
    code: str
    rung: int
    again: int
    also: tuple[str, ...]
    state: str
    to: tuple[str, ...]
    about: tuple[dict[str, str], ...]
    because: tuple[dict[str, Any], ...]
    basis: str
    cites: tuple[str, ...]
    priority: int
    asks: str | None = None
    due: datetime | None = None
    occurrence: int = 1
    opening: str = ""

    @property
    def moment(self) -> tuple[datetime, str, int, int, str, str, int]:
        """In which order alerts are told."""
        return self.at, self.code, self.rung, self.again, self.opening, self.about[0]["ref"], self.occurrence


def replay(facts: Iterable[Fact], catalogue: Catalogue, lawbook: Lawbook, until: datetime, *, case: str = "", lens: Lens = "shown") -> Judge:
    """Judge a case's facts as at a moment; ``case``: only those of this case, where the facts are of several."""
    judge = Judge(catalogue, lawbook, lens=lens)
    judge.load([f for f in facts if f.occurred.earliest <= until and (not case or f.case in (None, case))], until)
    return judge


def ledger(judge: Judge, *, case: str = "") -> list[Alert]:
    """Every alert that was told up to the moment at which the judge stands, in order."""
    judge.advance(judge.as_at)
    found = [alert for rows in judge.owed.values() for owed in rows for alert in _duties(case, owed)]
    found += [_standard(case, unmet) for rows in judge.unmet.values() for unmet in rows]
    found += [_pattern(case, noticed) for noticed in judge.noticed.values() if noticed.at <= judge.as_at]
    found.sort(key=attrgetter("moment"))
    return found


def standing(judge: Judge) -> Iterator[Owed]:
    """The duties that are not settled, by when they opened."""
    rows = [owed for rows in judge.owed.values() for owed in rows if not owed.state.settled]
    yield from sorted(rows, key=lambda o: (o.opened_at, o.duty.code))


def reasons(findings: Iterable[Finding]) -> tuple[dict[str, Any], ...]:
    """Findings as message ids with parameters and the facts seen."""
    return tuple({"message": f.because, "with": dict(f.having), "saw": [fact.id for fact in f.seen]} for f in findings)


def _about(subject: Subject, fact: Fact) -> tuple[dict[str, str], ...]:
    """The subject first, then the others that the fact is about."""
    named = [{"kind": subject.family, "ref": subject.ref}]
    named += [{"kind": a.kind, "ref": a.ref} for a in fact.about if a.ref != subject.ref]
    return tuple(named)


def _duties(case: str, owed: Owed) -> Iterator[Alert]:
    """The tellings of a duty, each saying what was true when it was told."""
    duty, grounds, basis = owed.duty, reasons(owed.findings), owed.duty.basis.words
    opening: Fact | None = None
    about: tuple[dict[str, str], ...] = ()
    last, because = None, grounds
    on, also = owed.term, duty.also + owed.term.also
    for at, rung, to, state, again, priority, asks, term, due, occurrence, fact, why in owed.tellings:
        if fact is not opening:
            opening, about = fact, _about(owed.subject, fact)
        if why is not last:
            last, because = why, grounds if why is None else (*grounds, *reasons((why,)))
        if term is not on:
            on, also = term, duty.also + term.also
        yield Alert(
            case=case, at=at, kind="duty", code=duty.code, rung=rung, again=again, also=also, state=state.value, to=to, about=about,
            because=because, basis=basis, cites=duty.cites, priority=int(priority), asks=asks, due=due, occurrence=occurrence, opening=owed.opening,
        )


def _standard(case: str, unmet: Unmet) -> Alert:
    standard: Standard = unmet.standard
    role = unmet.act.by.role
    author = (f"{role}@{HOMES[role]}",) if role in HOMES else ()
    to = tuple(dict.fromkeys((*author, *standard.to)))
    return _told(case, "standard", standard, unmet.subject, unmet.act, unmet.at, "not met", to, (unmet.finding,), int(standard.priority))


def _pattern(case: str, noticed: Noticed) -> Alert:
    pattern = noticed.pattern
    payload = {f: getattr(noticed.fact.data, f) for f in noticed.fact.data.__struct_fields__}
    finding = Finding(True, f"{pattern.code}.noticed", tuple((k, v) for k, v in payload.items() if k != "saw"))
    findings = (finding,)
    return _told(case, "pattern", pattern, noticed.subject, noticed.fact, noticed.at, "noticed", pattern.to, findings, int(pattern.priority))


def _told(
    case: str, kind: Literal["standard", "pattern"], rule: Rule, subject: Subject, fact: Fact, at: datetime, state: str,
    to: tuple[str, ...], findings: tuple[Finding, ...], priority: int,
) -> Alert:
    return Alert(
        case=case, at=at, kind=kind, code=rule.code, rung=0, again=0, also=rule.also, state=state, to=to, about=_about(subject, fact),
        because=reasons(findings), basis=rule.basis.words, cites=rule.cites, priority=priority, opening=fact.id,
    )
