"""From facts to what is owed: one duty on one subject, whole, with everything that was told on the way.

The result is a function of the facts and their times alone. A duty opens at the first moment at which its opening and its
conditions are known; from then it never vanishes: it is settled, or it is in question. Each telling depends on nothing
learnt after it, so the past of the ledger does not change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

import msgspec

from tutela.facts import Fact
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.rules import Duty, On, Once, Priority, Rung, State, Term
from tutela.law.kernel.situation import NEVER, Row, Rows, View, World
from tutela.law.kernel.subjects import Subject

DUE_SOON: Final = "law.due_soon"
_ZERO: Final = timedelta(0)


class Telling(NamedTuple):
    """One telling: when, which rung (0 is the opening), to whom, in what state, for the how-many-eth time, asking what."""

    at: datetime
    rung: int
    to: tuple[str, ...]
    state: State
    again: int
    priority: Priority
    asks: str | None
    term: Term | None


class Owed(msgspec.Struct, kw_only=True):
    """A duty as it stands: one row, and for a recurring one its numbered occurrence."""

    duty: Duty
    subject: Subject
    opening: str
    occurrence: int
    opened_at: datetime
    origin: datetime
    due_at: datetime | None
    late_after: datetime | None
    """The moment after which lateness is proven: later than ``due_at`` where the opening is only known as a span."""
    owner_due_at: datetime | None
    term: Term
    state: State
    findings: tuple[Finding, ...]
    opened_by: Fact
    settled_at: datetime | None = None
    settled_by: Fact | None = None
    tellings: tuple[Telling, ...] = ()

    @property
    def identity(self) -> tuple[str, Subject, str]:
        """What makes it this duty and no twin."""
        return self.duty.code, self.subject, self.opening

    def key(self) -> tuple[Any, ...]:
        """All that must be equal for two derivations to agree."""
        return (
            self.identity, self.occurrence, self.opened_at, self.due_at, self.late_after, self.state, self.settled_at,
            self.settled_by and self.settled_by.id, self.term.owed_by, tuple(t[:7] for t in self.tellings),
        )


class _Event(NamedTuple):
    """Something that settles: from when it is known and until when, when it happened, how it settles."""

    avail: datetime
    until: datetime
    at: datetime
    latest: datetime
    state: State
    fact: Fact


class _Phase(NamedTuple):
    """A stretch of time in which version, term and origin stay as they are."""

    start: datetime
    end: datetime
    term: Term
    origin: datetime
    slack: timedelta
    due: datetime | None
    row: Row
    view: View


def derive(duty: Duty, world: World, subject: Subject, horizon: datetime) -> list[Owed]:
    """Every duty of this kind that the subject's facts opened up to ``horizon``, occurrence by occurrence."""
    rows = Rows(world, duty, subject)
    made: list[Owed] = []
    for root, versions in _openings(duty, rows, subject, horizon):
        previous = [o for o in made if _same_key(duty, o.opened_by, versions[0].fact)]
        if duty.once_per is Once.SUBJECT and previous:
            continue
        if duty.once_per is Once.WHILE_OPEN and any(o.settled_at is None or o.settled_at > versions[0].at for o in previous[-1:]):
            continue
        made += _one(duty, rows, root, versions, horizon)
    return made


def _same_key(duty: Duty, a: Fact, b: Fact) -> bool:
    return duty.per is None or a.refs(duty.per) == b.refs(duty.per)


def _openings(duty: Duty, rows: Rows, subject: Subject, horizon: datetime) -> list[tuple[str, list[Row]]]:
    """The opening facts, each with its corrections, by when they happened."""
    groups: dict[str, list[Row]] = {}
    for opening in duty.opens:
        for row in rows.all(opening.type):
            if row.avail <= horizon and _named_as(opening, row.fact, subject):
                groups.setdefault(rows.world.root(row.fact), []).append(row)
    if len(groups) < 2:
        return list(groups.items())
    return sorted(groups.items(), key=lambda item: (item[1][0].at, item[1][0].avail, item[0]))


def _named_as(wanted: On, fact: Fact, subject: Subject) -> bool:
    return wanted.as_ is None or any(a.as_ == wanted.as_ and a.ref == subject.ref for a in fact.about)


def _visible(versions: list[Row], at: datetime) -> Row | None:
    return next((row for row in reversed(versions) if row.seen_at(at)), None)


def _when(duty: Duty, row: Row) -> On:
    return next(o for o in duty.opens if o.type == row.fact.type)


