"""A small law for examples: one duty with a clock of an hour, and facts in a line. Every part can be replaced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from tutela.facts import About, Actor, Fact, Payload, Span, missing, people
from tutela.facts.registry import name_of
from tutela.law.calendars.calendar import Calendar
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook, within
from tutela.law.kernel.deriving import Owed
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.parameters import Basis, Book, Dated, Parameter
from tutela.law.kernel.rules import Condition, Duty, Ladder, Rule, Term, after_due, at_due, on
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step

CHILD, EPISODE, INCIDENT = About("child", "c1", "missing"), About("episode", "e1"), About("incident", "i1")
USUAL: Final = (CHILD, EPISODE)
OWNER, FIM, SUPERINTENDENT = "cii@missing", "fim@contact", "superintendent@missing"
HOUR: Final = timedelta(hours=1)
EPISODE_CHILD: Final = step("episode-child", "episode", "child|person", missing.Reported)
_CALENDAR: Final = Calendar.england_and_wales()


def at(text: str) -> datetime:
    """``19:30`` of 2 March 2026, ``3 19:30`` of the third; UTC."""
    day, _, time = text.rpartition(" ")
    return datetime.fromisoformat(f"2026-03-{int(day or 2):02}T{time}").replace(tzinfo=UTC)


def fact(
    id: str, payload: Payload, when: str, *, to: str | None = None, known: str | None = None, owner: str | None = None, recorded: str | None = None,
    about: tuple[About, ...] = USUAL, by: str = "fim", ref: str | None = "o:1", supersedes: str | None = None, **more: Any,
) -> Fact:
    """One fact; ``to``: the later end of a span."""
    return Fact(
        id=id, type=name_of(type(payload)), data=payload, occurred=Span(at(when), at(to or when)), by=Actor(by, ref), about=about,
        known_force=at(known) if known else None, known_owner=at(owner) if owner else None, recorded_at=at(recorded) if recorded else None,
        supersedes=supersedes, **more,
    )


def reported(id: str = "r", when: str = "12:00", **more: Any) -> Fact:
    """A child is reported missing: what opens the duty."""
    return fact(id, missing.Reported(missing_from=more.pop("missing_from", "home")), when, **more)


def enquiry(id: str = "q", when: str = "12:30", **more: Any) -> Fact:
    """An enquiry is made: what discharges it."""
    return fact(id, missing.EnquiryMade(what="Spoke to a friend."), when, **more)


def found(id: str = "z", when: str = "12:45", **more: Any) -> Fact:
    """The child is found: what ends it."""
    return fact(id, missing.Found(by="police"), when, **more)


def graded(id: str = "g", when: str = "12:10", level: missing.terms.Level = "high", **more: Any) -> Fact:
    """The risk is graded: what conditions read."""
    return fact(id, missing.RiskGraded(level=level, rationale="First time."), when, **more)


def withdrawn(id: str, of: str, when: str) -> Fact:
    """An earlier fact was recorded in error."""
    return fact(id, people.Withdrawn(why="Wrong log."), when, supersedes=of)


def number(key: str, value: Any, unit: str = "minutes", *, since: date | None = None, basis: Basis = Basis.LOCAL_TARGET, tighter: Any = "lower") -> Parameter:
    """One number of the law."""
    return Parameter(key=key, title=key, unit=unit, basis=basis, tighter=tighter, values=(Dated(value=value, since=since, cites="test"),))


NUMBERS: Final = (
    number("t.hour", 60), number("t.half", 30), number("t.later", 120), number("t.again", 8, "hours"), number("law.due_soon", 0.25, "share", tighter="higher"),
)
AGAIN: Final = within("t.again")
LADDER: Final = Ladder((at_due(FIM), after_due(within("t.later"), SUPERINTENDENT, asks="ask.risk-decision")), AGAIN)
TERM: Final = Term(within("t.hour"), OWNER, LADDER)


def duty(code: str = "t.duty", **sides: Any) -> Duty:
    """Opened by a report, discharged by an enquiry within the hour, ended by the child's return; then fim, then superintendent."""
    usual: dict[str, Any] = {
        "opens": (on(missing.Reported),), "discharged_by": (on(missing.EnquiryMade),), "ends": (on(missing.Found),), "terms": (TERM,),
    }
    subject = sides.pop("subject", "episode")
    return Duty(code, code, subject, sides.pop("basis", Basis.LOCAL_TARGET), ("test",), **{**usual, **sides})


def lawbook(*numbers: Parameter, as_of: date | None = None) -> Lawbook:
    """The small numbers, with others laid over them."""
    return Lawbook(Book({p.key: p for p in (*NUMBERS, *numbers)}, as_of=as_of), _CALENDAR)


def judge(rules: Rule | Iterable[Rule], facts: Iterable[Fact], until: str, *numbers: Parameter, lens: Any = "shown") -> Judge:
    """All facts judged at once, as at a moment."""
    book = lawbook(*numbers)
    made = Judge(Catalogue([rules] if isinstance(rules, Rule) else list(rules), book.book.parameters), book, lens=lens)
    made.load(facts, at(until))
    return made


def rows(rules: Rule | Iterable[Rule], facts: Iterable[Fact], until: str, *numbers: Parameter, lens: Any = "shown") -> list[Owed]:
    """Every row that is owed, by when it opened."""
    made = judge(rules, facts, until, *numbers, lens=lens)
    return sorted((o for found_ in made.owed.values() for o in found_), key=lambda o: (o.opened_at, o.opening, o.occurrence))


def one(rules: Rule | Iterable[Rule], facts: Iterable[Fact], until: str, *numbers: Parameter, lens: Any = "shown") -> Owed:
    """The one row that is owed."""
    (row,) = rows(rules, facts, until, *numbers, lens=lens)
    return row


def told(row: Owed) -> list[tuple[str, int, int]]:
    """When which rung was told, for the how-many-eth time."""
    return [(f"{t.at:%-d %H:%M}", t.rung, t.again) for t in row.tellings]


def level_is(level: str) -> Condition:
    """The last level of risk that was given."""

    def the_level_is(view: View, _row: Row) -> Finding:
        last = view.last(missing.RiskGraded)
        given = last.fact.data.level if last and isinstance(last.fact.data, missing.RiskGraded) else None
        return (yes if given == level else no)("test.level", *((last.fact,) if last else ()), level=given)

    return the_level_is


def from_home(_view: View, row: Row) -> Finding:
    """Missing from home."""
    data = row.fact.data
    return (yes if isinstance(data, missing.Reported) and data.missing_from == "home" else no)("test.from-home", row.fact)
