"""What a track says at a glance: its numbers, its sentences, its picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from tutela.desks.replay.pages.rows import thread, title
from tutela.desks.replay.pages.shapes import Counts, Told
from tutela.facts.roles import AREAS, ROLES, SENIOR
from tutela.foundations.design.pictures import labels, timeline
from tutela.foundations.design.pictures.local import length, moment
from tutela.law.kernel.replay import Alert
from tutela.law.messages.happenings import Words, role


def starts(told: Told) -> datetime:
    """Where the picture begins: at the first alert, or up to a day before it if something happened then."""
    first = min((a.at for a in told.alerts), default=None)
    moments = [f.occurred.earliest for f in told.facts]
    if first is None:
        return min(moments, default=told.until)
    return min((at for at in (*moments, first) if (first - at).total_seconds() <= 86400), default=first)


def _senior(alerts: Iterable[Alert]) -> Alert | None:
    return next((a for a in alerts if any(to.partition("@")[0] in SENIOR for to in a.to)), None)


def counts(told: Told) -> Counts:
    """The track in numbers."""
    senior = _senior(told.alerts)
    return Counts(
        alerts=len(told.alerts), repeats=sum(a.again > 0 for a in told.alerts), roles=len({to for a in told.alerts for to in a.to}),
        facts=len(told.facts), senior=moment(senior.at) if senior else "",
    )


def summary(told: Told) -> tuple[str, ...]:
    """The track in a few sentences; the first stands alone in the list of cases."""
    senior = _senior(told.alerts)
    verb = "would have told" if told.track == "happened" else "tells" if len(told.alerts) == 1 else "tell"
    none = "no superintendent would have been told" if told.track == "happened" else "no superintendent is told"
    first = f"first superintendent told at {moment(senior.at)}" if senior else none
    said = [f"{_many(len(told.alerts), 'alert')} {verb} {_many(len({to for a in told.alerts for to in a.to}), 'role')}; {first}."]
    if senior and told.alerts[0].at < senior.at:
        said[0] = f"{said[0][:-1]}, {length(senior.at - told.alerts[0].at)} after the first alert."
    if told.track == "happened" and (found := _silence(told)):
        start, end, alerts = found
        said.append(
            f"Longest silence: {length(end - start)} with nothing recorded, {moment(start)} to {moment(end)}, in which "
            f"{_many(alerts, 'alert')} would have been told."
        )
    if told.track == "nobody" and told.alerts:
        last = told.alerts[-1]
        how = "still being told again when the clock stops at" if last.again else "told last; the clock stops at"
        said.append(f"It ends with: {' and '.join(map(role, last.to))}, {how} {moment(told.until)}.")
    return tuple(said)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _silence(told: Told) -> tuple[datetime, datetime, int] | None:
    """The longest time between two entries in which something overdue was told, and how much was told in it."""
    first = starts(told)
    ends = {at for f in told.facts for at in (f.occurred.earliest, f.occurred.latest)}
    found: tuple[datetime, datetime, int] | None = None
    for a, b in pairwise(sorted(at for at in ends if first <= at <= told.until)):
        here = [x for x in told.alerts if a < x.at < b]
        covered = any(f.occurred.earliest <= a and f.occurred.latest >= b for f in told.facts)
        if not covered and any(x.rung for x in here) and (found is None or b - a > found[1] - found[0]):
            found = (a, b, len(here))
    return found


def picture(told: Told, called: str, summary: tuple[str, ...], own: frozenset[str], words: Words) -> timeline.Timeline:
    """The track as a picture."""
    first, senior, lanes = starts(told), _senior(told.alerts), _lanes(told.alerts)
    shown = [f for f in told.facts if f.occurred.latest >= first and f.occurred.earliest <= told.until]
    before = len(told.facts) - len(shown)
    silence = _silence(told) if told.track == "happened" else None
    return timeline.Timeline(
        title=called, description=" ".join([*summary, *(f"{lane.title}, {lane.note}." for lane in lanes)]), lanes=lanes,
        marks=[_mark(alert, to) for alert in told.alerts for to in alert.to],
        events=[labels.Event(max(f.occurred.earliest, first), f.occurred.latest, title(told, f, words), f.id not in own) for f in shown],
        starts=first, ends=told.until, below=_many(len(shown), "fact") + (f", {before} earlier" if before else ""),
        flag=(senior.at, f"First superintendent told: {moment(senior.at)}") if senior else None, story=_story(told.alerts),
        silence=timeline.Silence(silence[0], silence[1], _gap(silence[1] - silence[0])) if silence else None,
    )


def _mark(alert: Alert, to: str) -> timeline.Mark:
    """One telling to one role."""
    if alert.kind != "duty":
        return timeline.Mark(alert.at, to, alert.kind)
    return timeline.Mark(alert.at, to, "rung" if alert.rung else "opening", alert.rung, alert.again > 0, repr(thread(alert)))


def _story(alerts: Sequence[Alert]) -> str:
    """The duty whose ladder reached a superintendent first."""
    climbed = _senior(a for a in alerts if a.kind == "duty" and a.rung)
    return repr(thread(climbed)) if climbed else ""


def _gap(span: timedelta) -> tuple[str, ...]:
    return f"{length(span)}: nothing recorded", f"{length(span)} of silence", length(span)


def _lanes(alerts: Sequence[Alert]) -> list[timeline.Lane]:
    """Who was told, from the top down: superintendents first, then those told last, those told first lowest."""
    told: dict[str, list[datetime]] = {}
    for alert in alerts:
        for to in alert.to:
            told.setdefault(to, []).append(alert.at)
    ordered = sorted(told, key=lambda to: (to.partition("@")[0] in SENIOR, told[to][0]), reverse=True)
    lanes: list[timeline.Lane] = []
    for to in ordered:
        who, _, area = to.partition("@")
        note = f"{AREAS.get(area, area)}: told {'once' if len(told[to]) == 1 else f'{len(told[to])} times'}"
        lanes.append(timeline.Lane(to, ROLES.get(who, who), note, who in SENIOR))
    return lanes