def _grounds(duty: Duty, view: View, row: Row) -> tuple[Finding, ...] | None:
    """The findings on which the duty rests, or ``None`` if one does not hold."""
    found: list[Finding] = []
    opening = _when(duty, row).when
    for condition in (opening, *duty.applies) if opening else duty.applies:
        finding = condition(view, row)
        if not finding.holds:
            return None
        found.append(finding)
    return tuple(found)


def _opened(duty: Duty, rows: Rows, versions: list[Row], horizon: datetime) -> tuple[datetime, Row, tuple[Finding, ...]] | None:
    """The first moment at which opening, conditions and delay are all there."""
    first = min(row.avail for row in versions)
    for moment in _moments(duty, rows, versions, first, horizon):
        row = _visible(versions, moment)
        if row is None:
            continue
        view = View(rows, moment)
        findings = _grounds(duty, view, row)
        if findings is None or (not _applicable(duty, view, row)):
            continue
        if duty.delay is None:
            return moment, row, findings
        opens = duty.delay(view, row)
        if opens is not None and opens <= horizon:
            return max(opens, moment), row, findings
    return None


def _applicable(duty: Duty, view: View, row: Row) -> bool:
    return _term(duty, view, row) is not None


def _moments(duty: Duty, rows: Rows, versions: list[Row], first: datetime, horizon: datetime) -> Iterator[datetime]:
    yield first
    later = set(rows.arrivals(duty.reads_types, first, horizon))
    later.update(row.avail for row in versions if first < row.avail <= horizon)
    yield from sorted(later)


def _term(duty: Duty, view: View, row: Row) -> Term | None:
    for term in duty.terms:
        if term.when is None or term.when(view, row).holds:
            return term
    return None


def _one(duty: Duty, rows: Rows, root: str, versions: list[Row], horizon: datetime) -> list[Owed]:
    opened = _opened(duty, rows, versions, horizon)
    if opened is None:
        return []
    opened_at, row, findings = opened
    phases = _phases(duty, rows, versions, opened_at, row, horizon)
    since = min(row.at, phases[0].origin)
    events = sorted(_events(duty, rows, root, phases[0].row, since, horizon), key=lambda e: (e.at, e.avail, e.fact.id))
    if duty.delay is not None and any(e.at <= opened_at and e.avail <= opened_at < e.until for e in events):
        return []
    doubt = _in_question(duty, rows, versions, opened_at, horizon)
    made: list[Owed] = []
    occurrence = 1
    while True:
        owed, event = _occurrence(duty, rows, root, phases, events, opened_at, findings, occurrence, horizon, doubt)
        made.append(owed)
        if duty.recurs is None or event is None or event.state is not State.DONE:
            return made
        occurrence += 1
        opened_at = max(event.avail, event.at)
        events = [e for e in events if e.at > event.at]
        phases = _next_phases(duty, phases, event, occurrence, rows)


def _next_phases(duty: Duty, phases: list[_Phase], event: _Event, occurrence: int, rows: Rows) -> list[_Phase]:
    """The phases of the next occurrence: from the act that settled the last, or along the fixed schedule."""
    lawbook = rows.world.lawbook
    made: list[_Phase] = []
    for phase in phases:
        if phase.end <= event.avail and phase is not phases[-1]:
            continue
        origin = event.at if duty.recurs == "rolling" else phase.origin
        due = phase.term.clock.due(origin, lawbook, phase.view, phase.row, occurrence)
        made.append(phase._replace(start=max(phase.start, event.avail), origin=origin, due=due, slack=_ZERO))
    return made


def _phases(duty: Duty, rows: Rows, versions: list[Row], opened_at: datetime, row: Row, horizon: datetime) -> list[_Phase]:
    moments = rows.arrivals(duty.reads_types, opened_at, horizon) if duty.reads_types else []
    if len(versions) > 1:
        moments = sorted({*moments, *(v.avail for v in versions if opened_at < v.avail <= horizon)})
    phases: list[_Phase] = []
    for moment in (opened_at, *moments):
        here = _visible(versions, moment) or row
        view = View(rows, moment)
        term = _term(duty, view, here) or (phases[-1].term if phases else duty.terms[-1])
        origin, slack = _origin(duty, view, here)
        if phases and (phases[-1].term, phases[-1].origin, phases[-1].row) == (term, origin, here):
            continue
        due = term.clock.due(origin, rows.world.lawbook, view, here)
        if phases:
            phases[-1] = phases[-1]._replace(end=moment)
        phases.append(_Phase(moment, NEVER, term, origin, slack, due, here, view))
    return phases


