"""The generated page of the reports' cases: each expected alert beside the one raised, every other alert with its reason, and where the other tracks end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from tutela.desks.replay.queries import Expectation, Outcome, Replayed, meets, total
from tutela.desks.replay.queries.replayed import COUNTED
from tutela.foundations.design.pictures.local import clock, length, short_day
from tutela.law.kernel.replay import Alert

_HEAD: Final = (
    "case", "title", "expected", "raised", "wrong", "others, explained", "features", "deferred", "failures that remain as driven", "nobody comes: ends with",
)
_TABLE: Final = ("expected", "when", "to", "raised", "when", "to", "beside", "source")
_ABOUT: Final = (
    "Each case of the two reports, replayed as it happened under the `inspection` overlay. *Expected* is what the report's cell names, written down before "
    "the rules; *raised* is what the law told, at that moment (within the tolerance of the source) and to those roles. Where several alerts answer, the "
    "nearest that together reach the roles are shown, and the others counted. Times are local.",
    "Every alert beyond these is listed under its rule with its reason and every instant at which it was told; (2) is two alerts at one minute. *Features* "
    "are what a cell names that is no alert (a screen, a form, a report, an act); *deferred* is what a cell names and the case does not expect, with what it "
    "waits for or what took its place, and the rules that answer to it in the case as it stands. An expectation held to be *wrong* has its ground beside it.",
    "**As driven**: the same outside events; people answer the alerts addressed to them under the one declared policy (`src/tutela/law/responses.yaml`: "
    "after half the time at the median, one alert in five ignored until the next rung), and an act that may be refused and lacks what it needs is refused. "
    "A *failure* is a duty that an expected alert tells of as overdue or breached, or that stands so or has failed when the clock stops, or an act of the "
    "force that could have been refused. It *remains* where at the end of the driven track the duty is overdue or breached, or failed after its last rung, "
    "or the act is done.",
    "**Nobody comes**: every alert is told and nobody acts; the clock runs on beyond that of the case until nothing climbs any further.",
)


def render(cases: Sequence[Replayed]) -> str:
    """The page. Its last line has the counts of all cases."""
    rows = [_row(one) for one in cases]
    controls = ", ".join(one.case.id for one in cases if one.case.control)
    return "\n\n".join((
        "# Replay: what was expected beside what is raised",
        "Generated from `cases/reports` and `src/tutela/law`; do not edit. `tutela replay --all` prints the counts.", *_ABOUT,
        f"Controls (good work, of which nothing overdue, breached or below a standard may be told): {controls}.", "## The table", _table(_HEAD, rows),
        *(case(one) for one in cases), "## The counts", total(cases),
    )) + "\n"


def case(one: Replayed) -> str:
    """One case: the table, what was told beyond it, what its cells name besides, and the other two tracks."""
    parts = [f"## {one.case.id}: {one.case.title}", f"{one.case.source}. The clock stops on {_moment(one.case.until)}; {_numbers(one)}."]
    if one.case.control:
        alarms = sum(is_alarm(alert) for alert in one.told["happened"])
        parts.append(f"**Control: good work.** Overdue, breached and standard alerts as it happened: {alarms}.")
    if one.case.never:
        parts.append(f"The case names {len(one.case.never)} alarms that must never be told; told of them: {len(one.found.false)}.")
    parts.append(_table(_TABLE, (_beside(one, expected) for expected in one.case.expected)))
    parts += [f"### Told beyond it: {len(one.found.extras)}", "\n".join(_extras(one))] if one.found.extras else []
    if one.case.features:
        parts += ["### Features, no alerts", "\n".join(f"* {f['id']}: {_flat(f['what'])} ({_flat(f['source'])})" for f in one.case.features)]
    if one.case.deferred:
        parts += ["### Deferred", "\n".join(_deferred(one, entry) for entry in one.case.deferred)]
    return "\n\n".join((*parts, f"**As driven.** {_driven(one)}", f"**Nobody comes.** {_nobody(one)}"))


def is_alarm(alert: Alert) -> bool:
    """An overdue or breached duty, or a standard that an act did not meet: what a control never raises."""
    return alert.kind == "standard" or (alert.kind == "duty" and alert.state in ("overdue", "breached"))


def _row(one: Replayed) -> tuple[str, ...]:
    counts, left = one.counts(), sum(outcome == "remains" for _, outcome in one.outcomes())
    last = one.ending.last
    ends = f"{', '.join(last.to)}{', repeating' if last.again else ''}" if last else "nothing"
    return (
        f"[{one.case.id}](#{_anchor(one)}){' (control)' if one.case.control else ''}", one.case.title, str(counts["expected"]),
        str(counts["expected alerts raised"]), str(counts["expectation wrong"]), f"{len(one.found.extras)}, {counts['explained']}", str(counts["features"]),
        str(counts["deferred"]), f"{left} of {len(one.outcomes())}", ends if one.ending.repeats else f"{ends}; {len(one.ending.climbing)} still climb",
    )


def _anchor(one: Replayed) -> str:
    """As GitHub names a heading."""
    heading = f"{one.case.id}: {one.case.title}".lower()
    return "".join(c for c in heading.replace(" ", "-") if c.isalnum() or c in "-_")


def _numbers(one: Replayed) -> str:
    counts = one.counts()
    return ", ".join(f"{name} {counts[name]}" for name in COUNTED[1:])


def _beside(one: Replayed, expected: Expectation) -> tuple[str, ...]:
    """An expectation and what answers it."""
    said = (", ".join(expected.also), f"{_moment(expected.at)} ± {length(expected.tolerance)}", ", ".join(expected.to) or "whoever")
    answers = sorted((a for a in one.told["happened"] if meets(expected, a)), key=lambda a: (abs(a.at - expected.at), a.moment))
    shown = _reaching(answers, expected.to)
    if expected in one.found.missing or not shown:
        ground = next((why for wrong, why in one.wrong if wrong == expected), "")
        return (*said, "", "", "", f"*expectation wrong*: {ground}" if ground else "**not raised**", expected.source)
    more = f"; {rest} more answer" if (rest := len(answers) - len(shown)) else ""
    return (
        *said, "; ".join(_named(a) for a in shown), "; ".join(dict.fromkeys(_moment(a.at) for a in shown)),
        "; ".join(dict.fromkeys(", ".join(a.to) for a in shown)), f"raised{_apart(shown[0].at - expected.at)}{more}", expected.source,
    )


def _reaching(answers: Iterable[Alert], roles: Sequence[str]) -> list[Alert]:
    """The nearest alerts that together reach every role."""
    found: list[Alert] = []
    wanted = {*roles}
    for alert in answers:
        if not found or wanted & {*alert.to}:
            found.append(alert)
            wanted -= {*alert.to}
    return found


def _named(alert: Alert) -> str:
    if alert.kind != "duty":
        return f"`{alert.code}` ({alert.kind})"
    return f"`{alert.code}` ({f'rung {alert.rung}' if alert.rung else 'opens'}{f', again {alert.again}' if alert.again else ''}, {alert.state})"


def _apart(gap: timedelta) -> str:
    return "" if abs(gap) < timedelta(minutes=1) else f", {length(abs(gap))} {'after' if gap > timedelta() else 'before'}"


def _extras(one: Replayed) -> list[str]:
    """What was told beyond the expectations: a rule and reason a line, with every instant."""
    grounds = {(e.code, e.at): e.ground for e in one.case.explained}
    groups: dict[tuple[str, str], list[Alert]] = {}
    for alert in one.found.extras:
        groups.setdefault((alert.code, grounds.get((alert.code, alert.at), "")), []).append(alert)
    return [_group(one, code, ground, alerts) for (code, ground), alerts in sorted(groups.items(), key=lambda group: group[0])]


def _group(one: Replayed, code: str, ground: str, alerts: Sequence[Alert]) -> str:
    roles = ", ".join(dict.fromkeys(address for a in alerts for address in a.to))
    return f"* `{code}` ({one.law.by_code[code].title}), {len(alerts)}: {_flat(ground) or '**no reason given**'} To {roles}. *{instants(a.at for a in alerts)}*"


def instants(moments: Iterable[datetime]) -> str:
    """``Sun 3 Feb 2019 20:00, 20:30 (2); Mon 4 Feb 2019 00:15``: every one, day by day."""
    said = []
    for day, here in groupby(sorted(moments), key=lambda at: short_day(at, year=True)):
        times = Counter(clock(at) for at in here)
        said.append(f"{day} " + ", ".join(f"{at} ({n})" if n > 1 else at for at, n in times.items()))
    return "; ".join(said)


def _deferred(one: Replayed, entry: dict[str, str]) -> str:
    codes = Counter(a.code for a in one.told["happened"] if entry["id"] in (*a.also, a.code))
    told = ", ".join(f"`{code}` {n} times" if n > 1 else f"`{code}` once" for code, n in sorted(codes.items()))
    stands = f"Told under this name here: {told}" if told else "Nothing is told under this name here"
    return f"* {entry['id']}: {_flat(entry['due'])} ({_flat(entry['source'])}). {stands}."


def _driven(one: Replayed) -> str:
    """What becomes of each failure, and what is flagged although everybody follows the alerts."""
    outcomes = one.outcomes()
    tally = Counter(outcome for _, outcome in outcomes)
    left = [f"`{failure.code}` ({failure.ref})" for failure, outcome in outcomes if outcome == "remains"]
    words: tuple[tuple[Outcome, str], ...] = (
        ("in time", "not owed, refused, or done in time"), ("late", "done late, after an alert was ignored or took longer than its time"),
        ("ended", "late and overtaken by events before the next rung"),
    )
    said = "; ".join(f"{tally[key]} {what}" for key, what in words if tally[key])
    flagged = Counter(a.code for a in one.told["driven"] if a.kind != "duty")
    flags = f" Noticed or flagged here too, of what alerts cannot prevent: {', '.join(f'`{code}`' for code in sorted(flagged))}." if flagged else ""
    if not outcomes:
        return f"There is no failure.{flags}"
    return f"Of {len(outcomes)} failures {f'{len(left)} remain: ' + ', '.join(left) if left else 'none remains'}{f': {said}' if said else ''}.{flags}"


def _nobody(one: Replayed) -> str:
    """Where every ladder ends."""
    end, last = one.ending, one.ending.last
    if last is None:
        return "Nothing is told."
    after = end.at - one.case.until
    when = f"by {_moment(end.at)}, {length(after)} after the case's clock" if after else "when the case's clock stops"
    if not end.repeats:
        codes = ", ".join(f"`{owed.duty.code}`" for owed in end.climbing)
        return f"{len(end.climbing)} of the {len(end.standing)} duties that are owed do not stand with a superintendent {when}: {codes}."
    stands = f"All {len(end.standing)} duties that are owed stand" if len(end.standing) > 1 else "The one duty that is owed stands"
    return f"{stands} with a superintendent or above, told again and again, {when}; last told: `{last.code}` to {', '.join(last.to)}."


def _moment(at: datetime) -> str:
    return f"{short_day(at, year=True)} {clock(at)}"


def _flat(text: str) -> str:
    return " ".join(str(text).split())


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(head)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(_flat(cell).replace("|", "\\|") for cell in row) + " |" for row in rows)])
