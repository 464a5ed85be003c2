"""Five duties of missing children, as Tutela writes duties; the benchmark's library is given the same five in its own words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from tutela.facts import Fact, contact, missing, sharing
from tutela.law.catalogue import parameters
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.replay import ledger, replay
from tutela.law.kernel.rules import Duty, Ladder, On, Term, after_due, at_due, on
from tutela.law.kernel.situation import Row, View

AUTHORITY: Final = ("local_authority", "emergency_duty_team", "host_authority")
DECIDES: Final = ("deploy", "regrade", "escalate", "hand_over")
REVIEWERS: Final = ("fim", "supervisor", "inspector")
SUPERINTENDENT: Final = "superintendent@missing"


class Told(NamedTuple):
    """One alert, as both must yield it: when, which duty on which subject, which rung, how often again, to whom, due when."""

    at: datetime
    code: str
    subject: str
    rung: int
    again: int
    to: tuple[str, ...]
    due: datetime | None


def tells_of_the_return(_: View, row: Row) -> Finding:
    """A person of the authority was told that the child is back."""
    data: Any = row.fact.data
    ok = data.matter == "found" and data.to in AUTHORITY and data.person != ""
    return (yes if ok else no)("small.told", row.fact)


def police_saw(_: View, row: Row) -> Finding:
    """Police saw the child."""
    return (yes if row.fact.data.by == "police" else no)("small.seen", row.fact)  # type: ignore[attr-defined]


def a_reviewer_decides(_: View, row: Row) -> Finding:
    """A reviewer decided something."""
    ok = row.fact.by.role in REVIEWERS and row.fact.data.decision in DECIDES  # type: ignore[attr-defined]
    return (yes if ok else no)("small.decides", row.fact)


_BACK: Final = (on(missing.Found), on(missing.Returned))


def _duty(code: str, opens: On, by: tuple[On, ...], key: str, owed_by: str, late: str, ends: tuple[On, ...] = ()) -> Duty:
    ladder = Ladder((at_due(late), after_due(within("missing.superintendent"), SUPERINTENDENT)), within("missing.repeat"))
    terms = (Term(within(key), owed_by, ladder),)
    return Duty(code, code, "episode", Basis.LOCAL_TARGET, ("bench",), opens=(opens,), discharged_by=by, ends=ends, terms=terms)


_REPORTED, _RETURNED = on(missing.Reported), on(missing.Returned)
DUTIES: Final = (
    _duty("attend", _REPORTED, (on(contact.Arrived),), "contact.attend.prompt", "dispatcher@contact", "fim@contact", _BACK),
    _duty("review", _REPORTED, (on(contact.Reviewed, a_reviewer_decides),), "contact.fim_review", "fim@contact", "superintendent@contact", _BACK),
    _duty("told", _RETURNED, (on(sharing.Told, tells_of_the_return),), "missing.return_told", "coordinator@missing", "detective_inspector@missing"),
    _duty("visit", _RETURNED, (on(missing.PreventionInterviewHeld, police_saw),), "missing.return_visit", "response_officer@response", "inspector@response"),
    _duty(
        "interview", _RETURNED, (on(missing.ReturnInterviewHeld), on(missing.ReturnInterviewDeclined)), "missing.return_interview",
        "return_interviewer@local_authority", "team_manager@local_authority",
    ),
)


def catalogue() -> Catalogue:
    """The five, with the law's own numbers."""
    return Catalogue(DUTIES, parameters())


def tell(facts: list[Fact], until: datetime, law: Catalogue, book: Lawbook) -> list[Told]:
    """What Tutela tells of one case."""
    alerts = ledger(replay(facts, law, book, until))
    return [Told(a.at, a.code, a.about[0]["ref"], a.rung, a.again, a.to, a.due) for a in alerts]