def _origin(duty: Duty, view: View, row: Row) -> tuple[datetime, timedelta]:
    """Where the clock begins, and by how much later it may have begun where the source gives only a span."""
    if duty.origin is not None:
        return duty.origin(view, row), _ZERO
    fact = row.fact
    if duty.starts == "known" and fact.known_force is not None:
        return fact.known_force, _ZERO
    return fact.occurred.earliest, fact.occurred.latest - fact.occurred.earliest


def _events(duty: Duty, rows: Rows, root: str, opening: Row, since: datetime, horizon: datetime) -> Iterator[_Event]:
    for wanted, state in (*((d, State.DONE) for d in duty.discharged_by), *((e, State.NOT_NEEDED) for e in duty.ends)):
        for row in rows.all(wanted.type):
            fact = row.fact
            if row is opening or fact.occurred.latest < since or row.avail > horizon:
                continue
            if duty.per and fact.refs(duty.per) and fact.refs(duty.per) != opening.fact.refs(duty.per):
                continue
            if wanted.when is None or wanted.when(View(rows, row.avail), row).holds:
                yield _Event(row.avail, row.until, row.at, fact.occurred.latest, state, fact)
    yield from _decided(duty, rows, root, horizon)


def _decided(duty: Duty, rows: Rows, root: str, horizon: datetime) -> Iterator[_Event]:
    """A person's approved "not needed", or a recorded failure. An approval by its own author does not count."""
    for name, state in (("duties.NotNeeded", State.NOT_NEEDED), ("duties.Failed", State.FAILED)):
        for row in rows.all(name):
            data: Any = row.fact.data
            if data.duty == duty.code and data.opening in (None, root) and row.avail <= horizon:
                if state is State.FAILED or data.approved_by != row.fact.by.ref:
                    yield _Event(row.avail, row.until, row.at, row.fact.occurred.latest, state, row.fact)


def _occurrence(
    duty: Duty, rows: Rows, root: str, phases: list[_Phase], events: list[_Event], opened_at: datetime,
    findings: tuple[Finding, ...], occurrence: int, horizon: datetime, doubt: bool,
) -> tuple[Owed, _Event | None]:
    event = next((e for e in events if e.avail <= horizon < e.until), None)
    phase = _phase_at(phases, event.avail if event else horizon)
    late_after = phase.due + phase.slack if phase.due else None
    silent = [(e.avail, e.until) for e in events]
    state = _state(duty, rows, phase, late_after, event, horizon, root, doubt)
    known = phase.row.fact.known_owner
    owed = Owed(
        duty=duty, subject=rows.subject, opening=root, occurrence=occurrence, opened_at=opened_at, origin=phase.origin, due_at=phase.due,
        late_after=late_after, owner_due_at=phase.term.clock.due(known, rows.world.lawbook, phase.view, phase.row, occurrence) if known else None,
        term=phase.term, state=state, findings=findings, opened_by=phase.row.fact,
        settled_at=event.at if event else None, settled_by=event.fact if event else None,
    )
    owed.tellings = tuple(_tellings(duty, rows, root, phases, silent, opened_at, occurrence, horizon))
    return owed, event


def _phase_at(phases: list[_Phase], moment: datetime) -> _Phase:
    here = phases[0]
    for phase in phases:
        if phase.start <= moment:
            here = phase
    return here


def _state(
    duty: Duty, rows: Rows, phase: _Phase, late_after: datetime | None, event: _Event | None, horizon: datetime, root: str, doubt: bool
) -> State:
    if event is not None:
        late = late_after is not None and event.at > late_after
        if event.state is State.DONE:
            return State.DONE_LATE if late else State.DONE
        ended_by_law = event.fact.type != "duties.NotNeeded"
        return State.FAILED if late and ended_by_law else event.state
    if doubt:
        return State.IN_QUESTION
    if any(r.fact.data.duty == duty.code and r.seen_at(horizon) for r in rows.all("duties.Inherited")):  # type: ignore[attr-defined]
        return State.INHERITED
    return time_state(duty, phase.term, phase.origin, phase.due, late_after, horizon, rows.world)


def time_state(
    duty: Duty, term: Term, origin: datetime, due: datetime | None, late_after: datetime | None, at: datetime, world: World
) -> State:
    """Where an unsettled duty stands at a moment. *Breached* only where duty and number are both law."""
    if due is None or late_after is None:
        return State.OPEN
    if at > late_after:
        return State.BREACHED if legal(duty, term, world) else State.OVERDUE
    soon = due - (due - origin) * world.lawbook.book.number(DUE_SOON, at)
    return State.DUE_SOON if at >= soon else State.OPEN


