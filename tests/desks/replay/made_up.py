"""A made-up case: one report, a grade, a long silence, and a duty whose ladder reaches a superintendent who is told again and again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from tutela.desks.replay.pages import CasePage, ReplayPage, Told, case_page
from tutela.facts import About, Actor, Fact, Payload, Span, contact, missing, people
from tutela.facts.registry import name_of
from tutela.law.kernel.clocks import within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.replay import Alert
from tutela.law.kernel.rules import Duty, Ladder, Rule, Term, after_due, at_due, on

REPORT: Final = datetime(2022, 5, 14, 20, 30, tzinfo=UTC)
"""Saturday 21:30 British Summer Time."""
HOUR: Final = timedelta(hours=1)
UNTIL: Final = REPORT + 60 * HOUR

ATTEND: Final = Duty(
    "made.attend", "Send somebody & <see> the child", "episode", Basis.LOCAL_TARGET, ("hmicfrs-nn-2019 p282", "app-missing"),
    opens=(on(missing.Reported),), discharged_by=(on(contact.Arrived),),
    terms=(Term(
        within("made.attend"), "dispatcher@contact",
        Ladder((at_due("supervisor@contact"), after_due(within("made.attend"), "superintendent@contact")), within("made.repeat")),
    ),),
)
RULES: Final[dict[str, Rule]] = {ATTEND.code: ATTEND}


def words(message: str, having: Mapping[str, Any]) -> str:
    """The words of the one message that there is."""
    return {"made.reported": f"Reported as {having.get('concern')}."}.get(message, message)


def fact(id: str, data: Payload, hours: float, *, role: str = "dispatcher", until: float | None = None, assumed: bool = False) -> Fact:
    """Something that happened so many hours after the report."""
    span = Span(REPORT + hours * HOUR, REPORT + (hours if until is None else until) * HOUR)
    about = (About("child", "c1", "missing"), About("episode", "e1"))
    return Fact(id=id, type=name_of(type(data)), data=data, occurred=span, by=Actor(role), about=about, assumed=assumed)


FACTS: Final = (
    fact("f0", people.Born(), -24 * 365 * 14, role="system", until=-24 * 365 * 13, assumed=True),
    fact("f1", missing.Reported(missing_from="foster", circumstances="Didn't come back; <b>worried</b>."), 0, role="foster_carer"),
    fact("f2", missing.RiskGraded(level="medium", rationale="First time."), 0.5, role="inspector", assumed=True),
    fact("f3", contact.Arrived(resource="NS21"), 50),
)


def alert(
    hours: float, *to: str, rung: int = 0, again: int = 0, kind: Literal["duty", "standard", "pattern"] = "duty", code: str = "made.attend",
    occurrence: int = 1,
) -> Alert:
    """One telling so many hours after the report."""
    return Alert(
        case="made-up", at=REPORT + hours * HOUR, kind=kind, code=code, rung=rung, again=again, also=(), to=to,
        state="overdue" if rung else "open", about=({"kind": "episode", "ref": "e1"},),
        because=({"message": "made.reported", "with": {"concern": "missing_child"}, "saw": ["f1"]},), basis="local target",
        cites=("hmicfrs-nn-2019 p282", "app-missing"), priority=2, due=REPORT + HOUR, opening="f1", occurrence=occurrence,
    )


ALERTS: Final = (
    alert(0, "dispatcher@contact"),
    alert(0, "coordinator@missing", kind="pattern", code="made.pattern"),
    alert(0.5, "fim@contact", kind="standard", code="made.standard"),
    alert(1, "supervisor@contact", rung=1),
    alert(2, "superintendent@contact", rung=2),
    *(alert(2 + 8 * n, "superintendent@contact", rung=2, again=n) for n in range(1, 6)),
)
HAPPENED: Final = Told(track="happened", facts=FACTS, alerts=ALERTS, until=UNTIL)
DRIVEN: Final = Told(
    track="driven", facts=(*FACTS[:2], fact("driven:2", contact.Arrived(resource="NS21"), 0.6)), alerts=ALERTS[:1], until=UNTIL,
)
NOBODY: Final = Told(track="nobody", facts=FACTS[:2], alerts=(*ALERTS, alert(50, "superintendent@contact", rung=2, again=6)), until=UNTIL)


def made_up(case: str = "made-up/1", tracks: tuple[Told, ...] = (HAPPENED, DRIVEN, NOBODY)) -> CasePage:
    """The case as a page."""
    return case_page(id=case, title="The child & the wait", source="invented", tracks=tracks, rules=RULES, words=words)


def html(page: ReplayPage) -> str:
    """The page as it is sent, to nobody in particular."""
    from django.test import RequestFactory

    from tutela.foundations.design.render import rendered

    return rendered(RequestFactory().get("/replay/"), "replay/timelines.html", page)
