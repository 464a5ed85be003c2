"""What a judged case shows of each criterion: duties done, late and undone, standards met and not, what was noticed, and facts that speak for themselves.

Every line keeps the facts it rests on, so that a reader can go back to them, and what they restrict.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, Literal

import msgspec

from tutela.facts import Fact
from tutela.facts.roles import OUTSIDE, split
from tutela.law.audit.criteria import Criterion, Key, Table, table
from tutela.law.kernel.findings import Finding
from tutela.law.kernel.gate import classify
from tutela.law.kernel.judging import Judge, asked
from tutela.law.kernel.noticing import NOTICED
from tutela.law.kernel.owed import Owed
from tutela.law.kernel.replay import reasons
from tutela.law.kernel.rules import Priority, Standard, State
from tutela.law.kernel.subjects import Subject, subjects_of

Standing = Literal["met", "late", "not met", "open", "others", "shown"]
"""``others``: owed by a partner, whom an audit of the force does not grade; ``open``: not yet due, or in question; ``shown``: decides nothing."""
_UNDONE: Final = frozenset({State.OVERDUE, State.BREACHED, State.FAILED})
_VERDICT: Final[dict[bool, Standing]] = {True: "met", False: "not met"}
LATE_ENTRY: Final = "law.late_entry"


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A fact behind a line: which, when, by which role. Never its words."""

    id: str
    fact: str
    at: datetime
    to: datetime | None
    """The later end, where only a span is known."""
    by: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One line behind a criterion."""

    criterion: Key
    kind: Literal["duty", "standard", "pattern", "fact"]
    standing: Standing
    code: str
    title: str
    about: str
    at: datetime
    """When it was decided: the act, the time by which it was due, the entry."""
    state: str = ""
    due: datetime | None = None
    done: datetime | None = None
    last_step: datetime | None = None
    """When the last step of the ladder was told, the duty being late and undone."""
    last_to: tuple[str, ...] = ()
    first: bool = False
    """Is it of first priority, by the risk to the child?"""
    refusable: bool = False
    """Was it an act that lowers, closes, defers or approves, which may be refused for this standard?"""
    facts: tuple[Seen, ...] = ()
    because: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = ()
    restrictions: tuple[str, ...] = ()
    """What restricts the facts it rests on; a reader who may not see all of these is shown that there is a line, and no more."""

    @property
    def order(self) -> tuple[datetime, str, str, str]:
        """In which order lines are read."""
        return self.at, self.code, self.about, self.facts[0].id if self.facts else ""

    @property
    def against(self) -> bool:
        """Does it count against its criterion? What was done so late that the last step had been told was not done when it was needed."""
        return self.standing == "not met" or (self.standing == "late" and self.last_step is not None)

    @property
    def serious(self) -> bool:
        """Is it a serious failure, as ``definitions.yaml`` reads the word?"""
        undone = self.kind == "duty" and self.last_step is not None
        done_all_the_same = self.kind == "standard" and self.standing == "not met" and self.refusable
        return self.first and (undone or done_all_the_same)


def gather(judge: Judge, criteria: Table | None = None) -> list[Evidence]:
    """Every line that a judged case shows, by when it was decided."""
    known = criteria or table()
    judge.advance(judge.as_at)
    found = [*_duties(judge, known), *_standards(judge, known), *_patterns(judge, known), *_late_entries(judge), *_unseen(judge, known), *_shown(judge, known)]
    return sorted(found, key=lambda line: line.order)


def _seen(*facts: Fact | None) -> tuple[Seen, ...]:
    kept = {f.id: f for f in facts if f is not None}
    return tuple(
        Seen(id=f.id, fact=f.type, at=f.occurred.earliest, to=None if f.occurred.exact else f.occurred.latest, by=f.by.role) for f in kept.values()
    )


def _restrictions(*facts: Fact | None) -> tuple[str, ...]:
    return tuple(sorted({f.sensitivity for f in facts if f is not None} - {"none"}))


def _because(*findings: Finding) -> tuple[tuple[str, tuple[tuple[str, object], ...]], ...]:
    return tuple((reason["message"], tuple(reason["with"].items())) for reason in reasons(findings))


def _about(fact: Fact) -> str:
    return f"{fact.about[0].kind} {fact.about[0].ref}" if fact.about else ""


def _duties(judge: Judge, known: Table) -> Iterator[Evidence]:
    for owed in (owed for rows in judge.owed.values() for owed in rows):
        criterion = known.of(owed.duty.code)
        if criterion is not None and owed.state is not State.NOT_NEEDED:
            yield _duty(owed, criterion)


def _duty(owed: Owed, criterion: Criterion) -> Evidence:
    standing = _standing(owed)
    last = next((t for t in owed.tellings if t.rung == len(t.term.ladder.rungs) and (t.due is None or t.at >= t.due)), None)
    late = standing in ("late", "not met")
    term = last.term if last and late else owed.term
    facts = (owed.opened_by, owed.settled_by, *(fact for finding in owed.findings for fact in finding.seen))
    return Evidence(
        criterion=criterion.key, kind="duty", standing=standing, code=owed.duty.code, title=owed.duty.title, about=f"{owed.duty.subject} {owed.subject.ref}",
        at=owed.due_at or owed.opened_at, state=owed.state.value, due=owed.due_at, done=owed.settled_at if standing in ("met", "late") else None,
        last_step=last.at if last and late else None, last_to=last.to if last and late else (), first=term.priority is Priority.FIRST,
        facts=_seen(*facts), because=_because(*owed.findings), restrictions=_restrictions(*facts),
    )


def _standing(owed: Owed) -> Standing:
    role, area = split(owed.term.owed_by)
    if role in OUTSIDE or area == "local_authority":
        return "others"
    if owed.state is State.DONE:
        return "met"
    if owed.state is State.DONE_LATE:
        return "late"
    return "not met" if owed.state in _UNDONE else "open"


def _standards(judge: Judge, known: Table) -> Iterator[Evidence]:
    world, done = judge.world, set[tuple[str, Subject]]()
    for subject in list(world.timelines):
        head = world.identity.head(subject)
        for rule in world.openable(subject):
            criterion = known.of(rule.code)
            if not isinstance(rule, Standard) or criterion is None or (rule.code, head) in done:
                continue
            done.add((rule.code, head))
            for one in asked(rule, world, head, judge.as_at):
                facts, verdict = (one.row.fact, *one.finding.seen), _VERDICT[one.finding.holds]
                yield Evidence(
                    criterion=criterion.key, kind="standard", standing=verdict, code=rule.code, title=rule.title, about=f"{rule.subject} {one.subject.ref}",
                    at=one.at, state=verdict, first=rule.priority is Priority.FIRST, refusable=rule.refuses and classify(world, one.row.fact).refusable,
                    facts=_seen(*facts), because=_because(one.finding), restrictions=_restrictions(*facts),
                )


def _patterns(judge: Judge, known: Table) -> Iterator[Evidence]:
    for noticed in judge.noticed.values():
        criterion = known.of(noticed.pattern.code)
        if criterion is None or noticed.at > judge.as_at:
            continue
        saw = [judge.world.facts[id] for id in getattr(noticed.fact.data, "saw", ()) if id in judge.world.facts]
        pattern = noticed.pattern
        yield Evidence(
            criterion=criterion.key, kind="pattern", standing="not met", code=pattern.code, title=pattern.title,
            about=f"{pattern.subject} {noticed.subject.ref}", at=noticed.at, state="noticed", first=pattern.priority is Priority.FIRST,
            facts=_seen(noticed.fact, *saw), restrictions=_restrictions(noticed.fact, *saw),
        )


def _late_entries(judge: Judge) -> Iterator[Evidence]:
    """What the force itself did or learnt and entered more than the allowed hours after."""
    for fact in _held(judge):
        allowed = timedelta(hours=judge.world.lawbook.book.number(LATE_ENTRY, fact.occurred.earliest))
        since = max(fact.held_from, fact.occurred.latest)
        if fact.recorded_at is not None and since + allowed < fact.recorded_at <= judge.as_at:
            yield _of_fact(fact, "record", "not met", "Entered late", at=fact.recorded_at, state="entered late", due=since + allowed)


def _unseen(judge: Judge, known: Table) -> Iterator[Evidence]:
    """What the force held when a risk was graded, and the record did not show to the grader."""
    held = _held(judge)
    for grading in (f for f in _own(judge) if f.type in known.gradings):
        at, subjects = grading.occurred.earliest, {*subjects_of(grading)}
        for fact in held:
            if fact.held_from <= at < fact.shown_from and fact.by.ref != grading.by.ref and subjects & {*subjects_of(fact)}:
                yield _of_fact(fact, "risk", "not met", "Known to the force, and not shown to whoever graded the risk", grading, at=at, state="not seen")


def _shown(judge: Judge, known: Table) -> Iterator[Evidence]:
    for criterion in known.criteria:
        for fact in _own(judge):
            if fact.type in criterion.shows and judge.world.rows[fact.id].seen_at(judge.as_at):
                yield _of_fact(fact, criterion.key, "shown", "On record", at=fact.occurred.earliest, state=_says(fact))


def _own(judge: Judge) -> list[Fact]:
    """What was recorded, by when it happened; not what was noticed."""
    facts = (f for f in judge.world.facts.values() if not f.id.startswith(NOTICED))
    return sorted(facts, key=lambda f: (f.occurred.earliest, f.id))


def _held(judge: Judge) -> list[Fact]:
    """Of that, what the force is known to have held when it happened, or from a moment that is on record.

    A correction is no late entry; what others did is the force's to enter only from when it knew.
    """
    return [f for f in _own(judge) if f.supersedes is None and (f.known_force is not None or f.by.role not in OUTSIDE)]


def _of_fact(
    fact: Fact, criterion: Key, standing: Standing, title: str, *others: Fact, at: datetime, state: str, due: datetime | None = None,
) -> Evidence:
    return Evidence(
        criterion=criterion, kind="fact", standing=standing, code=fact.type, title=title, about=_about(fact), at=at, state=state, due=due,
        facts=_seen(fact, *others), restrictions=_restrictions(fact, *others),
    )


def _says(fact: Fact) -> str:
    """Whether the child was spoken to, alone, with words on record: that they are there, never the words."""
    fields = {"spoken_to": "spoken to", "child_seen": "seen", "seen": "seen", "alone": "alone"}
    said = [f"{name}: {'yes' if getattr(fact.data, field) else 'no'}" for field, name in fields.items() if isinstance(getattr(fact.data, field, None), bool)]
    if isinstance(text := getattr(fact.data, "words", None), str):
        said.append(f"words on record: {'yes' if text.strip() else 'no'}")
    return ", ".join(said)
