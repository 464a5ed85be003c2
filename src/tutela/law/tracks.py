"""The three tracks of a replay: as it happened, as driven, nobody comes.

*As driven*: the same outside events, and responses made from the duties by one policy file for all cases. People act only on
alerts addressed to their role, after half the time allowed at the median; one alert in five is ignored until the next rung.
The gate stands as it does in the product: an act of the force that may be refused and lacks what it needs is an attempt, kept with what refused it.
*Nobody comes*: every alert is told, nobody acts. Where does it end? ``ending`` lets the clock run on until nothing climbs any further.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from statistics import NormalDist
from typing import Any, Final, Literal

import msgspec
import msgspec.yaml

from tutela.facts import Actor, Fact, Span, attempts
from tutela.facts.registry import TYPES
from tutela.facts.roles import OUTSIDE, SENIOR, split
from tutela.law.areas import kept
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.gate import classify
from tutela.law.kernel.judging import Judge
from tutela.law.kernel.owed import Owed
from tutela.law.kernel.replay import Alert, ledger, replay, standing
from tutela.law.kernel.rules import Act, Duty
from tutela.law.kernel.situation import Rows, View
from tutela.law.kernel.subjects import Subject
from tutela.law.standing import risk

Track = Literal["happened", "driven", "nobody"]
TRACKS: Final[tuple[Track, ...]] = ("happened", "driven", "nobody")
_CEILING: Final = 5000
_REFUSALS: Final[dict[Act, type[attempts.Refused]]] = {
    Act.LOWERS: attempts.LoweringRefused, Act.CLOSES: attempts.ClosingRefused, Act.DEFERS: attempts.DeferralRefused, Act.APPROVES: attempts.ApprovalRefused,
}


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that a duty's alert brings about."""

    fact: str
    by: str | None = None
    each: str | None = None
    data: dict[str, Any] = {}


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How people respond; the same for every case."""

    median: float
    spread: float
    ignored: float
    responses_of: frozenset[str]
    outcomes: frozenset[str]
    responses: dict[str, tuple[Response, ...]]

    def outside(self, facts: Iterable[Fact], track: Track) -> list[Fact]:
        """What happens whatever the force does."""
        kept = [f for f in facts if f.type not in self.responses_of]
        if track == "nobody":
            kept = [f for f in kept if f.type not in self.outcomes or f.by.role in OUTSIDE]
        return kept


@cache
def policy() -> Policy:
    """The one policy, with what each area adds to it."""
    raw: dict[str, Any] = msgspec.yaml.decode(resources.files("tutela.law").joinpath("responses.yaml").read_text(encoding="utf-8"))
    for _, own in kept("responses"):
        raw = {**raw, "responses": raw["responses"] | own["responses"], **{name: [*raw[name], *own.get(name, ())] for name in ("responses_of", "outcomes")}}
    return msgspec.convert(raw, Policy)


def run(track: Track, facts: Iterable[Fact], catalogue: Catalogue, lawbook: Lawbook, until: datetime) -> tuple[list[Fact], Judge]:
    """The facts of a track, and the judge who stands at its end."""
    given = list(facts)
    if track == "happened":
        return given, replay(given, catalogue, lawbook, until)
    outside = policy().outside(given, track) or _unasked(replay(given, catalogue, lawbook, until), given)
    if track == "nobody":
        return outside, replay(outside, catalogue, lawbook, until)
    return _drive(outside, catalogue, lawbook, until)


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """Where it ends when nobody comes and the clock runs on."""

    at: datetime
    """The first moment looked at, from the case's clock on, at which nothing climbs any further; else the last looked at."""
    standing: tuple[Owed, ...]
    """What is still owed then."""
    climbing: tuple[Owed, ...]
    """What of that does not yet stand with a superintendent or above, told again and again."""
    last: Alert | None
    """What was told last."""

    @property
    def repeats(self) -> bool:
        """Does everything that is owed, and the last thing told, stand with a superintendent or above, repeating?"""
        return not self.climbing and self.last is not None and self.last.again > 0 and _is_senior(self.last.to)