def legal(duty: Duty, term: Term, world: World) -> bool:
    """May this time be shown as a legal deadline? Both the duty and the number must stand on statute, regulations or a statutory code."""
    key = term.clock.key
    return duty.basis.legal and key is not None and world.lawbook.book.parameters[key].basis.legal


def _in_question(duty: Duty, rows: Rows, versions: list[Row], opened_at: datetime, horizon: datetime) -> bool:
    """Did a correction, a withdrawal or later knowledge take the ground away?"""
    row = _visible(versions, horizon)
    if row is None:
        return True
    if len(versions) == 1 and not rows.arrivals(duty.reads_types, opened_at, horizon):
        return False
    return _grounds(duty, View(rows, horizon), row) is None


def _tellings(
    duty: Duty, rows: Rows, root: str, phases: list[_Phase], silent: list[tuple[datetime, datetime]],
    opened_at: datetime, occurrence: int, horizon: datetime,
) -> Iterator[Telling]:
    told: set[tuple[int, int]] = set()
    for phase in phases:
        end = min(phase.end, NEVER)
        start = max(phase.start, opened_at)
        if start >= end:
            continue
        for rung, instant, who in _instants(duty, rows, phase, start, occurrence):
            key = (id(phase.term), rung)
            if key in told or instant is None:
                continue
            at = _audible(max(instant, start), silent)
            if at is None or at >= end or at > horizon:
                continue
            told.add(key)
            step = phase.term.ladder.rungs[rung - 1] if rung else None
            yield _telling(duty, rows, phase, at, rung, who, step, 0)
            if step is not None and rung == len(phase.term.ladder.rungs):
                yield from _repeats(duty, rows, root, phase, at, step, silent, end, horizon)


def _telling(duty: Duty, rows: Rows, phase: _Phase, at: datetime, rung: int, who: tuple[str, ...], step: Rung | None, again: int) -> Telling:
    late = phase.due + phase.slack if phase.due else None
    state = time_state(duty, phase.term, phase.origin, phase.due, late, at, rows.world)
    if rung and phase.due == at and not phase.slack:
        state = State.BREACHED if legal(duty, phase.term, rows.world) else State.OVERDUE
    priority = step.priority if step else phase.term.priority
    return Telling(at, rung, who, state, again, priority, step.asks if step else None, phase.term)


def _instants(duty: Duty, rows: Rows, phase: _Phase, start: datetime, occurrence: int) -> Iterator[tuple[int, datetime | None, tuple[str, ...]]]:
    if occurrence == 1:
        yield 0, start, (phase.term.owed_by, *phase.term.informs)
    lawbook, due = rows.world.lawbook, phase.due
    for number, rung in enumerate(phase.term.ladder.rungs, 1):
        if rung.base == "origin":
            assert rung.clock is not None
            yield number, rung.clock.due(phase.origin, lawbook, phase.view, phase.row), rung.to
        elif due is None:
            yield number, None, rung.to
        elif rung.base == "share":
            yield number, phase.origin + (due - phase.origin) * rung.fraction, rung.to
        else:
            yield number, rung.clock.due(due, lawbook, phase.view, phase.row) if rung.clock else due, rung.to


def _repeats(
    duty: Duty, rows: Rows, root: str, phase: _Phase, at: datetime, step: Rung, silent: list[tuple[datetime, datetime]],
    end: datetime, horizon: datetime,
) -> Iterator[Telling]:
    """The top rung again and again while nothing changes; a recorded decision on the risk starts the wait anew."""
    every = phase.term.ladder.repeat
    decisions = [
        r.avail for r in rows.all("duties.RiskDecided") if r.fact.data.duty == duty.code and r.fact.data.opening in (None, root)  # type: ignore[attr-defined]
    ]
    again, rung = 1, len(phase.term.ladder.rungs)
    while True:
        since = at
        following = every.due(at, rows.world.lawbook, phase.view, phase.row)
        if following is None or following <= at:
            return
        decided = max((d for d in decisions if since < d <= following), default=None)
        if decided is not None:
            at = decided
            continue
        heard = _audible(following, silent)
        if heard is None or heard >= end or heard > horizon:
            return
        at = heard
        yield _telling(duty, rows, phase, at, rung, step.to, step, again)
        again += 1


def _audible(at: datetime, silent: list[tuple[datetime, datetime]]) -> datetime | None:
    """The first moment from ``at`` on at which the duty is unsettled, as far as was known then."""
    moved = True
    while moved:
        moved = False
        for start, end in silent:
            if start <= at < end:
                if end == NEVER:
                    return None
                at, moved = end, True
    return at
