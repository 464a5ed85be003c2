"""The table of a track: what happened and what was told, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from tutela.desks.replay.pages.shapes import Day, Row, Told
from tutela.facts import Fact
from tutela.facts.roles import ROLES
from tutela.foundations.design.pictures.local import clock, long_day, moment, short_day
from tutela.law.kernel.replay import Alert
from tutela.law.kernel.rules import Duty, Rule
from tutela.law.messages.happenings import Words, details, happening, reason, role


def days(rows: Iterable[Row]) -> tuple[Day, ...]:
    """Rows in order, by local day; what happened before what was told of it."""
    inorder = sorted(rows, key=lambda row: (row.at, row.what == "alert"))
    return tuple(Day(day, tuple(here)) for day, here in groupby(inorder, key=lambda row: long_day(row.at)))


def happened(told: Told, own: frozenset[str], words: Words) -> list[Row]:
    """A row for each thing that happened; what is not of the case's own is what people would have done."""
    return [
        Row(
            at=fact.occurred.earliest, time=_when(fact), what="fact", kind="fact" if fact.id in own else "response", code=fact.type,
            title=title(told, fact, words), because=(*said(told, fact), *_besides(fact)), by=ROLES.get(fact.by.role, fact.by.role),
            assumed=fact.assumed,
        )
        for fact in told.facts
        if fact.occurred.earliest <= told.until
    ]


def title(told: Told, fact: Fact, words: Words) -> str:
    """A fact in a few words, as far as this track may show it."""
    return happening(fact, words, spoken=told.spoken, whole=fact.id not in told.withheld)


def said(told: Told, fact: Fact) -> tuple[str, ...]:
    """What a fact carries, as far as this track may show it."""
    return () if fact.id in told.withheld else details(fact.data, spoken=told.spoken)


def _when(fact: Fact) -> str:
    """The time of a fact; of one that is only known as a span, its two ends."""
    occurred = fact.occurred
    if occurred.exact:
        return clock(occurred.earliest)
    if occurred.precision in ("second", "minute", "hour"):
        return f"{clock(occurred.earliest)} or later, to {moment(occurred.latest, year=True)}"
    return f"or later, to {short_day(occurred.latest, year=True)}"


def _besides(fact: Fact) -> tuple[str, ...]:
    """When the force learnt it, if that was later; what it corrects; how closely it is held."""
    said: list[str] = []
    if fact.known_force and fact.known_force > fact.occurred.latest:
        said.append(f"Known to the force: {moment(fact.known_force, year=True)}")
    if fact.supersedes:
        said.append("Corrects an earlier entry")
    if fact.sensitivity != "none":
        said.append(f"Held as {fact.sensitivity}")
    return tuple(said)


def alerts(told: Told, rules: Mapping[str, Rule], words: Words) -> list[Row]:
    """An alert a row; when the top rung repeats, the repeats are in the row of the first."""
    rows: list[tuple[Alert, list[str]]] = []
    open_rows: dict[tuple[Any, ...], list[str]] = {}
    for alert in told.alerts:
        key = (*thread(alert), alert.rung, alert.to)
        if alert.again and key in open_rows:
            open_rows[key].append(moment(alert.at))
        else:
            open_rows[key] = []
            rows.append((alert, open_rows[key]))
    return [_alert(alert, tuple(again), rules.get(alert.code), words) for alert, again in rows]


def _alert(alert: Alert, again: tuple[str, ...], rule: Rule | None, words: Words) -> Row:
    return Row(
        at=alert.at, time=clock(alert.at), what="alert", kind=alert.kind, code=alert.code, title=rule.title if rule else alert.code,
        rung=_rung(alert, rule), to=tuple(map(role, alert.to)), state=alert.state, due=moment(alert.due) if alert.due else "",
        asks=words(alert.asks, {}) if alert.asks else "", because=tuple(dict.fromkeys(reason(b, words) for b in alert.because)),
        basis=alert.basis, cites=alert.cites, again=again,
    )


def thread(alert: Alert) -> tuple[Any, ...]:
    """What is one and the same duty, occurrence by occurrence."""
    return alert.code, alert.about[0]["ref"], alert.opening, alert.occurrence


def _rung(alert: Alert, rule: Rule | None) -> str:
    """``opening``, ``rung 2 of 4``, ``again (3)``."""
    if alert.kind != "duty":
        return alert.kind
    which = f", occurrence {alert.occurrence}" if alert.occurrence > 1 else ""
    if not alert.rung:
        return f"opening{which}"
    again = f", again ({alert.again})" if alert.again else ""
    ladders = [term.ladder.rungs for term in rule.terms] if isinstance(rule, Duty) else []
    fitting = [len(rungs) for rungs in ladders if len(rungs) >= alert.rung and rungs[alert.rung - 1].to == alert.to]
    of = f" of {fitting[0] if fitting else max(map(len, ladders))}" if ladders else ""
    return f"rung {alert.rung}{of}{which}{again}"