def ending(facts: Iterable[Fact], catalogue: Catalogue, lawbook: Lawbook, until: datetime) -> Ending:
    """Let the clock run on from where a case's own stops, nobody coming, until every ladder has ended; three years at most."""
    _, judge = run("nobody", facts, catalogue, lawbook, until)
    ended = _ended(judge)
    for days in (2**n for n in range(11)):
        if ended.repeats:
            break
        judge.advance(until + timedelta(days=days))
        ended = _ended(judge)
    return ended


def _ended(judge: Judge) -> Ending:
    told = [alert for alert in ledger(judge) if alert.kind == "duty"]
    owed = tuple(standing(judge))
    tops = [(row, row.tellings[-1] if row.tellings else None) for row in owed]
    climbing = tuple(row for row, top in tops if top is None or not top.again or not _is_senior(top.to))
    return Ending(at=judge.as_at, standing=owed, climbing=climbing, last=told[-1] if told else None)


def _is_senior(to: Iterable[str]) -> bool:
    return any(split(address)[0] in SENIOR for address in to)


def _unasked(judge: Judge, facts: Iterable[Fact]) -> list[Fact]:
    """Where nothing comes from outside (plans that wait for an approval): the acts that answered nothing are where the story begins."""
    answers = {owed.settled_by.id for rows in judge.owed.values() for owed in rows if owed.settled_by}
    return [fact for fact in facts if fact.id not in answers]


def _drive(outside: list[Fact], catalogue: Catalogue, lawbook: Lawbook, until: datetime) -> tuple[list[Fact], Judge]:
    facts = list(outside)
    handled: set[tuple[Any, ...]] = set()
    answered: set[tuple[Any, ...]] = set()
    judge = replay(facts, catalogue, lawbook, until)
    for _ in range(_CEILING):
        told = next((a for a in ledger(judge) if a.kind == "duty" and _telling(a) not in handled), None)
        if refused := _refused(judge, told.at if told else until):
            attempt, standards = refused
            facts[facts.index(attempt)] = _attempt(attempt, standards, judge, len(facts))
            judge = replay(facts, catalogue, lawbook, until)
            continue
        if told is None:
            return facts, judge
        handled.add(_telling(told))
        if _occurrence(told) in answered or _chance(told, "ignored") < policy().ignored:
            continue
        made = _respond(told, judge, facts)
        if made:
            answered.add(_occurrence(told))
            facts += made
            for fact in made:
                if fact.occurred.earliest <= until:
                    judge.judge(fact, until)
    raise RuntimeError(f"a case was still being driven after {_CEILING} alerts")


def _refused(judge: Judge, until: datetime) -> tuple[Fact, tuple[str, ...]] | None:
    """The force's first act up to a moment that the gate refuses, with the standards that it does not meet."""
    lacks = sorted(
        (
            u for rows in judge.unmet.values() for u in rows
            if u.standard.refuses and u.at <= until and u.act.by.role not in OUTSIDE and classify(judge.world, u.act).refusable
        ),
        key=lambda u: (u.at, u.act.id, u.standard.code),
    )
    if not lacks:
        return None
    return lacks[0].act, tuple(dict.fromkeys(u.standard.code for u in lacks if u.act.id == lacks[0].act.id))


def _attempt(act: Fact, standards: tuple[str, ...], judge: Judge, number: int) -> Fact:
    """A refused act as the product keeps it: what was tried and what refused it."""
    refusal = _REFUSALS[classify(judge.world, act)]
    data = refusal(act=act.type, standards=standards)
    return msgspec.structs.replace(act, id=f"driven:{number}:{act.id}", type=f"attempts.{refusal.__name__}", data=data, source=None, assumed=True)


