"""The same five duties in `rule-engine <https://github.com/zeroSteiner/rule-engine>`_, and the glue that this takes.

The library matches one object against one expression, and evaluates arithmetic on times. It knows no clock, no history,
no subject, no opening, no discharge, no ladder and no "told again": all of that is the glue below.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

import msgspec
import rule_engine

from bench.small import SUPERINTENDENT, Told
from tutela.facts import Fact

NAME: Final = "rule-engine"
BACK: Final = 'type in ["missing.Found", "missing.Returned"]'
DUTIES: Final = (
    ("attend", 'type == "missing.Reported"', 'type == "contact.Arrived"', BACK, "PT60M", "dispatcher@contact", "fim@contact"),
    (
        "review", 'type == "missing.Reported"',
        'type == "contact.Reviewed" and role in ["fim", "supervisor", "inspector"] and data["decision"] in ["deploy", "regrade", "escalate", "hand_over"]',
        BACK, "PT30M", "fim@contact", "superintendent@contact",
    ),
    (
        "told", 'type == "missing.Returned"',
        'type == "sharing.Told" and data["matter"] == "found" and data["person"] != "" '
        'and data["to"] in ["local_authority", "emergency_duty_team", "host_authority"]',
        "false", "PT1H", "coordinator@missing", "detective_inspector@missing",
    ),
    (
        "visit", 'type == "missing.Returned"', 'type == "missing.PreventionInterviewHeld" and data["by"] == "police"', "false", "PT24H",
        "response_officer@response", "inspector@response",
    ),
    (
        "interview", 'type == "missing.Returned"', 'type in ["missing.ReturnInterviewHeld", "missing.ReturnInterviewDeclined"]', "false", "PT72H",
        "return_interviewer@local_authority", "team_manager@local_authority",
    ),
)
"""Code, what opens, what discharges, what ends, the time allowed, who owes it, who is told when it is late."""
TYPES: Final = frozenset({
    "missing.Reported", "missing.Found", "missing.Returned", "contact.Arrived", "contact.Reviewed", "sharing.Told", "missing.PreventionInterviewHeld",
    "missing.ReturnInterviewHeld", "missing.ReturnInterviewDeclined",
})
"""The fact types that any of the five names: the glue's own index."""


class Compiled(NamedTuple):
    """One duty's expressions, compiled once."""

    code: str
    opens: Any
    settles: Any
    due: Any
    top: Any
    again: Any
    owed_by: str
    late: str


def compiled() -> tuple[Compiled, ...]:
    """The five, ready."""

    def rule(text: str) -> Any:
        return rule_engine.Rule(text, context=rule_engine.Context(mapping_attribute_lookup=False))

    return tuple(
        Compiled(code, rule(opens), rule(f"({done}) or ({ends})"), rule(f't"{allowed}" + at'), rule('due + t"PT4H"'), rule('told + t"PT12H"'), owed, late)
        for code, opens, done, ends, allowed, owed, late in DUTIES
    )


def things(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Facts as the library takes them: nested dictionaries with every field there. Made before the clock runs."""
    return [
        {"type": f.type, "at": f.occurred.earliest, "role": f.by.role, "episodes": f.refs("episode"), "data": msgspec.to_builtins(f.data)}
        for f in facts
    ]


def tell(case: list[dict[str, Any]], until: datetime, duties: tuple[Compiled, ...], *, index: bool) -> list[Told]:
    """What the library and the glue tell of one case."""
    opened: dict[tuple[str, str], datetime] = {}
    settled: dict[tuple[str, str], datetime] = {}
    for thing in sorted(case, key=lambda t: t["at"]):
        if thing["at"] > until or (index and thing["type"] not in TYPES):
            continue
        for duty in duties:
            for episode in thing["episodes"]:
                key = duty.code, episode
                if key in opened:
                    if key not in settled and duty.settles.matches(thing):
                        settled[key] = thing["at"]
                elif duty.opens.matches(thing):
                    opened[key] = thing["at"]
    by_code = {duty.code: duty for duty in duties}
    found = [told for key, at in opened.items() for told in _ladder(by_code[key[0]], key[1], at, settled.get(key), until)]
    return sorted(found, key=lambda t: (t.at, t.code, t.rung, t.again, t.subject))


def _ladder(duty: Compiled, subject: str, at: datetime, settled: datetime | None, until: datetime) -> Iterator[Told]:
    """Opening, rung at the due time, superintendent, and again each half day, until it is settled."""
    due = duty.due.evaluate({"at": at})
    rung, again, told, to = 0, 0, at, duty.owed_by
    while told <= until and (settled is None or told < settled):
        yield Told(told, duty.code, subject, rung, again, (to,), due)
        if rung == 0:
            rung, told, to = 1, due, duty.late
        elif rung == 1:
            rung, told, to = 2, duty.top.evaluate({"due": due}), SUPERINTENDENT
        else:
            again, told = again + 1, duty.again.evaluate({"told": told})


def glue() -> int:
    """How many lines of glue the library needs here, with its index and without the expressions."""
    return sum(len(inspect.getsource(part).splitlines()) for part in (compiled, things, tell, _ladder))