def _telling(alert: Alert) -> tuple[Any, ...]:
    return alert.code, alert.about[0]["ref"], alert.opening, alert.occurrence, alert.rung, alert.again, alert.to


def _occurrence(alert: Alert) -> tuple[Any, ...]:
    """What is answered once; a due time that has moved (a raised level) is told, and answered, anew."""
    return alert.code, alert.about[0]["ref"], alert.opening, alert.occurrence, alert.due


def _chance(alert: Alert, what: str) -> float:
    """A number in (0, 1) that is always the same for the same alert."""
    said = "|".join(map(str, (what, alert.case, *_telling(alert))))
    return (int.from_bytes(hashlib.sha256(said.encode()).digest()[:6], "big") + 0.5) / 2**48


def _delay(alert: Alert, allowed: timedelta) -> timedelta:
    factor = policy().median * math.exp(policy().spread * NormalDist().inv_cdf(_chance(alert, "delay")))
    return max(timedelta(minutes=1), allowed * factor)


def _respond(alert: Alert, judge: Judge, facts: list[Fact]) -> list[Fact]:
    duty = judge.world.catalogue.by_code[alert.code]
    opening = judge.world.facts.get(alert.opening)
    if not isinstance(duty, Duty) or opening is None:
        return []
    allowed = alert.due - alert.at if alert.due and alert.due > alert.at else timedelta(hours=1)
    at = alert.at + _delay(alert, allowed)
    made: list[Fact] = []
    for response in policy().responses.get(alert.code, ()):
        for item in getattr(opening.data, response.each) if response.each else (None,):
            made.append(_fact(response, item, alert, opening, judge, at, len(facts) + len(made)))
    return made


def _fact(response: Response, item: str | None, alert: Alert, opening: Fact, judge: Judge, at: datetime, number: int) -> Fact:
    data = soon(response.data, at + timedelta(hours=1), opening)
    if item is not None:
        data["hit"] = item
    if data.get("level") == "$suggested":
        data["level"] = _suggested(judge, alert)
    role = response.by or alert.to[0].partition("@")[0]
    return Fact(
        id=f"driven:{number}", type=response.fact, data=msgspec.convert(data, TYPES[response.fact], strict=False), occurred=Span(at, at),
        by=Actor(role=role, ref=f"policy:{role}"), about=_about(response, opening, alert), case=opening.case, assumed=True,
    )


def soon(value: Any, moment: datetime, opening: Fact) -> Any:
    """What a response says, with ``$soon`` made a time, and ``$opening.document`` what the opening fact says there."""
    if isinstance(value, dict):
        return {key: soon(v, moment, opening) for key, v in value.items()}
    if isinstance(value, list):
        return [soon(v, moment, opening) for v in value]
    if isinstance(value, str) and value.startswith("$opening."):
        return getattr(opening.data, value.removeprefix("$opening."))
    return moment if value == "$soon" else value


def _about(response: Response, opening: Fact, alert: Alert) -> tuple[Any, ...]:
    """Whom the opening was about, and whom the duty is; a missing child's report that names no episode begins one."""
    if response.fact == "missing.Reported" and not opening.refs("episode"):
        first = opening.about[0]
        return (*opening.about, msgspec.structs.replace(first, kind="episode", ref=f"e:{first.ref}", as_=None))
    whose = alert.about[0]
    if all(about.ref != whose["ref"] for about in opening.about):
        return (*opening.about, msgspec.structs.replace(opening.about[0], kind=whose["kind"], ref=whose["ref"], as_=None))
    return opening.about


def _suggested(judge: Judge, alert: Alert) -> str:
    """The level that the indicators suggest when the alert is told."""
    rule = judge.world.catalogue.by_code["missing.below-suggestion"]
    view = View(Rows(judge.world, rule, Subject("episode", alert.about[0]["ref"])), alert.at)
    return "high" if risk.suggested(view).holds else "medium"
